/// A text to analyse. It says nothing of who wrote it.
public struct SentimentRequest: Hashable, Sendable {
    public let text: String
    /// BCP 47 language tag if it is known.
    public let language: String?
    /// Texts of different compartments never share a call to a model, so that what one writer writes cannot touch how
    /// another's text is read. Any number that differs between writers will do, drawn anew for each run: it is never sent.
    public let compartment: UInt64

    public init(text: String, language: String? = nil, compartment: UInt64 = 0) {
        self.text = text
        self.language = language
        self.compartment = compartment
    }
}

/// A request as it leaves the machine, for a person to look at before it does. Secrets, which go into headers, are left out.
public struct OutgoingRequest: Hashable, Sendable {
    /// Such as `POST`.
    public let method: String
    public let url: String
    /// Byte for byte, UTF-8.
    public let body: [UInt8]

    public init(method: String, url: String, body: [UInt8]) {
        self.method = method
        self.url = url
        self.body = body
    }
}

/// What leaves the machine for one text.
public enum Outgoing: Hashable, Sendable {
    case request(OutgoingRequest)
    /// The provider answers this text without asking anybody.
    case nothing
    /// The provider does not say.
    case unknown
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
    /// The provider cannot be reached, has no key or is overloaded, whatever the text: nothing is wrong with the job, which
    /// waits and keeps its tries. Try again after the delay, if one is named.
    case unavailable(reason: String, retryAfter: Duration?)
    /// This text is refused for good (not allowed): trying again will not help.
    case refused(reason: String)
    /// Anything else, such as an answer that does not hold: worth some more tries. `reason` is for the log.
    case failed(reason: String)

    /// Whether the same request may succeed later.
    public var isRetryable: Bool {
        switch self {
        case .unavailable, .failed: true
        case .refused: false
        }
    }

    /// When to try again, if the provider said so.
    public var retryAfter: Duration? {
        guard case .unavailable(_, let delay) = self else { return nil }
        return delay
    }

    /// For the log and a parked job; no text of a user.
    public var reason: String {
        switch self {
        case .unavailable(let reason, _), .refused(let reason), .failed(let reason): reason
        }
    }
}

/// Reads the mood of texts.
public protocol SentimentPlugin: Plugin {
    var delivery: SentimentDelivery { get }
    /// The model or lexicon version in use.
    var model: String { get }
    /// The version of what a model is asked. A kept score is filed under provider, model and this; empty where nothing is asked.
    var promptVersion: String { get }
    /// The currency of costs, an ISO 4217 code; nil where nothing costs anything.
    var currency: String? { get }
    /// The cheaper way for many texts, where the provider's server has one.
    var bulk: (any BulkSentiment)? { get }

    /// Analyses texts, one answer for each, in order; fails when one of them fails. Pure for an `immediate` provider.
    func analyze(_ requests: [SentimentRequest]) async throws(SentimentError) -> [Sentiment]

    /// What became of each text, in order, with its share of what that took. A deferred provider keeps what succeeded
    /// when others failed. Ends soon after its task is cancelled; the texts without an answer are then `unavailable`.
    func outcomes(for requests: [SentimentRequest]) async -> [SentimentOutcome]

    /// The answer to a text that nobody needs to be asked for: one without words, or so common that its answer stands in a table.
    /// Nil for every other. Pure, without I/O; costs nothing, so such a text goes into no request, single or in bulk.
    func known(_ request: SentimentRequest) -> Sentiment?

    /// What leaves the machine when this text is asked for by itself, made by the code that makes the real request.
    /// What is drawn by chance for each request, such as ids, is drawn anew.
    func outgoing(_ request: SentimentRequest) -> Outgoing

    /// The most that these texts can cost when each is asked for once, in millionths of `currency`: what to set aside
    /// from a budget before the call.
    func costLimit(of requests: [SentimentRequest]) -> Int64
}

extension SentimentPlugin {
    public var promptVersion: String { "" }
    public var currency: String? { nil }
    public var bulk: (any BulkSentiment)? { nil }

    public func known(_ request: SentimentRequest) -> Sentiment? { nil }

    public func outgoing(_ request: SentimentRequest) -> Outgoing { .unknown }

    public func costLimit(of requests: [SentimentRequest]) -> Int64 { 0 }

    public func outcomes(for requests: [SentimentRequest]) async -> [SentimentOutcome] {
        do {
            return try await analyze(requests).map { SentimentOutcome(.success($0)) }
        } catch {
            return requests.map { _ in SentimentOutcome(.failure(error)) }
        }
    }
}
