import JournalRPC
public import Logging
public import PluginAPI

/// Claims texts, has a provider read them, and brings the answers back. The same code in a process of its own and inside the
/// daemon; any number of them share the queue.
public struct Worker: Sendable {
    /// A provider that runs in this process.
    public struct Provider: Sendable {
        public let id: String
        public let plugin: any SentimentPlugin

        public init(id: String, plugin: any SentimentPlugin) {
            self.id = id
            self.plugin = plugin
        }
    }

    /// How long texts that come one by one are gathered after the first.
    private static let gathering = Duration.milliseconds(200)
    private static let longestPause = Duration.seconds(30)
    /// What one message of answers may hold: sentences are what makes them long.
    private static let sentencesPerMessage = 6_000

    let source: any WorkSource
    let provider: @Sendable () -> Provider?
    private let claimTexts: Int
    let renewal: Duration
    let logger: Logger

    /// - Parameters:
    ///   - provider: what reads the texts at that moment; nil while there is nothing to do for this worker.
    ///   - renewal: how often a lease is prolonged while its texts are read: a fraction of the daemon's lease.
    public init(
        source: any WorkSource, claimTexts: Int, renewal: Duration, logger: Logger,
        provider: @escaping @Sendable () -> Provider?
    ) {
        self.source = source
        self.claimTexts = claimTexts
        self.renewal = renewal
        self.logger = logger
        self.provider = provider
    }

    /// Works until its task is cancelled. What goes wrong is logged once and tried again, at longer and longer intervals.
    public func run() async {
        var failures = 0
        while !Task.isCancelled {
            do {
                guard let provider = provider() else {
                    try await source.wait(atMost: .seconds(5))
                    continue
                }
                let isDown = try await step(provider)
                failures = isDown ? failures + 1 : 0
                if isDown { try await pause(failures) }
            } catch {
                guard !Task.isCancelled, !(error is CancellationError) else { return }
                if failures == 0 { logger.warning("the worker waits", metadata: ["error": "\(error)"]) }
                failures += 1
                guard (try? await pause(failures)) != nil else { return }
            }
        }
    }

    /// One batch that is due, else one claim, and what comes of it.
    /// - Returns: whether the provider could not be reached.
    func step(_ provider: Provider) async throws -> Bool {
        var longest: Int64 = .max
        if let bulk = provider.plugin.bulk {
            switch try await BatchWork(worker: self, provider: provider, bulk: bulk).step() {
            case .done(let isDown): return isDown
            case .nothing(let wait): longest = wait
            }
        }
        let claim = try await source.claim(
            .init(
                provider: provider.id, model: provider.plugin.model, promptVersion: provider.plugin.promptVersion,
                limit: claimTexts))
        guard let lease = claim.lease, !claim.items.isEmpty else {
            if claim.retryAfterMs > 0 {
                try await source.wait(atMost: .milliseconds(min(claim.retryAfterMs, longest)))
                if provider.plugin.delivery == .deferred { try await Task.sleep(for: Self.gathering) }
            }
            return false
        }
        let requests = claim.items.map {
            SentimentRequest(text: $0.text, compartment: UInt64(bitPattern: $0.compartment))
        }
        let outcomes = try await read(requests, by: provider, lease: lease)
        guard outcomes.count == requests.count else {
            throw WorkerError(reason: "\(provider.id) gave \(outcomes.count) outcomes for \(requests.count) texts")
        }
        return try await report(claim.items, outcomes, lease: lease, provider)
    }

    /// Has the texts read, and prolongs the lease meanwhile.
    private func read(
        _ requests: [SentimentRequest], by provider: Provider, lease: String
    ) async throws -> [SentimentOutcome] {
        try await withThrowingTaskGroup(of: [SentimentOutcome]?.self) { group in
            group.addTask { await provider.plugin.outcomes(for: requests) }
            group.addTask {
                while true {
                    try await Task.sleep(for: renewal)
                    // If it fails, the lease ends in its time and the answers come too late: nothing is counted twice.
                    _ = try? await source.renew(.init(lease: lease))
                }
            }
            defer { group.cancelAll() }
            return try await group.next().flatMap { $0 } ?? []
        }
    }

    private func report(
        _ tasks: [Jobs.Task], _ outcomes: [SentimentOutcome], lease: String, _ provider: Provider
    ) async throws -> Bool {
        var answered: [Jobs.Complete.Item] = []
        var failed: [Jobs.Fail.Item] = []
        var sentences = 0
        var unavailable = 0
        for (task, outcome) in zip(tasks, outcomes) {
            let usage = outcome.usage == .none ? nil : Jobs.Usage(outcome.usage)
            switch outcome.result {
            case .success(let sentiment):
                guard let answer = Jobs.Answer(sentiment, textBytes: task.text.utf8.count) else {
                    failed.append(.init(job: task.job, kind: .failed, reason: "the answer is out of range", usage: usage))
                    continue
                }
                if sentences + answer.sentences.count > Self.sentencesPerMessage, !answered.isEmpty {
                    try await complete(answered, lease: lease, provider)
                    answered = []
                    sentences = 0
                }
                sentences += answer.sentences.count
                answered.append(.init(job: task.job, answer: answer, usage: usage))
            case .failure(let error):
                if case .unavailable = error { unavailable += 1 }
                failed.append(Jobs.Fail.Item(error, job: task.job, usage: usage))
            }
        }
        if !answered.isEmpty { try await complete(answered, lease: lease, provider) }
        if !failed.isEmpty {
            let settled = try await source.fail(.init(lease: lease, items: failed))
            logger.notice(
                "texts could not be read",
                metadata: ["provider": "\(provider.id)", "texts": "\(settled.settled)", "reason": "\(failed[0].reason)"])
        }
        return unavailable == tasks.count
    }

    private func complete(_ items: [Jobs.Complete.Item], lease: String, _ provider: Provider) async throws {
        let settled = try await source.complete(
            .init(lease: lease, model: provider.plugin.model, promptVersion: provider.plugin.promptVersion, items: items))
        if settled.late > 0 {
            logger.notice("answers came too late", metadata: ["texts": "\(settled.late)"])
        }
    }

    private func pause(_ failures: Int) async throws {
        let wait = min(Duration.milliseconds(500) * (1 << min(failures, 8)), Self.longestPause)
        try await Task.sleep(for: wait)
    }
}
