public import PluginAPI

extension MemoryStorage {
    public func commit(
        _ mutations: [EntryMutation], of owner: UserID
    ) async throws(StorageError) -> [Result<EntryReceipt, StorageError>] {
        try change(owner) { journal in .success(mutations.map { journal.apply($0) }) }
    }

    public func entry(_ reference: EntryReference, of owner: UserID) async throws(StorageError) -> StoredEntry? {
        read(owner) { journal in
            switch reference {
            case .id(let id): journal.records[id]?.entry
            case .number(let number): journal.records.values.first { $0.entry.number == number }?.entry
            }
        } ?? nil
    }

    public func entries(
        matching filter: EntryFilter, order: EntryOrder, page: PageRequest, of owner: UserID
    ) async throws(StorageError) -> Page<StoredEntry> {
        try cut(found(filter, of: owner) { _ in true }, order: order, page: page)
    }

    public func countEntries(matching filter: EntryFilter, of owner: UserID) async throws(StorageError) -> Int {
        found(filter, of: owner) { _ in true }.count
    }

    public func search(
        _ terms: [TermConjunction], matching filter: EntryFilter, page: PageRequest, of owner: UserID
    ) async throws(StorageError) -> Page<StoredEntry> {
        let matches = found(filter, of: owner) { record in terms.contains { $0.isSatisfied(by: record.terms) } }
        return try cut(matches, order: .newest, page: page)
    }

    public func countSearch(
        _ terms: [TermConjunction], matching filter: EntryFilter, of owner: UserID
    ) async throws(StorageError) -> Int {
        found(filter, of: owner) { record in terms.contains { $0.isSatisfied(by: record.terms) } }.count
    }

    public func history(of entry: EntryID, owner: UserID) async throws(StorageError) -> [StoredRevision] {
        guard let history = read(owner, { $0.records[entry]?.history }) ?? nil else { throw .notFound }
        return Array(history.prefix(1_000))
    }

    private func found(
        _ filter: EntryFilter, of owner: UserID, _ isWanted: (MemoryJournal.Record) -> Bool
    ) -> [StoredEntry] {
        read(owner) { journal in
            journal.records.values.filter { filter.matches($0.entry) && isWanted($0) }.map(\.entry)
        } ?? []
    }

    /// Sorts by `at` and then id, and cuts one page.
    private func cut(
        _ entries: [StoredEntry], order: EntryOrder, page: PageRequest
    ) throws(StorageError) -> Page<StoredEntry> {
        var places = entries.map { (place: MemoryPlace($0), entry: $0) }
        if let position = page.after {
            guard let after = MemoryPlace(position) else { throw .invalidPosition }
            places = places.filter { order == .oldest ? $0.place > after : $0.place < after }
        }
        places.sort { order == .oldest ? $0.place < $1.place : $0.place > $1.place }
        let items = places.prefix(min(max(page.limit, 1), 1_000))
        let hasMore = items.count < places.count
        return Page(items: items.map(\.entry), next: hasMore ? items.last?.place.position : nil)
    }
}

/// A place in the order of lists.
private struct MemoryPlace: Comparable {
    let at: Int64
    let id: EntryID

    init(_ entry: StoredEntry) {
        at = entry.content.at.microseconds
        id = entry.id
    }

    /// Nil for bytes that `position` did not make.
    init?(_ position: PagePosition) {
        guard position.bytes.count == 24, let id = EntryID(bytes: position.bytes[8...]) else { return nil }
        at = Int64(bitPattern: position.bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
        self.id = id
    }

    var position: PagePosition {
        let word = UInt64(bitPattern: at)
        return PagePosition((0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * UInt64($0))) } + id.bytes)
    }

    static func < (left: Self, right: Self) -> Bool { (left.at, left.id) < (right.at, right.id) }
}
