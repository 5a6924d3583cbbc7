/// What the lexicon makes of one text. Offsets are UTF-8 bytes into it.
public struct LexiconAnalysis: Hashable, Sendable {
    public enum Label: String, Sendable, CaseIterable {
        case positive, neutral, negative, mixed, unknown
    }

    /// One sentence: `start` inclusive, `end` exclusive, score −1…1.
    public struct Sentence: Hashable, Sendable {
        public let start: Int
        public let end: Int
        public let score: Double
    }

    /// A word or phrase that carried feeling: where it stands first, and what it added over the whole text after the
    /// rules (in units of the ratings, −4…4 a use).
    public struct Term: Hashable, Sendable {
        public let start: Int
        public let end: Int
        public let weight: Double

        init(start: Int, end: Int, weight: Double) {
            self.start = start
            self.end = end
            self.weight = weight
        }

        @inline(__always)
        init(_ hit: Hit) { self.init(start: Int(hit.start), end: Int(hit.end), weight: Double(hit.weight)) }
    }

    /// −1…1, comparable between texts of any length. 0 when the label is unknown.
    public internal(set) var score = 0.0
    public internal(set) var label = Label.unknown
    /// Shares of feeling, each 0…1, together 1; all 0 when the label is unknown.
    public internal(set) var positive = 0.0
    public internal(set) var neutral = 0.0
    public internal(set) var negative = 0.0
    /// How likely the sign of the score is right, 0…1; measured on journal entries.
    public internal(set) var confidence = 0.0
    public private(set) var sentences: [Sentence] = []
    /// Strongest first, at most `LexiconAnalyzer.maximumTerms`.
    public private(set) var terms: [Term] = []
    /// Words, phrases, emoticons and emoji that carried feeling.
    public internal(set) var matched = 0
    /// Words in the text, emoji and emoticons among them.
    public internal(set) var words = 0
    /// The lexicon that was used.
    public private(set) var lexicon: String

    /// That of an empty text: unknown.
    init(lexicon: String) { self.lexicon = lexicon }

    /// Makes it that of an unknown text, but for its sentences and terms, which are still to be put.
    @inline(__always)
    mutating func clear(lexicon: String, textBytes: Int) {
        (score, label, positive, neutral, negative, confidence) = (0, .unknown, 0, 0, 0, 0)
        (matched, words) = (0, 0)
        // Nearly always the same, and comparing two short ones costs less than counting references.
        if self.lexicon != lexicon { self.lexicon = lexicon }
        let expected = min(textBytes / 64 + 2, 1024)
        if sentences.capacity < expected { sentences.reserveCapacity(expected) }
    }

    /// Puts sentences after the first `start`, over those of the last text.
    /// - Parameter isLast: no more will follow.
    mutating func put(_ part: UnsafeBufferPointer<Sentence>, after start: Int, isLast: Bool) {
        let end = start + part.count
        if isLast {
            while sentences.count > end { sentences.removeLast() }
            if start == 0, sentences.count == end {
                // As many as before, as in most short texts.
                return sentences.withUnsafeMutableBufferPointer { for (index, sentence) in part.enumerated() { $0[index] = sentence } }
            }
        }
        for (index, sentence) in part.enumerated() {
            if start + index < sentences.count { sentences[start + index] = sentence } else { sentences.append(sentence) }
        }
    }

    /// The sentences of a text that is not understood have a score of 0.
    mutating func silence() {
        for index in sentences.indices where sentences[index].score != 0 {
            sentences[index] = Sentence(start: sentences[index].start, end: sentences[index].end, score: 0)
        }
    }

    /// Puts the text's terms, at most `maximumTerms`, in order: strongest first, then as they stand in the text.
    @inline(__always)
    mutating func putTerms(_ hits: UnsafeBufferPointer<Hit>) {
        let count = hits.count
        if terms.count != count { resizeTerms(count) }
        if count == 0 { return }
        terms.withUnsafeMutableBufferPointer { terms in
            // None is empty here.
            guard let terms = terms.baseAddress, let hits = hits.baseAddress else { return }
            if count <= 4 { Self.sortFew(hits, count, into: terms) } else { Self.sort(hits, count, into: terms) }
        }
    }

    // The place of a term is the number of those before it: counting has no branch to guess.

    /// Up to four, as most short texts have.
    @inline(__always)
    private static func sortFew(_ hits: UnsafePointer<Hit>, _ count: Int, into terms: UnsafeMutablePointer<Term>) {
        let first = order(hits[0])
        let second = count > 1 ? order(hits[1]) : .max
        let third = count > 2 ? order(hits[2]) : .max
        let fourth = count > 3 ? order(hits[3]) : .max
        let (a, b, c) = (second < first ? 1 : 0, third < first ? 1 : 0, fourth < first ? 1 : 0)
        let (d, e, f) = (third < second ? 1 : 0, fourth < second ? 1 : 0, fourth < third ? 1 : 0)
        terms[a &+ b &+ c] = Term(hits[0])
        if count > 1 { terms[1 &- a &+ d &+ e] = Term(hits[1]) }
        if count > 2 { terms[2 &- b &- d &+ f] = Term(hits[2]) }
        if count > 3 { terms[3 &- c &- e &- f] = Term(hits[3]) }
    }

    private static func sort(_ hits: UnsafePointer<Hit>, _ count: Int, into terms: UnsafeMutablePointer<Term>) {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: LexiconAnalyzer.maximumTerms) { keys in
            guard let keys = keys.baseAddress else { return }
            for index in 0..<count { (keys + index).initialize(to: order(hits[index])) }
            for index in 0..<count {
                let key = keys[index]
                var place = 0
                var other = 0
                while other < count {
                    place &+= keys[other] < key ? 1 : 0
                    other &+= 1
                }
                // Below `count`: there are no more before it than others.
                terms[place] = Term(hits[index])
            }
        }
    }

    private mutating func resizeTerms(_ count: Int) {
        while terms.count > count { terms.removeLast() }
        if terms.count == count { return }
        terms.reserveCapacity(LexiconAnalyzer.maximumTerms)
        while terms.count < count { terms.append(Term(start: 0, end: 0, weight: 0)) }
    }

    /// Grows as a term stands further back. No two terms begin at the same byte.
    @inline(__always)
    private static func order(_ hit: Hit) -> UInt64 { UInt64(~abs(hit.weight).bitPattern) &<< 32 | UInt64(hit.start) }
}
