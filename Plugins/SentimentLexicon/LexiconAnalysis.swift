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
    mutating func clear(lexicon: String, textBytes: Int) {
        (score, label, positive, neutral, negative, confidence) = (0, .unknown, 0, 0, 0, 0)
        (matched, words) = (0, 0)
        self.lexicon = lexicon
        let expected = min(textBytes / 64 + 2, 1024)
        if sentences.capacity < expected { sentences.reserveCapacity(expected) }
    }

    /// Hands the sentences of the last text over, whose memory is to be used again.
    mutating func takeSentences() -> [Sentence] {
        var taken: [Sentence] = []
        swap(&taken, &sentences)
        return taken
    }

    /// - Parameter silenced: the sentences of a text that is not understood have a score of 0.
    mutating func put(_ sentences: consuming [Sentence], silenced: Bool) {
        self.sentences = sentences
        guard silenced else { return }
        for index in self.sentences.indices {
            let sentence = self.sentences[index]
            self.sentences[index] = Sentence(start: sentence.start, end: sentence.end, score: 0)
        }
    }

    /// Puts the text's terms in order: strongest first, then as they stand in the text.
    mutating func putTerms(_ hits: UnsafeMutableBufferPointer<Hit>) {
        while terms.count > hits.count { terms.removeLast() }
        if terms.count < hits.count {
            terms.reserveCapacity(LexiconAnalyzer.maximumTerms)
            while terms.count < hits.count { terms.append(Term(start: 0, end: 0, weight: 0)) }
        }
        for hit in hits {
            // The place of a term is the number of those before it: counting has no branch to guess.
            let key = Self.order(hit)
            let place = hits.reduce(0) { $0 &+ (Self.order($1) < key ? 1 : 0) }
            terms[place] = Term(start: Int(hit.start), end: Int(hit.end), weight: Double(hit.weight))
        }
    }

    /// Grows as a term stands further back. No two terms begin at the same byte.
    @inline(__always)
    private static func order(_ hit: Hit) -> UInt64 { UInt64(~abs(hit.weight).bitPattern) &<< 32 | UInt64(hit.start) }
}
