public import Logging

/// The kinds of plugin. The raw value is the word on the wire and in settings.
public enum PluginKind: String, Sendable, CaseIterable {
    case storage, cache, sentiment, analytics
}

/// What a plugin is given when it is made.
public struct PluginContext: Sendable {
    public let settings: SettingValues
    public let logger: Logger
    public let time: any TimeSource
    /// The daemon's own folder for durable files, absolute, mode 0700.
    public let stateDirectory: String
    /// Files that say that a journal was kept in that folder, such as its master key. A store that finds none of its own data
    /// then names them and does not start: an empty journal must not take the place of one that is missing.
    public let traces: [String]

    public init(
        settings: SettingValues, logger: Logger, time: any TimeSource, stateDirectory: String, traces: [String] = []
    ) {
        self.settings = settings
        self.logger = logger
        self.time = time
        self.stateDirectory = stateDirectory
        self.traces = traces
    }
}

/// The description of a plugin: a value, listed once in the executable. `Instance` is `any StoragePlugin`,
/// `any SentimentPlugin` …, so that a plugin in the wrong list does not compile.
public struct PluginFactory<Instance>: Sendable {
    public let kind: PluginKind
    /// A short lower-case word, unique within its kind; what the settings name.
    public let id: String
    public let version: String
    public let summary: String
    /// Every setting it reads.
    public let settings: [SettingSpec]
    /// Checks the settings and makes the plugin; no I/O.
    public let make: @Sendable (PluginContext) throws(PluginConfigurationError) -> Instance

    private init(
        kind: PluginKind, id: String, version: String, summary: String, settings: [SettingSpec],
        make: @escaping @Sendable (PluginContext) throws(PluginConfigurationError) -> Instance
    ) {
        self.kind = kind
        self.id = id
        self.version = version
        self.summary = summary
        self.settings = settings
        self.make = make
    }
}

extension PluginFactory where Instance == any StoragePlugin {
    public init(
        id: String, version: String, summary: String, settings: [SettingSpec],
        make: @escaping @Sendable (PluginContext) throws(PluginConfigurationError) -> any StoragePlugin
    ) {
        self.init(kind: .storage, id: id, version: version, summary: summary, settings: settings, make: make)
    }
}

extension PluginFactory where Instance == any CachePlugin {
    public init(
        id: String, version: String, summary: String, settings: [SettingSpec],
        make: @escaping @Sendable (PluginContext) throws(PluginConfigurationError) -> any CachePlugin
    ) {
        self.init(kind: .cache, id: id, version: version, summary: summary, settings: settings, make: make)
    }
}

extension PluginFactory where Instance == any SentimentPlugin {
    public init(
        id: String, version: String, summary: String, settings: [SettingSpec],
        make: @escaping @Sendable (PluginContext) throws(PluginConfigurationError) -> any SentimentPlugin
    ) {
        self.init(kind: .sentiment, id: id, version: version, summary: summary, settings: settings, make: make)
    }
}

extension PluginFactory where Instance == any AnalyticsPlugin {
    public init(
        id: String, version: String, summary: String, settings: [SettingSpec],
        make: @escaping @Sendable (PluginContext) throws(PluginConfigurationError) -> any AnalyticsPlugin
    ) {
        self.init(kind: .analytics, id: id, version: version, summary: summary, settings: settings, make: make)
    }
}
