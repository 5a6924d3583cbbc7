import PluginAPI

extension StorageContract {
    static let rollups: [Check] = [
        Check("a rollup adds what it should") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            let owner = sample.user.id
            var (first, second, third) = (sample.entry(hour: 7), sample.entry(hour: 7), sample.entry(hour: 0))
            first.content.mood = Mood(5)
            first.sentiment = sample.sentiment(-3_000, .negative)
            second.sentiment = sample.sentiment(9_000, .unknown)
            third.sentiment = nil
            third.content.words = 1_000_000
            for entry in [first, second, third] { _ = try await store.apply(.create(entry), of: owner) }
            var wanted = Tally()
            wanted.entries = 3
            wanted.words = 1_000_020
            wanted.scored = 1
            wanted.scoreSum = -3_000
            wanted.scoreSquares = 9_000_000
            wanted.labels = [0, 0, 1, 0, 1]
            wanted.moods = [0, 0, 0, 0, 1]
            let day = DayRollup(day: SampleJournal.startDay, tally: wanted)
            try expectEqual(try await store.dayRollups(in: .everything, of: owner), [day], "the day")
            let hours = [
                HourRollup(hour: 0, entries: 1, scored: 0, scoreSum: 0),
                HourRollup(hour: 7, entries: 2, scored: 1, scoreSum: -3_000),
            ]
            try expectEqual(try await store.hourRollups(in: .everything, of: owner), hours, "the hours")
            let empty = DaySpan(first: SampleJournal.startDay.advanced(by: 1), last: SampleJournal.startDay)
            try expectEqual(try await store.dayRollups(in: empty, of: owner), [], "a span upside down")
            try expectEqual(try await store.total(in: .everything, of: owner), wanted, "the total")
            try expectEqual(try await store.total(in: empty, of: owner), Tally(), "the total of such a span")
            try expectEqual(try await store.categoryRollups(in: empty, of: owner), [], "categories of such a span")
            try expectEqual(try await store.hourRollups(in: empty, of: owner), [], "hours of such a span")
        }
    ]

    static let walks: [Check] = [UInt64(17), 4_711].map { seed in
        Check("sums, lists and searches stay exact over six hundred random changes, seed \(seed)") { store in
            var walk = try await RandomWalk(store, seed: seed)
            for step in 1...600 {
                try await walk.step()
                if step % 100 == 0 { try await walk.audit() }
            }
        }
    }
}

/// Changes a journal at random and keeps its own account of the words.
private struct RandomWalk {
    private let store: any StoragePlugin
    private var sample: SampleJournal
    private var generator: SeededGenerator
    private var words: [EntryID: String] = [:]
    private var ids: [EntryID] = []
    private let names = ["a", "b", "c", "d", "e", "f"]
    private var owner: UserID { sample.user.id }

    init(_ store: any StoragePlugin, seed: UInt64) async throws {
        self.store = store
        sample = SampleJournal(1)
        generator = SeededGenerator(seed: seed)
        try await store.add(sample)
    }

    mutating func step() async throws {
        switch number(0...99) {
        case ..<45: try await create()
        case ..<65: try await revise()
        case ..<75: try await change { .trash($0, at: SampleJournal.start) }
        case ..<83: try await change { .restore($0, at: SampleJournal.start) }
        case ..<88: try await purge()
        case ..<95: try await analyse()
        default: try await changeCategory()
        }
    }

