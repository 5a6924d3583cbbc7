import PluginAPI

/// Users and entries for tests that are not part of the contract.
struct Samples {
    let owner: UserID
    private var made: UInt64 = 0

    init(_ number: UInt64) {
        owner = UserID(high: 1, low: number)
    }

    var user: User {
        User(
            id: owner, uid: nil, role: .user, preferences: UserPreferences(zone: "Europe/Berlin"),
            wrappedKey: SealedBytes([1, 2, 3]), createdAt: Instant(microseconds: 1))
    }

    /// The next entry, with a request's name of its own.
    mutating func entry(terms: Int = 8) -> NewEntry {
        made += 1
        let at = Instant(microseconds: 1_700_000_000_000_000 + Int64(made) * 1_000_000)
        let content = EntryContent(
            at: at, zone: "Europe/Berlin", day: LocalDay(clamping: 19_675 + Int64(made % 5)), hour: Int(made % 24),
            title: nil, body: SealedBytes([UInt8](repeating: 7, count: 300)), mood: Mood(3), starred: false, words: 10)
        var key = [UInt8](repeating: 0, count: 8)
        key.append(contentsOf: withUnsafeBytes(of: made.bigEndian, Array.init))
        let category = CategoryDraft(
            id: CategoryID(high: owner.low, low: 1), nameHash: NameHash([UInt8](repeating: 9, count: 16)),
            sealedName: SealedBytes([5]), createdAt: at)
        return NewEntry(
            id: EntryID(high: owner.low, low: made), content: content, categories: [category], sentiment: nil,
            analysis: .pending, terms: (0..<UInt64(terms)).map { TermHash(made &* 1_000 + $0) }, createdAt: at,
            idempotency: IdempotencyKey(key: key, fingerprint: key))
    }
}
