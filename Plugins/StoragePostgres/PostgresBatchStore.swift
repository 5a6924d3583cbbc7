public import PluginAPI

extension PostgresStorage {
    public func bulkReanalysis(of provider: String, least: Int, now: Instant) async throws(StorageError) -> OwnedJob? {
        try await read(Batches.bulkReanalysis(of: provider, least: least, now: now), JobRow.owned).first
    }

    public func openBatch(_ batch: StoredBatch, of owner: UserID) async throws(StorageError) {
        try await change { try Batches.open(batch, of: owner, $0) }
    }

    public func claimJobs(
        forBatch id: LeaseID, holder: LeaseID, limit: Int, now: Instant, until: Instant
    ) async throws(StorageError) -> [OwnedJob] {
        try await change { try Batches.claim(id, holder: holder, limit: limit, now: now, until: until, $0) }
    }

    public func placeJobs(
        _ jobs: [JobID], inBatch id: LeaseID, holder: LeaseID
    ) async throws(StorageError) -> [JobID: Int] {
        try await change { try Batches.place(jobs, id, holder: holder, $0) }
    }

    public func keepTicket(
        _ ticket: String, ofBatch id: LeaseID, holder: LeaseID, until: Instant
    ) async throws(StorageError) {
        try await change { try Batches.keep(ticket, id, holder: holder, until: until, $0) }
    }

    public func takeBatch(
        of provider: String, holder: LeaseID, now: Instant, until: Instant
    ) async throws(StorageError) -> StoredBatch? {
        let isDue = Query("SELECT 1 FROM batches WHERE provider = $1 AND due_at <= $2 LIMIT 1") {
            $0.add(provider)
            $0.add(now)
        }
        guard try await !read(isDue, { _ in true }).isEmpty else { return nil }
        return try await change { try Batches.take(of: provider, holder: holder, now: now, until: until, $0) }
    }

    public func holdBatch(
        _ id: LeaseID, holder: LeaseID, until: Instant, givesBack: Bool
    ) async throws(StorageError) -> Int {
        try await change { try Batches.hold(id, holder: holder, until: until, givesBack: givesBack, $0) }
    }

    public func endBatch(
        _ id: LeaseID, holder: LeaseID, usage: SentimentUsage, reason: String?, at: Instant
    ) async throws(StorageError) {
        try await change { try Batches.end(id, holder: holder, usage: usage, reason: reason, at: at, $0) }
    }

    public func removeBatch(_ id: LeaseID, holder: LeaseID) async throws(StorageError) {
        try await change { try Batches.remove(id, holder: holder, $0) }
    }

    public func batch(_ id: LeaseID) async throws(StorageError) -> StoredBatch? {
        try await read(Query(Batches.select + " WHERE b.id = $1") { $0.add(id) }, Batches.batch).first
    }

    public func batches(of provider: String) async throws(StorageError) -> [StoredBatch] {
        try await read(Query(Batches.select + " WHERE b.provider = $1 ORDER BY b.id") { $0.add(provider) }, Batches.batch)
    }
}
