import JournalRPC
import PluginAPI

/// Gives texts to workers. What a worker sees of the journal is what this file hands out.
struct JobClaims: Sendable {
    /// Bytes of text in one claim: it must fit into a message, escapes included.
    private static let claimBytes = 400_000
    /// Entries that one step of a reanalysis makes jobs of.
    private static let expansion = 500
    /// How often one claim looks again when what it found needed no worker.
    private static let rounds = 16
    private static let idleWait: Int64 = 30_000

    let store: any StoragePlugin
    let accounts: AccountDirectory
    let resolver: CategoryResolver
    let composer: EntryComposer
    let sentiment: SentimentService
    let remote: RemoteAnalysis
    let keeper: AnswerKeeper
    let settling: JobSettling
    let leases: LeaseBook
    let bell: WorkerBell
    let ids: IdentifierSource
    let time: any TimeSource
    let claimTexts: Int
    let leaseSeconds: Int

    /// A text that is ready to be given.
    private struct Ready {
        let job: StoredJob
        let text: MaskedText
        let key: [UInt8]
    }

    func claim(_ params: Jobs.Claim.Params) async throws(ServiceError) -> (result: Jobs.Claim.Result, lease: LeaseID) {
        let lease = ids.next(LeaseSubject.self)
        guard sentiment.active.id.utf8.elementsEqual(params.provider.utf8) else {
            return (.init(items: [], retryAfterMs: Self.idleWait), lease)
        }
        await releaseLost()
        let limit = min(params.limit ?? claimTexts, claimTexts)
        var items: [Jobs.Task] = []
        var bytes = 0
        var rounds = 0
        do throws(ServiceError) {
            while items.count < limit, rounds < Self.rounds, bytes < Self.claimBytes {
                rounds += 1
                let claimed = try await take(limit - items.count, lease, params.provider)
                if claimed.isEmpty {
                    guard try await expand(params.provider) else { break }
                    continue
                }
                for (owner, jobs) in Self.byOwner(claimed) {
                    items += try await prepare(jobs, of: owner, lease, params, &bytes)
                }
            }
        } catch {
            // Nothing is given, so nothing may be held.
            _ = try? await store.releaseLease(lease, at: time.now())
            throw error
        }
        let wait = items.isEmpty ? (rounds < Self.rounds ? try await wait(params.provider) : 0) : 0
        return (.init(lease: items.isEmpty ? nil : lease.description, items: items, retryAfterMs: wait), lease)
    }

    func renew(_ lease: LeaseID) async throws(ServiceError) -> Int {
        let until = time.now().advanced(bySeconds: Int64(leaseSeconds))
        return try await storing { () async throws(StorageError) in try await store.extendLease(lease, until: until) }
    }

    // MARK: - The queue

    private func take(_ limit: Int, _ lease: LeaseID, _ provider: String) async throws(ServiceError) -> [OwnedJob] {
        let now = time.now()
        let until = now.advanced(bySeconds: Int64(leaseSeconds))
        return try await storing { () async throws(StorageError) in
            try await store.claimJobs(of: provider, limit: limit, lease: lease, now: now, until: until)
        }
    }

    /// Gives back what lost workers held. A failure is tried again with the next claim; the lease's own end does it too.
    private func releaseLost() async {
        let lost = leases.takeLost()
        for (index, key) in lost.enumerated() {
            do {
                _ = try await store.releaseLease(LeaseID(high: key.high, low: key.low), at: time.now())
            } catch {
                leases.lose(lost[index...])
                return
            }
        }
    }

    /// Makes the next jobs of the oldest reanalysis that has not made all.
    /// - Returns: whether there was one.
    private func expand(_ provider: String) async throws(ServiceError) -> Bool {
        let open = try await storing { () async throws(StorageError) in
            try await store.unexpandedReanalyses(of: provider, limit: 1)
        }
        guard let next = open.first, let span = next.job.span else { return false }
        let page: Page<StoredEntry>
        do {
            page = try await store.entries(
                matching: span.filter, order: .oldest,
                page: PageRequest(limit: Self.expansion, after: next.job.position), of: next.owner)
        } catch {
            throw ServiceError(error)
        }
        let seeds = page.items.map { JobSeed(id: ids.next(JobSubject.self), entry: $0.id) }
        do {
            let job = try await store.expandReanalysis(
                next.job.id, from: next.job.position, with: seeds, next: page.next, at: time.now(), of: next.owner)
            settling.watchers.announce(job, of: next.owner)
        } catch .notFound {
            // It was cancelled meanwhile.
        } catch {
            throw ServiceError(error)
        }
        return true
    }

