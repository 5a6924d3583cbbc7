/// The sums of a text over its sentences.
struct TextTotals {
    private(set) var sentences: [LexiconAnalysis.Sentence] = []
    /// The strongest terms in the caller's scratch memory, of which `termCount` are filled; not in order.
    private let terms: UnsafeMutableBufferPointer<Hit>
    private(set) var termCount = 0
    /// The smallest size among the terms, once all places are taken.
    private var weakest: Float = 0
    private var sentenceSum: Float = 0
    private var sentenceHits = 0

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

    /// - Parameter terms: uninitialised memory for `LexiconAnalyzer.maximumTerms` hits, of this call alone.
    init(terms: UnsafeMutableBufferPointer<Hit>, textBytes: Int) {
        self.terms = terms
        sentences.reserveCapacity(min(textBytes / 64 + 2, 1024))
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
        sentences.append(.init(start: start, end: end, score: Rules.score(sum: sentenceSum, words: words)))
        sentenceSum = 0
        sentenceHits = 0
    }

    /// Keeps the strongest terms; uses of the same entry are added up.
    private mutating func keep(_ hit: Hit) {
        var index = 0
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

    /// The terms, strongest first, then in the order of the text.
    func strongestTerms() -> [LexiconAnalysis.Term] {
        var filled = UnsafeMutableBufferPointer(rebasing: terms[..<termCount])
        filled.sort { abs($0.weight) != abs($1.weight) ? abs($0.weight) > abs($1.weight) : $0.start < $1.start }
        return filled.map { .init(start: Int($0.start), end: Int($0.end), weight: Double($0.weight)) }
    }
}
