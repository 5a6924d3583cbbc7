/// The sums of a text over its sentences.
struct TextTotals: ~Copyable {
    /// The sentences since the last that the analysis took, in scratch memory.
    private let sentences: UnsafeMutablePointer<LexiconAnalysis.Sentence>
    private var sentenceCount = 0
    /// How many the analysis took already.
    private(set) var takenSentences = 0
    private let analysis: UnsafeMutablePointer<LexiconAnalysis>
    /// The strongest terms in scratch memory, of which `termCount` are filled; not in order.
    private let terms: UnsafeMutablePointer<Hit>
    /// The size of the weight of each.
    private let sizes: UnsafeMutablePointer<Float>
    private(set) var termCount = 0
    /// The smallest size among the terms, once all places are taken.
    private var weakest: Float = 0
    /// A bit for the low six bits of the entries of the terms, and of some that were terms.
    private var keptIDs: UInt64 = 0
    private var sentenceSum: Float = 0
    private var sentenceHits = 0
    /// The last score of a sentence with feeling, and of what it was computed.
    private var scored = (sum: Float(0), words: 0, score: 0.0)

    private(set) var positive: Float = 0
    private(set) var negative: Float = 0
    /// Ratings after the rules, summed, with the emphasis of their sentences.
    private(set) var sum: Float = 0
    /// Words of the sentences in which something was found: a sentence without feeling does not thin out the others.
    private(set) var feelingWords = 0
    private(set) var words = 0
    private(set) var matched = 0
    var foreignWords = 0
    var wishes = 0
    var bygones = 0
    var ironies = 0

    /// With 40 they take less than the kilobyte that `ScratchMemory` may take from the stack.
    static let sentenceCapacity = 40

    @inline(__always)
    init(_ memory: ScratchMemory) {
        sentences = memory.sentences
        analysis = memory.analysis
        terms = memory.terms
        sizes = memory.sizes
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
    mutating func score() -> Double {
        scored.sum == sum && scored.words == feelingWords ? scored.score : Rules.score(sum: sum, words: feelingWords)
    }

    /// Adds hits of the sentence that is being read.
    @inline(__always)
    mutating func add(_ hits: UnsafePointer<Hit>, _ count: Int) {
        sentenceHits &+= count
        for index in 0..<count {
            let hit = hits[index]
            if hit.weight == 0 { continue }
            sentenceSum += hit.weight
            // To the one side it is added, to the other nothing: that costs less than a branch that is guessed wrong.
            let size = (hit.weight + Float(signOf: hit.weight, magnitudeOf: 1)).bitPattern
            let sign = UInt32(bitPattern: Int32(bitPattern: size) &>> 31)
            positive += Float(bitPattern: size & ~sign)
            negative += Float(bitPattern: size & sign)
            matched &+= 1
            keep(hit)
        }
    }

    mutating func endSentence(start: Int, end: Int, words: Int, emphasis: Float) {
        self.words &+= words
        if sentenceHits > 0 { feelingWords &+= words }
        if sentenceSum > 0 { sentenceSum += emphasis } else if sentenceSum < 0 { sentenceSum -= emphasis }
        sum += sentenceSum
        if sentenceSum != 0 { scored = (sentenceSum, words, Rules.score(sum: sentenceSum, words: words)) }
        add(.init(start: start, end: end, score: sentenceSum == 0 ? 0 : scored.score))
        sentenceSum = 0
        sentenceHits = 0
    }

    /// Keeps the strongest terms; uses of the same entry are added up.
    @inline(__always)
    private mutating func keep(_ hit: Hit) {
        // Most are new: then no place is looked at.
        let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: hit.id)
        if keptIDs & bit != 0, isAddedToKept(hit) { return }
        keptIDs |= bit
        if termCount < LexiconAnalyzer.maximumTerms {
            (terms + termCount).initialize(to: hit)
            (sizes + termCount).initialize(to: abs(hit.weight))
            termCount &+= 1
            if termCount == LexiconAnalyzer.maximumTerms { weakest = smallest() }
        } else if abs(hit.weight) > weakest {
            replaceWeakest(hit)
        }
    }

    private mutating func isAddedToKept(_ hit: Hit) -> Bool {
        for index in 0..<termCount where terms[index].id == hit.id {
            terms[index].weight += hit.weight
            sizes[index] = abs(terms[index].weight)
            weakest = min(weakest, sizes[index])
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

    /// The strongest terms, in no order; in scratch memory.
    var foundTerms: UnsafeBufferPointer<Hit> {
        mutating get { UnsafeBufferPointer(start: terms, count: termCount) }
    }
}
