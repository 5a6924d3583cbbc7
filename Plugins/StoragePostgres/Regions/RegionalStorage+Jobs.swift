public import PluginAPI

// Jobs of one user are where their journal is.
extension RegionalStorage {
    public func addReanalysis(_ job: StoredJob, of owner: UserID) async throws(StorageError) {
        try await change(of: owner) { store throws(StorageError) in
            try await store.addReanalysis(job, of: owner)
        }
    }

    public func expandReanalysis(
        _ id: JobID, from: PagePosition?, with seeds: [JobSeed], next: PagePosition?, at: Instant, of owner: UserID
    ) async throws(StorageError) -> StoredJob {
        try await change(of: owner) { store throws(StorageError) in
            try await store.expandReanalysis(id, from: from, with: seeds, next: next, at: at, of: owner)
        }
    }

    public func job(_ id: JobID, of owner: UserID) async throws(StorageError) -> StoredJob? {
        try await read(of: owner) { store throws(StorageError) in
            try await store.job(id, of: owner)
        }
    }

    public func jobs(of owner: UserID, parent: JobID?, before: JobID?, limit: Int) async throws(StorageError) -> [StoredJob] {
        try await read(of: owner) { store throws(StorageError) in
            try await store.jobs(of: owner, parent: parent, before: before, limit: limit)
        }
    }

    public func cancelJob(_ id: JobID, at: Instant, of owner: UserID) async throws(StorageError) -> StoredJob {
        try await change(of: owner) { store throws(StorageError) in
            try await store.cancelJob(id, at: at, of: owner)
        }
    }

    public func cancelJobs(at: Instant, of owner: UserID) async throws(StorageError) -> Int {
        try await change(of: owner) { store throws(StorageError) in
            try await store.cancelJobs(at: at, of: owner)
        }
    }

    public func retryJobs(_ id: JobID?, at: Instant, of owner: UserID) async throws(StorageError) -> [StoredJob] {
        try await change(of: owner) { store throws(StorageError) in
            try await store.retryJobs(id, at: at, of: owner)
        }
    }

    public func hastenJobs(at: Instant, of owner: UserID) async throws(StorageError) {
        try await change(of: owner) { store throws(StorageError) in
            try await store.hastenJobs(at: at, of: owner)
        }
    }

    public func answers(for keys: [[UInt8]], of owner: UserID) async throws(StorageError) -> [CachedAnswer] {
        try await read(of: owner) { store throws(StorageError) in
            try await store.answers(for: keys, of: owner)
        }
    }

    public func addUsage(_ usage: SentimentUsage, by provider: String, at: Instant, of owner: UserID) async throws(StorageError) {
        try await change(of: owner) { store throws(StorageError) in
            try await store.addUsage(usage, by: provider, at: at, of: owner)
        }
    }

    public func otherScores(of entry: EntryID, owner: UserID) async throws(StorageError) -> [StoredSentiment] {
        try await read(of: owner) { store throws(StorageError) in
            try await store.otherScores(of: entry, owner: owner)
        }
    }

    public func scoredEntries(in span: DaySpan, of owner: UserID) async throws(StorageError) -> [String: Int64] {
        try await read(of: owner) { store throws(StorageError) in
            try await store.scoredEntries(in: span, of: owner)
        }
    }

    public func remoteConsent(of owner: UserID) async throws(StorageError) -> RemoteConsent {
        try await read(of: owner) { store throws(StorageError) in
            try await store.remoteConsent(of: owner)
        }
    }

    public func setRemoteConsent(_ consent: RemoteConsent, of owner: UserID) async throws(StorageError) {
        try await change(of: owner) { store throws(StorageError) in
            try await store.setRemoteConsent(consent, of: owner)
        }
    }

    public func placeJobs(_ jobs: [JobID], inBatch id: LeaseID, holder: LeaseID) async throws(StorageError) -> [JobID: Int] {
        try await first { store throws(StorageError) in
            try await store.placeJobs(jobs, inBatch: id, holder: holder)
        }
    }

    public func keepTicket(_ ticket: String, ofBatch id: LeaseID, holder: LeaseID, until: Instant) async throws(StorageError) {
        try await first { store throws(StorageError) in
            try await store.keepTicket(ticket, ofBatch: id, holder: holder, until: until)
        }
    }

    public func holdBatch(_ id: LeaseID, holder: LeaseID, until: Instant, givesBack: Bool) async throws(StorageError) -> Int {
        try await first { store throws(StorageError) in
            try await store.holdBatch(id, holder: holder, until: until, givesBack: givesBack)
        }
    }

    public func endBatch(
        _ id: LeaseID, holder: LeaseID, usage: SentimentUsage, reason: String?, at: Instant
    ) async throws(StorageError) {
        try await first { store throws(StorageError) in
            try await store.endBatch(id, holder: holder, usage: usage, reason: reason, at: at)
        }
    }

    public func removeBatch(_ id: LeaseID, holder: LeaseID) async throws(StorageError) {
        try await first { store throws(StorageError) in
            try await store.removeBatch(id, holder: holder)
        }
    }
}
