import Dispatch
import PluginAPI
import Synchronization

/// A bounded number of connections, each with a thread of its own while it works, and a bounded queue before them.
///
/// Work never runs on a thread of the concurrency pool. A connection is made when all others are busy, and stays.
final class ConnectionPool: Sendable {
    /// Work that waits. `perform` ends its caller's wait itself.
    private struct Job: Sendable {
        let perform: @Sendable (Connection) -> Void
        let fail: @Sendable (StorageError) -> Void
    }

    private struct State {
        var waiting: [Job] = []
        var next = 0
        var idle: [Worker] = []
        var made: [Worker] = []
        var isClosed = false

        var count: Int { waiting.count - next }

        mutating func pop() -> Job? {
            guard next < waiting.count else { return nil }
            let job = waiting[next]
            next += 1
            if next == waiting.count {
                waiting.removeAll(keepingCapacity: true)
                next = 0
            } else if next > 1_024 {
                waiting.removeFirst(next)
                next = 0
            }
            return job
        }
    }

    /// Calls that may wait; one more is turned away.
    static let capacity = 4_096

    private let options: ConnectionOptions
    private let gate: ReconnectGate
    private let size: Int
    private let name: String
    private let state = Mutex(State())

    init(_ options: ConnectionOptions, gate: ReconnectGate, size: Int, name: String) {
        self.options = options
        self.gate = gate
        self.size = size
        self.name = name
    }

    var waiting: Int { state.withLock { $0.count } }

    /// Runs `body` with a connection. Where the connection is lost, it runs again with a new one: what it does must be
    /// harmless to repeat, as reading is and as `Connection.transaction` makes writing.
    func run<Value: Sendable>(
        _ body: @escaping @Sendable (Connection) throws -> Value
    ) async throws(StorageError) -> Value {
        let gate = gate
        let result: Result<Value, StorageError> = await withCheckedContinuation { continuation in
            let job = Job(
                perform: { connection in
                    continuation.resume(returning: Self.attempt(connection, gate, body))
                }, fail: { continuation.resume(returning: .failure($0)) })
            submit(job)
        }
        return try result.get()
    }

    private static func attempt<Value>(
        _ connection: Connection, _ gate: ReconnectGate, _ body: (Connection) throws -> Value
    ) -> Result<Value, StorageError> {
        var tries = 0
        while true {
            tries += 1
            do {
                try gate.open(connection)
                return .success(try body(connection))
            } catch let failure as PostgresFailure where failure.isConnectionLost && tries < 3 && gate.failure == nil {
                continue
            } catch {
                return .failure(StorageError(from: error))
            }
        }
    }

    private func submit(_ job: Job) {
        enum Step {
            case wake(Worker)
            case wait
            case refuse(StorageError)
        }
        let step = state.withLock { state -> Step in
            if state.isClosed { return .refuse(.unavailable(reason: "the store is closed")) }
            if state.count >= Self.capacity {
                return .refuse(.unavailable(reason: "\(Self.capacity) calls wait for the database already"))
            }
            state.waiting.append(job)
            if let worker = state.idle.popLast() { return .wake(worker) }
            guard state.made.count < size else { return .wait }
            let worker = Worker(options, name: "\(name).\(state.made.count)")
            state.made.append(worker)
            return .wake(worker)
        }
        switch step {
        case .wake(let worker): worker.async { [self] in drain(worker, $0) }
        case .wait: break
        case .refuse(let error): job.fail(error)
        }
    }

    /// Works until nothing waits.
    private func drain(_ worker: Worker, _ connection: Connection) {
        while true {
            let job = state.withLock { state -> Job? in
                if let job = state.pop() { return job }
                state.idle.append(worker)
                return nil
            }
            guard let job else { return }
            job.perform(connection)
        }
    }

    /// Takes no more work, finishes what waits, and closes the connections.
    func close() async {
        let workers = state.withLock { state in
            state.isClosed = true
            return state.made
        }
        for worker in workers {
            await withCheckedContinuation { continuation in
                worker.async { [self] connection in
                    while let job = state.withLock({ $0.pop() }) { job.perform(connection) }
                    connection.close()
                    continuation.resume()
                }
            }
        }
    }
}

/// One connection and the serial queue that it lives on.
///
/// Proof for `@unchecked`: `connection` is made with the worker and from then on used only in closures that run on `queue`,
/// one at a time.
final class Worker: @unchecked Sendable {
    private let queue: DispatchQueue
    private let connection: Connection

    init(_ options: ConnectionOptions, name: String) {
        queue = DispatchQueue(label: "journald.storage.postgres.\(name)")
        connection = Connection(options)
    }

    func async(_ body: @escaping @Sendable (Connection) -> Void) {
        queue.async { [self] in body(connection) }
    }
}
