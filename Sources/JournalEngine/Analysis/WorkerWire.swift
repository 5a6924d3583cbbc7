import JournalRPC
import PluginAPI

/// What a worker cannot go on with.
struct WorkerError: Error, CustomStringConvertible {
    let reason: String

    var description: String { reason }
}

extension Jobs.Usage {
    init(_ usage: SentimentUsage) {
        let most: Int64 = 1_000_000_000_000
        self.init(
            calls: min(max(usage.calls, 0), most), inputTokens: min(max(usage.inputTokens, 0), most),
            outputTokens: min(max(usage.outputTokens, 0), most), cost: min(max(usage.cost, 0), most))
    }
}

extension Jobs.Fail.Item {
    init(_ error: SentimentError, job: String, usage: Jobs.Usage?) {
        let kind: Jobs.Fail.Kind =
            switch error {
            case .unavailable: .unavailable
            case .refused: .refused
            case .failed: .failed
            }
        let wait = error.retryAfter.map { min(max($0.wholeNanoseconds / 1_000_000, 0), 86_400_000) }
        self.init(
            job: job, kind: kind, reason: String(decoding: error.reason.utf8.prefix(400), as: UTF8.self),
            retryAfterMs: wait, usage: usage)
    }
}

extension Jobs.Answer {
    /// Nil when a number is out of its range: such an answer is none.
    init?(_ sentiment: Sentiment, textBytes: Int) {
        let shares = [sentiment.positive, sentiment.neutral, sentiment.negative, sentiment.confidence]
        guard (-1...1).contains(sentiment.score), shares.allSatisfy({ (0...1).contains($0) }),
            !sentiment.model.isEmpty, sentiment.model.utf8.count <= 128
        else { return nil }
        let sentences = sentiment.sentences.filter {
            $0.start >= 0 && $0.start < $0.end && $0.end <= textBytes && (-1...1).contains($0.score)
        }
        let terms = sentiment.terms.filter {
            !$0.text.isEmpty && $0.text.utf8.count <= 256 && (-1_000...1_000).contains($0.weight)
        }
        self.init(
            score: sentiment.score, label: sentiment.label.rawValue, positive: sentiment.positive,
            neutral: sentiment.neutral, negative: sentiment.negative, confidence: sentiment.confidence,
            sentences: sentences.prefix(10_000).map { .init(start: $0.start, end: $0.end, score: $0.score) },
            terms: terms.prefix(16).map { .init(text: $0.text, weight: $0.weight) }, model: sentiment.model)
    }
}
