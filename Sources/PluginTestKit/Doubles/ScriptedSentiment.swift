public import PluginAPI
import Synchronization

/// A sentiment provider that answers as it was told and remembers what it was asked.
public final class ScriptedSentiment: SentimentPlugin {
    /// What it does with one text.
    public typealias Script = @Sendable (SentimentRequest) throws(SentimentError) -> Sentiment

    private struct State {
        var script: Script
        var requests: [SentimentRequest] = []
        var failures: [SentimentError] = []
    }

    public let delivery: SentimentDelivery
    public let model: String
    private let state: Mutex<State>

    /// - Parameter script: the answer to each text; without one, every text is neutral.
    public init(
        delivery: SentimentDelivery = .immediate, model: String = "scripted-1", script: Script? = nil
    ) {
        self.delivery = delivery
        self.model = model
        let neutral = ScriptedSentiment.answer(score: 0, label: .neutral, model: model)
        let always: Script = { _ in neutral }
        if let script { state = Mutex(State(script: script)) } else { state = Mutex(State(script: always)) }
    }

    /// Everything it was asked, in order.
    public var requests: [SentimentRequest] { state.withLock { $0.requests } }

    /// Answers differently from now on.
    public func answer(with script: @escaping Script) { state.withLock { $0.script = script } }

    /// Lets the next calls fail with these errors, one each, before the script answers again.
    public func fail(with errors: SentimentError...) { state.withLock { $0.failures += errors } }

    public func analyze(_ requests: [SentimentRequest]) async throws(SentimentError) -> [Sentiment] {
        let (script, failure) = state.withLock { state -> (Script, SentimentError?) in
            state.requests += requests
            return (state.script, state.failures.isEmpty ? nil : state.failures.removeFirst())
        }
        if let failure { throw failure }
        var answers: [Sentiment] = []
        answers.reserveCapacity(requests.count)
        for request in requests { answers.append(try script(request)) }
        return answers
    }

    /// A complete answer with this score; the shares follow from the label.
    public static func answer(
        score: Double, label: SentimentLabel, confidence: Double = 0.9, sentences: [SentenceScore] = [],
        terms: [TermWeight] = [], model: String = "scripted-1"
    ) -> Sentiment {
        let shares: (Double, Double, Double) =
            switch label {
            case .positive: (0.6, 0.4, 0)
            case .negative: (0, 0.4, 0.6)
            case .mixed: (0.4, 0.2, 0.4)
            case .neutral: (0, 1, 0)
            case .unknown: (0, 0, 0)
            }
        return Sentiment(
            score: label == .unknown ? 0 : score, label: label, positive: shares.0, neutral: shares.1,
            negative: shares.2, confidence: label == .unknown ? 0 : confidence, sentences: sentences, terms: terms,
            model: model)
    }
}
