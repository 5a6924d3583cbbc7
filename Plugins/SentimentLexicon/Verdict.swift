/// Label and confidence from the sums of a text, which are only read.
enum Verdict {
    /// Mixed where both sides are strong; else by the score.
    @inline(__always)
    static func label(score: Double, totals: inout TextTotals) -> LexiconAnalysis.Label {
        let weaker = min(totals.positive, -totals.negative)
        if weaker >= mixedStrength, isMixed(&totals, weaker: weaker) { return .mixed }
        let side: LexiconAnalysis.Label = score > 0 ? .positive : .negative
        return abs(score) >= Rules.labelThreshold ? side : .neutral
    }

    private static func isMixed(_ totals: inout TextTotals, weaker: Float) -> Bool {
        let stronger = max(totals.positive, -totals.negative)
        let thinning = max(1, Float(totals.feelingWords) / Float(Rules.wordsBeforeThinning))
        return weaker / thinning >= mixedStrength && weaker >= stronger * mixedShare
    }

    /// Sums (each rating with 1 added) from which the weaker side makes a text mixed, and its share of the stronger.
    private static let mixedStrength: Float = 4
    private static let mixedShare: Float = 0.6

    /// Share of right signs by |score| as measured on journal entries, lowered where the rules are known to be misled.
    @inline(__always)
    static func confidence(score: Double, totals: inout TextTotals) -> Double {
        let size = abs(score)
        let sure = share(ofRightSignsAt: size)
        var doubt = 1.0
        if totals.words >= 12, Double(totals.matched) / Double(totals.words) < 0.04 { doubt *= 0.8 }
        if totals.ironies > 0 { doubt *= 0.5 }
        if totals.wishes > 0 { doubt *= 0.75 }
        if totals.bygones > 0 { doubt *= 0.75 }
        return 0.5 + (sure - 0.5) * doubt
    }

    /// Straight lines between the measured points.
    @inline(__always)
    private static func share(ofRightSignsAt size: Double) -> Double {
        // Choosing numbers, not ways: no branch that is guessed wrong.
        var line = (from: 0.0, share: 0.55, slope: 0.9)
        if size >= 0.1 { line = (0.1, 0.64, 0.6) }
        if size >= 0.3 { line = (0.3, 0.76, 0.45) }
        if size >= 0.5 { line = (0.5, 0.85, 0.5) }
        if size >= 0.7 { line = (0.7, 0.95, 0.13) }
        return line.share + (size - line.from) * line.slope
    }
}
