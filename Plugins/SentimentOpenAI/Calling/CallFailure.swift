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

/// What one attempt says of the server, and of what to do.
struct Verdict {
    enum Step {
        case done
        case retry(reason: String, after: Duration?)
        case fail(CallFailure)
    }

    let step: Step
    /// Whether it counts against the server.
    let isFault: Bool

    /// Statuses as in RFC 9110 and OpenAI's guide to error codes.
    init(_ response: HTTPResponse, now: Instant) {
        let reason = "the server answered \(response.status)"
        let asked = RetryDelay.asked(response.headers, now: now)
        switch response.status {
        case 200..<300:
            (step, isFault) = (.done, false)
        case 300..<400:
            (step, isFault) = (
                .fail(.unavailable(reason: "\(reason): redirects are not followed", retryAfter: .seconds(300))), false
            )
        case 400, 422:
            (step, isFault) = (.fail(.rejected(reason: reason)), false)
        case 401, 403:
            (step, isFault) = (
                .fail(.unavailable(reason: "\(reason): it refuses the key", retryAfter: .seconds(300))), false
            )
        case 413:
            (step, isFault) = (.fail(.tooLarge), false)
        case 429 where ServerError.isOutOfQuota(response.body):
            (step, isFault) = (
                .fail(.unavailable(reason: "the account's quota is used up", retryAfter: .seconds(3_600))), false
            )
        case 408, 409, 425, 429:
            (step, isFault) = (.retry(reason: reason, after: asked), false)
        case 500...:
            (step, isFault) = (.retry(reason: reason, after: asked), true)
        default:
            (step, isFault) = (
                .fail(.unavailable(reason: "\(reason): is the address right?", retryAfter: .seconds(300))), false
            )
        }
    }

    init(_ failure: HTTPFailure) {
        switch failure {
        case .cancelled:
            (step, isFault) = (.fail(.cancelled), false)
        case .closed:
            (step, isFault) = (.fail(.unavailable(reason: "the provider is not running", retryAfter: nil)), false)
        case .overloaded:
            (step, isFault) = (.fail(.unavailable(reason: "too many requests at once", retryAfter: .seconds(1))), false)
        case .timeout:
            (step, isFault) = (.retry(reason: "the server did not answer in time", after: nil), true)
        case .tooLarge:
            (step, isFault) = (.fail(.invalid(reason: "the reply is larger than allowed")), true)
        case .tls(let reason):
            (step, isFault) = (
                .fail(.unavailable(reason: "no trusted connection: \(reason)", retryAfter: .seconds(300))), true
            )
        case .connection(let reason):
            (step, isFault) = (.retry(reason: "no connection: \(reason)", after: nil), true)
        }
    }
}
