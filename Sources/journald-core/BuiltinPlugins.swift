import AnalyticsCategories
import AnalyticsHabits
import AnalyticsTrends
import CacheMemory
import JournalEngine
import SentimentLexicon
import StorageSQLite

/// The plugins of this build. The settings choose among them; every analytics plugin is in service.
enum BuiltinPlugins {
    static let catalog = PluginCatalog(
        storage: [SQLiteStorage.factory],
        cache: [CacheMemory.factory],
        sentiment: [SentimentLexicon.factory],
        analytics: [AnalyticsTrends.factory, AnalyticsHabits.factory, AnalyticsCategories.factory])

    /// What is wrong with the list; a test wants it empty.
    static var problems: [String] { catalog.problems }
}
