/// The score of one sentence.
public struct SentenceScore: Hashable, Sendable {
    /// UTF-8 byte offsets into the text: `start` inclusive, `end` exclusive.
    public let start: Int
    public let end: Int
    /// −1…1.
    public let score: Double

    public init(start: Int, end: Int, score: Double) {
        self.start = start
        self.end = end
        self.score = score
    }
}

/// A word or phrase that drove a score.
public struct TermWeight: Hashable, Sendable {
    /// As it is written in the text, or a normal form of it.
    public let text: String
    /// What it added, signed, in the provider's own unit; compare only within one analysis.
    public let weight: Double

    public init(text: String, weight: Double) {
        self.text = text
        self.weight = weight
    }
}

/// What a sentiment provider says of one text.
public struct Sentiment: Hashable, Sendable {
    /// −1…1, comparable between texts of any length.
    public var score: Double
    public var label: SentimentLabel
    /// Shares of the text, each 0…1, together 1 (all 0 when the label is unknown).
    public var positive: Double
    public var neutral: Double
    public var negative: Double
    /// How likely the sign is right, 0…1.
    public var confidence: Double
    public var sentences: [SentenceScore]
    /// The terms that contributed most, strongest first, at most 16.
    public var terms: [TermWeight]
    /// The model or lexicon version that said so.
    public var model: String

    public init(
        score: Double, label: SentimentLabel, positive: Double, neutral: Double, negative: Double, confidence: Double,
        sentences: [SentenceScore], terms: [TermWeight], model: String
    ) {
        self.score = score
        self.label = label
        self.positive = positive
        self.neutral = neutral
        self.negative = negative
        self.confidence = confidence
        self.sentences = sentences
        self.terms = terms
        self.model = model
    }
}
