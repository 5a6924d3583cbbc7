public import PluginAPI

/// How far a plugin came in its life.
public enum PluginState: String, Sendable, CaseIterable {
    /// Built in, not chosen.
    case registered
    /// Made from settings that fit.
    case configured
    /// Usable.
    case started
    /// Usable, and its background work runs.
    case running
    /// Ended as planned.
    case stopped
    /// See the record's error.
    case failed
}

/// What `plugins.list` and `plugins.describe` tell of a plugin.
public struct PluginRecord: Sendable {
    public let kind: PluginKind
    public let id: String
    public let version: String
    public let summary: String
    public internal(set) var state: PluginState
    /// One line, when it failed.
    public internal(set) var error: String?
    let specs: [SettingSpec]

    /// `kind.id`, unique over all plugins.
    public var name: String { "\(kind.rawValue).\(id)" }

    init<Instance>(_ factory: PluginFactory<Instance>) {
        kind = factory.kind
        id = factory.id
        version = factory.version
        summary = factory.summary
        state = .registered
        specs = factory.settings
    }
}

/// A setting of a plugin as it may be shown.
public struct PluginSetting: Sendable {
    public let spec: SettingSpec
    /// The value in force, masked when it is a secret; nil where there is none.
    public let value: SettingValue?
    public let origin: SettingOrigin
}

/// A kind of plugin that the daemon cannot do without did not come up.
public struct PluginFailure: Error, Hashable, Sendable, CustomStringConvertible {
    public let kind: PluginKind
    public let id: String
    /// What the operator can do about it.
    public let reason: String
    /// Trying again cannot help until somebody has put something right (see `PluginStartError`).
    public var isLasting = false

    /// One line.
    public var description: String { LineEscape.escaped("\(kind.rawValue) plugin \(id): \(reason)") }
}
