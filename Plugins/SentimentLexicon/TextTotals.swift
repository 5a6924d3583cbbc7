import CSentimentLexicon

/// The sums of a text over its sentences.
struct TextTotals {
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
    /// All hits that were added, also those of weight 0: unlike `termCount`, known before the weights are.
    private(set) var hits = 0
    /// Words of the sentences in which something was found: a sentence without feeling does not thin out the others.
    private(set) var feelingWords = 0
    private(set) var words = 0
    private(set) var matched = 0
    var foreignWords = 0
    var wishes = 0
    var bygones = 0
    var ironies = 0
    private var feelingSentences = 0
    /// That of the last of them.
    private(set) var score = Rules.Score()
    /// The smallest size among the terms, once all places are taken.
    private var weakest: Float = 0
    /// Of the ratings after the rules: of the sentence, and of the text's that are positive and negative, with 1 added to the size of
    /// each. Side by side, as they are added to at once; the fourth is none.
    private var sums = (sentence: Float(0), positive: Float(0), negative: Float(0), none: Float(0))
    /// Ratings after the rules, summed, with the emphasis of their sentences.
    private(set) var sum: Float = 0

    /// With 40 they take less than the kilobyte that `ScratchMemory` may take from the stack.
    static let sentenceCapacity = 40

    /// Hits that are added without asking how many there are.
    static let fewHits = 4
    /// Terms that are put in order without asking how many there are.
    private static let orderedTerms = 8

    @inline(__always)
    init(_ memory: ScratchMemory) {
        sentences = memory.sentences
        analysis = memory.analysis
        terms = memory.terms
        sizes = memory.sizes
        terms.initialize(repeating: Hit(id: 0, weight: 0, start: 0, end: 0), count: Self.orderedTerms)
    }

    /// The sentences that the analysis has not yet taken, in scratch memory.
    var sentencesLeft: UnsafeBufferPointer<LexiconAnalysis.Sentence> {
        mutating get { UnsafeBufferPointer(start: sentences, count: sentenceCount) }
    }

    var positive: Float { mutating get { sums.positive } }
    var negative: Float { mutating get { sums.negative } }

    @inline(__always)
    private mutating func add(start: Int, end: Int, score: Double) {
        if sentenceCount == Self.sentenceCapacity { putSentences() }
        // As a `Sentence` lies in memory. Start and end are written at once, as they are read at once soon after, and would have to
        // wait until both have left for memory, which is not before the score is known.
        let place = UnsafeMutableRawPointer(sentences + sentenceCount)
        place.storeBytes(of: SIMD2(start, end), as: SIMD2<Int>.self)
        place.storeBytes(of: score, toByteOffset: MemoryLayout<SIMD2<Int>>.size, as: Double.self)
        sentenceCount &+= 1
    }

    private mutating func putSentences() {
        analysis.pointee.sentences.put(sentencesLeft, after: takenSentences, isLast: false)
        takenSentences &+= sentenceCount
        sentenceCount = 0
    }

    /// The score of the text; `last` is that of its last sentence with feeling. If there is no other, as often, it is not computed again.
    @inline(__always)
    mutating func textScore(last: Rules.Score) -> Rules.Score {
        feelingSentences == 1 ? last : Rules.score(sum: sum, words: feelingWords)
    }

    /// Adds hits of the sentence that is being read.
    @inline(never)
    private mutating func add(_ hits: UnsafePointer<Hit>, _ count: Int) {
        // In registers, as the hits could be where the sums are for all that the compiler knows.
        var (sum, above, below, found) = (sums.sentence, sums.positive, sums.negative, matched)
        var (places, kept) = (termCount, idsOfTerms())
        sentenceHits &+= count
        self.hits &+= count
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
        sums = (sum, above, below, 0)
        matched = found
        (termCount, keptIDs) = (places, kept)
    }

    /// Adds `fewHits` hits, those of weight 0 without effect, as `add` does: without a branch, as how many hits a sentence has is
    /// guessed wrong.
    @inline(__always)
    mutating func addFew(_ hits: UnsafePointer<Hit>, _ count: Int) {
        if termCount != 0, !areNew(hits) { return add(hits, count) }
        // There are places for them, as `areNew` asks.
        let places = terms + termCount
        let found = withUnsafeMutableBytes(of: &sums) { lexiconAddFour(hits, places, $0.baseAddress) }
        if found < 0 { return add(hits, count) }
        sentenceHits &+= count
        self.hits &+= count
        termCount &+= Int(found)
        matched &+= Int(found)
    }

    /// False if some of `fewHits` hits may be of an entry that is a term already, or if not all have a place. Keeps their entries.
    @inline(__always)
    private mutating func areNew(_ hits: UnsafePointer<Hit>) -> Bool {
        var (kept, again) = (idsOfTerms(), UInt64(0))
        var index = 0
        while index < Self.fewHits {
            let bit = Self.felt(hits[index].weight) &<< UInt64(truncatingIfNeeded: hits[index].id)
            again |= kept & bit
            kept |= bit
            index &+= 1
        }
        if again != 0 || termCount > LexiconAnalyzer.maximumTerms &- 1 &- Self.fewHits { return false }
        keptIDs = kept
        return true
    }

    /// `keptIDs`, which are not noted for the first hits of a text: most have no more.
    @inline(__always)
    private mutating func idsOfTerms() -> UInt64 {
        if keptIDs != 0 { return keptIDs }
        var kept: UInt64 = 0
        var index = 0
        while index < termCount {
            kept |= 1 &<< UInt64(truncatingIfNeeded: terms[index].id)
            index &+= 1
        }
        return kept
    }

    /// 1 if a weight is not 0, of either sign, else 0.
    @inline(__always)
    private static func felt(_ weight: Float) -> UInt64 {
        let magnitude = weight.bitPattern &<< 1
        return UInt64((magnitude | (0 &- magnitude)) &>> 31)
    }

    /// - Returns: the score of the last sentence with feeling so far.
    @inline(__always)
    mutating func endSentence(start: Int, end: Int, words: Int, emphasis: Float) -> Rules.Score {
        self.words &+= words
        // Asked for itself, as it is known before the sum is.
        if sentenceHits > 0 {
            var score = Rules.Score()
            feelingWords &+= words
            feelingSentences &+= 1
            if sums.sentence != 0 {
                // Away from zero, without a branch on the sign.
                let sentenceSum = sums.sentence + Float(signOf: sums.sentence, magnitudeOf: emphasis)
                sum += sentenceSum
                score = Rules.score(sum: sentenceSum, words: words)
                sums.sentence = 0
            }
            self.score = score
            sentenceHits = 0
            add(start: start, end: end, score: score.value)
            return score
        }
        add(start: start, end: end, score: 0)
        return self.score
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

    /// The strongest terms, in scratch memory. As they stand in the text while there were no more than have a place; up to eight,
    /// those beyond the last have a weight of 0.
    var foundTerms: UnsafePointer<Hit> {
        mutating get { UnsafePointer(terms) }
    }
}
