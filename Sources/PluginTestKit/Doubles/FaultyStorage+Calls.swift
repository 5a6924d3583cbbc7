public import PluginAPI

extension FaultyStorage {
    public func createUser(_ user: User) async throws(StorageError) { try await admitted().createUser(user) }
    public func user(_ id: UserID) async throws(StorageError) -> User? { try await admitted().user(id) }
    public func user(uid: UInt32) async throws(StorageError) -> User? { try await admitted().user(uid: uid) }

    public func users(after: UserID?, limit: Int) async throws(StorageError) -> [User] {
        try await admitted().users(after: after, limit: limit)
    }

    public func setPreferences(_ preferences: UserPreferences, of id: UserID) async throws(StorageError) {
        try await admitted().setPreferences(preferences, of: id)
    }

    public func deleteUser(_ id: UserID) async throws(StorageError) { try await admitted().deleteUser(id) }

    public func replaceWrappedKeys(_ replacements: [KeyReplacement]) async throws(StorageError) -> Int {
        try await admitted().replaceWrappedKeys(replacements)
    }

    public func noteSightings(_ sightings: [UserSighting]) async throws(StorageError) {
        try await admitted().noteSightings(sightings)
    }
}

extension FaultyStorage {
    public var keySharePlace: String { place }

    public func addKeyShares(_ shares: [KeyShare]) async throws(StorageError) -> [KeyShare] {
        try await admitted().addKeyShares(shares)
    }

    public func keyShares(of users: [UserID]) async throws(StorageError) -> [UserID: KeyShare] {
        try await admitted().keyShares(of: users)
    }

    public func destroyKeyShares(of users: [UserID]) async throws(StorageError) {
        try await admitted().destroyKeyShares(of: users)
    }
}

extension FaultyStorage {
    public func commit(
        _ mutations: [EntryMutation], of owner: UserID
    ) async throws(StorageError) -> [Result<EntryReceipt, StorageError>] {
        try await admitted().commit(mutations, of: owner)
    }

    public func entry(_ reference: EntryReference, of owner: UserID) async throws(StorageError) -> StoredEntry? {
        try await admitted().entry(reference, of: owner)
    }

    public func entries(
        matching filter: EntryFilter, order: EntryOrder, page: PageRequest, of owner: UserID
    ) async throws(StorageError) -> Page<StoredEntry> {
        try await admitted().entries(matching: filter, order: order, page: page, of: owner)
    }

    public func countEntries(matching filter: EntryFilter, of owner: UserID) async throws(StorageError) -> Int {
        try await admitted().countEntries(matching: filter, of: owner)
    }

    public func search(
        _ terms: [TermConjunction], matching filter: EntryFilter, page: PageRequest, of owner: UserID
    ) async throws(StorageError) -> Page<StoredEntry> {
        try await admitted().search(terms, matching: filter, page: page, of: owner)
    }

    public func countSearch(
        _ terms: [TermConjunction], matching filter: EntryFilter, of owner: UserID
    ) async throws(StorageError) -> Int {
        try await admitted().countSearch(terms, matching: filter, of: owner)
    }

    public func history(of entry: EntryID, owner: UserID) async throws(StorageError) -> [StoredRevision] {
        try await admitted().history(of: entry, owner: owner)
    }
}

extension FaultyStorage {
    public func categories(of owner: UserID) async throws(StorageError) -> [StoredCategory] {
        try await admitted().categories(of: owner)
    }

    public func createCategory(_ draft: CategoryDraft, of owner: UserID) async throws(StorageError) {
        try await admitted().createCategory(draft, of: owner)
    }

    public func updateCategory(_ draft: CategoryDraft, of owner: UserID) async throws(StorageError) {
        try await admitted().updateCategory(draft, of: owner)
    }

    public func mergeCategory(
        _ id: CategoryID, into target: CategoryID, of owner: UserID
    ) async throws(StorageError) {
        try await admitted().mergeCategory(id, into: target, of: owner)
    }

    public func deleteCategory(
        _ id: CategoryID, fallback: CategoryDraft, of owner: UserID
    ) async throws(StorageError) {
        try await admitted().deleteCategory(id, fallback: fallback, of: owner)
    }
}

extension FaultyStorage {
    public func dayRollups(in span: DaySpan, of owner: UserID) async throws(StorageError) -> [DayRollup] {
        try await admitted().dayRollups(in: span, of: owner)
    }

    public func total(in span: DaySpan, of owner: UserID) async throws(StorageError) -> Tally {
        try await admitted().total(in: span, of: owner)
    }

    public func hourRollups(in span: DaySpan, of owner: UserID) async throws(StorageError) -> [HourRollup] {
        try await admitted().hourRollups(in: span, of: owner)
    }

    public func categoryRollups(in span: DaySpan, of owner: UserID) async throws(StorageError) -> [CategoryRollup] {
        try await admitted().categoryRollups(in: span, of: owner)
    }

    public func categoryDays(
        of category: CategoryID, in span: DaySpan, owner: UserID
    ) async throws(StorageError) -> [CategoryDayRollup] {
        try await admitted().categoryDays(of: category, in: span, owner: owner)
    }

    public func activeDays(in span: DaySpan, of owner: UserID) async throws(StorageError) -> [LocalDay] {
        try await admitted().activeDays(in: span, of: owner)
    }
}
