import PluginAPI
import Synchronization

@testable import JournalEngine

/// What plugins did, in order.
final class Diary: Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock { $0 } }
    func add(_ line: String) { lines.withLock { $0.append(line) } }
}

/// How a plugin under test behaves.
struct Manner: Sendable {
    var refusesSettings = false
    var failsToStart = false
    /// The background work: returns, throws, or goes on until cancelled.
    var work: @Sendable () async throws -> Void = {}
    var health: @Sendable () async -> PluginHealth = { PluginHealth(.ok) }
    var refusesReload = false
}

struct WorkFailed: Error, CustomStringConvertible { let description = "the work\nfailed" }

/// The life that every plugin under test has.
protocol Lively: Plugin {
    var name: String { get }
    var manner: Manner { get }
    var diary: Diary { get }
}

extension Lively {
    func start() async throws {
        diary.add("start \(name)")
        if manner.failsToStart { throw PluginStartError("no disk") }
    }
    func run() async throws { try await manner.work() }
    func stop() async { diary.add("stop \(name)") }
    func health() async -> PluginHealth { await manner.health() }
    func reload(_ settings: SettingValues) async throws {
        if manner.refusesReload { throw PluginConfigurationError(key: "\(name).x", "it does not fit") }
        diary.add("reload \(name)")
    }
}

struct LivelyCache: Lively, CachePlugin {
    let name: String, manner: Manner, diary: Diary
    func value(for key: CacheKey) async -> [UInt8]? { [1] }
    func store(_ value: [UInt8], for key: CacheKey, lifetime: Duration) async {}
    func remove(_ key: CacheKey) async {}
    func increment(_ key: CacheKey, by amount: Int64, lifetime: Duration) async -> Int64? { nil }
}

struct LivelySentiment: Lively, SentimentPlugin {
    let name: String, manner: Manner, diary: Diary
    let delivery = SentimentDelivery.immediate
    var model: String { name }
    func analyze(_ requests: [SentimentRequest]) async throws(SentimentError) -> [Sentiment] { [] }
}

struct LivelyAnalytics: Lively, AnalyticsPlugin {
    let name: String, manner: Manner, diary: Diary
    let reports: [ReportSpec] = []
    func report(_ request: ReportRequest, reading: any RollupReader) async throws(StorageError) -> Report {
        throw .notFound
    }
}

/// A catalog of one storage, one cache, two sentiment and two analytics plugins that behave as told.
struct Plugs: Sendable {
    let diary = Diary()
    /// By `kind.id`; others behave well.
    var manners: [String: Manner] = [:]

    private func manner(_ name: String) -> Manner { manners[name] ?? Manner() }

    private func check(_ name: String) throws(PluginConfigurationError) {
        if manner(name).refusesSettings { throw PluginConfigurationError(key: "\(name).x", "it does not fit") }
    }

    private func secret(_ name: String) -> [SettingSpec] {
        [SettingSpec(key: "\(name).token", kind: .text, fallback: nil, help: "A token.", isSecret: true)]
    }

    var catalog: PluginCatalog {
        PluginCatalog(
            storage: [storage("first")], cache: [cache("quick")], sentiment: [sentiment("plain"), sentiment("clever")],
            analytics: [analytics("one"), analytics("two")])
    }

    private func storage(_ id: String) -> PluginFactory<any StoragePlugin> {
        let name = "storage.\(id)"
        return PluginFactory(id: id, version: "1", summary: "A store.", settings: secret(name)) {
            context throws(PluginConfigurationError) in
            try check(name)
            return LivelyStorage(name: name, manner: manner(name), diary: diary)
        }
    }

    private func cache(_ id: String) -> PluginFactory<any CachePlugin> {
        let name = "cache.\(id)"
        return PluginFactory(id: id, version: "1", summary: "A cache.", settings: secret(name)) {
            context throws(PluginConfigurationError) in
            try check(name)
            let isBlind = context.settings.value(forKey: "storage.first.token") == nil
            diary.add("cache sees \(isBlind ? "no" : "a") foreign secret")
            return LivelyCache(name: name, manner: manner(name), diary: diary)
        }
    }

    private func sentiment(_ id: String) -> PluginFactory<any SentimentPlugin> {
        let name = "sentiment.\(id)"
        return PluginFactory(id: id, version: "1", summary: "A reader.", settings: []) {
            context throws(PluginConfigurationError) in
            try check(name)
            return LivelySentiment(name: name, manner: manner(name), diary: diary)
        }
    }

    private func analytics(_ id: String) -> PluginFactory<any AnalyticsPlugin> {
        let name = "analytics.\(id)"
        return PluginFactory(id: id, version: "1", summary: "A counter.", settings: []) {
            context throws(PluginConfigurationError) in
            try check(name)
            return LivelyAnalytics(name: name, manner: manner(name), diary: diary)
        }
    }
}
