public import PluginAPI

extension SQLiteStorage {
    public func commit(
        _ mutations: [EntryMutation], of owner: UserID
    ) async throws(StorageError) -> [Result<EntryReceipt, StorageError>] {
        let kind: WriteJob.Kind = mutations.contains(where: \.mayGrow) ? .growing : .shrinking
        return try await write(kind) { writer in
            _ = try writer.account(of: owner)
            return try mutations.map { mutation in
                do {
                    return .success(try writer.apply(mutation, of: owner))
                } catch let error as StorageError where !error.isDamage {
                    return .failure(error)
                }
            }
        }
    }

    public func entry(_ reference: EntryReference, of owner: UserID) async throws(StorageError) -> StoredEntry? {
        try await read { try $0.entry(reference, of: owner) }
    }

    public func entries(
        matching filter: EntryFilter, order: EntryOrder, page: PageRequest, of owner: UserID
    ) async throws(StorageError) -> Page<StoredEntry> {
        try await read { try $0.entries(matching: filter, order: order, page: page, of: owner) }
    }

    public func countEntries(matching filter: EntryFilter, of owner: UserID) async throws(StorageError) -> Int {
        try await read { try $0.countEntries(matching: filter, of: owner) }
    }

    public func search(
        _ terms: [TermConjunction], matching filter: EntryFilter, page: PageRequest, of owner: UserID
    ) async throws(StorageError) -> Page<StoredEntry> {
        try await read { try $0.search(terms, matching: filter, page: page, of: owner) }
    }

    public func countSearch(
        _ terms: [TermConjunction], matching filter: EntryFilter, of owner: UserID
    ) async throws(StorageError) -> Int {
        try await read { try $0.countSearch(terms, matching: filter, of: owner) }
    }

    public func history(of entry: EntryID, owner: UserID) async throws(StorageError) -> [StoredRevision] {
        try await read { try $0.history(of: entry, owner: owner) }
    }
}

extension EntryMutation {
    /// Whether it needs room that a full disk does not have.
    fileprivate var mayGrow: Bool {
        switch self {
        case .create, .revise, .analyse, .settle: true
        case .trash, .restore, .purge: false
        }
    }
}
