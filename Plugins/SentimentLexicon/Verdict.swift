import CSentimentLexicon

/// Label and confidence from the sums of a text, which are only read.
enum Verdict {
    /// Mixed where both sides are strong; else by the score. Without a branch on either: they are known last of all, so that a wrong
    /// guess would throw away what was read of the next text meanwhile.
    @inline(__always)
    static func label(score: Double, totals: inout TextTotals) -> LexiconAnalysis.Label {
        // 0 is positive, 1 neutral, 2 negative.
        let strong = Rules.reaches(abs(score), Rules.labelThreshold)
        let side = score.sign == .minus ? 1 : -1
        return label(1 &+ strong &* side | 3 &* mixed(&totals))
    }

    @inline(__always)
    private static func label(_ number: Int) -> LexiconAnalysis.Label {
        switch number {
        case 0: .positive
        case 1: .neutral
        case 2: .negative
        default: .mixed
        }
    }

    /// 1 if both sides are strong, else 0.
    @inline(__always)
    private static func mixed(_ totals: inout TextTotals) -> Int {
        let weaker = min(abs(totals.positive), abs(totals.negative))
        let stronger = max(abs(totals.positive), abs(totals.negative))
        var dense = weaker
        // Early known.
        if totals.feelingWords > Int(Rules.wordsBeforeThinning) {
            dense /= Float(totals.feelingWords) / Float(Rules.wordsBeforeThinning)
        }
        return Rules.reaches(dense, mixedStrength) & Rules.reaches(weaker, stronger * mixedShare)
    }

    /// Sums (each rating with 1 added) from which the weaker side makes a text mixed, and its share of the stronger.
    private static let mixedStrength: Float = 4
    private static let mixedShare: Float = 0.6

    /// Share of right signs by |score| as measured on journal entries, lowered where the rules are known to be misled.
    @inline(__always)
    static func confidence(score: Rules.Score, totals: inout TextTotals) -> Double {
        let sure = share(ofRightSignsAt: abs(score.value), line: score.line)
        var doubt = 1.0
        // Less than 0.04, without a division.
        if totals.words >= 12, totals.matched &* 25 < totals.words { doubt *= 0.8 }
        if totals.ironies > 0 { doubt *= 0.5 }
        if totals.wishes > 0 { doubt *= 0.75 }
        if totals.bygones > 0 { doubt *= 0.75 }
        return 0.5 + (sure - 0.5) * doubt
    }

    /// Straight lines between the measured points. `line` is that of the five on which the size lies.
    @inline(__always)
    private static func share(ofRightSignsAt size: Double, line: Int) -> Double {
        let sureness = lexiconSurenessTable()[line]
        return sureness.share + (size - sureness.from) * sureness.slope
    }
}
