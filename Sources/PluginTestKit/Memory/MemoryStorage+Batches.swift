public import PluginAPI
import Synchronization

extension StoredJob {
    /// Whether it may be handed over in bulk.
    fileprivate func mayGoInBulk(at now: Instant) -> Bool {
        kind == .analysis && state == .waiting && dueAt <= now && tries == 0 && returns < 3
    }
}

extension MemoryStorage {
    public func bulkReanalysis(
        of provider: String, least: Int, now: Instant
    ) async throws(StorageError) -> OwnedJob? {
        withJournals { journals in
            var found: [OwnedJob] = []
            for (owner, journal) in journals {
                let ready = journal.jobs.values.filter { $0.provider == provider && $0.mayGoInBulk(at: now) }
                for (parent, jobs) in Dictionary(grouping: ready, by: \.parent) where jobs.count >= least {
                    guard let parent, let job = journal.jobs[parent] else { continue }
                    found.append(OwnedJob(owner: owner, job: job))
                }
            }
            return found.min { $0.job.id < $1.job.id }
        }
    }

    public func openBatch(_ batch: StoredBatch, of owner: UserID) async throws(StorageError) {
        try change(owner) { journal -> Result<Void, StorageError> in
            guard journal.jobs[batch.parent]?.kind == .reanalysis else { return .failure(.notFound) }
            return batches.withLock { batches in
                guard batches[batch.id] == nil else { return .failure(.alreadyExists) }
                batches[batch.id] = OwnedBatch(owner: owner, batch: batch)
                return .success(())
            }
        }
    }

    public func claimJobs(
        forBatch id: LeaseID, holder: LeaseID, limit: Int, now: Instant, until: Instant
    ) async throws(StorageError) -> [OwnedJob] {
        try withBatch(id, holder) { owned, journals -> Result<[OwnedJob], StorageError> in
            guard owned.batch.ticket == nil, !owned.batch.isOver else { return .failure(.notFound) }
            let (owner, batch) = (owned.owner, owned.batch)
            let ready = (journals[owner]?.jobs.values).map(Array.init) ?? []
            let due = ready.filter { $0.parent == batch.parent && $0.provider == batch.provider && $0.mayGoInBulk(at: now) }
                .sorted { ($0.dueAt, $0.id) < ($1.dueAt, $1.id) }.prefix(min(max(limit, 1), 1_000))
            return .success(
                due.map { job in
                    var job = job
                    job.state = .running
                    (job.lease, job.leaseUntil, job.aside, job.place) = (id, until, 0, nil)
                    journals[owner]?.jobs[job.id] = job
                    return OwnedJob(owner: owner, job: job)
                })
        }
    }

    public func placeJobs(
        _ jobs: [JobID], inBatch id: LeaseID, holder: LeaseID
    ) async throws(StorageError) -> [JobID: Int] {
        try withBatch(id, holder) { owned, journals -> Result<[JobID: Int], StorageError> in
            guard owned.batch.ticket == nil, !owned.batch.isOver else { return .failure(.notFound) }
            var places: [JobID: Int] = [:]
            for job in jobs {
                guard let stored = journals[owned.owner]?.jobs[job], stored.state == .running, stored.lease == id,
                    stored.place == nil
                else { continue }
                journals[owned.owner]?.jobs[job]?.place = owned.batch.count
                places[job] = owned.batch.count
                owned.batch.count += 1
            }
            return .success(places)
        }
    }

    public func keepTicket(
        _ ticket: String, ofBatch id: LeaseID, holder: LeaseID, until: Instant
    ) async throws(StorageError) {
        try withBatch(id, holder) { owned, journals -> Result<Void, StorageError> in
            owned.batch.ticket = ticket
            for job in journals[owned.owner]?.jobs.values.map({ $0 }) ?? [] where job.lease == id && job.state == .running {
                journals[owned.owner]?.jobs[job.id]?.leaseUntil = until
            }
            return .success(())
        }
    }

    public func takeBatch(
        of provider: String, holder: LeaseID, now: Instant, until: Instant
    ) async throws(StorageError) -> StoredBatch? {
        batches.withLock { batches in
            let due = batches.values.map(\.batch).filter { $0.provider == provider && $0.dueAt <= now }
            guard var batch = due.min(by: { ($0.dueAt, $0.id) < ($1.dueAt, $1.id) }) else { return nil }
            batch.holder = holder
            batch.dueAt = until
            batches[batch.id]?.batch = batch
            return batch
        }
    }

    public func holdBatch(
        _ id: LeaseID, holder: LeaseID, until: Instant, givesBack: Bool
    ) async throws(StorageError) -> Int {
        try withBatch(id, holder) { owned, journals -> Result<Int, StorageError> in
            owned.batch.dueAt = until
            if givesBack { owned.batch.holder = nil }
            return .success(
                journals[owned.owner]?.jobs.values.count { $0.lease == id && $0.state == .running } ?? 0)
        }
    }

    public func endBatch(
        _ id: LeaseID, holder: LeaseID, usage: SentimentUsage, reason: String?, at: Instant
    ) async throws(StorageError) {
        try withBatch(id, holder) { owned, journals -> Result<Void, StorageError> in
            guard !owned.batch.isOver else { return .failure(.notFound) }
            owned.batch.isOver = true
            guard var journal = journals[owned.owner] else { return .success(()) }
            let rest = usage.minus(journal.batchUse.removeValue(forKey: id) ?? .none)
            if rest != .none {
                journal.usage[UsageMonth(of: at), default: [:]][owned.batch.provider, default: SentimentUsage.none] += rest
            }
            for job in journal.jobs.values where job.lease == id && job.state == .running {
                var back = job
                (back.state, back.dueAt, back.updatedAt) = (.waiting, at, at)
                (back.lease, back.leaseUntil, back.aside, back.place) = (nil, nil, 0, nil)
                if let reason { (back.tries, back.reason) = (job.tries + 1, reason) } else { back.returns += 1 }
                journal.jobs[job.id] = back
            }
            journals[owned.owner] = journal
            return .success(())
        }
    }

    public func removeBatch(_ id: LeaseID, holder: LeaseID) async throws(StorageError) {
        try withBatch(id, holder) { owned, _ -> Result<Void, StorageError> in
            owned.batch.isOver ? .success(()) : .failure(.notFound)
        }
        batches.withLock { $0[id] = nil }
    }

    public func batch(_ id: LeaseID) async throws(StorageError) -> StoredBatch? { batches.withLock { $0[id]?.batch } }

    public func batches(of provider: String) async throws(StorageError) -> [StoredBatch] {
        batches.withLock { $0.values.map(\.batch).filter { $0.provider == provider }.sorted { $0.id < $1.id } }
    }

    /// Changes a batch that `holder` holds, and journals with it.
    private func withBatch<Value: Sendable>(
        _ id: LeaseID, _ holder: LeaseID,
        _ body: (inout OwnedBatch, inout [UserID: MemoryJournal]) -> Result<Value, StorageError>
    ) throws(StorageError) -> Value {
        try withJournals { journals in
            batches.withLock { batches -> Result<Value, StorageError> in
                guard var owned = batches[id], owned.batch.holder == holder else { return .failure(.notFound) }
                let result = body(&owned, &journals)
                if case .success = result { batches[id] = owned }
                return result
            }
        }.get()
    }
}
