import Dispatch
import JournalEngine
import JournalRPC
import Synchronization

/// The daemon's socket as a source of work: one connection, made anew when it breaks.
///
/// The client blocks, so it lives on a queue of its own and never on the concurrency pool.
final class SocketWork: WorkSource, @unchecked Sendable {
    // Proof for `@unchecked`: `client` is only used in closures on `queue`, which is serial; the rest is constant or
    // synchronised by itself.
    private var client: RPCClient?
    private let queue = DispatchQueue(label: "journald.worker.socket")
    private let paths: [String]
    private let isClosed = Atomic<Bool>(false)

    /// How long a wait may go without looking whether the process ends.
    private static let slice = Duration.milliseconds(200)
    private static let timeout = Duration.seconds(60)

    /// - Parameter paths: the sockets to try, in order.
    init(paths: [String]) {
        self.paths = paths
    }

    func claim(_ params: Jobs.Claim.Params) async throws -> Jobs.Claim.Result {
        try await once(Jobs.Claim.self, params)
    }

    func renew(_ params: Jobs.Renew.Params) async throws -> Jobs.Renew.Result {
        try await once(Jobs.Renew.self, params)
    }

    func complete(_ params: Jobs.Complete.Params) async throws -> Jobs.Settled {
        try await repeated(Jobs.Complete.self, params)
    }

    func fail(_ params: Jobs.Fail.Params) async throws -> Jobs.Settled {
        try await repeated(Jobs.Fail.self, params)
    }

    func takeBatch(_ params: Jobs.Batches.Take.Params) async throws -> Jobs.Batches.Take.Result {
        try await once(Jobs.Batches.Take.self, params)
    }

    func fillBatch(_ params: Jobs.Batches.Fill.Params) async throws -> Jobs.Batches.Fill.Result {
        try await once(Jobs.Batches.Fill.self, params)
    }

    func submitBatch(_ params: Jobs.Batches.Submit.Params) async throws {
        _ = try await repeated(Jobs.Batches.Submit.self, params)
    }

    func holdBatch(_ params: Jobs.Batches.Hold.Params) async throws -> Jobs.Batches.Hold.Result {
        try await once(Jobs.Batches.Hold.self, params)
    }

    func settleBatch(_ params: Jobs.Batches.Settle.Params) async throws -> Jobs.Settled {
        try await repeated(Jobs.Batches.Settle.self, params)
    }

    func endBatch(_ params: Jobs.Batches.End.Params) async throws { _ = try await once(Jobs.Batches.End.self, params) }

    func removeBatch(_ params: Jobs.Batches.Held) async throws { _ = try await once(Jobs.Batches.Remove.self, params) }

    /// Not repeated when it may have happened; a daemon that is busy with this worker is asked a little later.
    private func once<M: RPCMethod>(_ method: M.Type, _ params: M.Params) async throws -> M.Result {
        var tries = 0
        while true {
            do {
                return try await onQueue { client throws(RPCClientError) in
                    try client.call(method, params, timeout: Self.timeout)
                }
            } catch let error as RPCClientError {
                tries += 1
                guard tries < 20, case .remote(let refusal) = error, refusal.code == .rateLimited else { throw error }
                try await Task.sleep(for: .milliseconds(250))
            }
        }
    }

    private func repeated<M: RPCMethod>(_ method: M.Type, _ params: M.Params) async throws -> M.Result {
        try await again { client throws(RPCClientError) in try client.call(method, params, timeout: Self.timeout) }
    }

    func wait(atMost limit: Duration) async throws {
        try await withTaskCancellationHandler {
            let deadline = ContinuousClock.now.advanced(by: limit)
            while !Task.isCancelled, !isClosed.load(ordering: .acquiring) {
                let left = ContinuousClock.now.duration(to: deadline)
                guard left > .zero else { return }
                let isTold = try await onQueue { client throws(RPCClientError) -> Bool in
                    do throws(RPCClientError) {
                        return try client.nextNotification(timeout: min(left, Self.slice)).method == Jobs.AvailableNotice.name
                    } catch {
                        if error == .timedOut { return false }
                        throw error
                    }
                }
                if isTold { return }
            }
            throw CancellationError()
        } onCancel: {
            isClosed.store(true, ordering: .releasing)
        }
    }

    /// Ends the connection: what the worker holds goes back to the queue.
    func close() {
        isClosed.store(true, ordering: .releasing)
        queue.sync { client = nil }
    }

    /// Answers were paid for: when the daemon is restarted, they are brought to the next one, as long as the lease lasts.
    private func again<Value: Sendable>(
        _ body: @escaping @Sendable (RPCClient) throws(RPCClientError) -> Value
    ) async throws -> Value {
        var tries = 0
        while true {
            do {
                return try await onQueue(body)
            } catch let error as RPCClientError {
                tries += 1
                guard tries < 20, Self.mayPass(error) else { throw error }
                try await Task.sleep(for: .milliseconds(250) * min(tries, 8))
            }
        }
    }

    /// Whether the same call may succeed later.
    private static func mayPass(_ error: RPCClientError) -> Bool {
        switch error {
        case .closed, .unreachable: true
        case .remote(let refusal): refusal.code == .rateLimited || refusal.code == .unavailable
        case .timedOut, .protocolViolation: false
        }
    }

    private func onQueue<Value: Sendable>(
        _ body: @escaping @Sendable (RPCClient) throws(RPCClientError) -> Value
    ) async throws -> Value {
        let result: Result<Value, RPCClientError> = await withCheckedContinuation { continuation in
            queue.async {
                do throws(RPCClientError) {
                    continuation.resume(returning: .success(try body(try self.connected())))
                } catch {
                    // After anything but a refusal or a wait that ran out the stream cannot be trusted.
                    if case .remote = error {} else { self.client = nil }
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        return try result.get()
    }

    private func connected() throws(RPCClientError) -> RPCClient {
        if let client { return client }
        var first: RPCClientError?
        for path in paths {
            do throws(RPCClientError) {
                let fresh = try RPCClient(path: path)
                client = fresh
                return fresh
            } catch {
                first = first ?? error
            }
        }
        throw first ?? .unreachable(path: "", reason: "there is no socket to try")
    }
}
