import PluginAPI

extension SentimentUsage {
    /// Equal shares that add up to the whole; what does not divide, and the calls, go to the first.
    func shares(_ count: Int) -> [SentimentUsage] {
        guard count > 0 else { return [] }
        let divisor = Int64(count)
        let share = SentimentUsage(
            calls: 0, inputTokens: inputTokens / divisor, outputTokens: outputTokens / divisor, cost: cost / divisor)
        let rest = SentimentUsage(
            calls: calls, inputTokens: inputTokens % divisor, outputTokens: outputTokens % divisor, cost: cost % divisor
        )
        return [share + rest] + Array(repeating: share, count: count - 1)
    }
}
