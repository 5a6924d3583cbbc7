import PluginAPI
import StrictJSON

/// What is used of a chat completion.
///
/// Source: OpenAI API reference, “The chat completion object”.
struct ChatReply: Sendable {
    /// Why the model stopped.
    enum Ending: Sendable {
        case complete, tooLong, filtered
    }

    /// Nil where the model refused or said nothing.
    let content: [UInt8]?
    let ending: Ending
    let inputTokens: Int64
    let cachedTokens: Int64
    let outputTokens: Int64

    /// Nil when it is no chat completion. Where the server counts no tokens, they are estimated from the bytes.
    init?(_ root: JSONView, requestBytes: Int) {
        guard let choices = root["choices"], choices.kind == .array,
            let choice = choices.elements.first(where: { _ in true }),
            let message = choice["message"], message.kind == .object
        else { return nil }
        let content = message["content"].flatMap { $0.kind == .string ? $0.withUTF8 { Array($0) } : nil }
        let isRefused = message["refusal"].map { $0.kind == .string && $0.utf8Count > 0 } ?? false
        self.content = isRefused || content?.isEmpty == true ? nil : content
        let reason = choice["finish_reason"]
        if isRefused || reason?.isString("content_filter") == true {
            ending = .filtered
        } else {
            ending = reason?.isString("length") == true ? .tooLong : .complete
        }
        let usage = root["usage"]
        inputTokens = Self.tokens(usage?["prompt_tokens"]) ?? Int64(requestBytes / 3)
        outputTokens = Self.tokens(usage?["completion_tokens"]) ?? Int64((content?.count ?? 0) / 3)
        cachedTokens = Self.tokens(usage?["prompt_tokens_details"]?["cached_tokens"]) ?? 0
    }

    /// What the call took.
    func usage(_ price: Price, calls: Int64 = 1) -> SentimentUsage {
        SentimentUsage(
            calls: calls, inputTokens: inputTokens, outputTokens: outputTokens,
            cost: price.cost(input: inputTokens, cached: cachedTokens, output: outputTokens))
    }

    private static func tokens(_ view: JSONView?) -> Int64? {
        guard let count = view?.integer(), count >= 0, count <= 1_000_000_000 else { return nil }
        return count
    }
}
