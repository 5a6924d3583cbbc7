public import PluginAPI

/// Where the value of a setting comes from.
public enum SettingOrigin: Hashable, Sendable, CustomStringConvertible {
    case builtIn
    /// The name of the file in the credentials directory.
    case credential(String)
    case file(path: String, position: SettingsPosition)
    /// The name of the variable.
    case environment(String)
    /// The option, such as `--socket`.
    case option(String)

    public var description: String {
        switch self {
        case .builtIn: "default"
        case .credential(let name): "credential \(name)"
        case .file(let path, let position): "\(path):\(position.line):\(position.column)"
        case .environment(let name): "environment \(name)"
        case .option(let name): "option \(name)"
        }
    }
}

/// The settings in force: checked values, and where each came from.
public struct LoadedSettings: Sendable {
    public let schema: SettingsSchema
    public let values: SettingValues
    /// The file that was read, if there was one.
    public let file: String?
    private let origins: [String: SettingOrigin]

    init(schema: SettingsSchema, values: SettingValues, origins: [String: SettingOrigin], file: String?) {
        self.schema = schema
        self.values = values
        self.origins = origins
        self.file = file
    }

    public func origin(ofKey key: String) -> SettingOrigin { origins[key] ?? .builtIn }

    /// The keys that differ from `other`, in the order of the schema.
    public func keys(changedFrom other: LoadedSettings) -> [String] {
        schema.specs.map(\.key).filter { values.value(forKey: $0) != other.values.value(forKey: $0) }
    }

    /// These settings, only with those keys.
    public func values(of keys: Set<String>) -> SettingValues {
        var kept: [String: SettingValue] = [:]
        for key in keys { kept[key] = values.value(forKey: key) }
        return SettingValues(kept)
    }

    /// What holds after a reload: of `new` what is reloadable, else what holds now.
    /// - Returns: also the keys that changed but need a restart.
    public func reloaded(with new: LoadedSettings) -> (settings: LoadedSettings, needingRestart: [String]) {
        var merged: [String: SettingValue] = [:]
        var origins: [String: SettingOrigin] = [:]
        for spec in schema.specs {
            let source = spec.isReloadable ? new : self
            merged[spec.key] = source.values.value(forKey: spec.key)
            origins[spec.key] = source.origin(ofKey: spec.key)
        }
        let waiting = new.keys(changedFrom: self).filter { schema[$0]?.isReloadable == false }
        let settings = LoadedSettings(
            schema: schema, values: SettingValues(merged), origins: origins, file: new.file)
        return (settings, waiting)
    }

    /// The value as it may be shown; a secret is masked. Nil where there is none.
    public func shownValue(forKey key: String) -> SettingValue? {
        guard let value = values.value(forKey: key) else { return nil }
        return schema[key]?.isSecret == false ? value : .text(Self.mask)
    }

    /// What is shown in place of a secret.
    public static let mask = "<redacted>"
}
