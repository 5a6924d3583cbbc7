/// The sums of a text over its sentences.
struct TextTotals: ~Copyable {
    /// The sentences so far, followed by those of another text whose places are used again.
    private var sentences: [LexiconAnalysis.Sentence]
    private var sentenceCount = 0
    /// The strongest terms in the caller's scratch memory, of which `termCount` are filled; not in order.
    private let terms: UnsafeMutableBufferPointer<Hit>
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

    /// - Parameters:
    ///   - terms: uninitialised memory for `LexiconAnalyzer.maximumTerms` hits, of this call alone.
    ///   - sentences: what is in it is overwritten.
    init(terms: UnsafeMutableBufferPointer<Hit>, sentences: consuming [LexiconAnalysis.Sentence]) {
        self.terms = terms
        self.sentences = sentences
    }

    /// Hands the sentences over.
    mutating func takeSentences() -> [LexiconAnalysis.Sentence] {
        while sentences.count > sentenceCount { sentences.removeLast() }
        var taken: [LexiconAnalysis.Sentence] = []
        swap(&taken, &sentences)
        return taken
    }

    private mutating func add(_ sentence: LexiconAnalysis.Sentence) {
        if sentenceCount < sentences.count { sentences[sentenceCount] = sentence } else { sentences.append(sentence) }
        sentenceCount &+= 1
    }

    /// The score of the text. That of its only sentence with feeling, as it often is, is not computed again.
    func score() -> Double {
        scored.sum == sum && scored.words == feelingWords ? scored.score : Rules.score(sum: sum, words: feelingWords)
    }

    /// Adds hits of the sentence that is being read.
    mutating func add(_ hits: UnsafeBufferPointer<Hit>) {
        sentenceHits &+= hits.count
        for hit in hits where hit.weight != 0 {
            sentenceSum += hit.weight
            if hit.weight > 0 { positive += hit.weight + 1 } else { negative += hit.weight - 1 }
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
    private mutating func keep(_ hit: Hit) {
        // Most are new: then no place is looked at.
        let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: hit.id)
        var index = keptIDs & bit == 0 ? termCount : 0
        keptIDs |= bit
        while index < termCount {
            if terms[index].id == hit.id {
                terms[index].weight += hit.weight
                weakest = min(weakest, abs(terms[index].weight))
                return
            }
            index &+= 1
        }
        if termCount < terms.count {
            terms.initializeElement(at: termCount, to: hit)
            termCount &+= 1
            if termCount == terms.count { findWeakest() }
        } else if abs(hit.weight) > weakest {
            replaceWeakest(hit)
        }
    }

    private mutating func findWeakest() {
        weakest = terms.reduce(Float.infinity) { min($0, abs($1.weight)) }
    }

    private mutating func replaceWeakest(_ hit: Hit) {
        var at = 0
        for index in 1..<termCount where abs(terms[index].weight) < abs(terms[at].weight) { at = index }
        terms[at] = hit
        findWeakest()
    }

    /// The strongest terms, in no order; in the caller's memory.
    var foundTerms: UnsafeMutableBufferPointer<Hit> { UnsafeMutableBufferPointer(rebasing: terms[..<termCount]) }
}
