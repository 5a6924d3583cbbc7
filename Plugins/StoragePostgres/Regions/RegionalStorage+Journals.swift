public import PluginAPI

// Journals are read and changed where they are.
extension RegionalStorage {
    public func commit(
        _ mutations: [EntryMutation], of owner: UserID
    ) async throws(StorageError) -> [Result<EntryReceipt, StorageError>] {
        try await change(of: owner) { store throws(StorageError) in
            try await store.commit(mutations, of: owner)
        }
    }

    public func entry(_ reference: EntryReference, of owner: UserID) async throws(StorageError) -> StoredEntry? {
        try await read(of: owner) { store throws(StorageError) in
            try await store.entry(reference, of: owner)
        }
    }

    public func entries(
        matching filter: EntryFilter, order: EntryOrder, page: PageRequest, of owner: UserID
    ) async throws(StorageError) -> Page<StoredEntry> {
        try await read(of: owner) { store throws(StorageError) in
            try await store.entries(matching: filter, order: order, page: page, of: owner)
        }
    }

    public func countEntries(matching filter: EntryFilter, of owner: UserID) async throws(StorageError) -> Int {
        try await read(of: owner) { store throws(StorageError) in
            try await store.countEntries(matching: filter, of: owner)
        }
    }

    public func search(
        _ terms: [TermConjunction], matching filter: EntryFilter, page: PageRequest, of owner: UserID
    ) async throws(StorageError) -> Page<StoredEntry> {
        try await read(of: owner) { store throws(StorageError) in
            try await store.search(terms, matching: filter, page: page, of: owner)
        }
    }

    public func countSearch(
        _ terms: [TermConjunction], matching filter: EntryFilter, of owner: UserID
    ) async throws(StorageError) -> Int {
        try await read(of: owner) { store throws(StorageError) in
            try await store.countSearch(terms, matching: filter, of: owner)
        }
    }

    public func history(of entry: EntryID, owner: UserID) async throws(StorageError) -> [StoredRevision] {
        try await read(of: owner) { store throws(StorageError) in
            try await store.history(of: entry, owner: owner)
        }
    }

    public func categories(of owner: UserID) async throws(StorageError) -> [StoredCategory] {
        try await read(of: owner) { store throws(StorageError) in
            try await store.categories(of: owner)
        }
    }

    public func createCategory(_ draft: CategoryDraft, of owner: UserID) async throws(StorageError) {
        try await change(of: owner) { store throws(StorageError) in
            try await store.createCategory(draft, of: owner)
        }
    }

    public func updateCategory(_ draft: CategoryDraft, of owner: UserID) async throws(StorageError) {
        try await change(of: owner) { store throws(StorageError) in
            try await store.updateCategory(draft, of: owner)
        }
    }

    public func mergeCategory(_ id: CategoryID, into target: CategoryID, of owner: UserID) async throws(StorageError) {
        try await change(of: owner) { store throws(StorageError) in
            try await store.mergeCategory(id, into: target, of: owner)
        }
    }

    public func deleteCategory(_ id: CategoryID, fallback: CategoryDraft, of owner: UserID) async throws(StorageError) {
        try await change(of: owner) { store throws(StorageError) in
            try await store.deleteCategory(id, fallback: fallback, of: owner)
        }
    }

    public func dayRollups(in span: DaySpan, of owner: UserID) async throws(StorageError) -> [DayRollup] {
        try await read(of: owner) { store throws(StorageError) in
            try await store.dayRollups(in: span, of: owner)
        }
    }

    public func total(in span: DaySpan, of owner: UserID) async throws(StorageError) -> Tally {
        try await read(of: owner) { store throws(StorageError) in
            try await store.total(in: span, of: owner)
        }
    }

    public func hourRollups(in span: DaySpan, of owner: UserID) async throws(StorageError) -> [HourRollup] {
        try await read(of: owner) { store throws(StorageError) in
            try await store.hourRollups(in: span, of: owner)
        }
    }

    public func categoryRollups(in span: DaySpan, of owner: UserID) async throws(StorageError) -> [CategoryRollup] {
        try await read(of: owner) { store throws(StorageError) in
            try await store.categoryRollups(in: span, of: owner)
        }
    }

    public func categoryDays(
        of category: CategoryID, in span: DaySpan, owner: UserID
    ) async throws(StorageError) -> [CategoryDayRollup] {
        try await read(of: owner) { store throws(StorageError) in
            try await store.categoryDays(of: category, in: span, owner: owner)
        }
    }

    public func activeDays(in span: DaySpan, of owner: UserID) async throws(StorageError) -> [LocalDay] {
        try await read(of: owner) { store throws(StorageError) in
            try await store.activeDays(in: span, of: owner)
        }
    }

    public func reportStamp(of owner: UserID) async throws(StorageError) -> Int64? {
        try await read(of: owner) { store throws(StorageError) in
            try await store.reportStamp(of: owner)
        }
    }
}
