import PluginAPI

extension LivelyStorage {
    func addReanalysis(_ job: StoredJob, of owner: UserID) async throws(StorageError) { throw .notFound }
    func unexpandedReanalyses(
        of provider: String, limit: Int
    ) async throws(StorageError) -> [OwnedJob] { throw .notFound }
    func expandReanalysis(
        _ id: JobID, from: PagePosition?, with seeds: [JobSeed], next: PagePosition?, at: Instant, of owner: UserID
    ) async throws(StorageError) -> StoredJob { throw .notFound }
    func claimJobs(
        of provider: String, limit: Int, lease: LeaseID, now: Instant, until: Instant
    ) async throws(StorageError) -> [OwnedJob] { throw .notFound }
    func jobs(heldBy lease: LeaseID) async throws(StorageError) -> [OwnedJob] { throw .notFound }
    func extendLease(_ lease: LeaseID, until: Instant) async throws(StorageError) -> Int { throw .notFound }
    func releaseLease(_ lease: LeaseID, at: Instant) async throws(StorageError) -> Int { throw .notFound }
    func job(_ id: JobID, of owner: UserID) async throws(StorageError) -> StoredJob? { throw .notFound }
    func jobs(
        of owner: UserID, parent: JobID?, before: JobID?, limit: Int
    ) async throws(StorageError) -> [StoredJob] { throw .notFound }
    func cancelJob(_ id: JobID, at: Instant, of owner: UserID) async throws(StorageError) -> StoredJob { throw .notFound }
    func cancelJobs(at: Instant, of owner: UserID) async throws(StorageError) -> Int { throw .notFound }
    func hastenJobs(at: Instant, of owner: UserID) async throws(StorageError) { throw .notFound }
    func jobCounts(of provider: String) async throws(StorageError) -> JobCounts { throw .notFound }
    func answers(for keys: [[UInt8]], of owner: UserID) async throws(StorageError) -> [CachedAnswer] { throw .notFound }
    func usage(
        in month: UsageMonth, of owner: UserID?
    ) async throws(StorageError) -> [String: SentimentUsage] { throw .notFound }
    func otherScores(of entry: EntryID, owner: UserID) async throws(StorageError) -> [StoredSentiment] { throw .notFound }
    func scoredEntries(in span: DaySpan, of owner: UserID) async throws(StorageError) -> [String: Int64] { throw .notFound }
    func remoteConsent(of owner: UserID) async throws(StorageError) -> RemoteConsent { throw .notFound }
    func setRemoteConsent(_ consent: RemoteConsent, of owner: UserID) async throws(StorageError) { throw .notFound }
    func choice(_ name: String) async throws(StorageError) -> String? { nil }
    func setChoice(_ name: String, _ value: String?) async throws(StorageError) { throw .notFound }
}
