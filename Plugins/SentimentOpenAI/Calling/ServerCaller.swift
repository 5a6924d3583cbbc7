import Logging
import PluginAPI
import StrictJSON
import Synchronization

/// Where a caller's chance and sleep come from, injected so that tests hold them.
struct Pacing: Sendable {
    var time: any TimeSource
    var sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
}

/// Makes calls to the server: with the key, tried again where that may help, and not at all while the server is down.
final class ServerCaller: Sendable {
    struct Outcome: Sendable {
        let result: Result<HTTPResponse, CallFailure>
        /// Requests that were sent.
        let calls: Int64
        /// The status of the last reply, if there was one.
        var status: Int?
    }

    /// The largest reply to a chat completion.
    static let maxReplyBytes = 1_048_576

    private let client: HTTPClient
    private let options: OpenAIOptions
    let pacing: Pacing
    private let logger: Logger
    private let breaker = Mutex(CircuitBreaker())
    private let key = Mutex<APIKey?>(nil)
    /// What the last call came to, for the operator.
    private let trouble = Mutex<String?>(nil)

    init(options: OpenAIOptions, pacing: Pacing, logger: Logger) {
        self.options = options
        self.pacing = pacing
        self.logger = logger
        client = HTTPClient(endpoint: options.endpoint)
    }

    func start() throws(HTTPFailure) { try client.start() }

    func stop() { client.stop() }

    func use(_ key: APIKey?) { self.key.withLock { $0 = key } }

    var hasKey: Bool { key.withLock { $0 != nil } }

    /// Why calls do not go through at the moment; nil while they do.
    var lastTrouble: String? { trouble.withLock { $0 } }

    /// Sends a request below the API's address until it succeeds, fails for good or was tried often enough.
    /// - Parameter repeats: off for what must not happen twice: then it is tried again only where the server has said that it
    ///   did nothing (429), not when it may have.
    func send(
        _ method: HTTPRequest.Method, _ path: String, body: [UInt8] = [], contentType: String = "application/json",
        maxReplyBytes: Int = ServerCaller.maxReplyBytes, timeout: Duration? = nil, repeats: Bool = true
    ) async -> Outcome {
        guard hasKey || options.endpoint.isLocal else {
            return Outcome(
                result: .failure(.unavailable(reason: "there is no API key", retryAfter: .seconds(300))), calls: 0)
        }
        var request = HTTPRequest(
            method: method, url: options.endpoint.url(path), body: body, timeout: timeout ?? options.timeout,
            maxReplyBytes: maxReplyBytes)
        if let header = key.withLock({ $0?.header }) { request.headers.append(header) }
        if method == .post { request.headers.append(("Content-Type", contentType)) }
        var calls: Int64 = 0
        while true {
            if let wait = breaker.withLock({ $0.admit(at: pacing.time.uptime()) }) {
                let reason = lastTrouble ?? "the server asked for a pause"
                return Outcome(result: .failure(.unavailable(reason: reason, retryAfter: wait)), calls: calls)
            }
            let (verdict, response) = await attempt(request)
            calls += 1
            switch verdict.step {
            case .done:
                if let response { return Outcome(result: .success(response), calls: calls) }
                return Outcome(result: .failure(.cancelled), calls: calls)
            case .fail(let failure):
                return Outcome(result: .failure(failure), calls: calls, status: response?.status)
            case .retry(let reason, let asked):
                if !repeats, response?.status != 429 {
                    return Outcome(result: .failure(.unavailable(reason: reason, retryAfter: asked)), calls: calls)
                }
                if let failure = await rest(before: Int(calls), reason, asked) {
                    return Outcome(result: .failure(failure), calls: calls)
                }
            }
        }
    }

    /// One request, told to the breaker.
    private func attempt(_ request: HTTPRequest) async -> (Verdict, HTTPResponse?) {
        let response: HTTPResponse?
        let verdict: Verdict
        do throws(HTTPFailure) {
            let reply = try await client.send(request)
            (response, verdict) = (reply, Verdict(reply, now: pacing.time.now()))
        } catch {
            (response, verdict) = (nil, Verdict(error))
        }
        let now = pacing.time.uptime()
        breaker.withLock { breaker in
            if case .fail(.cancelled) = verdict.step {
                breaker.abandoned(at: now)
            } else if verdict.isFault {
                breaker.failed(at: now)
            } else {
                breaker.succeeded()
            }
        }
        note(verdict.step)
        return (verdict, response)
    }

    private func note(_ step: Verdict.Step) {
        let reason: String? =
            switch step {
            case .done, .fail(.cancelled), .fail(.rejected), .fail(.tooLarge): nil
            case .retry(let reason, _), .fail(.unavailable(let reason, _)), .fail(.invalid(let reason)): reason
            }
        trouble.withLock { $0 = reason }
        if let reason { logger.warning("a call to the model failed", metadata: ["reason": "\(reason)"]) }
    }

    /// Waits before the next try; gives the failure when there is to be none.
    private func rest(before attempt: Int, _ reason: String, _ asked: Duration?) async -> CallFailure? {
        if let asked {
            breaker.withLock { $0.pause(until: pacing.time.uptime() + asked) }
            guard asked <= RetryDelay.patience else { return .unavailable(reason: reason, retryAfter: asked) }
        }
        guard attempt < options.attempts else { return .unavailable(reason: reason, retryAfter: asked) }
        var chance = SystemRandomNumberGenerator()
        let jitter = RetryDelay.backOff(attempt: attempt, using: &chance)
        do {
            // After a pause that was asked for, some jitter too: everybody was told the same moment.
            try await pacing.sleep((asked ?? .zero) + jitter)
            return nil
        } catch {
            return .cancelled
        }
    }
}
