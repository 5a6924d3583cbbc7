import Logging
import PluginAPI
import Synchronization

/// Journals that something is to be done about in the background, on a connection and a thread of its own.
///
/// Bounded: what finds no room is forgotten, so whoever adds a journal does so again while there is something to do. Nothing is
/// ever waited for.
final class JournalQueue<Order: Sendable>: Sendable {
    /// What is done about a journal. It asks the last parameter between its steps whether it is to end.
    typealias Work = @Sendable (UserID, Order, Connection, _ isClosed: () -> Bool) throws -> Void

    private struct State {
        var waiting: [UserID] = []
        var orders: [UserID: Order] = [:]
        var isWorking = false
        var isClosed = false
    }

    private let worker: Worker
    private let gate: ReconnectGate
    private let name: String
    private let capacity: Int
    private let logger: Logger
    private let work: Work
    private let state = Mutex(State())

    init(
        _ options: ConnectionOptions, gate: ReconnectGate, name: String, capacity: Int = 10_000, logger: Logger,
        work: @escaping Work
    ) {
        worker = Worker(options, name: name)
        (self.gate, self.name, self.capacity, self.logger, self.work) = (gate, name, capacity, logger, work)
    }

    /// Has something done about a journal, unless that is waited for already.
    func add(_ owner: UserID, _ order: Order) {
        let mustWork = state.withLock { state in
            guard !state.isClosed, state.waiting.count < capacity, state.orders[owner] == nil else { return false }
            state.waiting.append(owner)
            state.orders[owner] = order
            defer { state.isWorking = true }
            return !state.isWorking
        }
        if mustWork { worker.async { [self] in drain($0) } }
    }

    /// Runs something on the connection, before what is added later.
    func run(_ body: @escaping @Sendable (Connection) throws -> Void) {
        worker.async { [self] in attempt($0, body) }
    }

    private func drain(_ connection: Connection) {
        while let (owner, order) = next() {
            attempt(connection) { try work(owner, order, $0) { self.state.withLock { $0.isClosed } } }
        }
    }

    private func next() -> (UserID, Order)? {
        state.withLock { state in
            guard !state.isClosed, !state.waiting.isEmpty else {
                state.isWorking = false
                return nil
            }
            let owner = state.waiting.removeFirst()
            guard let order = state.orders.removeValue(forKey: owner) else { return nil }
            return (owner, order)
        }
    }

    private func attempt(_ connection: Connection, _ body: (Connection) throws -> Void) {
        do {
            try gate.open(connection)
            try body(connection)
        } catch {
            logger.notice("work on journals is put off", metadata: ["work": "\(name)", "reason": "\(StorageError(from: error))"])
        }
    }

    /// Ends after the step that is under way.
    func close() async {
        state.withLock { $0.isClosed = true }
        await withCheckedContinuation { continuation in
            worker.async { connection in
                connection.close()
                continuation.resume()
            }
        }
    }
}
