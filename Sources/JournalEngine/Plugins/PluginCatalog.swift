public import PluginAPI

/// The plugins that are built in, by kind. Filled once, in the executable; a plugin in the wrong list does not compile.
public struct PluginCatalog: Sendable {
    public let storage: [PluginFactory<any StoragePlugin>]
    public let cache: [PluginFactory<any CachePlugin>]
    public let sentiment: [PluginFactory<any SentimentPlugin>]
    public let analytics: [PluginFactory<any AnalyticsPlugin>]

    public init(
        storage: [PluginFactory<any StoragePlugin>], cache: [PluginFactory<any CachePlugin>] = [],
        sentiment: [PluginFactory<any SentimentPlugin>], analytics: [PluginFactory<any AnalyticsPlugin>] = []
    ) {
        self.storage = storage
        self.cache = cache
        self.sentiment = sentiment
        self.analytics = analytics
    }

    /// The settings of all of them, also of those that are not chosen.
    public var specs: [SettingSpec] {
        storage.flatMap(\.settings) + cache.flatMap(\.settings) + sentiment.flatMap(\.settings)
            + analytics.flatMap(\.settings)
    }

    /// A record of each, all `registered`.
    var records: [PluginRecord] {
        storage.map(PluginRecord.init) + cache.map(PluginRecord.init) + sentiment.map(PluginRecord.init)
            + analytics.map(PluginRecord.init)
    }

    /// What a plugin author got wrong: ids that are taken, settings outside `kind.id.`, settings that are taken.
    /// Empty for a sound catalog; a test of the executable asks.
    public var problems: [String] {
        var problems: [String] = []
        var ids: Set<String> = []
        var keys = Set(CoreSettings.specs.map(\.key))
        for record in records {
            if !ids.insert(record.name).inserted { problems.append("\(record.name): the id is taken") }
            for spec in record.specs {
                if !spec.key.hasPrefix(record.name + ".") {
                    problems.append("\(record.name): the key \(spec.key) does not begin with \(record.name).")
                }
                if !keys.insert(spec.key).inserted { problems.append("\(record.name): the key \(spec.key) is taken") }
            }
        }
        return problems
    }
}

/// A plugin of a build, told without making it.
public struct PluginDescription: Sendable {
    public let kind: PluginKind
    public let id: String
    public let version: String
    public let summary: String
    /// Whether the settings put it in service.
    public let isChosen: Bool
}

extension PluginCatalog {
    /// Every plugin in order, and whether these settings choose it.
    public func descriptions(_ settings: LoadedSettings) -> [PluginDescription] {
        let chosen: [PluginKind: String] = [
            .storage: settings.values[CoreSettings.storageProvider],
            .cache: settings.values[CoreSettings.cacheProvider],
            .sentiment: settings.values[CoreSettings.sentimentProvider],
        ]
        return records.map {
            PluginDescription(
                kind: $0.kind, id: $0.id, version: $0.version, summary: $0.summary,
                isChosen: chosen[$0.kind].map { [id = $0.id] in $0 == id } ?? true)
        }
    }
}
