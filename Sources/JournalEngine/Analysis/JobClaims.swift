import JournalRPC
import PluginAPI

/// Gives texts to workers, a few at a time.
struct JobClaims: Sendable {
    /// Bytes of text in one claim: it must fit into a message, escapes included.
    static let claimBytes = 400_000
    /// How often one claim looks again when what it found needed no worker.
    private static let rounds = 16
    static let idleWait: Int64 = 30_000

    let store: any StoragePlugin
    let sentiment: SentimentService
    let giver: TextGiver
    let expansion: JobExpansion
    let leases: LeaseBook
    let ids: IdentifierSource
    let time: any TimeSource
    let claimTexts: Int
    let leaseSeconds: Int

    func claim(_ params: Jobs.Claim.Params) async throws(ServiceError) -> (result: Jobs.Claim.Result, lease: LeaseID) {
        let lease = ids.next(LeaseSubject.self)
        let active = sentiment.active
        guard active.id.utf8.elementsEqual(params.provider.utf8) else {
            return (.init(items: [], retryAfterMs: Self.idleWait), lease)
        }
        await releaseLost()
        let limit = min(params.limit ?? claimTexts, claimTexts)
        let asker = TextGiver.Asker(
            provider: params.provider, model: params.model, promptVersion: params.promptVersion, lease: lease,
            isDeferred: active.plugin.delivery == .deferred, known: active.plugin.known(_:),
            costLimit: active.plugin.costLimit(of:))
        var items: [Jobs.Task] = []
        var room = TextGiver.Room(Self.claimBytes)
        var rounds = 0
        do throws(ServiceError) {
            while items.count < limit, rounds < Self.rounds, !room.isFull {
                rounds += 1
                let claimed = try await take(limit - items.count, lease, params.provider)
                if claimed.isEmpty {
                    guard try await expansion.next(of: params.provider) else { break }
                    continue
                }
                for (owner, jobs) in Self.byOwner(claimed) { items += try await give(jobs, owner, asker, &room) }
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

    private func take(_ limit: Int, _ lease: LeaseID, _ provider: String) async throws(ServiceError) -> [OwnedJob] {
        let now = time.now()
        let until = now.advanced(bySeconds: Int64(leaseSeconds))
        return try await storing { () async throws(StorageError) in
            try await store.claimJobs(of: provider, limit: limit, lease: lease, now: now, until: until)
        }
    }

    private func give(
        _ jobs: [StoredJob], _ owner: UserID, _ asker: TextGiver.Asker, _ room: inout TextGiver.Room
    ) async throws(ServiceError) -> [Jobs.Task] {
        let given = try await giver.give(jobs, of: owner, to: asker, room: &room)
        if !given.left.isEmpty {
            let now = time.now()
            let ends = given.left.map { JobSettling.End(job: $0, outcome: .other(.postponed(until: now, reason: nil))) }
            let account = try await giver.accounts.account(owner)
            _ = try await giver.settling.settle(ends, lease: asker.lease, provider: asker.provider, account)
        }
        leases.note(given.texts.map(\.job.id), of: owner, lease: asker.lease, provider: asker.provider)
        let compartment = Int64.random(in: 1...Int64.max)
        return given.texts.map {
            Jobs.Task(job: $0.job.id.description, text: $0.text.text, compartment: compartment)
        }
    }

    /// Gives back what lost workers held. A failure is tried again with the next claim; the lease's own end does it too.
    private func releaseLost() async {
        let lost = leases.takeLost()
        for (index, lease) in lost.enumerated() {
            do {
                _ = try await store.releaseLease(lease, at: time.now())
            } catch {
                leases.lose(lost[index...])
                return
            }
        }
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
}
