/// What values a setting takes.
public enum SettingKind: Hashable, Sendable {
    case text
    case integer(ClosedRange<Int64>)
    case boolean
    case choice([String])
    /// A file or folder; a relative one is meant from the state directory.
    case path
}

/// The value of a setting.
public enum SettingValue: Hashable, Sendable {
    case text(String)
    case integer(Int64)
    case boolean(Bool)
}

/// Everything about a setting, as data: parsing, checking, masking, the default file and the manual come from it.
public struct SettingSpec: Hashable, Sendable {
    /// Dotted lowerCamelCase, such as `storage.sqlite.path`.
    public let key: String
    public let kind: SettingKind
    /// Nil where there is none: the setting is then absent unless it is set.
    public let fallback: SettingValue?
    /// One line.
    public let help: String
    /// Never shown or logged.
    public let isSecret: Bool
    /// Taken over by a reload without a restart.
    public let isReloadable: Bool

    public init(
        key: String, kind: SettingKind, fallback: SettingValue?, help: String, isSecret: Bool = false,
        isReloadable: Bool = false
    ) {
        self.key = key
        self.kind = kind
        self.fallback = fallback
        self.help = help
        self.isSecret = isSecret
        self.isReloadable = isReloadable
    }
}

/// A type that a setting can have.
public protocol SettingRepresentable: Sendable {
    init?(_ value: SettingValue)
    var settingValue: SettingValue { get }
}

extension String: SettingRepresentable {
    public init?(_ value: SettingValue) {
        guard case .text(let text) = value else { return nil }
        self = text
    }
    public var settingValue: SettingValue { .text(self) }
}

extension Int: SettingRepresentable {
    public init?(_ value: SettingValue) {
        guard case .integer(let number) = value, let exact = Int(exactly: number) else { return nil }
        self = exact
    }
    public var settingValue: SettingValue { .integer(Int64(self)) }
}

extension Bool: SettingRepresentable {
    public init?(_ value: SettingValue) {
        guard case .boolean(let flag) = value else { return nil }
        self = flag
    }
    public var settingValue: SettingValue { .boolean(self) }
}

/// A setting with the type its reader gets. Declared once, next to what it governs.
public struct Setting<Value: SettingRepresentable>: Sendable {
    public let spec: SettingSpec
    /// What holds when it is not set.
    public let fallback: Value

    public init(
        _ key: String, _ kind: SettingKind, default fallback: Value, help: String, secret: Bool = false,
        reloadable: Bool = false
    ) {
        self.fallback = fallback
        spec = SettingSpec(
            key: key, kind: kind, fallback: fallback.settingValue, help: help, isSecret: secret, isReloadable: reloadable)
    }
}

/// Settings that were checked against their specs. Missing ones are at their defaults.
public struct SettingValues: Hashable, Sendable {
    private let values: [String: SettingValue]

    /// - Parameter values: by key, already checked.
    public init(_ values: [String: SettingValue] = [:]) {
        self.values = values
    }

    /// The value of a setting, or its default.
    public subscript<Value>(setting: Setting<Value>) -> Value {
        values[setting.spec.key].flatMap(Value.init) ?? setting.fallback
    }

    /// The raw value under a key if it was set or has a default.
    public func value(forKey key: String) -> SettingValue? { values[key] }
}
