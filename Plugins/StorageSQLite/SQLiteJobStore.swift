public import PluginAPI

extension SQLiteStorage {
    public func addReanalysis(_ job: StoredJob, of owner: UserID) async throws(StorageError) {
        try await write { try $0.addReanalysis(job, of: owner) }
    }

    public func unexpandedReanalyses(of provider: String, limit: Int) async throws(StorageError) -> [OwnedJob] {
        try await read { try $0.unexpandedReanalyses(of: provider, limit: limit) }
    }

    public func expandReanalysis(
        _ id: JobID, from: PagePosition?, with seeds: [JobSeed], next: PagePosition?, at: Instant, of owner: UserID
    ) async throws(StorageError) -> StoredJob {
        try await write { try $0.expandReanalysis(id, from: from, with: seeds, next: next, at: at, of: owner) }
    }

    public func claimJobs(
        of provider: String, limit: Int, lease: LeaseID, now: Instant, until: Instant
    ) async throws(StorageError) -> [OwnedJob] {
        guard try await read({ try $0.hasDueJobs(of: provider, now: now) }) else { return [] }
        return try await write { try $0.claimJobs(of: provider, limit: limit, lease: lease, now: now, until: until) }
    }

    public func jobs(heldBy lease: LeaseID) async throws(StorageError) -> [OwnedJob] {
        try await read { try $0.jobs(heldBy: lease) }
    }

    public func jobs(answerableBy lease: LeaseID) async throws(StorageError) -> [OwnedJob] {
        try await read { try $0.jobs(answerableBy: lease) }
    }

    public func setAside(
        _ costs: [JobCost], lease: LeaseID, provider: String, within limits: CostLimits, of owner: UserID
    ) async throws(StorageError) -> Set<JobID> {
        try await write { try $0.setAside(costs, lease: lease, provider: provider, within: limits, of: owner) }
    }

    public func asideCost(of provider: String, of owner: UserID?) async throws(StorageError) -> Int64 {
        try await read { try $0.asideCost(of: provider, of: owner) }
    }

    public func extendLease(_ lease: LeaseID, until: Instant) async throws(StorageError) -> Int {
        try await write { try $0.extendLease(lease, until: until) }
    }

    public func releaseLease(_ lease: LeaseID, at: Instant) async throws(StorageError) -> Int {
        try await write { try $0.releaseLease(lease, at: at) }
    }

    public func releaseLeases(at: Instant) async throws(StorageError) -> Int {
        try await write { try $0.releaseLeases(at: at) }
    }

    public func retryJobs(_ id: JobID?, at: Instant, of owner: UserID) async throws(StorageError) -> [StoredJob] {
        try await write { try $0.retryJobs(id, at: at, of: owner) }
    }

    public func job(_ id: JobID, of owner: UserID) async throws(StorageError) -> StoredJob? {
        try await read { try $0.job(id, of: owner) }
    }

    public func jobs(
        of owner: UserID, parent: JobID?, before: JobID?, limit: Int
    ) async throws(StorageError) -> [StoredJob] {
        try await read { try $0.jobs(of: owner, parent: parent, before: before, limit: limit) }
    }

    public func cancelJob(_ id: JobID, at: Instant, of owner: UserID) async throws(StorageError) -> StoredJob {
        try await write(.shrinking) { try $0.cancelJob(id, at: at, of: owner) }
    }

    public func cancelJobs(at: Instant, of owner: UserID) async throws(StorageError) -> Int {
        try await write(.shrinking) { try $0.cancelJobs(at: at, of: owner) }
    }

    public func hastenJobs(at: Instant, of owner: UserID) async throws(StorageError) {
        try await write { try $0.hastenJobs(at: at, of: owner) }
    }

    public func jobCounts(of provider: String) async throws(StorageError) -> JobCounts {
        try await read { try $0.jobCounts(of: provider) }
    }
}

extension SQLiteStorage {
    public func answers(for keys: [[UInt8]], of owner: UserID) async throws(StorageError) -> [CachedAnswer] {
        try await read { try $0.answers(for: keys, of: owner) }
    }

    public func addUsage(
        _ usage: SentimentUsage, by provider: String, at: Instant, of owner: UserID
    ) async throws(StorageError) {
        try await write { try $0.addUsage(usage, by: provider, at: at, owner: try $0.account(of: owner).owner) }
    }

    public func usage(in month: UsageMonth, of owner: UserID?) async throws(StorageError) -> [String: SentimentUsage] {
        try await read { try $0.usage(in: month, of: owner) }
    }

    public func otherScores(of entry: EntryID, owner: UserID) async throws(StorageError) -> [StoredSentiment] {
        try await read { try $0.otherScores(of: entry, owner: owner) }
    }

    public func scoredEntries(in span: DaySpan, of owner: UserID) async throws(StorageError) -> [String: Int64] {
        try await read { try $0.scoredEntries(in: span, of: owner) }
    }

    public func remoteConsent(of owner: UserID) async throws(StorageError) -> RemoteConsent {
        try await read { try $0.remoteConsent(of: owner) }
    }

    public func setRemoteConsent(_ consent: RemoteConsent, of owner: UserID) async throws(StorageError) {
        try await write { try $0.setRemoteConsent(consent, of: owner) }
    }

    public func choice(_ name: String) async throws(StorageError) -> String? { try await read { try $0.choice(name) } }

    public func setChoice(_ name: String, _ value: String?) async throws(StorageError) {
        try await write { try $0.setChoice(name, value) }
    }
}
