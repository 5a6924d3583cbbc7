public import Logging
public import PluginAPI
public import ServiceLifecycle
import Synchronization

/// The plugins in service: started in the order storage, cache, sentiment, analytics, ended in reverse.
///
/// Run it as a service for the plugins' background work; call `stop` when everything that uses them has ended.
public final class PluginHost: Service {
    /// Waits, and throws when its task is cancelled.
    public typealias Sleep = @Sendable (Duration) async throws -> Void

    public let storage: any StoragePlugin
    /// `NoCache` when none is chosen or it did not start.
    public let cache: any CachePlugin
    /// Those that started, in the order of the catalog.
    public let analyticsByID: [(id: String, plugin: any AnalyticsPlugin)]

    let catalog: PluginCatalog
    let surroundings: PluginSurroundings
    let ledger: PluginLedger
    let sleep: Sleep
    private let state: Mutex<State>
    private let arrivals: AsyncStream<HostedPlugin>
    private let arrival: AsyncStream<HostedPlugin>.Continuation

    struct State {
        var settings: LoadedSettings
        var hosted: [HostedPlugin]
        var sentiment: SentimentSlots
        /// Why the background work of a required plugin ended.
        var failure: PluginFailure?
    }

    /// Makes and starts the plugins that the settings choose.
    /// - Throws: when one of a required kind does not start; those that did are stopped again.
    public static func start(
        _ catalog: PluginCatalog, settings: LoadedSettings, stateDirectory: String, traces: [String] = [],
        time: any TimeSource, logger: Logger, sleep: @escaping Sleep = { try await Task.sleep(for: $0) }
    ) async throws(PluginFailure) -> PluginHost {
        let surroundings = PluginSurroundings(
            time: time, stateDirectory: stateDirectory, traces: traces, logger: logger)
        let ledger = PluginLedger(catalog)
        var starter = PluginStarter(surroundings, settings: settings, ledger: ledger)
        do {
            return try await PluginHost(catalog, &starter, sleep)
        } catch {
            await Self.stop(starter.hosted, ledger)
            throw error
        }
    }

    private init(_ catalog: PluginCatalog, _ starter: inout PluginStarter, _ sleep: @escaping Sleep)
        async throws(PluginFailure)
    {
        let values = starter.settings.values
        storage = try await starter.startChosen(
            catalog.storage, kind: .storage, id: values[CoreSettings.storageProvider])
        let cacheID = values[CoreSettings.cacheProvider]
        cache =
            if cacheID == CoreSettings.noProvider { NoCache() } else {
                // The starter has recorded and logged why, should there be none.
                (try? await starter.startChosen(catalog.cache, kind: .cache, id: cacheID)) ?? NoCache()
            }
        let sentimentID = await SentimentChoice.provider(values, store: storage, catalog)
        let sentiment = try await starter.startSentiment(catalog.sentiment, id: sentimentID)
        var analytics: [(id: String, plugin: any AnalyticsPlugin)] = []
        for factory in catalog.analytics {
            if let plugin = try? await starter.start(factory) { analytics.append((factory.id, plugin)) }
        }
        analyticsByID = analytics
        self.catalog = catalog
        self.sleep = sleep
        surroundings = starter.surroundings
        ledger = starter.ledger
        state = Mutex(
            State(settings: starter.settings, hosted: starter.hosted, sentiment: sentiment))
        (arrivals, arrival) = AsyncStream.makeStream()
        for plugin in starter.hosted { arrival.yield(plugin) }
    }

    /// The analytics plugins in service.
    public var analytics: [any AnalyticsPlugin] { analyticsByID.map(\.plugin) }

    /// The provider in use now.
    public var sentiment: any SentimentPlugin { state.withLock { $0.sentiment.plugin } }

    /// The id of the provider in use now.
    public var sentimentID: String { state.withLock { $0.sentiment.id } }

    /// Runs the background work of every plugin until the daemon stops. An optional plugin whose work fails is
    /// recorded as failed; the others go on.
    /// - Throws: `PluginFailure` when the work of a required plugin fails.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                for await plugin in self.arrivals { group.addTask { await self.runOne(plugin) } }
                group.cancelAll()
            }
        }
        if let failure = state.withLock({ $0.failure }) { throw failure }
    }

    private func runOne(_ hosted: HostedPlugin) async {
        if ledger.state(of: hosted.name) == .started { ledger.set(hosted.name, .running) }
        do {
            try await hosted.run()
        } catch is CancellationError {
            return
        } catch {
            let failure = PluginFailure(kind: hosted.kind, id: hosted.id, reason: PluginStarter.reason(error))
            ledger.set(hosted.name, .failed, error: failure.reason)
            surroundings.logger.error(
                "a plugin's work failed", metadata: ["plugin": "\(hosted.name)", "reason": "\(failure.reason)"])
            guard hosted.kind.isRequired else { return }
            state.withLock { $0.failure = failure }
            arrival.finish()
        }
    }

    /// Ends every plugin, the last started first. May be called twice.
    public func stop() async {
        arrival.finish()
        let hosted = state.withLock { state in
            defer { state.hosted = [] }
            return state.hosted
        }
        await Self.stop(hosted, ledger)
    }

    private static func stop(_ hosted: [HostedPlugin], _ ledger: PluginLedger) async {
        for plugin in hosted.reversed() {
            await plugin.stop()
            if ledger.state(of: plugin.name) != .failed { ledger.set(plugin.name, .stopped) }
        }
    }

    // MARK: For the rest of the host

    func withState<Result: Sendable>(_ body: (inout sending State) -> sending Result) -> Result {
        state.withLock(body)
    }

    /// Has the background work of a plugin run that came later.
    func enlist(_ plugin: HostedPlugin) { arrival.yield(plugin) }
}
