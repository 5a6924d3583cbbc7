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
    public internal(set) var sentences = Sentences()
    /// Strongest first, at most `LexiconAnalyzer.maximumTerms`.
    public internal(set) var terms = Terms()
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
    mutating func clear(lexicon: String) {
        (score, label, positive, neutral, negative, confidence) = (0, .unknown, 0, 0, 0, 0)
        (matched, words) = (0, 0)
        // Nearly always the same, and comparing two short ones costs less than counting references.
        if self.lexicon != lexicon { self.lexicon = lexicon }
    }
}
