public import PluginAPI

/// The sums of a set of entries that reports need, without the arrays of a `Tally`, so that thousands can be kept cheaply.
///
/// Arithmetic wraps as in `Tally`: damaged sums must answer wrongly rather than stop the daemon.
public struct Sums: Hashable, Sendable {
    public var entries: Int64 = 0
    public var words: Int64 = 0
    /// Entries whose sentiment is known.
    public var scored: Int64 = 0
    /// Sum of their scores, in ten-thousandths.
    public var scoreSum: Int64 = 0
    /// Sum of the squares of their scores, in units of 10⁻⁸.
    public var scoreSquares: Int64 = 0
    /// Entries for which the writer said how they felt.
    public var moodCount: Int64 = 0
    /// Sum of these moods, each 1…5.
    public var moodSum: Int64 = 0

    public init() {}

    /// The sums of a tally.
    public init(_ tally: Tally) {
        entries = tally.entries
        words = tally.words
        scored = tally.scored
        scoreSum = tally.scoreSum
        scoreSquares = tally.scoreSquares
        var mood: Int64 = 1
        for count in tally.moods {
            moodCount &+= count
            moodSum &+= count &* mood
            mood &+= 1
        }
    }

    /// The mean score in −1…1, or nil when nothing is scored.
    public var meanScore: Double? { ratio(scoreSum, scored).map { $0 / 10_000 } }

    /// The mean of the writer's own moods, 1…5, or nil when there is none.
    public var meanMood: Double? { ratio(moodSum, moodCount) }

    /// Words an entry, or nil without entries.
    public var meanWords: Double? { ratio(words, entries) }

    public static func += (left: inout Sums, right: Sums) {
        left.entries &+= right.entries
        left.words &+= right.words
        left.scored &+= right.scored
        left.scoreSum &+= right.scoreSum
        left.scoreSquares &+= right.scoreSquares
        left.moodCount &+= right.moodCount
        left.moodSum &+= right.moodSum
    }

    public static func -= (left: inout Sums, right: Sums) {
        left.entries &-= right.entries
        left.words &-= right.words
        left.scored &-= right.scored
        left.scoreSum &-= right.scoreSum
        left.scoreSquares &-= right.scoreSquares
        left.moodCount &-= right.moodCount
        left.moodSum &-= right.moodSum
    }
}

/// A part divided by a whole; nil unless the whole is positive.
public func ratio(_ part: Int64, _ whole: Int64) -> Double? {
    whole > 0 ? Double(part) / Double(whole) : nil
}

/// A part of a whole in percent; nil unless the whole is positive.
public func percent(_ part: Int64, of whole: Int64) -> Double? {
    ratio(part, whole).map { $0 * 100 }
}
