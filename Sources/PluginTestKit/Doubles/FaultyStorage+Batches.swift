public import PluginAPI

extension FaultyStorage {
    public func bulkReanalysis(
        of provider: String, least: Int, now: Instant
    ) async throws(StorageError) -> OwnedJob? {
        try await admitted().bulkReanalysis(of: provider, least: least, now: now)
    }

    public func openBatch(_ batch: StoredBatch, of owner: UserID) async throws(StorageError) {
        try await admitted().openBatch(batch, of: owner)
    }

    public func claimJobs(
        forBatch id: LeaseID, holder: LeaseID, limit: Int, now: Instant, until: Instant
    ) async throws(StorageError) -> [OwnedJob] {
        try await admitted().claimJobs(forBatch: id, holder: holder, limit: limit, now: now, until: until)
    }

    public func placeJobs(
        _ jobs: [JobID], inBatch id: LeaseID, holder: LeaseID
    ) async throws(StorageError) -> [JobID: Int] {
        try await admitted().placeJobs(jobs, inBatch: id, holder: holder)
    }

    public func keepTicket(
        _ ticket: String, ofBatch id: LeaseID, holder: LeaseID, until: Instant
    ) async throws(StorageError) {
        try await admitted().keepTicket(ticket, ofBatch: id, holder: holder, until: until)
    }

    public func takeBatch(
        of provider: String, holder: LeaseID, now: Instant, until: Instant
    ) async throws(StorageError) -> StoredBatch? {
        try await admitted().takeBatch(of: provider, holder: holder, now: now, until: until)
    }

    public func holdBatch(
        _ id: LeaseID, holder: LeaseID, until: Instant, givesBack: Bool
    ) async throws(StorageError) -> Int {
        try await admitted().holdBatch(id, holder: holder, until: until, givesBack: givesBack)
    }

    public func endBatch(
        _ id: LeaseID, holder: LeaseID, usage: SentimentUsage, reason: String?, at: Instant
    ) async throws(StorageError) {
        try await admitted().endBatch(id, holder: holder, usage: usage, reason: reason, at: at)
    }

    public func removeBatch(_ id: LeaseID, holder: LeaseID) async throws(StorageError) {
        try await admitted().removeBatch(id, holder: holder)
    }

    public func batch(_ id: LeaseID) async throws(StorageError) -> StoredBatch? { try await admitted().batch(id) }

    public func batches(of provider: String) async throws(StorageError) -> [StoredBatch] {
        try await admitted().batches(of: provider)
    }
}
