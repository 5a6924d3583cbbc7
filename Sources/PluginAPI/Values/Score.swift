/// A number in −1…1, kept in ten-thousandths so that sums over days are exact on every backend.
public struct Score: Hashable, Comparable, Sendable {
    /// −10,000…10,000.
    public let tenThousandths: Int32

    /// The score nearest to this number of ten-thousandths.
    public init(clamping tenThousandths: Int64) {
        self.tenThousandths = Int32(min(max(tenThousandths, -10_000), 10_000))
    }

    /// The score nearest to a number; not-a-number is zero.
    public init(_ value: Double) {
        guard value == value else { self.init(clamping: 0); return }
        self.init(clamping: Int64((min(max(value, -1), 1) * 10_000).rounded()))
    }

    /// The score as a number in −1…1 with four decimals.
    public var value: Double { Double(tenThousandths) / 10_000 }

    public static func < (left: Score, right: Score) -> Bool { left.tenThousandths < right.tenThousandths }
}

/// How the writer said they felt: 1 (worst) to 5 (best).
public struct Mood: Hashable, Comparable, Sendable {
    /// 1…5.
    public let value: UInt8

    /// Nil outside 1…5.
    public init?(_ value: Int) {
        guard (1...5).contains(value) else { return nil }
        self.value = UInt8(value)
    }

    public static func < (left: Mood, right: Mood) -> Bool { left.value < right.value }
}

/// What an analysis says of a text as a whole. The raw value is the word on the wire.
public enum SentimentLabel: String, CaseIterable, Sendable {
    case positive, neutral, negative
    /// Both sides are strong.
    case mixed
    /// Nothing in the text was understood; its score says nothing and no mean counts it.
    case unknown

    /// The place of this label in a tally, 0…4, the same on every backend.
    public var index: Int {
        switch self {
        case .positive: 0
        case .neutral: 1
        case .negative: 2
        case .mixed: 3
        case .unknown: 4
        }
    }
}