    private func wait(_ provider: String) async throws(ServiceError) -> Int64 {
        let counts = try await storing { () async throws(StorageError) in try await store.jobCounts(of: provider) }
        guard let due = counts.nextDue else { return Self.idleWait }
        return min(max((due.microseconds - time.now().microseconds) / 1_000, 200), Self.idleWait)
    }

    static func byOwner(_ jobs: [OwnedJob]) -> [(owner: UserID, jobs: [StoredJob])] {
        var groups: [(owner: UserID, jobs: [StoredJob])] = []
        var places: [UserID: Int] = [:]
        for owned in jobs {
            if let place = places[owned.owner] {
                groups[place].jobs.append(owned.job)
            } else {
                places[owned.owner] = groups.count
                groups.append((owned.owner, [owned.job]))
            }
        }
        return groups
    }

    // MARK: - The texts

    /// Ends the claim on what needs no worker, and gives the rest.
    private func prepare(
        _ jobs: [StoredJob], of owner: UserID, _ lease: LeaseID, _ params: Jobs.Claim.Params, _ bytes: inout Int
    ) async throws(ServiceError) -> [Jobs.Task] {
        let account = try await accounts.account(owner)
        let consent = try await remote.consent(of: owner)
        var ended: [JobSettling.End] = []
        var ready: [Ready] = []
        for job in jobs {
            if let text = try await text(of: job, consent, account) {
                let key = AnswerKeeper.key(
                    provider: params.provider, model: params.model, promptVersion: params.promptVersion,
                    text: text.text, account)
                ready.append(Ready(job: job, text: text, key: key))
            } else {
                ended.append(.init(job: job, outcome: .skipped))
            }
        }
        let isDeferred = sentiment.active.plugin.delivery == .deferred
        let kept = isDeferred ? try await keeper.answers(for: ready.map(\.key), account) : [:]
        var budget = isDeferred ? try await remote.budget(of: owner, consent, provider: params.provider).left : .max
        var tasks: [Jobs.Task] = []
        let compartment = Int64.random(in: 1...Int64.max)
        for item in ready {
            if let answer = kept[item.key] {
                ended.append(.init(job: item.job, outcome: .answered(answer, item.text)))
                continue
            }
            let cost = isDeferred ? max(0, sentiment.active.plugin.costLimit(of: [.init(text: item.text.text)])) : 0
            if cost > budget {
                ended.append(.init(job: item.job, outcome: .other(overBudget())))
            } else if bytes > 0, bytes + item.text.text.utf8.count > Self.claimBytes {
                bytes = Self.claimBytes
                ended.append(.init(job: item.job, outcome: .other(.postponed(until: time.now(), reason: nil))))
            } else {
                budget -= cost
                bytes += item.text.text.utf8.count
                tasks.append(.init(job: item.job.id.description, text: item.text.text, compartment: compartment))
            }
        }
        if !ended.isEmpty { _ = try await settling.settle(ended, lease: lease, provider: params.provider, account) }
        return tasks
    }

    private func overBudget() -> JobOutcome {
        .postponed(until: remote.budgetRetry(at: time.now()), reason: "the monthly budget is spent")
    }

    /// The text as it leaves, or nil when the provider in use must not or need not read it.
    private func text(
        of job: StoredJob, _ consent: RemoteConsent, _ account: OpenAccount
    ) async throws(ServiceError) -> MaskedText? {
        guard let entry = try await settling.entry(of: job, account) else { return nil }
        let body = try composer.text(of: entry, account).body
        guard sentiment.active.plugin.delivery == .deferred else {
            return entry.trashedAt == nil ? MaskedText(unmasked: body) : nil
        }
        let names = try await resolver.names(entry.categories, account)
        guard
            remote.refusal(consent, body: body, categories: names, isTrashed: entry.trashedAt != nil) == nil
        else { return nil }
        return consent.masks ? TextMasker.mask(body) : MaskedText(unmasked: body)
    }
}
