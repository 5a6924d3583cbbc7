import JournalRPC
import PluginAPI

/// Ends claims: seals answers, stores them together with the end of their jobs, and tells who watches.
struct JobSettling: Sendable {
    /// Tries after which a job is parked.
    static let mostTries = 5
    /// The first wait after a failure; it doubles with each.
    private static let firstWait: Int64 = 5
    private static let longestWait: Int64 = 3_600

    let store: any StoragePlugin
    let composer: EntryComposer
    let sentiment: SentimentService
    let remote: RemoteAnalysis
    let keeper: AnswerKeeper
    let entryWatchers: WatchService
    let watchers: JobWatchService
    let time: any TimeSource

    /// How a job of a claim ends.
    struct End: Sendable {
        enum Outcome: Sendable {
            /// As the model said of the masked text.
            case answered(Jobs.Answer, MaskedText)
            case skipped
            case other(JobOutcome)
        }

        let job: StoredJob
        let outcome: Outcome
        var usage: SentimentUsage?
        /// Under which key the answer is kept, if it is new.
        var key: [UInt8]?
    }

    /// - Returns: whether each end counted; one whose lease does not hold the job any more does not.
    func settle(
        _ ends: [End], lease: LeaseID, provider: String, _ account: OpenAccount
    ) async throws(ServiceError) -> [Bool] {
        let now = time.now()
        var mutations: [EntryMutation] = []
        var kept: [CachedAnswer?] = []
        for end in ends {
            let answer = try newAnswer(end, account)
            kept.append(answer)
            mutations.append(
                .settle(
                    JobSettlement(
                        job: end.job.id, lease: lease, outcome: try outcome(end, provider, account, at: now), at: now,
                        usage: end.usage, answer: answer)))
        }
        let changes = mutations
        let results = try await storing { () async throws(StorageError) in
            try await store.commit(changes, of: account.id)
        }
        account.noteChange()
        var counted: [Bool] = []
        for ((end, answer), result) in zip(zip(ends, kept), results) {
            switch result {
            case .success:
                counted.append(true)
                if let answer { await keeper.remember(answer, account) }
                if case .answered = end.outcome { await announce(end.job, account) }
            case .failure(.notFound), .failure(.revisionConflict): counted.append(false)
            case .failure(let error): throw ServiceError(error)
            }
        }
        await announceParents(of: ends, account)
        return counted
    }

    private func newAnswer(_ end: End, _ account: OpenAccount) throws(ServiceError) -> CachedAnswer? {
        guard case .answered(let answer, _) = end.outcome, let key = end.key else { return nil }
        return try keeper.seal(answer, key, account)
    }

    private func outcome(
        _ end: End, _ provider: String, _ account: OpenAccount, at now: Instant
    ) throws(ServiceError) -> JobOutcome {
        switch end.outcome {
        case .skipped: return .skipped
        case .other(let outcome): return outcome
        case .answered(let answer, let text):
            guard let entry = end.job.entry else { return .skipped }
            let read = Self.sentiment(answer, of: text)
            return .scored(
                try sentiment.seal(read, provider: provider, entry: entry, keys: account.keys, at: now).stored)
        }
    }

    /// The entry of a job.
    func entry(of job: StoredJob, _ account: OpenAccount) async throws(ServiceError) -> StoredEntry? {
        guard let id = job.entry else { return nil }
        return try await storing { () async throws(StorageError) in try await store.entry(.id(id), of: account.id) }
    }

    // MARK: - Failures

    /// How a job goes on that a worker could not do.
    func outcome(_ failure: Jobs.Fail.Item, of job: StoredJob) -> JobOutcome {
        let now = time.now()
        let reason = TextSanitizer.name(failure.reason) ?? "no reason was given"
        let asked = (failure.retryAfterMs ?? 0) / 1_000
        switch failure.kind {
        case .refused: return .parked(reason: reason)
        case .unavailable:
            let wait = max(asked, min(Self.wait(after: job.returns), 900))
            return .postponed(until: now.advanced(bySeconds: wait), reason: reason)
        case .failed:
            guard job.tries + 1 < Self.mostTries else { return .parked(reason: reason) }
            return .retry(at: now.advanced(bySeconds: max(asked, Self.wait(after: job.tries))), reason: reason)
        }
    }

    /// Seconds to wait, spread so that what failed together is not tried together.
    private static func wait(after failures: Int) -> Int64 {
        let wait = min(firstWait << Int64(min(failures, 12)), longestWait)
        return wait + Int64.random(in: 0...max(1, wait / 4))
    }

    // MARK: - Answers

    /// An answer about the masked text as one about the text itself: places are moved back, masks are no terms.
    static func sentiment(_ answer: Jobs.Answer, of text: MaskedText) -> Sentiment {
        let length = text.text.utf8.count
        let sentences = answer.sentences.compactMap { sentence -> SentenceScore? in
            guard sentence.start < sentence.end, sentence.end <= length else { return nil }
            return SentenceScore(
                start: text.original(sentence.start, isEnd: false), end: text.original(sentence.end, isEnd: true),
                score: sentence.score)
        }
        let terms = answer.terms.filter { text.pieces.isEmpty || !MaskedText.isMask($0.text) }
        return Sentiment(
            score: answer.score, label: SentimentLabel(rawValue: answer.label) ?? .unknown, positive: answer.positive,
            neutral: answer.neutral, negative: answer.negative, confidence: answer.confidence, sentences: sentences,
            terms: terms.map { TermWeight(text: $0.text, weight: $0.weight) }, model: answer.model)
    }

    // MARK: - Watchers

    private func announce(_ job: StoredJob, _ account: OpenAccount) async {
        if let entry = job.entry { entryWatchers.tell(.analysed, entry, of: account.id) }
        guard entryWatchers.count > 0, let entry = try? await entry(of: job, account) else { return }
        await entryWatchers.show(.analysed, entry, account)
    }

    private func announceParents(of ends: [End], _ account: OpenAccount) async {
        guard watchers.isAwaited(account.id) else { return }
        for parent in Set(ends.compactMap(\.job.parent)) {
            if let job = try? await store.job(parent, of: account.id) { watchers.announce(job, of: account.id) }
        }
        for end in ends where end.job.parent == nil {
            if let job = try? await store.job(end.job.id, of: account.id) {
                watchers.announce(job, of: account.id)
            } else {
                var over = end.job
                over.state = .done
                over.updatedAt = time.now()
                watchers.announce(over, of: account.id)
            }
        }
    }
}
