import PluginAPI

extension StorageContract {
    static let filters: [Check] = [
        Check("every field of a filter restricts lists, counts and searches", with: everyField),
        Check("fields combine with AND, at random, against plain code", with: combinations),
        Check("a span that is empty or upside down matches nothing") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            _ = try await store.put(sample.entry(words: "tea"), of: sample.user.id)
            var filters: [EntryFilter] = Array(repeating: EntryFilter(), count: 8)
            filters[0].since = SampleJournal.start
            filters[0].before = SampleJournal.start
            filters[1].since = Instant(microseconds: .max)
            filters[1].before = Instant(microseconds: .min)
            filters[2].firstDay = .distantFuture
            filters[2].lastDay = .distantPast
            filters[3].days = []
            filters[4].labels = []
            filters[5].anyCategories = [[]]
            filters[6].minimumMood = Mood(5)
            filters[6].maximumMood = Mood(1)
            filters[7].before = Instant(microseconds: .min)
            for (place, filter) in filters.enumerated() {
                try await expectAgreement(store, sample.user.id, filter, "filter \(place)")
                try expectEqual(
                    try await store.countEntries(matching: filter, of: sample.user.id), 0, "filter \(place)")
            }
        },
    ]

    /// A list, its count and a search for a word that all entries have must give what plain code gives.
    private static func expectAgreement(
        _ store: any StoragePlugin, _ owner: UserID, _ filter: EntryFilter, _ what: String
    ) async throws {
        var (live, trash) = (EntryFilter(), EntryFilter())
        live.trashed = false
        trash.trashed = true
        let everything = try await store.all(live, of: owner) + store.all(trash, of: owner)
        let wanted = everything.filter(filter.matches).sorted { ($0.content.at, $0.id) > ($1.content.at, $1.id) }
        try expectEqual(try await store.all(filter, pageSize: 7, of: owner).map(\.id), wanted.map(\.id), "\(what), list")
        try expectEqual(
            try await store.all(filter, order: .oldest, pageSize: 5, of: owner).map(\.id),
            wanted.reversed().map(\.id), "\(what), list from the oldest")
        try expectEqual(try await store.countEntries(matching: filter, of: owner), wanted.count, "\(what), count")
        let terms = [TermConjunction(all: SampleJournal.terms("tea"))]
        try expectEqual(
            try await store.found(terms, filter, pageSize: 6, of: owner).map(\.id), wanted.map(\.id),
            "\(what), search")
        try expectEqual(
            try await store.countSearch(terms, matching: filter, of: owner), wanted.count, "\(what), search count")
    }

    private static func everyField(_ store: any StoragePlugin) async throws {
        let (owner, entries) = try await populate(store)
        let middle = entries[entries.count / 2]
        var filters: [(String, EntryFilter)] = []
        func add(_ name: String, _ change: (inout EntryFilter) -> Void) {
            var filter = EntryFilter()
            change(&filter)
            filters.append((name, filter))
        }
        let ids = Array(Set(entries.flatMap(\.categories))).sorted()
        add("nothing") { _ in }
        add("since") { $0.since = middle.content.at }
        add("before") { $0.before = middle.content.at }
        add("firstDay") { $0.firstDay = middle.content.day }
        add("lastDay") { $0.lastDay = middle.content.day }
        add("days") { $0.days = [middle.content.day, .distantPast, entries[0].content.day, middle.content.day] }
        add("allCategories") { $0.allCategories = [ids[0]] }
        add("two allCategories") { $0.allCategories = [ids[0], ids[1]] }
        add("anyCategories") { $0.anyCategories = [[ids[0], ids[1]]] }
        add("two anyCategories") { $0.anyCategories = [[ids[0], ids[1]], [ids[2]]] }
        add("notCategories") { $0.notCategories = [ids[0], ids[2]] }
        add("a category of nobody") { $0.allCategories = [CategoryID(high: 1, low: 2)] }
        add("minimumMood") { $0.minimumMood = Mood(3) }
        add("maximumMood") { $0.maximumMood = Mood(3) }
        add("minimumScore") { $0.minimumScore = Score(clamping: 0) }
        add("maximumScore") { $0.maximumScore = Score(clamping: 0) }
        for label in SentimentLabel.allCases { add("label \(label)") { $0.labels = [label] } }
        add("two labels") { $0.labels = [.positive, .unknown] }
        add("starred") { $0.starred = true }
        add("not starred") { $0.starred = false }
        add("trashed") { $0.trashed = true }
        add("days of the trash") { $0.trashed = true; $0.firstDay = middle.content.day }
        for (name, filter) in filters { try await expectAgreement(store, owner, filter, name) }
    }

    private static func combinations(_ store: any StoragePlugin) async throws {
        let (owner, entries) = try await populate(store)
        var generator = SeededGenerator(seed: 77)
        let ids = Array(Set(entries.flatMap(\.categories))).sorted()
        for round in 0..<60 {
            let filter = randomFilter(entries, ids, &generator)
            try await expectAgreement(store, owner, filter, "combination \(round) \(filter)")
        }
    }

    private static func randomFilter(
        _ entries: [StoredEntry], _ ids: [CategoryID], _ generator: inout SeededGenerator
    ) -> EntryFilter {
        func chance(_ share: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < share }
        func entry() -> StoredEntry { entries[Int.random(in: 0..<entries.count, using: &generator)] }
        func category() -> CategoryID { ids[Int.random(in: 0..<ids.count, using: &generator)] }
        func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
        var filter = EntryFilter()
        if chance(25) { filter.since = entry().content.at }
        if chance(25) { filter.before = entry().content.at }
        if chance(25) { filter.firstDay = entry().content.day }
        if chance(25) { filter.lastDay = entry().content.day }
        if chance(20) { filter.days = (0...number(0...5)).map { _ in entry().content.day } }
        if chance(20) { filter.allCategories = (0...number(0...1)).map { _ in category() } }
        if chance(20) { filter.anyCategories = (0...number(0...1)).map { _ in [category(), category()] } }
        if chance(15) { filter.notCategories = [category()] }
        if chance(15) { filter.minimumMood = Mood(number(1...5)) }
        if chance(15) { filter.maximumMood = Mood(number(1...5)) }
        if chance(15) { filter.minimumScore = Score(clamping: Int64(number(-9_000...9_000))) }
        if chance(15) { filter.maximumScore = Score(clamping: Int64(number(-9_000...9_000))) }
        if chance(15) { filter.labels = [SentimentLabel.allCases[number(0...4)], .positive] }
        if chance(15) { filter.starred = chance(50) }
        filter.trashed = chance(20)
        return filter
    }

    /// Eighty entries over forty days, a tenth of them in the trash, all with the word “tea”.
    private static func populate(_ store: any StoragePlugin) async throws -> (UserID, [StoredEntry]) {
        var sample = SampleJournal(1)
        try await store.add(sample)
        let owner = sample.user.id
        var generator = SeededGenerator(seed: 5)
        var entries: [StoredEntry] = []
        for place in 0..<80 {
            let day = Int.random(in: 0..<40, using: &generator)
            let seconds = Int64(day) * 86_400 + Int64.random(in: -30_000...90_000, using: &generator)
            let names = ["work", "home", "sport", "food"].filter { _ in Bool.random(using: &generator) }
            var new = sample.entry(
                at: SampleJournal.start.advanced(bySeconds: seconds), day: SampleJournal.startDay.advanced(by: day),
                hour: place % 24, in: names.isEmpty ? ["none"] : names, words: "tea word\(place % 3)")
            new.content.mood = Mood(Int.random(in: 0...5, using: &generator))
            new.content.starred = place % 7 == 0
            let label = SentimentLabel.allCases[Int.random(in: 0..<5, using: &generator)]
            let score = Int64.random(in: -10_000...10_000, using: &generator)
            new.sentiment = place % 9 == 0 ? nil : sample.sentiment(score, label)
            entries.append(try await store.put(new, of: owner))
            if place % 10 == 3 { _ = try await store.apply(.trash(new.id, at: SampleJournal.start), of: owner) }
        }
        return (owner, entries)
    }
}
