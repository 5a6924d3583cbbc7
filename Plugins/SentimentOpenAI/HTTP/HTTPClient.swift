import CCurl

/// An HTTP client on libcurl's multi interface: one thread of its own, shared connections, HTTP/2 where the server has it.
///
/// Off the machine it speaks TLS 1.3 with a verified server and nothing else; plain HTTP goes to the loopback address or a
/// Unix socket only, past any proxy. Redirects are not followed and nothing is kept but connections.
final class HTTPClient: Sendable {
    /// Requests that wait or run at once; more are refused.
    static let maxTransfers = 256

    private let endpoint: Endpoint
    private let inbox = HTTPMailbox()

    init(endpoint: Endpoint) {
        self.endpoint = endpoint
    }

    deinit {
        inbox.withLock { $0.close() }
    }

    /// Starts the thread. Idempotent; a stopped client may be started again.
    /// - Throws: `HTTPFailure.closed` when the system has no thread or handle to give.
    func start() throws(HTTPFailure) {
        _ = CurlLibrary.ready
        guard inbox.withLock({ $0.multi == nil }) else { return }
        guard let multi = curl_multi_init() else { throw .closed }
        // The address crosses to the thread as a number: after this line only the thread and `curl_multi_wakeup`, which
        // any thread may call, touch what is behind it.
        let address = UInt(bitPattern: multi)
        let generation = inbox.withLock { $0.open(address) }
        let started = CurlThread.start { [endpoint, inbox] in
            guard let multi = UnsafeMutableRawPointer(bitPattern: address) else { return }
            HTTPLoop(multi: multi, endpoint: endpoint).run { finished in
                inbox.withLock { $0.take(generation: generation, finished: finished) }
            }
        }
        guard started else {
            inbox.withLock { $0.close() }
            curl_multi_cleanup(multi)
            throw .closed
        }
    }

    /// Ends the thread; what is under way fails with `closed`.
    func stop() {
        inbox.withLock { $0.close() }
    }

    /// Sends a request and waits for the whole reply. Cancelling the task ends the transfer.
    func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        let id = inbox.withLock { $0.newID() }
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let refusal = inbox.withLock {
                    $0.add(HTTPTransfer(id: id, request: request, continuation: continuation))
                }
                if let refusal { continuation.resume(returning: .failure(refusal)) }
            }
        } onCancel: {
            inbox.withLock { $0.cancel(id) }
        }
        inbox.withLock { $0.forget(id) }
        return try outcome.get()
    }
}
