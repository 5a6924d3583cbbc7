public import PluginAPI

extension SQLiteStorage {
    public func bulkReanalysis(
        of provider: String, least: Int, now: Instant
    ) async throws(StorageError) -> OwnedJob? {
        try await read { try $0.bulkReanalysis(of: provider, least: least, now: now) }
    }

    public func openBatch(_ batch: StoredBatch, of owner: UserID) async throws(StorageError) {
        try await write { try $0.openBatch(batch, of: owner) }
    }

    public func claimJobs(
        forBatch id: LeaseID, holder: LeaseID, limit: Int, now: Instant, until: Instant
    ) async throws(StorageError) -> [OwnedJob] {
        try await write { try $0.claimJobs(forBatch: id, holder: holder, limit: limit, now: now, until: until) }
    }

    public func placeJobs(
        _ jobs: [JobID], inBatch id: LeaseID, holder: LeaseID
    ) async throws(StorageError) -> [JobID: Int] {
        try await write { try $0.placeJobs(jobs, inBatch: id, holder: holder) }
    }

    public func keepTicket(
        _ ticket: String, ofBatch id: LeaseID, holder: LeaseID, until: Instant
    ) async throws(StorageError) {
        try await write { try $0.keepTicket(ticket, ofBatch: id, holder: holder, until: until) }
    }

    public func takeBatch(
        of provider: String, holder: LeaseID, now: Instant, until: Instant
    ) async throws(StorageError) -> StoredBatch? {
        guard try await read({ try $0.hasDueBatch(of: provider, now: now) }) else { return nil }
        return try await write { try $0.takeBatch(of: provider, holder: holder, now: now, until: until) }
    }

    public func holdBatch(
        _ id: LeaseID, holder: LeaseID, until: Instant, givesBack: Bool
    ) async throws(StorageError) -> Int {
        try await write { try $0.holdBatch(id, holder: holder, until: until, givesBack: givesBack) }
    }

    public func endBatch(
        _ id: LeaseID, holder: LeaseID, usage: SentimentUsage, reason: String?, at: Instant
    ) async throws(StorageError) {
        try await write { try $0.endBatch(id, holder: holder, usage: usage, reason: reason, at: at) }
    }

    public func removeBatch(_ id: LeaseID, holder: LeaseID) async throws(StorageError) {
        try await write(.shrinking) { try $0.removeBatch(id, holder: holder) }
    }

    public func batch(_ id: LeaseID) async throws(StorageError) -> StoredBatch? { try await read { try $0.batch(id) } }

    public func batches(of provider: String) async throws(StorageError) -> [StoredBatch] {
        try await read { try $0.batches(of: provider) }
    }
}
