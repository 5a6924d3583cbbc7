import StrictJSON

/// OpenAI's error object: `{"error": {"code": …, "type": …}}`.
enum ServerError {
    /// Whether a 429 means that there is no money left, so that waiting a little is no use.
    static func isOutOfQuota(_ body: [UInt8]) -> Bool {
        guard let error = (try? JSONDocument(body))?.root?["error"] else { return false }
        return [error["code"], error["type"]].contains { $0?.isString("insufficient_quota") == true }
    }

    /// What is wrong with the settings, where a 400 or 404 blames the model or something that every request has: no other text
    /// will fare better. Nil where the request itself may be to blame.
    static func misconfiguration(_ body: [UInt8]) -> String? {
        guard let error = (try? JSONDocument(body))?.root?["error"] else { return nil }
        if error["code"]?.isString("model_not_found") == true {
            return "the server has no such model: sentiment.openai.model"
        }
        let blamed: [(StaticString, String)] = [
            ("temperature", "temperature 0: sentiment.openai.temperature"),
            ("max_tokens", "max_tokens: sentiment.openai.limitName"),
            ("max_completion_tokens", "max_completion_tokens: sentiment.openai.limitName"),
            ("model", "the model: sentiment.openai.model"),
        ]
        return blamed.first { error["param"]?.isString($0.0) == true }.map { "the server refuses \($0.1)" }
    }
}
