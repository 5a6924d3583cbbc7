public import ServiceLifecycle
import JournalRPC
import PluginAPI

/// The services of work that is done later, put together.
struct AnalysisRooms: Sendable {
    let bell = WorkerBell()
    let jobWatchers: JobWatchService
    let remote: RemoteAnalysis

    init(_ parts: EngineParts, sentiment: SentimentService, ids: IdentifierSource, outlet: ChangeOutlet) {
        jobWatchers = JobWatchService(outlet: outlet)
        remote = RemoteAnalysis(
            store: parts.plugins.storage, sentiment: sentiment, ids: ids, time: parts.time, settings: parts.settings)
    }

    /// Registers the methods.
    /// - Returns: what workers call.
    func register(
        in table: inout MethodTable.Builder, _ parts: EngineParts, entries: EntryService, queries: EntryQueries,
        sentiment: SentimentService
    ) -> WorkerService {
        let store = parts.plugins.storage
        JobService(
            store: store, accounts: entries.accounts, queries: queries, sentiment: sentiment, watchers: jobWatchers,
            bell: bell, ids: entries.ids, time: parts.time
        ).register(in: &table)
        let preview = SentimentPreview(entries: entries, remote: remote, sentiment: sentiment)
        table.register(SentimentMethods.Preview.self) { try await preview.preview($0.entry, by: $1.requirePrincipal()) }
        SentimentChoices(host: parts.plugins, sentiment: sentiment, remote: remote, bell: bell, settings: parts.settings)
            .register(in: &table)
        let keeper = AnswerKeeper(store: store, cache: parts.plugins.cache)
        let settling = JobSettling(
            store: store, composer: entries.composer, sentiment: sentiment, remote: remote, keeper: keeper,
            entryWatchers: entries.watchers, watchers: jobWatchers, time: parts.time)
        let workers = workerService(parts, entries, sentiment, keeper, settling)
        workers.register(in: &table)
        return workers
    }

    private func workerService(
        _ parts: EngineParts, _ entries: EntryService, _ sentiment: SentimentService, _ keeper: AnswerKeeper,
        _ settling: JobSettling
    ) -> WorkerService {
        let (store, leases, settings) = (parts.plugins.storage, LeaseBook(), parts.settings)
        let giver = TextGiver(
            store: store, accounts: entries.accounts, resolver: entries.resolver, composer: entries.composer,
            remote: remote, keeper: keeper, settling: settling, time: parts.time)
        let expansion = JobExpansion(store: store, watchers: jobWatchers, ids: entries.ids, time: parts.time)
        let answers = JobAnswers(
            store: store, accounts: entries.accounts, composer: entries.composer, remote: remote, settling: settling,
            leases: leases, time: parts.time)
        return WorkerService(
            claims: JobClaims(
                store: store, sentiment: sentiment, giver: giver, expansion: expansion, leases: leases,
                ids: entries.ids, time: parts.time, claimTexts: settings[AnalysisSettings.claimTexts],
                leaseSeconds: settings[AnalysisSettings.leaseSeconds]),
            batches: JobBatches(
                store: store, sentiment: sentiment, giver: giver, expansion: expansion, answers: answers, bell: bell,
                ids: entries.ids, time: parts.time, least: settings[AnalysisSettings.bulkTexts],
                leaseSeconds: settings[AnalysisSettings.leaseSeconds],
                lookSeconds: settings[AnalysisSettings.batchSeconds]),
            answers: answers, leases: leases, bell: bell)
    }
}

/// The worker inside the daemon: it does the work of every provider that runs here. Where the operator has workers, that is
/// only what needs no network.
public struct InsideWorker: Service {
    private let worker: Worker

    init(_ parts: EngineParts, _ service: WorkerService) {
        let host = parts.plugins
        let lease = parts.settings[AnalysisSettings.leaseSeconds]
        worker = Worker(
            source: LocalWork(service: service, provider: { host.sentimentID }),
            claimTexts: parts.settings[AnalysisSettings.claimTexts], renewal: .seconds(max(1, lease / 3)),
            logger: parts.logger
        ) {
            host.sentimentIsStarted ? Worker.Provider(id: host.sentimentID, plugin: host.sentiment) : nil
        }
    }

    /// Works until the daemon stops.
    public func run() async throws {
        await cancelWhenGracefulShutdown { await worker.run() }
    }

    /// One claim and what comes of it, for tests.
    func step() async throws {
        guard let provider = worker.provider() else { return }
        _ = try await worker.step(provider)
    }
}
