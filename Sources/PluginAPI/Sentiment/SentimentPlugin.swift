/// A text to analyse. It says nothing of who wrote it.
public struct SentimentRequest: Hashable, Sendable {
    public let text: String
    /// BCP 47 language tag if it is known.
    public let language: String?

    public init(text: String, language: String? = nil) {
        self.text = text
        self.language = language
    }
}

/// How soon a provider answers.
public enum SentimentDelivery: String, Sendable, CaseIterable {
    /// Within the request, in well under a millisecond a text, without I/O.
    case immediate
    /// Later, by way of the job queue.
    case deferred
}

/// Why a provider did not analyse. Carries no text.
public enum SentimentError: Error, Hashable, Sendable {
    /// The provider cannot be reached or is overloaded; try again after the delay, if one is named.
    case unavailable(reason: String, retryAfter: Duration?)
    /// The request is refused for good (too long, not allowed).
    case refused(reason: String)
    /// Anything else; `reason` is for the log.
    case failed(reason: String)
}

/// Reads the mood of texts.
public protocol SentimentPlugin: Plugin {
    var delivery: SentimentDelivery { get }
    /// The model or lexicon version in use.
    var model: String { get }
    /// Analyses texts, one answer for each, in order. Pure for an `immediate` provider.
    func analyze(_ requests: [SentimentRequest]) async throws(SentimentError) -> [Sentiment]
}
