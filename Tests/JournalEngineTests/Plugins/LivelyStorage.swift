import PluginAPI

/// A store that holds nothing: the host's tests look at its life only.
struct LivelyStorage: Lively, StoragePlugin {
    let name: String, manner: Manner, diary: Diary
    func statistics() async throws(StorageError) -> StorageStatistics { throw .notFound }
    func createUser(_ user: User) async throws(StorageError) { throw .notFound }
    func user(_ id: UserID) async throws(StorageError) -> User? { throw .notFound }
    func user(uid: UInt32) async throws(StorageError) -> User? { throw .notFound }
    func users(after: UserID?, limit: Int) async throws(StorageError) -> [User] { throw .notFound }
    func setPreferences(_ preferences: UserPreferences, of id: UserID) async throws(StorageError) { throw .notFound }
    func deleteUser(_ id: UserID) async throws(StorageError) { throw .notFound }
    func replaceWrappedKeys(_ replacements: [KeyReplacement]) async throws(StorageError) -> Int { throw .notFound }
    func noteSightings(_ sightings: [UserSighting]) async throws(StorageError) { throw .notFound }
    var keySharePlace: String { "nowhere" }
    func addKeyShares(_ shares: [KeyShare]) async throws(StorageError) -> [KeyShare] { throw .notFound }
    func keyShares(of users: [UserID]) async throws(StorageError) -> [UserID: KeyShare] { throw .notFound }
    func destroyKeyShares(of users: [UserID]) async throws(StorageError) { throw .notFound }
    func commit(
        _ mutations: [EntryMutation], of owner: UserID
    ) async throws(StorageError) -> [Result<EntryReceipt, StorageError>] { throw .notFound }
    func entry(
        _ reference: EntryReference, of owner: UserID
    ) async throws(StorageError) -> StoredEntry? { throw .notFound }
    func entries(
        matching filter: EntryFilter, order: EntryOrder, page: PageRequest, of owner: UserID
    ) async throws(StorageError) -> Page<StoredEntry> { throw .notFound }
    func countEntries(
        matching filter: EntryFilter, of owner: UserID
    ) async throws(StorageError) -> Int { throw .notFound }
    func search(
        _ terms: [TermConjunction], matching filter: EntryFilter, page: PageRequest, of owner: UserID
    ) async throws(StorageError) -> Page<StoredEntry> { throw .notFound }
    func countSearch(
        _ terms: [TermConjunction], matching filter: EntryFilter, of owner: UserID
    ) async throws(StorageError) -> Int { throw .notFound }
    func history(of entry: EntryID, owner: UserID) async throws(StorageError) -> [StoredRevision] { throw .notFound }
    func categories(of owner: UserID) async throws(StorageError) -> [StoredCategory] { throw .notFound }
    func createCategory(_ draft: CategoryDraft, of owner: UserID) async throws(StorageError) { throw .notFound }
    func updateCategory(_ draft: CategoryDraft, of owner: UserID) async throws(StorageError) { throw .notFound }
    func mergeCategory(
        _ id: CategoryID, into target: CategoryID, of owner: UserID
    ) async throws(StorageError) { throw .notFound }
    func deleteCategory(
        _ id: CategoryID, fallback: CategoryDraft, of owner: UserID
    ) async throws(StorageError) { throw .notFound }
    func dayRollups(in span: DaySpan, of owner: UserID) async throws(StorageError) -> [DayRollup] { throw .notFound }
    func hourRollups(in span: DaySpan, of owner: UserID) async throws(StorageError) -> [HourRollup] { throw .notFound }
    func categoryRollups(
        in span: DaySpan, of owner: UserID
    ) async throws(StorageError) -> [CategoryRollup] { throw .notFound }
    func categoryDays(
        of category: CategoryID, in span: DaySpan, owner: UserID
    ) async throws(StorageError) -> [CategoryDayRollup] { throw .notFound }
    func activeDays(in span: DaySpan, of owner: UserID) async throws(StorageError) -> [LocalDay] { throw .notFound }
    func createUser(
        _ user: User, password: StoredPassword?, noting event: AuditEvent?
    ) async throws(StorageError) { throw .notFound }
    func user(login: String) async throws(StorageError) -> User? { throw .notFound }
    func credentials(of owner: UserID) async throws(StorageError) -> StoredCredentials? { throw .notFound }
    func uids(of owner: UserID) async throws(StorageError) -> [LinkedUID] { throw .notFound }
    func apply(
        _ change: CredentialChange, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) -> Bool { throw .notFound }
    func openSession(
        _ session: StoredSession, limit: Int, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) { throw .notFound }
    func session(_ id: SessionID, of owner: UserID) async throws(StorageError) -> StoredSession? { throw .notFound }
    func sessions(of owner: UserID) async throws(StorageError) -> [StoredSession] { throw .notFound }
    func rotate(
        _ rotation: RefreshRotation, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) -> RefreshOutcome { throw .notFound }
    func endSessions(
        _ which: SessionSelection, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) -> Int { throw .notFound }
    func removeEndedSessions(at now: Instant, limit: Int) async throws(StorageError) -> Int { throw .notFound }
    func createToken(
        _ token: StoredAPIToken, limit: Int, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) -> Bool { throw .notFound }
    func token(_ id: APITokenID, of owner: UserID) async throws(StorageError) -> StoredAPIToken? { throw .notFound }
    func tokens(of owner: UserID) async throws(StorageError) -> [StoredAPIToken] { throw .notFound }
    func revokeToken(
        _ id: APITokenID, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) -> Bool { throw .notFound }
    func noteTokenUses(_ uses: [APITokenUse], events: [AuditEvent]) async throws(StorageError) { throw .notFound }
    func note(_ events: [AuditEvent]) async throws(StorageError) { throw .notFound }
    func auditEvents(
        _ which: AuditSelection, outcome: String?, before: AuditID?, limit: Int
    ) async throws(StorageError) -> [AuditEvent] { throw .notFound }
    func removeAuditEvents(before: Instant, limit: Int) async throws(StorageError) -> Int { throw .notFound }
    func bulkReanalysis(
        of provider: String, least: Int, now: Instant
    ) async throws(StorageError) -> OwnedJob? { throw .notFound }
    func openBatch(_ batch: StoredBatch, of owner: UserID) async throws(StorageError) { throw .notFound }
    func claimJobs(
        forBatch id: LeaseID, holder: LeaseID, limit: Int, now: Instant, until: Instant
    ) async throws(StorageError) -> [OwnedJob] { throw .notFound }
    func placeJobs(
        _ jobs: [JobID], inBatch id: LeaseID, holder: LeaseID
    ) async throws(StorageError) -> [JobID: Int] { throw .notFound }
    func keepTicket(
        _ ticket: String, ofBatch id: LeaseID, holder: LeaseID, until: Instant
    ) async throws(StorageError) { throw .notFound }
    func takeBatch(
        of provider: String, holder: LeaseID, now: Instant, until: Instant
    ) async throws(StorageError) -> StoredBatch? { throw .notFound }
    func holdBatch(
        _ id: LeaseID, holder: LeaseID, until: Instant, givesBack: Bool
    ) async throws(StorageError) -> Int { throw .notFound }
    func endBatch(
        _ id: LeaseID, holder: LeaseID, usage: SentimentUsage, reason: String?, at: Instant
    ) async throws(StorageError) { throw .notFound }
    func removeBatch(_ id: LeaseID, holder: LeaseID) async throws(StorageError) { throw .notFound }
    func addUsage(
        _ usage: SentimentUsage, by provider: String, at: Instant, of owner: UserID
    ) async throws(StorageError) { throw .notFound }
    func batch(_ id: LeaseID) async throws(StorageError) -> StoredBatch? { throw .notFound }
    func batches(of provider: String) async throws(StorageError) -> [StoredBatch] { throw .notFound }
    func jobs(answerableBy lease: LeaseID) async throws(StorageError) -> [OwnedJob] { throw .notFound }
    func setAside(
        _ costs: [JobCost], lease: LeaseID, provider: String, within limits: CostLimits, of owner: UserID
    ) async throws(StorageError) -> Set<JobID> { throw .notFound }
    func asideCost(of provider: String, of owner: UserID?) async throws(StorageError) -> Int64 { throw .notFound }
    func releaseLeases(at: Instant) async throws(StorageError) -> Int { throw .notFound }
    func retryJobs(_ id: JobID?, at: Instant, of owner: UserID) async throws(StorageError) -> [StoredJob] { throw .notFound }
}
