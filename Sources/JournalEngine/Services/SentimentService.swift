import JournalRPC
import Logging
import PluginAPI
import Synchronization

/// Asks the provider in use, and turns its answers into what is stored and what is sent.
final class SentimentService: Sendable {
    struct Provider: Sendable {
        let id: String
        let plugin: any SentimentPlugin
    }

    private let current: @Sendable () -> Provider
    private let standIn: @Sendable () -> Provider?
    private let time: any TimeSource
    private let logger: Logger
    private let analysed = Atomic<Int64>(0)

    /// - Parameter current: the provider in use at that moment; it may change while the daemon runs.
    /// - Parameter immediate: what scores at once at that moment: the provider in use or what stands in for it.
    init(
        current: @escaping @Sendable () -> Provider, immediate: @escaping @Sendable () -> Provider?, time: any TimeSource,
        logger: Logger
    ) {
        self.current = current
        standIn = immediate
        self.logger = logger
        self.time = time
    }

    /// The provider that new entries go to.
    var active: Provider { current() }

    var now: Instant { time.now() }

    /// Texts analysed by the provider in use since the start.
    var analysedCount: Int64 { analysed.load(ordering: .relaxed) }

    func provider(_ id: String?) throws(ServiceError) -> Provider {
        let active = active
        guard let id, !active.id.utf8.elementsEqual(id.utf8) else { return active }
        throw .invalid(path: "/provider", rule: "enum", message: "is not the provider in use; see sentiment.providers")
    }

    func analyze(_ texts: [String], by provider: Provider) async throws(ServiceError) -> [Sentiment] {
        let answers: [Sentiment]
        do {
            answers = try await provider.plugin.analyze(texts.map { SentimentRequest(text: $0) })
        } catch {
            throw Self.serviceError(error)
        }
        guard answers.count == texts.count else {
            throw .internal(cause: "provider \(provider.id) gave \(answers.count) answers for \(texts.count) texts")
        }
        analysed.wrappingAdd(Int64(texts.count), ordering: .relaxed)
        return answers
    }

    /// What scores an entry at once.
    var immediate: Provider? { standIn() }

    /// The sentiment of a body as it is stored at once, or nil when nothing scores at once or it fails: an entry is kept
    /// whatever becomes of its score.
    func stored(
        _ body: String, entry: EntryID, keys: UserKeys
    ) async throws(ServiceError) -> (stored: StoredSentiment?, sent: SentimentResult?, state: AnalysisState) {
        guard let active = immediate else { return (nil, nil, .failed) }
        let sentiment: Sentiment
        do {
            sentiment = try await analyze([body], by: active)[0]
        } catch {
            logger.warning(
                "an entry is stored without a score",
                metadata: ["provider": "\(active.id)", "cause": "\(error.cause ?? error.message)"])
            return (nil, nil, .failed)
        }
        let sealed = try seal(sentiment, provider: active.id, entry: entry, keys: keys, at: time.now())
        return (sealed.stored, sealed.sent, .done)
    }

    /// An answer as it is stored and as it is sent.
    func seal(
        _ sentiment: Sentiment, provider: String, entry: EntryID, keys: UserKeys, at now: Instant
    ) throws(ServiceError) -> (stored: StoredSentiment, sent: SentimentResult) {
        let detail = Self.detail(of: sentiment)
        guard let bytes = try? RPCEncoder.encode(detail), let written = WrittenDetail(bytes) else {
            throw .internal(cause: "sentiment detail does not encode")
        }
        let sealed = try sealing { () throws(SealError) in
            try Sealing.seal(bytes, at: .sentiment(entry), keys: keys)
        }
        let stored = StoredSentiment(
            score: Score(sentiment.score), label: sentiment.label, positive: Score(sentiment.positive),
            neutral: Score(sentiment.neutral), negative: Score(sentiment.negative),
            confidence: Score(sentiment.confidence), detail: sealed, provider: provider, model: sentiment.model,
            analysedAt: now)
        let sent = SentimentResult(
            score: stored.score.value, label: stored.label.rawValue, positive: stored.positive.value,
            neutral: stored.neutral.value, negative: stored.negative.value, confidence: stored.confidence.value,
            written: written, provider: provider, model: sentiment.model, analysedAt: InstantText.format(now))
        return (stored, sent)
    }

    /// The answer as it is sent: rounded to what is stored, so that a create and a get say the same.
    static func wire(_ sentiment: Sentiment, provider: String, at instant: Instant) -> SentimentResult {
        let detail = detail(of: sentiment)
        return SentimentResult(
            score: Score(sentiment.score).value, label: sentiment.label.rawValue,
            positive: Score(sentiment.positive).value, neutral: Score(sentiment.neutral).value,
            negative: Score(sentiment.negative).value, confidence: Score(sentiment.confidence).value,
            sentences: detail.sentences, terms: detail.terms, provider: provider, model: sentiment.model,
            analysedAt: InstantText.format(instant))
    }

    private static func detail(of sentiment: Sentiment) -> SentimentDetail {
        SentimentDetail(
            sentences: sentiment.sentences.map { .init(start: $0.start, end: $0.end, score: Score($0.score).value) },
            terms: sentiment.terms.prefix(16).map { .init(text: $0.text, weight: ($0.weight * 1_000).rounded() / 1_000) })
    }

    private static func serviceError(_ error: SentimentError) -> ServiceError {
        switch error {
        case .unavailable(let reason, _): .unavailable(retryable: true, cause: "sentiment: \(reason)")
        case .refused: .invalid(path: "/texts", rule: "refused", message: "the provider does not take this text")
        case .failed(let reason): .internal(cause: "sentiment: \(reason)")
        }
    }
}
