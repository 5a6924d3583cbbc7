/// The sums of a text over its sentences.
struct TextTotals: ~Copyable {
    /// The sentences since the last that the analysis took, in scratch memory.
    private let sentences: UnsafeMutablePointer<LexiconAnalysis.Sentence>
    private let analysis: UnsafeMutablePointer<LexiconAnalysis>
    /// The strongest terms in scratch memory, of which `termCount` are filled; not in order.
    private let terms: UnsafeMutablePointer<Hit>
    /// The size of the weight of each, once all places are taken.
    private let sizes: UnsafeMutablePointer<Float>
    // All that follows begins as zero.
    private var sentenceCount = 0
    /// How many the analysis took already.
    private(set) var takenSentences = 0
    private(set) var termCount = 0
    /// A bit for the low six bits of the entries of the terms, and of some that were terms.
    private var keptIDs: UInt64 = 0
    private var sentenceHits = 0
    /// Words of the sentences in which something was found: a sentence without feeling does not thin out the others.
    private(set) var feelingWords = 0
    private(set) var words = 0
    private(set) var matched = 0
    var foreignWords = 0
    var wishes = 0
    var bygones = 0
    var ironies = 0
    /// The last score of a sentence with feeling, and of what it was computed.
    private var score = 0.0
    private var scoredWords = 0
    private var scoredSum: Float = 0
    private var sentenceSum: Float = 0
    /// The smallest size among the terms, once all places are taken.
    private var weakest: Float = 0
    private(set) var positive: Float = 0
    private(set) var negative: Float = 0
    /// Ratings after the rules, summed, with the emphasis of their sentences.
    private(set) var sum: Float = 0

    /// With 40 they take less than the kilobyte that `ScratchMemory` may take from the stack.
    static let sentenceCapacity = 40

    /// Hits that are added without asking how many there are.
    static let fewHits = 4

    @inline(__always)
    init(_ memory: ScratchMemory) {
        sentences = memory.sentences
        analysis = memory.analysis
        terms = memory.terms
        sizes = memory.sizes
        terms.initialize(repeating: Hit(id: 0, weight: 0, start: 0, end: 0), count: Self.fewHits)
    }

    /// The sentences that the analysis has not yet taken, in scratch memory.
    var sentencesLeft: UnsafeBufferPointer<LexiconAnalysis.Sentence> {
        mutating get { UnsafeBufferPointer(start: sentences, count: sentenceCount) }
    }

    @inline(__always)
    private mutating func add(_ sentence: LexiconAnalysis.Sentence) {
        if sentenceCount == Self.sentenceCapacity { putSentences() }
        (sentences + sentenceCount).initialize(to: sentence)
        sentenceCount &+= 1
    }

    private mutating func putSentences() {
        analysis.pointee.put(sentencesLeft, after: takenSentences, isLast: false)
        takenSentences &+= sentenceCount
        sentenceCount = 0
    }

    /// The score of the text. That of its only sentence with feeling, as it often is, is not computed again.
    @inline(__always)
    mutating func textScore() -> Double {
        scoredSum == sum && scoredWords == feelingWords ? score : Rules.score(sum: sum, words: feelingWords)
    }

