import StrictJSON

/// OpenAI's error object: `{"error": {"code": …, "type": …}}`.
enum ServerError {
    /// Whether a 429 means that there is no money left, so that waiting a little is no use.
    static func isOutOfQuota(_ body: [UInt8]) -> Bool {
        guard let error = (try? JSONDocument(body))?.root?["error"] else { return false }
        return [error["code"], error["type"]].contains { $0?.isString("insufficient_quota") == true }
    }
}
