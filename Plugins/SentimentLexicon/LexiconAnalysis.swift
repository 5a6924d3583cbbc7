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
    public let score: Double
    public let label: Label
    /// Shares of feeling, each 0…1, together 1; all 0 when the label is unknown.
    public let positive: Double
    public let neutral: Double
    public let negative: Double
    /// How likely the sign of the score is right, 0…1; measured on journal entries.
    public let confidence: Double
    public let sentences: [Sentence]
    /// Strongest first, at most `LexiconAnalyzer.maximumTerms`.
    public let terms: [Term]
    /// Words, phrases, emoticons and emoji that carried feeling.
    public let matched: Int
    /// Words in the text, emoji and emoticons among them.
    public let words: Int
    /// The lexicon that was used.
    public let lexicon: String
}
