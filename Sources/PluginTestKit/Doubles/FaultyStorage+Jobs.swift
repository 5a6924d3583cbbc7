public import PluginAPI

extension FaultyStorage {
    public func addReanalysis(_ job: StoredJob, of owner: UserID) async throws(StorageError) {
        try await admitted().addReanalysis(job, of: owner)
    }

    public func unexpandedReanalyses(of provider: String, limit: Int) async throws(StorageError) -> [OwnedJob] {
        try await admitted().unexpandedReanalyses(of: provider, limit: limit)
    }

    public func expandReanalysis(
        _ id: JobID, from: PagePosition?, with seeds: [JobSeed], next: PagePosition?, at: Instant, of owner: UserID
    ) async throws(StorageError) -> StoredJob {
        try await admitted().expandReanalysis(id, from: from, with: seeds, next: next, at: at, of: owner)
    }

    public func claimJobs(
        of provider: String, limit: Int, lease: LeaseID, now: Instant, until: Instant
    ) async throws(StorageError) -> [OwnedJob] {
        try await admitted().claimJobs(of: provider, limit: limit, lease: lease, now: now, until: until)
    }

    public func jobs(heldBy lease: LeaseID) async throws(StorageError) -> [OwnedJob] {
        try await admitted().jobs(heldBy: lease)
    }

    public func jobs(answerableBy lease: LeaseID) async throws(StorageError) -> [OwnedJob] {
        try await admitted().jobs(answerableBy: lease)
    }

    public func setAside(
        _ costs: [JobCost], lease: LeaseID, provider: String, within limits: CostLimits, of owner: UserID
    ) async throws(StorageError) -> Set<JobID> {
        try await admitted().setAside(costs, lease: lease, provider: provider, within: limits, of: owner)
    }

    public func asideCost(of provider: String, of owner: UserID?) async throws(StorageError) -> Int64 {
        try await admitted().asideCost(of: provider, of: owner)
    }

    public func extendLease(_ lease: LeaseID, until: Instant) async throws(StorageError) -> Int {
        try await admitted().extendLease(lease, until: until)
    }

    public func releaseLease(_ lease: LeaseID, at: Instant) async throws(StorageError) -> Int {
        try await admitted().releaseLease(lease, at: at)
    }

    public func releaseLeases(at: Instant) async throws(StorageError) -> Int {
        try await admitted().releaseLeases(at: at)
    }

    public func retryJobs(_ id: JobID?, at: Instant, of owner: UserID) async throws(StorageError) -> [StoredJob] {
        try await admitted().retryJobs(id, at: at, of: owner)
    }

    public func job(_ id: JobID, of owner: UserID) async throws(StorageError) -> StoredJob? {
        try await admitted().job(id, of: owner)
    }

    public func jobs(
        of owner: UserID, parent: JobID?, before: JobID?, limit: Int
    ) async throws(StorageError) -> [StoredJob] {
        try await admitted().jobs(of: owner, parent: parent, before: before, limit: limit)
    }

    public func cancelJob(_ id: JobID, at: Instant, of owner: UserID) async throws(StorageError) -> StoredJob {
        try await admitted().cancelJob(id, at: at, of: owner)
    }

    public func cancelJobs(at: Instant, of owner: UserID) async throws(StorageError) -> Int {
        try await admitted().cancelJobs(at: at, of: owner)
    }

    public func hastenJobs(at: Instant, of owner: UserID) async throws(StorageError) {
        try await admitted().hastenJobs(at: at, of: owner)
    }

    public func jobCounts(of provider: String) async throws(StorageError) -> JobCounts {
        try await admitted().jobCounts(of: provider)
    }
}

extension FaultyStorage {
    public func answers(for keys: [[UInt8]], of owner: UserID) async throws(StorageError) -> [CachedAnswer] {
        try await admitted().answers(for: keys, of: owner)
    }

    public func addUsage(
        _ usage: SentimentUsage, by provider: String, at: Instant, of owner: UserID
    ) async throws(StorageError) {
        try await admitted().addUsage(usage, by: provider, at: at, of: owner)
    }

    public func usage(in month: UsageMonth, of owner: UserID?) async throws(StorageError) -> [String: SentimentUsage] {
        try await admitted().usage(in: month, of: owner)
    }

    public func otherScores(of entry: EntryID, owner: UserID) async throws(StorageError) -> [StoredSentiment] {
        try await admitted().otherScores(of: entry, owner: owner)
    }

    public func scoredEntries(in span: DaySpan, of owner: UserID) async throws(StorageError) -> [String: Int64] {
        try await admitted().scoredEntries(in: span, of: owner)
    }

    public func remoteConsent(of owner: UserID) async throws(StorageError) -> RemoteConsent {
        try await admitted().remoteConsent(of: owner)
    }

    public func setRemoteConsent(_ consent: RemoteConsent, of owner: UserID) async throws(StorageError) {
        try await admitted().setRemoteConsent(consent, of: owner)
    }

    public func choice(_ name: String) async throws(StorageError) -> String? { try await admitted().choice(name) }

    public func setChoice(_ name: String, _ value: String?) async throws(StorageError) {
        try await admitted().setChoice(name, value)
    }
}
