import PluginAPI

/// Why a call brought nothing, as far as it decides what comes next.
enum CallFailure: Error, Hashable, Sendable {
    case cancelled
    /// Nothing can be had now, whatever is asked.
    case unavailable(reason: String, retryAfter: Duration?)
    /// Not in this form, or not this text: the server knows the address and the key and refused the request (400, 422).
    case rejected(reason: String)
    /// Too much at once (413).
    case tooLarge
    /// A reply that cannot be used.
    case invalid(reason: String)

    /// What the caller of the provider is told.
    var sentimentError: SentimentError {
        switch self {
        case .cancelled: .unavailable(reason: "cancelled", retryAfter: nil)
        case .unavailable(let reason, let delay): .unavailable(reason: reason, retryAfter: delay)
        case .rejected(let reason), .invalid(let reason): .failed(reason: reason)
        case .tooLarge: .failed(reason: "the server takes no request of this size")
        }
    }
}