    private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }

    private mutating func someID() -> EntryID? {
        ids.isEmpty ? nil : ids[number(0...ids.count - 1)]
    }

    private mutating func someNames() -> [String] { (0...number(0...2)).map { _ in names[number(0...5)] } }

    private mutating func someWords() -> String {
        (0...number(0...4)).map { _ in "w\(number(0...9))" }.joined(separator: " ")
    }

    private mutating func someContent() -> EntryContent {
        let day = number(-40...700)
        let at = SampleJournal.start.advanced(bySeconds: Int64(day * 86_400 + number(-40_000...40_000)))
        var content = sample.content(at: at, day: SampleJournal.startDay.advanced(by: day), hour: number(0...23))
        content.mood = Mood(number(0...5))
        content.starred = number(0...3) == 0
        content.words = number(0...500)
        return content
    }

    private mutating func someSentiment() -> StoredSentiment? {
        guard number(0...5) > 0 else { return nil }
        return sample.sentiment(Int64(number(-10_000...10_000)), SentimentLabel.allCases[number(0...4)])
    }

    private mutating func create() async throws {
        var mutations: [EntryMutation] = []
        for _ in 0...number(0...2) {
            var entry = sample.entry(in: someNames())
            entry.content = someContent()
            entry.sentiment = someSentiment()
            let text = someWords()
            entry.terms = SampleJournal.terms(text)
            words[entry.id] = text
            ids.append(entry.id)
            mutations.append(.create(entry))
        }
        for result in try await store.commit(mutations, of: owner) { _ = try result.get() }
    }

    private mutating func revise() async throws {
        guard let id = someID() else { return }
        let old = try expectSome(try await store.entry(.id(id), of: owner), "an entry of the walk")
        let text = number(0...3) == 0 ? words[id, default: ""] : someWords()
        var revision = sample.revision(of: old, in: someNames(), words: text)
        if number(0...1) == 0 { revision.content = someContent() }
        revision.sentiment = someSentiment()
        let result = try await store.commit([.revise(revision)], of: owner)
        guard old.trashedAt == nil else {
            return try expectEqual(result, [.failure(.trashed)], "revising what is in the trash")
        }
        for receipt in result { _ = try receipt.get() }
        words[id] = text
    }

    private mutating func change(_ mutation: (EntryID) -> EntryMutation) async throws {
        guard let id = someID() else { return }
        _ = try await store.apply(mutation(id), of: owner)
    }

    private mutating func purge() async throws {
        guard let id = someID() else { return }
        _ = try await store.apply(.purge(id), of: owner)
        ids.removeAll { $0 == id }
        words[id] = nil
    }

    private mutating func analyse() async throws {
        guard let id = someID() else { return }
        let old = try expectSome(try await store.entry(.id(id), of: owner), "an entry of the walk")
        _ = try await store.apply(.analyse(id, revision: old.revision, someSentiment(), .done), of: owner)
    }

    private mutating func changeCategory() async throws {
        let stored = try await store.categories(of: owner)
        guard stored.count > 1 else { return }
        let (first, second) = (stored[number(0...stored.count - 1)], stored[number(0...stored.count - 1)])
        if number(0...1) == 0 {
            try await store.mergeCategory(first.id, into: second.id, of: owner)
        } else if first.id != second.id {
            let fallback = CategoryDraft(
                id: second.id, nameHash: second.nameHash, sealedName: second.sealedName, createdAt: second.createdAt)
            try await store.deleteCategory(first.id, fallback: fallback, of: owner)
        }
    }

    mutating func audit() async throws {
        let start = SampleJournal.startDay
        let spans = (0..<6).map { _ in
            let first = start.advanced(by: number(-45...700))
            return DaySpan(first: first, last: first.advanced(by: number(0...400)))
        }
        try await WalkAudit(store, owner).run(spans: spans)
        var trash = EntryFilter()
        trash.trashed = true
        let entries = try await store.all(of: owner) + store.all(trash, of: owner)
        try expectEqual(Set(entries.map(\.id)), Set(ids), "the entries of the walk")
        try expectEqual(try await store.statistics().entries, Int64(ids.count), "entries in all")
        for _ in 0..<12 { try await auditSearch(entries) }
    }

    private mutating func auditSearch(_ entries: [StoredEntry]) async throws {
        let terms = (0...number(0...1)).map { _ in
            TermConjunction(
                all: SampleJournal.terms("w\(number(0...9)) w\(number(0...9))"),
                none: number(0...1) == 0 ? [] : SampleJournal.terms("w\(number(0...9))"))
        }
        var filter = EntryFilter()
        filter.trashed = number(0...4) == 0
        if number(0...2) == 0 { filter.firstDay = SampleJournal.startDay.advanced(by: number(0...600)) }
        let wanted = entries.filter { entry in
            let known = Set(SampleJournal.terms(words[entry.id, default: ""]))
            return filter.matches(entry) && terms.contains { $0.isSatisfied(by: known) }
        }.sorted { ($0.content.at, $0.id) > ($1.content.at, $1.id) }
        let found = try await store.found(terms, filter, pageSize: 9, of: owner)
        try expectEqual(found.map(\.id), wanted.map(\.id), "a search of the walk")
        let count = try await store.countSearch(terms, matching: filter, of: owner)
        try expectEqual(count, wanted.count, "the count of a search of the walk")
    }
}
