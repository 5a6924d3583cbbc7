import PluginAPI

/// What asking can cost at most, so that a budget can set it aside before. A token is at least one byte, so the bytes of a
/// request bound its tokens from above.
struct CostLimit: Sendable {
    let options: OpenAIOptions

    /// The most that these take when each is asked for once.
    func of(_ passages: [Passage], at price: Price) -> Int64 {
        guard !passages.isEmpty else { return 0 }
        let bytes = passages.reduce(0) {
            $0 + Question(id: "", bytes: $1.bytes, language: $1.language).jsonBytes + QuestionID.length
        }
        // Full requests by number and by size, and the one that is left.
        let requests = 1 + passages.count / options.batchTexts + bytes / options.batchBytes
        let overhead = ChatRequest(options: options, format: .schema, questions: []).body.count + Controls.mostBytes
        let output =
            ChatRequest.tokenLimit(questions: passages.count)
            + requests * ChatRequest.tokenLimit(questions: Controls.count)
        return price.cost(input: Int64(bytes + requests * overhead), cached: 0, output: Int64(output))
    }
}
