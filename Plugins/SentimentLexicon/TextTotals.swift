/// The sums of a text over its sentences.
struct TextTotals: ~Copyable {
    /// The sentences since the last that the analysis took, in scratch memory.
    private let sentences: UnsafeMutablePointer<LexiconAnalysis.Sentence>
    private var sentenceCount = 0
    private var takenSentences = 0
    private let analysis: UnsafeMutablePointer<LexiconAnalysis>
    /// The strongest terms in scratch memory, of which `termCount` are filled; not in order.
    private let terms: UnsafeMutablePointer<Hit>
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
    }

    /// Hands the sentences over that the analysis has not yet taken.
    mutating func putSentences(isLast: Bool) {
        analysis.pointee.put(UnsafeBufferPointer(start: sentences, count: sentenceCount), after: takenSentences, isLast: isLast)
        takenSentences &+= sentenceCount
        sentenceCount = 0
    }

    @inline(__always)
    private mutating func add(_ sentence: LexiconAnalysis.Sentence) {
        if sentenceCount == Self.sentenceCapacity { putSentences(isLast: false) }
        (sentences + sentenceCount).initialize(to: sentence)
        sentenceCount &+= 1
    }

    /// The score of the text. That of its only sentence with feeling, as it often is, is not computed again.
    func score() -> Double {
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
            // Adding nothing costs less than a branch that is guessed wrong.
            positive += hit.weight > 0 ? hit.weight + 1 : 0
            negative += hit.weight > 0 ? 0 : hit.weight - 1
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
            termCount &+= 1
            if termCount == LexiconAnalyzer.maximumTerms { findWeakest() }
        } else if abs(hit.weight) > weakest {
            replaceWeakest(hit)
        }
    }

    private mutating func isAddedToKept(_ hit: Hit) -> Bool {
        for index in 0..<termCount where terms[index].id == hit.id {
            terms[index].weight += hit.weight
            weakest = min(weakest, abs(terms[index].weight))
            return true
        }
        return false
    }

    private mutating func findWeakest() {
        weakest = foundTerms.reduce(Float.infinity) { min($0, abs($1.weight)) }
    }

    private mutating func replaceWeakest(_ hit: Hit) {
        var at = 0
        for index in 1..<termCount where abs(terms[index].weight) < abs(terms[at].weight) { at = index }
        terms[at] = hit
        findWeakest()
    }

    /// The strongest terms, in no order; in scratch memory.
    var foundTerms: UnsafeBufferPointer<Hit> { UnsafeBufferPointer(start: terms, count: termCount) }
}
