import Configuration
import PluginAPI

/// Where settings are looked for.
public struct SettingsSources: Sendable {
    /// The file named with `--config`; it must be there.
    public var file: String?
    /// Files looked for when none is named; the first that is there is read.
    public var defaultFiles: [String]
    public var environment: [String: String]
    /// A folder with one file a secret, named by its key.
    public var credentialsDirectory: String?
    /// What options of the command line set, by key: the option's name and the text.
    public var options: [String: (name: String, text: String)]

    public init(
        file: String? = nil, defaultFiles: [String] = [], environment: [String: String] = [:],
        credentialsDirectory: String? = nil, options: [String: (name: String, text: String)] = [:]
    ) {
        self.file = file
        self.defaultFiles = defaultFiles
        self.environment = environment
        self.credentialsDirectory = credentialsDirectory
        self.options = options
    }
}

/// Loads settings: options of the command line over environment over file over credentials over defaults.
public struct SettingsLoader: Sendable {
    private let schema: SettingsSchema

    public init(_ schema: SettingsSchema) { self.schema = schema }

    /// Reads, checks and merges.
    /// - Throws: `SettingsError` with everything that is wrong; then nothing is loaded.
    public func load(_ sources: SettingsSources) throws(SettingsError) -> LoadedSettings {
        var issues: [SettingsIssue] = []
        let file = readFile(sources, &issues)
        checkVariables(sources.environment, &issues)
        let layers = [
            optionLayer(sources.options), environmentLayer(sources.environment),
            file.flatMap(fileLayer), credentialLayer(sources.credentialsDirectory, &issues),
        ].compactMap { $0 }
        var values: [String: SettingValue] = [:]
        var origins: [String: SettingOrigin] = [:]
        for spec in schema.specs {
            values[spec.key] = spec.fallback
            // Every layer is checked, also one that another covers: a mistake never waits for its day.
            for layer in layers.reversed() {
                guard let (value, origin) = layer.value(of: spec, &issues) else { continue }
                values[spec.key] = value
                origins[spec.key] = origin
            }
        }
        guard issues.isEmpty else { throw SettingsError(issues.sorted(by: SettingsLoader.inReadingOrder)) }
        return LoadedSettings(
            schema: schema, values: SettingValues(values), origins: origins, file: file?.path)
    }

    private static func inReadingOrder(_ one: SettingsIssue, _ other: SettingsIssue) -> Bool {
        (one.place, one.position?.line ?? 0, one.position?.column ?? 0)
            < (other.place, other.position?.line ?? 0, other.position?.column ?? 0)
    }

    // MARK: Layers

    private func optionLayer(_ options: [String: (name: String, text: String)]) -> SettingsLayer {
        let values = options.map { (AbsoluteConfigKey($0.split(separator: ".").map(String.init)), $1.text) }
        let provider = InMemoryProvider(
            values: Dictionary(values.map { ($0, ConfigValue(.string($1), isSecret: false)) }) { first, _ in first })
        return SettingsLayer(snapshot: provider.snapshot()) { spec in
            options[spec.key].map { (SettingsLayer.dotted(spec.key), $0.name, .option($0.name)) }
        }
    }

    private func environmentLayer(_ environment: [String: String]) -> SettingsLayer {
        let provider = EnvironmentVariablesProvider(environmentVariables: environment)
        return SettingsLayer(snapshot: provider.snapshot()) { spec in
            let name = SettingsSchema.variable(for: spec.key)
            guard !spec.isSecret, environment[name] != nil else { return nil }
            // Lower case throughout, or the provider puts an underscore into requestsPerSecond.
            let key = AbsoluteConfigKey(name.lowercased().split(separator: "_").map(String.init))
            return (key, "environment: \(name)", .environment(name))
        }
    }

    private func fileLayer(_ file: SettingsFile) -> SettingsLayer? {
        file.snapshot.map { snapshot in
            SettingsLayer(snapshot: snapshot) { spec in
                file.positions[spec.key].map {
                    (SettingsLayer.dotted(spec.key), file.path, .file(path: file.path, position: $0))
                }
            }
        }
    }

    private func credentialLayer(_ directory: String?, _ issues: inout [SettingsIssue]) -> SettingsLayer? {
        guard let directory else { return nil }
        var values: [AbsoluteConfigKey: ConfigValue] = [:]
        var present: Set<String> = []
        for spec in schema.specs where spec.isSecret {
            do {
                let path = "\(directory)/\(spec.key)"
                let bytes = try SettingsInput.read(path, limit: SettingsInput.maxCredentialBytes).bytes
                guard let text = String(validating: bytes, as: UTF8.self) else {
                    throw SettingsInput.Failure.unusable("is not UTF-8")
                }
                let line = text.last?.isNewline == true ? String(text.dropLast()) : text
                values[SettingsLayer.dotted(spec.key)] = ConfigValue(.string(line), isSecret: true)
                present.insert(spec.key)
            } catch SettingsInput.Failure.unusable(let reason) {
                issues.append(SettingsIssue(place: "credentials", key: spec.key, reason: reason))
            } catch {
                continue  // Missing: the setting has no value from here.
            }
        }
        let provider = InMemoryProvider(values: values)
        return SettingsLayer(snapshot: provider.snapshot()) { spec in
            guard present.contains(spec.key) else { return nil }
            return (SettingsLayer.dotted(spec.key), "credentials", .credential(spec.key))
        }
    }

    // MARK: Checks of a source as a whole

    private func readFile(_ sources: SettingsSources, _ issues: inout [SettingsIssue]) -> SettingsFile? {
        let candidates = sources.file.map { [$0] } ?? sources.defaultFiles
        for path in candidates {
            do throws(SettingsInput.Failure) {
                let input = try SettingsInput.read(path, limit: SettingsInput.maxFileBytes)
                var file = SettingsFile(input.bytes, path: path, schema: schema)
                file.checkMode(input.mode)
                issues += file.issues
                return file
            } catch {
                switch error {
                case .missing where sources.file == nil: continue
                case .missing: issues.append(SettingsIssue(place: path, key: nil, reason: "there is no such file"))
                case .unusable(let reason): issues.append(SettingsIssue(place: path, key: nil, reason: reason))
                }
                return nil
            }
        }
        return nil
    }

    private func checkVariables(_ environment: [String: String], _ issues: inout [SettingsIssue]) {
        for name in environment.keys where name.hasPrefix(SettingsSchema.variablePrefix) {
            let spec = schema.spec(forVariable: name)
            if let spec, !spec.isSecret { continue }
            let reason =
                spec == nil
                ? "no such setting"
                : "secrets are not taken from the environment; put it into a credential of that name or the file"
            issues.append(
                SettingsIssue(
                    place: "environment", key: name, reason: reason,
                    suggestion: spec == nil ? schema.suggestion(forVariable: name) : nil))
        }
    }
}
