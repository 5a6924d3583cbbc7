/// What a provider made of several texts at once.
public struct SentimentAnswers: Sendable {
    /// One for each text, in order.
    public var items: [Result<Sentiment, SentimentError>]
    /// What all of them used up together, as the provider counts it.
    public var usage: ProviderUsage

    public init(items: [Result<Sentiment, SentimentError>], usage: ProviderUsage) {
        self.items = items
        self.usage = usage
    }
}

/// What a deferred provider adds. Each has a default that fits a provider which costs nothing.
extension SentimentPlugin {
    /// Analyses texts one by one through `analyze`, for a provider that knows no partial failures and no costs.
    public func answer(_ requests: [SentimentRequest]) async throws(SentimentError) -> SentimentAnswers {
        let items = try await analyze(requests)
        return SentimentAnswers(
            items: items.map { .success($0) }, usage: ProviderUsage(texts: Int64(items.count)))
    }

    public var promptVersion: String { "1" }
    public var isRemote: Bool { delivery == .deferred }
    public var largestClaim: Int { 50 }
    public func preview(_ requests: [SentimentRequest]) -> String? { nil }
}