    /// Adds hits of the sentence that is being read.
    @inline(__always)
    mutating func add(_ hits: UnsafePointer<Hit>, _ count: Int) {
        // In registers, as the hits could be where the sums are for all that the compiler knows.
        var (sum, above, below, found) = (sentenceSum, positive, negative, matched)
        var (places, kept) = (termCount, keptIDs)
        sentenceHits &+= count
        var index = 0
        while index < count {
            let hit = hits[index]
            index &+= 1
            if hit.weight == 0 { continue }
            sum += hit.weight
            // To the one side it is added, to the other nothing: that costs less than a branch that is guessed wrong.
            let size = (hit.weight + Float(signOf: hit.weight, magnitudeOf: 1)).bitPattern
            let sign = UInt32(bitPattern: Int32(bitPattern: size) &>> 31)
            above += Float(bitPattern: size & ~sign)
            below += Float(bitPattern: size & sign)
            found &+= 1
            // Most are new: then no place is looked at.
            let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: hit.id)
            if kept & bit == 0, places < LexiconAnalyzer.maximumTerms &- 1 {
                (terms + places).initialize(to: hit)
                places &+= 1
            } else {
                termCount = places
                keep(hit, mayBeKept: kept & bit != 0)
                places = termCount
            }
            kept |= bit
        }
        (sentenceSum, positive, negative, matched) = (sum, above, below, found)
        (termCount, keptIDs) = (places, kept)
    }

    /// Adds `fewHits` hits, those of weight 0 without effect, as `add` does: without a branch, as how many hits a sentence has is
    /// guessed wrong.
    @inline(__always)
    mutating func addFew(_ hits: UnsafePointer<Hit>, _ count: Int) {
        var (kept, again) = (keptIDs, UInt64(0))
        var index = 0
        while index < Self.fewHits {
            let bit = Self.felt(hits[index].weight) &<< UInt64(truncatingIfNeeded: hits[index].id)
            again |= kept & bit
            kept |= bit
            index &+= 1
        }
        // Some entries may be used twice, or not all terms have a place.
        if again != 0 || termCount > LexiconAnalyzer.maximumTerms &- 1 &- Self.fewHits { return add(hits, count) }
        keptIDs = kept
        sentenceHits &+= count
        var (sum, above, below, places) = (sentenceSum, positive, negative, termCount)
        index = 0
        while index < Self.fewHits {
            let hit = hits[index]
            index &+= 1
            let felt = Self.felt(hit.weight)
            sum += hit.weight
            let size = (hit.weight + Float(signOf: hit.weight, magnitudeOf: 1)).bitPattern & (0 &- UInt32(truncatingIfNeeded: felt))
            let sign = UInt32(bitPattern: Int32(bitPattern: size) &>> 31)
            above += Float(bitPattern: size & ~sign)
            below += Float(bitPattern: size & sign)
            // One of weight 0 is overwritten by the next.
            (terms + places).initialize(to: hit)
            places &+= Int(truncatingIfNeeded: felt)
        }
        matched &+= places &- termCount
        (sentenceSum, positive, negative, termCount) = (sum, above, below, places)
    }

    /// 1 if a weight is not 0, of either sign, else 0.
    @inline(__always)
    private static func felt(_ weight: Float) -> UInt64 {
        let magnitude = weight.bitPattern &<< 1
        return UInt64((magnitude | (0 &- magnitude)) &>> 31)
    }

    mutating func endSentence(start: Int, end: Int, words: Int, emphasis: Float) {
        self.words &+= words
        if sentenceHits > 0 { feelingWords &+= words }
        var score = 0.0
        if sentenceSum != 0 {
            // Away from zero, without a branch on the sign.
            sentenceSum += Float(signOf: sentenceSum, magnitudeOf: emphasis)
            sum += sentenceSum
            score = Rules.score(sum: sentenceSum, words: words)
            (self.score, scoredSum, scoredWords) = (score, sentenceSum, words)
        }
        add(.init(start: start, end: end, score: score))
        sentenceSum = 0
        sentenceHits = 0
    }

    /// Keeps the strongest terms; uses of the same entry are added up.
    private mutating func keep(_ hit: Hit, mayBeKept: Bool) {
        if mayBeKept, isAddedToKept(hit) { return }
        if termCount < LexiconAnalyzer.maximumTerms {
            (terms + termCount).initialize(to: hit)
            termCount &+= 1
            if termCount == LexiconAnalyzer.maximumTerms { measureTerms() }
        } else if abs(hit.weight) > weakest {
            replaceWeakest(hit)
        }
    }

    /// Notes the sizes of all weights, from when on they are looked at.
    private mutating func measureTerms() {
        for index in 0..<LexiconAnalyzer.maximumTerms { (sizes + index).initialize(to: abs(terms[index].weight)) }
        weakest = smallest()
    }

    private mutating func isAddedToKept(_ hit: Hit) -> Bool {
        for index in 0..<termCount where terms[index].id == hit.id {
            terms[index].weight += hit.weight
            if termCount == LexiconAnalyzer.maximumTerms {
                sizes[index] = abs(terms[index].weight)
                weakest = min(weakest, sizes[index])
            }
            return true
        }
        return false
    }

    /// The smallest size of all. Wants all places taken.
    @inline(__always)
    private mutating func smallest() -> Float {
        // Two at a time: neither waits for the other.
        var (even, odd) = (sizes[0], sizes[1])
        var at = 2
        while at < LexiconAnalyzer.maximumTerms {
            even = sizes[at] < even ? sizes[at] : even
            odd = sizes[at &+ 1] < odd ? sizes[at &+ 1] : odd
            at &+= 2
        }
        return even < odd ? even : odd
    }

    private mutating func replaceWeakest(_ hit: Hit) {
        let least = smallest()
        var at = 0
        while at < LexiconAnalyzer.maximumTerms &- 1, sizes[at] != least { at &+= 1 }
        terms[at] = hit
        sizes[at] = abs(hit.weight)
        weakest = smallest()
    }

    /// The strongest terms, in no order; in scratch memory. The first four are initialised even if there are fewer.
    var foundTerms: UnsafePointer<Hit> {
        mutating get { UnsafePointer(terms) }
    }
}
