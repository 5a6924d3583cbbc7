import PluginAPI

/// Makes users, entries and categories for checks; every value differs from every other and repeats from run to run.
struct SampleJournal {
    let user: User
    private var generator: SeededGenerator
    private var made: UInt64 = 0

    /// - Parameter number: tells the users of one check apart; it becomes the operating-system user too.
    init(_ number: Int) {
        var generator = SeededGenerator(seed: UInt64(number))
        let id = UserID(milliseconds: 1_000 + UInt64(number), random: (generator.next(), generator.next()))
        user = User(
            id: id, uid: UInt32(1_000 + number), role: number == 0 ? .admin : .user,
            preferences: UserPreferences(zone: "Europe/Berlin", locale: "de", dayEndHour: 4, weekStart: 7),
            wrappedKey: SealedBytes((0..<60).map { UInt8(truncatingIfNeeded: $0 + number) }),
            createdAt: Instant(microseconds: 1_700_000_000_000_000 + Int64(number)))
        self.generator = generator
    }

    static let start = Instant(microseconds: 1_700_000_000_123_456)
    static let startDay = LocalDay(clamping: 19_675)

    mutating func bytes(_ count: Int) -> SealedBytes {
        SealedBytes((0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }

    mutating func entryID() -> EntryID {
        made += 1
        return EntryID(milliseconds: 1_700_000_000_000 + made, random: (generator.next(), generator.next()))
    }

    /// A draft for the category with this name; its id is new each time.
    mutating func category(_ name: String) -> CategoryDraft {
        made += 1
        let id = CategoryID(milliseconds: 1_700_000_000_000 + made, random: (generator.next(), generator.next()))
        return CategoryDraft(
            id: id, nameHash: Self.nameHash(name), sealedName: bytes(30), colour: made % 2 == 0 ? "#a0b1c2" : nil,
            createdAt: Instant(microseconds: 1_700_000_000_000_000 + Int64(made)))
    }

    /// The same for two users: a store must still tell them apart.
    static func nameHash(_ name: String) -> NameHash {
        var bytes = Array(name.utf8.prefix(16))
        while bytes.count < 16 { bytes.append(0) }
        return NameHash(bytes)
    }

    static func term(_ word: String) -> TermHash {
        TermHash(word.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 })
    }

    static func terms(_ words: String) -> [TermHash] {
        Set(words.split(separator: " ").map { term(String($0)) }).sorted()
    }

    mutating func content(at: Instant = start, day: LocalDay = startDay, hour: Int = 12) -> EntryContent {
        EntryContent(
            at: at, zone: "Europe/Berlin", day: day, hour: hour, title: bytes(20), body: bytes(80), mood: nil,
            starred: false, words: 10)
    }

    mutating func sentiment(_ score: Int64, _ label: SentimentLabel) -> StoredSentiment {
        StoredSentiment(
            score: Score(clamping: score), label: label, positive: Score(clamping: 5_000),
            neutral: Score(clamping: 3_000), negative: Score(clamping: 2_000), confidence: Score(clamping: 8_000),
            detail: bytes(40), provider: "lexicon", model: "en-1", analysedAt: Self.start)
    }

    /// A new entry in these categories with these words.
    mutating func entry(
        at: Instant = start, day: LocalDay = startDay, hour: Int = 12, in categories: [String] = ["inbox"],
        words: String = ""
    ) -> NewEntry {
        NewEntry(
            id: entryID(), content: content(at: at, day: day, hour: hour), categories: categories.map { category($0) },
            sentiment: sentiment(2_500, .positive), analysis: .done, terms: Self.terms(words), createdAt: at)
    }

    /// A revision of an entry that only replaces its text and what is given.
    mutating func revision(
        of entry: StoredEntry, in categories: [String]? = nil, words: String = "", keepsHistory: Bool = true
    ) -> EntryRevision {
        var content = entry.content
        content.body = bytes(70)
        return EntryRevision(
            id: entry.id, expectedRevision: entry.revision, content: content,
            categories: (categories ?? ["inbox"]).map { category($0) }, sentiment: entry.sentiment, analysis: .done,
            terms: Self.terms(words), updatedAt: entry.updatedAt.advanced(bySeconds: 60), keepsHistory: keepsHistory)
    }
}

extension StoragePlugin {
    /// Adds a sample's user.
    func add(_ sample: SampleJournal) async throws { try await createUser(sample.user) }

    /// Applies one mutation and gives its receipt.
    func apply(_ mutation: EntryMutation, of owner: UserID) async throws -> EntryReceipt {
        let results = try await commit([mutation], of: owner)
        guard results.count == 1, let result = results.first else {
            throw ContractViolation("one mutation got \(results.count) results")
        }
        return try result.get()
    }

    /// Adds an entry and gives it back as it is stored.
    func put(_ entry: NewEntry, of owner: UserID) async throws -> StoredEntry {
        let receipt = try await apply(.create(entry), of: owner)
        return try expectSome(try await self.entry(.id(receipt.id), of: owner), "the entry that was just made")
    }

    /// Every entry that matches, page by page.
    func all(
        _ filter: EntryFilter = EntryFilter(), order: EntryOrder = .newest, pageSize: Int = 1_000, of owner: UserID
    ) async throws -> [StoredEntry] {
        var found: [StoredEntry] = []
        var page = PageRequest(limit: pageSize)
        while true {
            let part = try await entries(matching: filter, order: order, page: page, of: owner)
            try expect(part.items.count <= pageSize, "a page has at most its limit of entries")
            found += part.items
            guard let next = part.next else { return found }
            try expect(!part.items.isEmpty, "a page with a next position is not empty")
            try expect(next.bytes.count <= 64, "a position has at most 64 bytes")
            page.after = next
        }
    }

    /// Everything that a search finds, page by page.
    func found(
        _ terms: [TermConjunction], _ filter: EntryFilter = EntryFilter(), pageSize: Int = 1_000, of owner: UserID
    ) async throws -> [StoredEntry] {
        var found: [StoredEntry] = []
        var page = PageRequest(limit: pageSize)
        while true {
            let part = try await search(terms, matching: filter, page: page, of: owner)
            try expect(part.items.count <= pageSize, "a page has at most its limit of entries")
            found += part.items
            guard let next = part.next else { return found }
            try expect(!part.items.isEmpty, "a page with a next position is not empty")
            page.after = next
        }
    }

    /// The ids that a search for all of these words finds, after checking that counting agrees.
    func ids(having words: String, without: String = "", trashed: Bool = false, of owner: UserID) async throws -> [EntryID] {
        var filter = EntryFilter()
        filter.trashed = trashed
        let terms = [TermConjunction(all: SampleJournal.terms(words), none: SampleJournal.terms(without))]
        let ids = try await found(terms, filter, of: owner).map(\.id)
        let count = try await countSearch(terms, matching: filter, of: owner)
        try expectEqual(count, ids.count, "countSearch for “\(words)” −“\(without)”")
        return ids
    }
}

extension DaySpan {
    static let everything = DaySpan(first: .distantPast, last: .distantFuture)
}
