import JournalRPC
import PluginAPI

/// Decides which texts of claimed jobs leave, and how: with consent, not private, masked, without a known answer, and paid for.
/// Whatever way a text goes out, it goes through here.
struct TextGiver: Sendable {
    let store: any StoragePlugin
    let accounts: AccountDirectory
    let resolver: CategoryResolver
    let composer: EntryComposer
    let remote: RemoteAnalysis
    let keeper: AnswerKeeper
    let settling: JobSettling
    let time: any TimeSource

    /// Who asks, and what answers are filed under.
    struct Asker: Sendable {
        let provider: String
        let model: String
        let promptVersion: String
        let lease: LeaseID
        /// Whether texts leave this process's hands. It is looked up once: the provider in use may change at any moment, and a
        /// text must not go to one by the rules of another.
        let isDeferred: Bool
        /// The answer to a text that the provider needs to ask nobody for.
        let known: @Sendable (SentimentRequest) -> Sentiment?
        /// What texts can cost at most when they are asked for together.
        let costLimit: @Sendable ([SentimentRequest]) -> Int64

        fileprivate func answer(to text: String) -> Jobs.Answer? {
            guard let known = known(SentimentRequest(text: text)) else { return nil }
            var answer = Jobs.Answer(known, textBytes: text.utf8.count)
            answer?.model = model
            return answer
        }
    }

    /// A text that may be given.
    struct Ready: Sendable {
        let job: StoredJob
        let text: MaskedText
        fileprivate let key: [UInt8]
    }

    /// What came of the jobs of one owner.
    struct Given: Sendable {
        /// To be given, in the order of the jobs.
        var texts: [Ready] = []
        /// For which there was no room; they are still held.
        var left: [StoredJob] = []
    }

    /// Ends the claim on what needs no worker or must not leave, and gives the rest as far as it fits.
    /// - Parameter room: bytes of text that still fit; lessened by what is given. A text that alone is larger fits into an
    ///   empty one.
    func give(
        _ jobs: [StoredJob], of owner: UserID, to asker: Asker, room: inout Room
    ) async throws(ServiceError) -> Given {
        let account = try await accounts.account(owner)
        let consent = try await remote.consent(of: owner)
        let isDeferred = asker.isDeferred
        var ended: [JobSettling.End] = []
        var ready: [Ready] = []
        for job in jobs {
            if let text = try await text(of: job, consent, account, isDeferred: isDeferred) {
                if isDeferred, let answer = asker.answer(to: text.text) {
                    ended.append(.init(job: job, outcome: .answered(answer, text)))
                    continue
                }
                let key = AnswerKeeper.key(
                    provider: asker.provider, model: asker.model, promptVersion: asker.promptVersion, text: text.text,
                    account)
                ready.append(Ready(job: job, text: text, key: key))
            } else {
                ended.append(.init(job: job, outcome: .skipped))
            }
        }
        let kept = isDeferred ? try await keeper.answers(for: ready.map(\.key), account) : [:]
        var given = Given()
        for item in ready {
            if let answer = kept[item.key] {
                ended.append(.init(job: item.job, outcome: .answered(answer, item.text)))
            } else if room.take(item.text.text.utf8.count) {
                given.texts.append(item)
            } else {
                given.left.append(item.job)
            }
        }
        if isDeferred { given.texts = try await pay(for: given.texts, asker, consent, account, &ended) }
        if !ended.isEmpty { _ = try await settling.settle(ended, lease: asker.lease, provider: asker.provider, account) }
        return given
    }

    /// Bytes of text that fit into a message.
    struct Room {
        private(set) var left: Int
        private let whole: Int

        init(_ bytes: Int) {
            left = bytes
            whole = bytes
        }

        var isFull: Bool { left <= 0 }

        mutating func take(_ bytes: Int) -> Bool {
            guard bytes <= left || left == whole else {
                left = 0
                return false
            }
            left -= bytes
            return true
        }
    }

    /// Sets money aside for as many as the budgets allow; the others wait.
    private func pay(
        for texts: [Ready], _ asker: Asker, _ consent: RemoteConsent, _ account: OpenAccount,
        _ ended: inout [JobSettling.End]
    ) async throws(ServiceError) -> [Ready] {
        guard !texts.isEmpty else { return [] }
        // What they share, such as the instructions, is shared out.
        let whole = min(max(0, asker.costLimit(texts.map { SentimentRequest(text: $0.text.text) })), Self.mostCost)
        guard whole > 0 else { return texts }
        let share = (whole - 1) / Int64(texts.count) + 1
        let costs = texts.map { JobCost(job: $0.job.id, cost: share) }
        let limits = remote.limits(consent)
        let granted = try await storing { () async throws(StorageError) in
            try await store.setAside(
                costs, lease: asker.lease, provider: asker.provider, within: limits, of: account.id)
        }
        let until = remote.budgetRetry(at: time.now())
        for item in texts where !granted.contains(item.job.id) {
            ended.append(
                .init(job: item.job, outcome: .other(.postponed(until: until, reason: "the monthly budget is spent"))))
        }
        return texts.filter { granted.contains($0.job.id) }
    }

    /// Ten million of the currency: a cost whose sums stay in range.
    private static let mostCost: Int64 = 10_000_000_000_000

    /// The text as it leaves, or nil when the provider must not or need not read it.
    private func text(
        of job: StoredJob, _ consent: RemoteConsent, _ account: OpenAccount, isDeferred: Bool
    ) async throws(ServiceError) -> MaskedText? {
        guard let entry = try await settling.entry(of: job, account) else { return nil }
        let body = try composer.text(of: entry, account).body
        guard isDeferred else {
            return entry.trashedAt == nil ? MaskedText(unmasked: body) : nil
        }
        let names = try await resolver.names(entry.categories, account)
        guard
            remote.refusal(consent, body: body, categories: names, isTrashed: entry.trashedAt != nil) == nil
        else { return nil }
        return consent.masks ? TextMasker.mask(body) : MaskedText(unmasked: body)
    }
}
