/// Exact sums over a set of entries. All integers, so that adding and taking away never drifts.
public struct Tally: Hashable, Sendable {
    public var entries: Int64 = 0
    public var words: Int64 = 0
    /// Entries whose sentiment is known (any label but `unknown`).
    public var scored: Int64 = 0
    /// Sum of their scores, in ten-thousandths.
    public var scoreSum: Int64 = 0
    /// Sum of the squares of their scores, in units of 10⁻⁸.
    public var scoreSquares: Int64 = 0
    /// Entries by label, in the order of `SentimentLabel.index`; entries without a sentiment are in none.
    public var labels: [Int64] = [0, 0, 0, 0, 0]
    /// Entries by the writer's own mood, 1 first.
    public var moods: [Int64] = [0, 0, 0, 0, 0]

    public init() {}

    /// The tally of one entry.
    public init(words: Int, mood: Mood?, sentiment: (score: Score, label: SentimentLabel)?) {
        entries = 1
        self.words = Int64(words)
        if let mood { moods[Int(mood.value) - 1] = 1 }
        guard let sentiment else { return }
        labels[sentiment.label.index] = 1
        guard sentiment.label != .unknown else { return }
        scored = 1
        scoreSum = Int64(sentiment.score.tenThousandths)
        scoreSquares = scoreSum * scoreSum
    }

    /// The mean score in −1…1, or nil when nothing is scored.
    public var meanScore: Double? {
        scored > 0 ? Double(scoreSum) / Double(scored) / 10_000 : nil
    }

    /// The unbiased variance of the scores, or nil for fewer than two.
    public var scoreVariance: Double? {
        guard scored > 1 else { return nil }
        let count = Double(scored)
        let sum = Double(scoreSum) / 10_000
        return max(0, (Double(scoreSquares) / 1e8 - sum * sum / count) / (count - 1))
    }

    /// The mean of the writer's own moods, 1…5, or nil when there is none.
    public var meanMood: Double? {
        var count: Int64 = 0
        var sum: Int64 = 0
        for (index, entries) in moods.enumerated() {
            count &+= entries
            sum &+= entries &* Int64(index + 1)
        }
        return count > 0 ? Double(sum) / Double(count) : nil
    }

    public static func += (left: inout Tally, right: Tally) { left.combine(right, sign: 1) }
    public static func -= (left: inout Tally, right: Tally) { left.combine(right, sign: -1) }

    /// Wrapping arithmetic: a store with damaged sums must answer wrongly rather than stop the daemon.
    private mutating func combine(_ other: Tally, sign: Int64) {
        entries &+= sign &* other.entries
        words &+= sign &* other.words
        scored &+= sign &* other.scored
        scoreSum &+= sign &* other.scoreSum
        scoreSquares &+= sign &* other.scoreSquares
        for index in labels.indices where index < other.labels.count { labels[index] &+= sign &* other.labels[index] }
        for index in moods.indices where index < other.moods.count { moods[index] &+= sign &* other.moods[index] }
    }
}

/// A span of days, both ends included. Empty when `last` is before `first`.
public struct DaySpan: Hashable, Sendable {
    public let first: LocalDay
    public let last: LocalDay

    public init(first: LocalDay, last: LocalDay) {
        self.first = first
        self.last = last
    }

    public func contains(_ day: LocalDay) -> Bool { first <= day && day <= last }
    /// How many days; 0 when empty.
    public var count: Int { max(0, first.distance(to: last) + 1) }
}

/// The entries of one day.
public struct DayRollup: Hashable, Sendable {
    public let day: LocalDay
    public let tally: Tally

    public init(day: LocalDay, tally: Tally) {
        self.day = day
        self.tally = tally
    }
}

/// The entries of one category over some days.
public struct CategoryRollup: Hashable, Sendable {
    public let category: CategoryID
    public let tally: Tally

    public init(category: CategoryID, tally: Tally) {
        self.category = category
        self.tally = tally
    }
}

/// The entries of one category on one day.
public struct CategoryDayRollup: Hashable, Sendable {
    public let category: CategoryID
    public let day: LocalDay
    public let tally: Tally

    public init(category: CategoryID, day: LocalDay, tally: Tally) {
        self.category = category
        self.day = day
        self.tally = tally
    }
}

/// The entries of one hour of the clock over some days.
public struct HourRollup: Hashable, Sendable {
    /// 0…23.
    public let hour: Int
    public let entries: Int64
    public let scored: Int64
    /// In ten-thousandths.
    public let scoreSum: Int64

    public init(hour: Int, entries: Int64, scored: Int64, scoreSum: Int64) {
        self.hour = hour
        self.entries = entries
        self.scored = scored
        self.scoreSum = scoreSum
    }

    /// The mean score in −1…1, or nil when nothing is scored.
    public var meanScore: Double? {
        scored > 0 ? Double(scoreSum) / Double(scored) / 10_000 : nil
    }
}

/// Sums over entries that are not in the trash, kept exact by every commit; the cost of a call grows with days, not entries.
public protocol RollupStore: Sendable {
    /// Days that have entries, ascending.
    func dayRollups(in span: DaySpan, of owner: UserID) async throws(StorageError) -> [DayRollup]
    /// The sum of the days of a span.
    func total(in span: DaySpan, of owner: UserID) async throws(StorageError) -> Tally
    /// Hours that have entries, ascending, each over the whole span.
    func hourRollups(in span: DaySpan, of owner: UserID) async throws(StorageError) -> [HourRollup]
    /// Categories that have entries in the span, ascending by id, each over the whole span.
    func categoryRollups(in span: DaySpan, of owner: UserID) async throws(StorageError) -> [CategoryRollup]
    /// Days that have entries of this category, ascending.
    func categoryDays(
        of category: CategoryID, in span: DaySpan, owner: UserID
    ) async throws(StorageError) -> [CategoryDayRollup]
    /// Days that have entries, ascending, without their sums: for streaks over a whole life.
    func activeDays(in span: DaySpan, of owner: UserID) async throws(StorageError) -> [LocalDay]
    /// A number that changes with every committed change of what this user's reports are made from: entries, scores, categories
    /// and their names; it may change more often. Reports with the same number are the same, whichever daemon made them.
    /// Nil where the store keeps none, for an unknown user too.
    func reportStamp(of owner: UserID) async throws(StorageError) -> Int64?
}

extension RollupStore {
    public func total(in span: DaySpan, of owner: UserID) async throws(StorageError) -> Tally {
        var total = Tally()
        for rollup in try await dayRollups(in: span, of: owner) { total += rollup.tally }
        return total
    }

    public func reportStamp(of owner: UserID) async throws(StorageError) -> Int64? { nil }
}
