import PluginAPI

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

    private init(_ step: Step, isFault: Bool = false) {
        self.step = step
        self.isFault = isFault
    }

    /// Somebody has to do something before calls make sense again.
    private static func stuck(_ reason: String, for delay: Duration = .seconds(300), isFault: Bool = false) -> Verdict {
        Verdict(.fail(.unavailable(reason: reason, retryAfter: delay)), isFault: isFault)
    }

    /// Statuses as in RFC 9110 and OpenAI's guide to error codes.
    init(_ response: HTTPResponse, now: Instant) {
        let reason = "the server answered \(response.status)"
        let asked = RetryDelay.asked(response.headers, now: now)
        switch response.status {
        case 200..<300: self = Verdict(.done)
        case 300..<400: self = .stuck("\(reason): redirects are not followed")
        case 401, 403: self = .stuck("\(reason): it refuses the key")
        case 413: self = Verdict(.fail(.tooLarge))
        case 429 where ServerError.isOutOfQuota(response.body):
            self = .stuck("the account's quota is used up", for: .seconds(3_600))
        case 408, 409, 425, 429: self = Verdict(.retry(reason: reason, after: asked))
        case 500...: self = Verdict(.retry(reason: reason, after: asked), isFault: true)
        default:
            if let fault = ServerError.misconfiguration(response.body) {
                self = .stuck(fault)
            } else if response.status == 400 || response.status == 422 {
                self = Verdict(.fail(.rejected(reason: reason)))
            } else {
                self = .stuck("\(reason): is the address right?")
            }
        }
    }

    init(_ failure: HTTPFailure) {
        switch failure {
        case .cancelled: self = Verdict(.fail(.cancelled))
        case .closed: self = Verdict(.fail(.unavailable(reason: "the provider is not running", retryAfter: nil)))
        case .overloaded: self = .stuck("too many requests at once", for: .seconds(1))
        case .timeout: self = Verdict(.retry(reason: "the server did not answer in time", after: nil), isFault: true)
        case .tooLarge: self = Verdict(.fail(.invalid(reason: "the reply is larger than allowed")), isFault: true)
        case .tls(let reason): self = .stuck("no trusted connection: \(reason)", isFault: true)
        case .connection(let reason):
            self = Verdict(.retry(reason: "no connection: \(reason)", after: nil), isFault: true)
        }
    }
}
