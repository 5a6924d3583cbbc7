/// The entries of users. Every call names the owner; an entry of anybody else does not exist for it.
public protocol EntryStore: Sendable {
    /// Applies changes of one user, each wholly or not at all, and returns when those that succeeded are on disk.
    ///
    /// All changes of one call share one transaction; the store may share it with other calls (group commit). A change
    /// that fails leaves nothing behind and does not disturb the others. Category counts, day and hour rollups,
    /// numbers and idempotency keys change in the same transaction, so that every report is exact at every commit.
    /// - Returns: one result for each mutation, in order.
    /// - Throws: when the transaction as a whole failed; then nothing of it is stored.
    func commit(
        _ mutations: [EntryMutation], of owner: UserID
    ) async throws(StorageError) -> [Result<EntryReceipt, StorageError>]

    /// The entry, trashed or not, or nil.
    func entry(_ reference: EntryReference, of owner: UserID) async throws(StorageError) -> StoredEntry?

    /// Entries that match, by `at` and then id.
    /// - Throws: `.invalidPosition` for a position that this store did not make.
    func entries(
        matching filter: EntryFilter, order: EntryOrder, page: PageRequest, of owner: UserID
    ) async throws(StorageError) -> Page<StoredEntry>

    /// How many entries match.
    func countEntries(matching filter: EntryFilter, of owner: UserID) async throws(StorageError) -> Int

    /// Entries that satisfy at least one of the conjunctions, newest first by `at`. A committed entry is found at once,
    /// even where the index behind the search is brought up to date later.
    /// An empty list of conjunctions matches nothing; a conjunction without `all` matches every entry that has none of `none`.
    func search(
        _ terms: [TermConjunction], matching filter: EntryFilter, page: PageRequest, of owner: UserID
    ) async throws(StorageError) -> Page<StoredEntry>

    /// How many entries `search` would find in all.
    func countSearch(
        _ terms: [TermConjunction], matching filter: EntryFilter, of owner: UserID
    ) async throws(StorageError) -> Int

    /// The earlier texts of an entry, newest first (at most 1,000); empty when there are none.
    /// - Throws: `.notFound` when there is no such entry.
    func history(of entry: EntryID, owner: UserID) async throws(StorageError) -> [StoredRevision]
}
