import PluginAPI

/// A tally as a vector of integers, cheap to add; the fields are in the order of `Schema.tallyColumns`.
struct Sums: Hashable {
    static let fields = 15
    var values = SIMD16<Int64>()

    init() {}

    init(words: Int, mood: Mood?, sentiment: StoredSentiment?) {
        values[0] = 1
        values[1] = Int64(words)
        if let mood { values[9 + Int(mood.value)] = 1 }
        guard let sentiment else { return }
        values[5 + sentiment.label.index] = 1
        guard sentiment.label != .unknown else { return }
        let score = Int64(sentiment.score.tenThousandths)
        values[2] = 1
        values[3] = score
        values[4] = score * score
    }

    /// Sums that a row holds from `column` on.
    init(_ row: Row, from column: Int32) {
        for field in 0..<Self.fields { values[field] = row.int(column + Int32(field)) }
    }

    var isZero: Bool { values == SIMD16() }
    var entries: Int64 { values[0] }
    var scored: Int64 { values[2] }
    var scoreSum: Int64 { values[3] }

    var tally: Tally {
        var tally = Tally()
        tally.entries = values[0]
        tally.words = values[1]
        tally.scored = values[2]
        tally.scoreSum = values[3]
        tally.scoreSquares = values[4]
        for place in 0..<5 {
            tally.labels[place] = values[5 + place]
            tally.moods[place] = values[10 + place]
        }
        return tally
    }

    static func += (left: inout Sums, right: Sums) { left.values &+= right.values }
    static prefix func - (sums: Sums) -> Sums {
        var negative = Sums()
        negative.values = SIMD16() &- sums.values
        return negative
    }
}
