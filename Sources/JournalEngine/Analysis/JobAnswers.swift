import JournalRPC
import PluginAPI

/// Takes back what workers were given: answers and failures, of claims and of batches.
struct JobAnswers: Sendable {
    let store: any StoragePlugin
    let accounts: AccountDirectory
    let composer: EntryComposer
    let remote: RemoteAnalysis
    let settling: JobSettling
    let leases: LeaseBook
    let time: any TimeSource

    /// What a worker brings for one job.
    private enum Brought: Sendable {
        case answer(Jobs.Answer)
        case failure(Jobs.Fail.Item)
    }

    private struct Item: Sendable {
        let brought: Brought
        let usage: SentimentUsage?
    }

    func complete(_ params: Jobs.Complete.Params) async throws(ServiceError) -> Jobs.Settled {
        let items = params.items.map { ($0.job, Item(brought: .answer($0.answer), usage: $0.usage.map(SentimentUsage.init))) }
        return try await settle(params.lease, items, model: params.model, promptVersion: params.promptVersion)
    }

    func fail(_ params: Jobs.Fail.Params) async throws(ServiceError) -> Jobs.Settled {
        let items = params.items.map { ($0.job, Item(brought: .failure($0), usage: $0.usage.map(SentimentUsage.init))) }
        return try await settle(params.lease, items, model: "", promptVersion: "")
    }

    private func settle(
        _ lease: String, _ items: [(job: String, item: Item)], model: String, promptVersion: String
    ) async throws(ServiceError) -> Jobs.Settled {
        guard let lease = LeaseID(lease) else { throw .notFound("lease") }
        var brought: [JobID: Item] = [:]
        for (text, item) in items {
            if let id = JobID(text) { brought[id] = item }
        }
        let held = try await storing { () async throws(StorageError) in try await store.jobs(answerableBy: lease) }
        let wanted = held.compactMap { owned in brought[owned.job.id].map { (owned, $0) } }
        let counted = try await settle(wanted, lease, model: model, promptVersion: promptVersion)
        await countLate(brought, counted, lease)
        return .init(settled: counted.count, late: items.count - counted.count)
    }

    /// What became of texts of a batch, by their places. What went into those that are not waited for any more is counted
    /// with the end of the batch.
    func settle(
        _ params: Jobs.Batches.Settle.Params, of batch: StoredBatch
    ) async throws(ServiceError) -> Jobs.Settled {
        var brought: [Int: Item] = [:]
        for item in params.failed {
            let failure = Jobs.Fail.Item(job: "", kind: item.kind, reason: item.reason)
            brought[item.place] = Item(brought: .failure(failure), usage: item.usage.map(SentimentUsage.init))
        }
        for item in params.answered {
            brought[item.place] = Item(brought: .answer(item.answer), usage: item.usage.map(SentimentUsage.init))
        }
        let held = try await storing { () async throws(StorageError) in try await store.jobs(answerableBy: batch.id) }
        let wanted = held.compactMap { owned in owned.job.place.flatMap { brought[$0] }.map { (owned, $0) } }
        let counted = try await settle(wanted, batch.id, model: batch.model, promptVersion: batch.promptVersion)
        return .init(settled: counted.count, late: params.answered.count + params.failed.count - counted.count)
    }

    /// - Returns: those that counted.
    private func settle(
        _ wanted: [(owned: OwnedJob, item: Item)], _ lease: LeaseID, model: String, promptVersion: String
    ) async throws(ServiceError) -> Set<JobID> {
        let items = Dictionary(wanted.map { ($0.owned.job.id, $0.item) }) { first, _ in first }
        var counted: Set<JobID> = []
        for (owner, jobs) in JobClaims.byOwner(wanted.map(\.owned)) {
            guard let provider = jobs.first?.provider else { continue }
            let account = try await accounts.account(owner)
            let consent = try await remote.consent(of: owner)
            let isLocal = isLocal(provider)
            var ends: [JobSettling.End] = []
            for job in jobs {
                guard let item = items[job.id] else { continue }
                // Taken back meanwhile: the answer is not wanted, and was paid for.
                ends.append(
                    isLocal || consent.isGiven
                        ? try await end(job, item, masks: consent.masks && !isLocal, model, promptVersion, account)
                        : JobSettling.End(job: job, outcome: .skipped, usage: item.usage))
            }
            let results = try await settling.settle(ends, lease: lease, provider: provider, account)
            for (end, isCounted) in zip(ends, results) where isCounted { counted.insert(end.job.id) }
        }
        return counted
    }

    private func end(
        _ job: StoredJob, _ item: Item, masks: Bool, _ model: String, _ promptVersion: String, _ account: OpenAccount
    ) async throws(ServiceError) -> JobSettling.End {
        switch item.brought {
        case .failure(let failure):
            var outcome = settling.outcome(failure, of: job)
            // What a batch did not read is not to be let alone for a while, but to be asked for in another way.
            if job.place != nil, case .retry(_, let reason) = outcome { outcome = .retry(at: time.now(), reason: reason) }
            return JobSettling.End(job: job, outcome: .other(outcome), usage: item.usage)
        case .answer(let answer):
            guard let entry = try await settling.entry(of: job, account) else {
                return JobSettling.End(job: job, outcome: .skipped, usage: item.usage)
            }
            let body = try composer.text(of: entry, account).body
            let text = masks ? TextMasker.mask(body) : MaskedText(unmasked: body)
            let key = isLocal(job.provider)
                ? nil
                : AnswerKeeper.key(
                    provider: job.provider, model: model, promptVersion: promptVersion, text: text.text, account)
            return JobSettling.End(job: job, outcome: .answered(answer, text), usage: item.usage, key: key)
        }
    }

    /// Whether a provider reads here: its texts were not masked, and its answers cost nothing. Another one may be in use by
    /// now than when the text was given.
    private func isLocal(_ provider: String) -> Bool {
        [settling.sentiment.active, settling.sentiment.immediate].contains { known in
            guard let known else { return false }
            return known.id.utf8.elementsEqual(provider.utf8) && known.plugin.delivery == .immediate
        }
    }

    /// An answer that counts for nothing was paid for all the same.
    private func countLate(_ brought: [JobID: Item], _ counted: Set<JobID>, _ lease: LeaseID) async {
        var late: [UserID: (provider: String, usage: SentimentUsage)] = [:]
        for (job, item) in brought {
            guard let (owner, provider) = leases.settle(job, lease: lease), !counted.contains(job), let usage = item.usage
            else { continue }
            late[owner, default: (provider, .none)].usage += usage
        }
        let now = time.now()
        for (owner, part) in late where part.usage != .none {
            // If it fails it is lost: the answer may not be brought again.
            try? await store.addUsage(part.usage, by: part.provider, at: now, of: owner)
        }
    }
}

extension SentimentUsage {
    init(_ usage: Jobs.Usage) {
        self.init(
            calls: usage.calls, inputTokens: usage.inputTokens, outputTokens: usage.outputTokens, cost: usage.cost)
    }
}
