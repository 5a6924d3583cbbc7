import PluginAPI

/// What a model said of one text, checked: all numbers are in their ranges.
struct Reading: Hashable, Sendable {
    let isUnderstood: Bool
    /// −100…100.
    let score: Int
    /// Shares in percent, together at most 100.
    let positive: Int
    let negative: Int
    /// 0…100.
    let confidence: Int

    static let notUnderstood = Reading(isUnderstood: false, score: 0, positive: 0, negative: 0, confidence: 0)

    /// The answer of the provider. The label follows from the numbers, so that they never disagree.
    func sentiment(model: String) -> Sentiment {
        guard isUnderstood else {
            return Sentiment(
                score: 0, label: .unknown, positive: 0, neutral: 0, negative: 0, confidence: 0, sentences: [],
                terms: [],
                model: model)
        }
        return Sentiment(
            score: Double(score) / 100, label: label, positive: Double(positive) / 100,
            neutral: Double(100 - positive - negative) / 100, negative: Double(negative) / 100,
            confidence: Double(confidence) / 100, sentences: [], terms: [], model: model)
    }

    /// Mixed where both sides are strong and neither wins; else by the sign from ±0.05 on, as the lexicon's.
    private var label: SentimentLabel {
        if positive >= 30, negative >= 30, abs(score) <= 30 { return .mixed }
        return score >= 5 ? .positive : score <= -5 ? .negative : .neutral
    }
}
