/// What calls to a model took, as the model's server counted it.
public struct SentimentUsage: Hashable, Sendable {
    /// Calls that reached the server, the failed and the refused among them.
    public var calls: Int64
    public var inputTokens: Int64
    public var outputTokens: Int64
    /// Millionths of the currency in which the provider's prices are set, rounded up.
    public var cost: Int64

    public static let none = SentimentUsage(calls: 0, inputTokens: 0, outputTokens: 0, cost: 0)

    public init(calls: Int64, inputTokens: Int64, outputTokens: Int64, cost: Int64) {
        self.calls = calls
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
        self.cost = cost
    }

    /// The sum, held at the largest number.
    public static func + (one: SentimentUsage, other: SentimentUsage) -> SentimentUsage {
        SentimentUsage(
            calls: add(one.calls, other.calls), inputTokens: add(one.inputTokens, other.inputTokens),
            outputTokens: add(one.outputTokens, other.outputTokens), cost: add(one.cost, other.cost))
    }

    public static func += (total: inout SentimentUsage, more: SentimentUsage) { total = total + more }

    /// What is left of it after a part, each number at least zero.
    public func minus(_ part: SentimentUsage) -> SentimentUsage {
        func rest(_ whole: Int64, _ part: Int64) -> Int64 { part >= whole ? 0 : whole &- max(0, part) }
        return SentimentUsage(
            calls: rest(calls, part.calls), inputTokens: rest(inputTokens, part.inputTokens),
            outputTokens: rest(outputTokens, part.outputTokens), cost: rest(cost, part.cost))
    }

    private static func add(_ one: Int64, _ other: Int64) -> Int64 {
        let (sum, overflow) = one.addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}

/// What became of one text, and what that took.
public struct SentimentOutcome: Hashable, Sendable {
    public let result: Result<Sentiment, SentimentError>
    /// This text's share. The shares of all outcomes of a provider add up to what its server counted: a text that
    /// joined another's call in flight has none, and a failure has one when the server was paid for it.
    public let usage: SentimentUsage

    public init(_ result: Result<Sentiment, SentimentError>, usage: SentimentUsage = .none) {
        self.result = result
        self.usage = usage
    }
}
