/// Texts that were handed over in bulk. Keep `token` durably before anything else: with it, and nothing else, another
/// process asks for the outcomes. It holds no text.
public struct BulkTicket: Hashable, Sendable {
    /// Printable ASCII of at most 512 bytes; opaque to everybody but the provider.
    public let token: String
    /// How many texts were handed over.
    public let count: Int

    public init(token: String, count: Int) {
        self.token = token
        self.count = count
    }
}

/// How far a bulk job is.
public enum BulkStatus: Hashable, Sendable {
    /// `done` of `of` texts are through, as the server counts.
    case running(done: Int, of: Int)
    /// Outcomes can be had, of all texts or, after an expiry or a cancellation, of some.
    case finished
    /// The server refused the whole of it; send the texts by `outcomes(for:)` instead.
    case failed(reason: String)
}

/// A cheaper and slower way for many texts (within a day, by the published terms), such as OpenAI's Batch API.
public protocol BulkSentiment: Sendable {
    /// Whether texts may be handed over; what was handed over can be asked for always.
    var isOffered: Bool { get }

    /// The most texts in one submission.
    var limit: Int { get }

    /// The most that these texts can cost in one submission, in millionths of the provider's currency.
    func costLimit(of requests: [SentimentRequest]) -> Int64

    /// Hands texts over.
    ///
    /// - Parameter key: what makes this submission itself, printable ASCII of at most 64 bytes. A second submission with
    ///   the same key, from a process that was killed before it kept the ticket, finds the first one and pays nothing.
    func submit(_ requests: [SentimentRequest], key: String) async throws(SentimentError) -> BulkTicket

    /// The ticket of the submission with this key, for who did not keep it; nil when there is none. What a process that was
    /// killed meanwhile left at the server without handing it over is deleted.
    /// - Parameter count: how many texts it had.
    func find(_ key: String, count: Int) async throws(SentimentError) -> BulkTicket?

    /// Asks how far it is. Once a minute is often enough.
    func status(of ticket: BulkTicket) async throws(SentimentError) -> BulkStatus

    /// One outcome for each text, in the order in which they were handed over, after `.finished`. What the server did
    /// not answer, or answered in a way that does not hold, is a failure to be sent by `outcomes(for:)`.
    func outcomes(of ticket: BulkTicket) async throws(SentimentError) -> [SentimentOutcome]

    /// Asks the server to stop; what was done until then can still be had.
    func cancel(_ ticket: BulkTicket) async throws(SentimentError)

    /// Has the server delete the texts and the answers. Call it once the outcomes are kept; it may be called twice.
    func discard(_ ticket: BulkTicket) async throws(SentimentError)
}
