/// What a provider said of a text.
public struct SentimentResult: Sendable {
    public struct Sentence: Codable, Sendable {
        /// UTF-8 byte offsets into the text, `end` exclusive.
        public var start: Int
        public var end: Int
        public var score: Double

        public init(start: Int, end: Int, score: Double) {
            self.start = start
            self.end = end
            self.score = score
        }
    }

    public struct Term: Codable, Sendable {
        public var text: String
        public var weight: Double

        public init(text: String, weight: Double) {
            self.text = text
            self.weight = weight
        }
    }

    enum Detail: Sendable {
        case read(SentimentDetail)
        case written(WrittenDetail)
    }

    /// −1…1.
    public var score: Double
    /// One of `labels`.
    public var label: String
    public var positive: Double
    public var neutral: Double
    public var negative: Double
    /// 0…1.
    public var confidence: Double
    public var provider: String
    public var model: String
    public var analysedAt: String
    var detail: Detail

    public var sentences: [Sentence] {
        get { readDetail.sentences }
        set { detail = .read(SentimentDetail(sentences: newValue, terms: terms)) }
    }

    public var terms: [Term] {
        get { readDetail.terms }
        set { detail = .read(SentimentDetail(sentences: sentences, terms: newValue)) }
    }

    /// Bytes that were written by `SentimentDetail` read back.
    var readDetail: SentimentDetail {
        switch detail {
        case .read(let detail): detail
        case .written(let written): (try? written.read()) ?? SentimentDetail(sentences: [], terms: [])
        }
    }

    public init(
        score: Double, label: String, positive: Double, neutral: Double, negative: Double, confidence: Double,
        sentences: [Sentence], terms: [Term], provider: String, model: String, analysedAt: String
    ) {
        self.init(
            score: score, label: label, positive: positive, neutral: neutral, negative: negative, confidence: confidence,
            detail: .read(SentimentDetail(sentences: sentences, terms: terms)), provider: provider, model: model,
            analysedAt: analysedAt)
    }

    /// One whose sentences and terms are passed on as they were written.
    public init(
        score: Double, label: String, positive: Double, neutral: Double, negative: Double, confidence: Double,
        written: WrittenDetail, provider: String, model: String, analysedAt: String
    ) {
        self.init(
            score: score, label: label, positive: positive, neutral: neutral, negative: negative, confidence: confidence,
            detail: .written(written), provider: provider, model: model, analysedAt: analysedAt)
    }

    private init(
        score: Double, label: String, positive: Double, neutral: Double, negative: Double, confidence: Double,
        detail: Detail, provider: String, model: String, analysedAt: String
    ) {
        self.score = score
        self.label = label
        self.positive = positive
        self.neutral = neutral
        self.negative = negative
        self.confidence = confidence
        self.detail = detail
        self.provider = provider
        self.model = model
        self.analysedAt = analysedAt
    }

    /// Every label.
    public static let labels = ["positive", "neutral", "negative", "mixed", "unknown"]

    public static let schema = Schema.object([
        .required("score", .number(-1...1), "From most negative to most positive."),
        .required("label", .choice(labels)),
        .required("positive", .number(0...1), "Share of the text."),
        .required("neutral", .number(0...1), "Share of the text."),
        .required("negative", .number(0...1), "Share of the text."),
        .required("confidence", .number(0...1), "How likely the sign is right."),
        .required(
            "sentences",
            .array(
                of: .object([
                    .required("start", .integer(0...Int64.max), "UTF-8 byte offset into the body."),
                    .required("end", .integer(0...Int64.max), "UTF-8 byte offset, exclusive."),
                    .required("score", .number(-1...1)),
                ]))),
        .required(
            "terms", .array(of: .object([.required("text", .string()), .required("weight", .number())])),
            "What drove the score, strongest first."),
        .required("provider", .string()),
        .required("model", .string()),
        .required("analysedAt", .instant),
    ])
}

extension SentimentResult: Codable {
    private enum CodingKeys: String, CodingKey {
        case score, label, positive, neutral, negative, confidence, sentences, terms, provider, model, analysedAt
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            score: try container.decode(Double.self, forKey: .score), label: try container.decode(String.self, forKey: .label),
            positive: try container.decode(Double.self, forKey: .positive),
            neutral: try container.decode(Double.self, forKey: .neutral),
            negative: try container.decode(Double.self, forKey: .negative),
            confidence: try container.decode(Double.self, forKey: .confidence),
            sentences: try container.decode([Sentence].self, forKey: .sentences),
            terms: try container.decode([Term].self, forKey: .terms),
            provider: try container.decode(String.self, forKey: .provider),
            model: try container.decode(String.self, forKey: .model),
            analysedAt: try container.decode(String.self, forKey: .analysedAt))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(score, forKey: .score)
        try container.encode(label, forKey: .label)
        try container.encode(positive, forKey: .positive)
        try container.encode(neutral, forKey: .neutral)
        try container.encode(negative, forKey: .negative)
        try container.encode(confidence, forKey: .confidence)
        let detail = readDetail
        try container.encode(detail.sentences, forKey: .sentences)
        try container.encode(detail.terms, forKey: .terms)
        try container.encode(provider, forKey: .provider)
        try container.encode(model, forKey: .model)
        try container.encode(analysedAt, forKey: .analysedAt)
    }
}
