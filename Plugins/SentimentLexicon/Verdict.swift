/// Label and confidence from the sums of a text.
enum Verdict {
    /// Mixed where both sides are strong; else by the score.
    static func label(score: Double, totals: borrowing TextTotals) -> LexiconAnalysis.Label {
        let weaker = min(totals.positive, -totals.negative)
        let stronger = max(totals.positive, -totals.negative)
        let thinning = max(1, Float(totals.feelingWords) / Rules.wordsBeforeThinning)
        if weaker / thinning >= mixedStrength, weaker >= stronger * mixedShare { return .mixed }
        if score >= Rules.labelThreshold { return .positive }
        return score <= -Rules.labelThreshold ? .negative : .neutral
    }

    /// Sums (each rating with 1 added) from which the weaker side makes a text mixed, and its share of the stronger.
    private static let mixedStrength: Float = 4
    private static let mixedShare: Float = 0.6

    /// Share of right signs by |score| as measured on journal entries, lowered where the rules are known to be misled.
    static func confidence(score: Double, totals: borrowing TextTotals) -> Double {
        let size = abs(score)
        let sure = share(ofRightSignsAt: size)
        let coverage = Double(totals.matched) / Double(max(1, totals.words))
        var doubt = 1.0
        if totals.words >= 12, coverage < 0.04 { doubt *= 0.8 }
        if totals.ironies > 0 { doubt *= 0.5 }
        if totals.wishes > 0 { doubt *= 0.75 }
        if totals.bygones > 0 { doubt *= 0.75 }
        return 0.5 + (sure - 0.5) * doubt
    }

    /// Straight lines between the measured points.
    private static func share(ofRightSignsAt size: Double) -> Double {
        switch size {
        case ..<0.1: 0.55 + size * 0.9
        case ..<0.3: 0.64 + (size - 0.1) * 0.6
        case ..<0.5: 0.76 + (size - 0.3) * 0.45
        case ..<0.7: 0.85 + (size - 0.5) * 0.5
        default: 0.95 + (size - 0.7) * 0.13
        }
    }
}
