import JournalRPC
import PluginAPI

/// Takes back what workers were given: answers and failures.
struct JobAnswers: Sendable {
    let store: any StoragePlugin
    let accounts: AccountDirectory
    let composer: EntryComposer
    let remote: RemoteAnalysis
    let settling: JobSettling

    func complete(_ params: Jobs.Complete.Params) async throws(ServiceError) -> Jobs.Settled {
        var answers: [JobID: Jobs.Complete.Item] = [:]
        for item in params.items {
            if let id = JobID(item.job) { answers[id] = item }
        }
        let given = answers
        let (model, version) = (params.model, params.promptVersion)
        return try await settle(params.lease, Set(given.keys), count: params.items.count) {
            job, consent, account async throws(ServiceError) in
            guard let item = given[job.id], let entry = try await settling.entry(of: job, account) else {
                return JobSettling.End(job: job, outcome: .skipped)
            }
            let body = try composer.text(of: entry, account).body
            let isRemote = settling.sentiment.active.plugin.delivery == .deferred
            let text = isRemote && consent.masks ? TextMasker.mask(body) : MaskedText(unmasked: body)
            let key = isRemote
                ? AnswerKeeper.key(
                    provider: job.provider, model: model, promptVersion: version, text: text.text, account)
                : nil
            return JobSettling.End(
                job: job, outcome: .answered(item.answer, text), usage: item.usage.map(Self.usage), key: key)
        }
    }

    func fail(_ params: Jobs.Fail.Params) async throws(ServiceError) -> Jobs.Settled {
        var failures: [JobID: Jobs.Fail.Item] = [:]
        for item in params.items {
            if let id = JobID(item.job) { failures[id] = item }
        }
        let given = failures
        return try await settle(params.lease, Set(given.keys), count: params.items.count) {
            job, _, _ async throws(ServiceError) in
            guard let item = given[job.id] else { return JobSettling.End(job: job, outcome: .skipped) }
            return JobSettling.End(
                job: job, outcome: .other(settling.outcome(item, of: job)), usage: item.usage.map(Self.usage))
        }
    }

    private func settle(
        _ lease: String, _ ids: Set<JobID>, count: Int,
        _ end: (StoredJob, RemoteConsent, OpenAccount) async throws(ServiceError) -> JobSettling.End
    ) async throws(ServiceError) -> Jobs.Settled {
        guard let lease = LeaseID(lease) else { throw .notFound("lease") }
        let held = try await storing { () async throws(StorageError) in try await store.jobs(heldBy: lease) }
        var settled = 0
        for (owner, jobs) in JobClaims.byOwner(held.filter { ids.contains($0.job.id) }) {
            let account = try await accounts.account(owner)
            let consent = try await remote.consent(of: owner)
            var ends: [JobSettling.End] = []
            for job in jobs { ends.append(try await end(job, consent, account)) }
            guard let provider = jobs.first?.provider else { continue }
            settled += try await settling.settle(ends, lease: lease, provider: provider, account).count { $0 }
        }
        return .init(settled: settled, late: count - settled)
    }

    private static func usage(_ usage: Jobs.Usage) -> SentimentUsage {
        SentimentUsage(
            calls: usage.calls, inputTokens: usage.inputTokens, outputTokens: usage.outputTokens, cost: usage.cost)
    }
}
