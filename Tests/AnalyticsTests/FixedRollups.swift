import PluginAPI

/// An entry as plain as a report can see it.
struct PlainEntry {
    var day: LocalDay
    var hour = 12
    var words = 100
    var mood: Int?
    /// In ten-thousandths; nil when there is no sentiment yet.
    var score: Int?
    var label: SentimentLabel?
    var categories: [CategoryID] = []

    var tally: Tally {
        let given = score.map { ($0 > 500 ? SentimentLabel.positive : $0 < -500 ? .negative : .neutral, Score(clamping: Int64($0))) }
        let label = label ?? given?.0
        return Tally(
            words: words, mood: mood.flatMap(Mood.init), sentiment: label.map { (given?.1 ?? Score(clamping: 0), $0) })
    }
}

/// A reader over a plain list of entries, summed anew on every call.
struct FixedRollups: RollupReader {
    var entries: [PlainEntry]

    init(_ entries: [PlainEntry]) { self.entries = entries }

    private func sum<Key: Hashable & Comparable>(_ span: DaySpan, _ keys: (PlainEntry) -> [Key]) -> [(key: Key, value: Tally)] {
        var sums: [Key: Tally] = [:]
        for entry in entries where span.contains(entry.day) {
            for key in keys(entry) { sums[key, default: Tally()] += entry.tally }
        }
        return sums.sorted { $0.key < $1.key }
    }

    func days(in span: DaySpan) async throws(StorageError) -> [DayRollup] {
        sum(span) { [$0.day] }.map { DayRollup(day: $0.key, tally: $0.value) }
    }

    func hours(in span: DaySpan) async throws(StorageError) -> [HourRollup] {
        sum(span) { [$0.hour] }.map {
            HourRollup(hour: $0.key, entries: $0.value.entries, scored: $0.value.scored, scoreSum: $0.value.scoreSum)
        }
    }

    func categories(in span: DaySpan) async throws(StorageError) -> [CategoryRollup] {
        sum(span) { $0.categories }.map { CategoryRollup(category: $0.key, tally: $0.value) }
    }

    func days(of category: CategoryID, in span: DaySpan) async throws(StorageError) -> [CategoryDayRollup] {
        sum(span) { $0.categories.contains(category) ? [$0.day] : [] }
            .map { CategoryDayRollup(category: category, day: $0.key, tally: $0.value) }
    }

    func activeDays(in span: DaySpan) async throws(StorageError) -> [LocalDay] { sum(span) { [$0.day] }.map(\.key) }
}

/// A reader that gives the same sums whatever it is asked: for sums that no list of entries has.
struct RawRollups: RollupReader {
    var tally = Tally()
    var days: [LocalDay] = []
    var category = CategoryID(high: 1, low: 1)
    var hour = 12
    var error: StorageError?

    private func check() throws(StorageError) { if let error { throw error } }

    func days(in span: DaySpan) async throws(StorageError) -> [DayRollup] {
        try check()
        return days.map { DayRollup(day: $0, tally: tally) }
    }
    func hours(in span: DaySpan) async throws(StorageError) -> [HourRollup] {
        try check()
        return [HourRollup(hour: hour, entries: tally.entries, scored: tally.scored, scoreSum: tally.scoreSum)]
    }
    func categories(in span: DaySpan) async throws(StorageError) -> [CategoryRollup] {
        try check()
        return [CategoryRollup(category: category, tally: tally)]
    }
    func days(of category: CategoryID, in span: DaySpan) async throws(StorageError) -> [CategoryDayRollup] {
        try check()
        return days.map { CategoryDayRollup(category: category, day: $0, tally: tally) }
    }
    func activeDays(in span: DaySpan) async throws(StorageError) -> [LocalDay] {
        try check()
        return days
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers in every run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Categories named by small numbers.
func category(_ number: UInt64) -> CategoryID { CategoryID(high: number, low: 0) }

/// Entries over some days from `first`, with gaps, missing scores, own moods and up to three categories.
func randomEntries(_ count: Int, from first: LocalDay, days: Int, seed: UInt64) -> [PlainEntry] {
    var random = SplitMix(state: seed)
    return (0..<count).map { _ in
        var entry = PlainEntry(day: first.advanced(by: Int.random(in: 0..<days, using: &random)))
        entry.hour = Int.random(in: 0..<24, using: &random)
        entry.words = Int.random(in: 0...900, using: &random)
        if Bool.random(using: &random) { entry.mood = Int.random(in: 1...5, using: &random) }
        switch Int.random(in: 0..<10, using: &random) {
        case 0: break
        case 1: entry.label = .unknown
        default: entry.score = Int.random(in: -10_000...10_000, using: &random)
        }
        entry.categories = (1...3).filter { _ in Bool.random(using: &random) }.map { category($0) }
        return entry
    }
}
