/// The figures of the rules. What each is worth was measured; see docs/sentiment.md.
enum Rules {
    /// A denied rating is turned and weakened.
    static let negation: Float = -0.74
    /// Words after a negator that it reaches within its clause.
    static let negationWindow = 4
    /// Words that a booster reaches.
    static let boostWindow = 3
    static let beforeContrast: Float = 0.5
    static let afterContrast: Float = 1.5
    /// Good things that are only wished for, and that are over.
    static let wished: Float = -0.4
    static let bygone: Float = -0.3
    static let wishItself: Float = -0.5
    static let emojiRepeats = 3
    /// Words up to which a text is not thinned out by its length.
    static let wordsBeforeThinning = 40.0
    /// The sum at which the score is about 0.7.
    static let squash = 15.0
    /// A smaller sum than this counts for less, so that one mild word alone does not make a mood.
    static let whisper = 1.3
    /// One divided by `whisper`, in two parts: the first has 29 bits, so that its product with a number of 24 is exact.
    private static let unhushed = (high: 0.7692307680845261, low: 1.146243142480044e-09)
    /// From here on a text is positive or negative.
    static let labelThreshold = 0.05

    /// The part of a booster's strength that is left after so many words.
    @inline(__always)
    static func fading(_ words: Int) -> Float {
        switch words {
        case 1: 1
        case 2: 0.95
        case 3: 0.9
        default: 0
        }
    }

    /// What "!" and "?" add to the size of a sentence's sum.
    @inline(__always)
    static func emphasis(exclamations: Int, questions: Int) -> Float {
        if exclamations | questions == 0 { return 0 }
        let asked: Float = questions <= 1 ? 0 : questions <= 3 ? Float(questions) * 0.18 : 0.96
        return Float(min(exclamations, 4)) * 0.292 + asked
    }

    /// A score of −1…1, and on which line of `lexiconSureness` its size lies.
    struct Score {
        var value = 0.0
        var line = 0
    }

    /// A sum of ratings over `words` words as a score.
    @inline(__always)
    static func score(sum: Float, words: Int) -> Score {
        // What is known last of all waits for this, and a division takes as long as reading several words: it is done only where it
        // must be. For numbers of 24 bits the two products are the quotient to the last bit.
        var dense = Double(sum)
        var loudness = abs(dense) * unhushed.high + abs(dense) * unhushed.low
        let words = Double(words)
        if words > wordsBeforeThinning {
            dense /= words / wordsBeforeThinning
            loudness = abs(dense) / whisper
        }
        // Computed for every sum: about every third is hushed, and a branch that is guessed wrong costs more.
        let heard = dense * min(loudness, 1)
        return Score(value: heard / (heard * heard + squash).squareRoot(), line: line(of: abs(heard)))
    }

    /// The line that the size of a score will lie on, told from what the score is made of: what is known last of all need not
    /// wait for root and division. The bounds are the smallest numbers whose scores, as they are computed, reach 0.1, 0.3, 0.5 and 0.7.
    @inline(__always)
    private static func line(of heard: Double) -> Int {
        reaches(heard, 0.38924947208076155) &+ reaches(heard, 1.217996914411725) &+ reaches(heard, 2.23606797749979)
            &+ reaches(heard, 3.796283011826482)
    }

    /// 1 if a size is at least `bound`, else 0; of two positive numbers the larger has the larger bits. Compared as numbers they
    /// would become a branch, which waits for the score and is guessed wrong.
    @inline(__always)
    static func reaches(_ size: Double, _ bound: Double) -> Int {
        Int(truncatingIfNeeded: (bound.bitPattern &- 1 &- size.bitPattern) &>> 63)
    }

    /// The same for shorter numbers, none of them below 0, nor -0.
    @inline(__always)
    static func reaches(_ size: Float, _ bound: Float) -> Int {
        Int(truncatingIfNeeded: (bound.bitPattern &- 1 &- size.bitPattern) &>> 31)
    }
}
