import AnalyticsCategories
import AnalyticsHabits
import AnalyticsTrends
import CacheMemory
import JournalEngine
import PluginAPI
import SentimentLexicon
import StorageSQLite

#if OpenAI
import SentimentOpenAI
#endif

#if Redis
import CacheRedis
#endif

#if Postgres
import StoragePostgres
#endif

/// The plugins of this build. The settings choose among them; every analytics plugin is in service.
enum BuiltinPlugins {
    static let catalog = PluginCatalog(
        storage: storage,
        cache: cache,
        sentiment: sentiment,
        analytics: [AnalyticsTrends.factory, AnalyticsHabits.factory, AnalyticsCategories.factory])

    /// The settings that say where a store is; nil for a provider that takes no place.
    static func settings(of provider: String, at place: String) -> [(key: String, value: String)]? {
        switch provider {
        case "sqlite": [("storage.sqlite.path", place), ("storage.sqlite.keyShares", place + ".keys")]
        case "postgres": [("storage.postgres.url", place)]
        default: nil
        }
    }

    private static var storage: [PluginFactory<any StoragePlugin>] {
        #if Postgres
        [SQLiteStorage.factory, PostgresStorage.factory]
        #else
        [SQLiteStorage.factory]
        #endif
    }

    private static var cache: [PluginFactory<any CachePlugin>] {
        #if Redis
        [CacheMemory.factory, CacheRedis.factory]
        #else
        [CacheMemory.factory]
        #endif
    }

    private static var sentiment: [PluginFactory<any SentimentPlugin>] {
        #if OpenAI
        [SentimentLexicon.factory, SentimentOpenAI.factory]
        #else
        [SentimentLexicon.factory]
        #endif
    }

    /// What is wrong with the list; a test wants it empty.
    static var problems: [String] { catalog.problems }
}
