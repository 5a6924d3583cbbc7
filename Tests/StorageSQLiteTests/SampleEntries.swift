import PluginAPI
@testable import StorageSQLite

/// Makes entries with the word “tea”, one second apart.
struct SampleEntries {
    private var made: UInt64 = 0
    private let category = CategoryDraft(
        id: CategoryID(high: 1, low: 1), nameHash: NameHash([UInt8](repeating: 1, count: 16)),
        sealedName: SealedBytes([1]), createdAt: Instant(microseconds: 0))
    static let tea = TermHash(77)
    var bodyLength = 400

    let user = User(
        id: UserID(high: 7, low: 7), uid: 1_000, role: .user, preferences: UserPreferences(zone: "UTC"),
        wrappedKey: SealedBytes(Array("the-wrapped-key-of-this-user-0123456789".utf8)),
        createdAt: Instant(microseconds: 1))

    mutating func next() -> NewEntry {
        made += 1
        let at = Instant(microseconds: 1_700_000_000_000_000 + Int64(made) * 1_000_000)
        let content = EntryContent(
            at: at, zone: "UTC", day: LocalDay(clamping: 19_675), hour: 1, title: nil,
            body: SealedBytes([UInt8](repeating: UInt8(truncatingIfNeeded: made), count: bodyLength)), mood: nil,
            starred: false, words: 3)
        return NewEntry(
            id: EntryID(milliseconds: made, random: (made, made)), content: content, categories: [category],
            sentiment: nil, analysis: .pending, terms: [Self.tea, TermHash(1_000 + made)], createdAt: at)
    }

    /// Adds entries one commit each and gives their ids.
    mutating func put(_ count: Int, in store: SQLiteStorage) async throws -> [EntryID] {
        var ids: [EntryID] = []
        for _ in 0..<count {
            let entry = next()
            for result in try await store.commit([.create(entry)], of: user.id) { ids.append(try result.get().id) }
        }
        return ids
    }

    func listed(in store: SQLiteStorage) async throws -> [EntryID] {
        let page = PageRequest(limit: 1_000)
        return try await store.entries(matching: EntryFilter(), order: .newest, page: page, of: user.id).items.map(\.id)
    }

    func found(in store: SQLiteStorage) async throws -> [EntryID] {
        let page = PageRequest(limit: 1_000)
        let terms = [TermConjunction(all: [Self.tea])]
        return try await store.search(terms, matching: EntryFilter(), page: page, of: user.id).items.map(\.id)
    }
}
