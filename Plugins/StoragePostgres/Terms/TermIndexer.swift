import Dispatch
import Logging
import PluginAPI
import Synchronization

/// Keeps the indexes of search terms up in the background, on a connection and a thread of its own.
///
/// Any number of daemons may work on one journal: its rows' locks let one at a time, and the others find nothing left to do.
/// What is not indexed yet is found all the same, only more slowly, so nothing here is ever waited for.
final class TermIndexer: Sendable {
    private struct State {
        var waiting: [UserID] = []
        var isQueued: Set<UserID> = []
        /// Edits since an entry's terms were last indexed, by journal.
        var edits: [UserID: Int] = [:]
        var isWorking = false
        var isClosed = false
    }

    /// Journals that may wait; a further one is noticed at its next commit.
    private static let capacity = 10_000
    /// Journals whose edits are counted at once.
    private static let countedJournals = 100_000

    private let worker: Worker
    private let gate: ReconnectGate
    private let layout: TableLayout
    let indexing: TermIndexing
    private let logger: Logger
    private let state = Mutex(State())

    init(_ options: ConnectionOptions, gate: ReconnectGate, layout: TableLayout, indexing: TermIndexing, logger: Logger) {
        worker = Worker(options, name: "terms")
        (self.gate, self.layout, self.indexing, self.logger) = (gate, layout, indexing, logger)
    }

    /// Looks for journals that were left behind, such as by a move from another store.
    func start() {
        worker.async { [self] connection in
            do {
                try gate.open(connection)
                for owner in try behind(connection) { enqueue(owner) }
            } catch {
                note(error)
            }
        }
    }

    /// Tells of a commit.
    /// - Parameters:
    ///   - waiting: entries of the journal that are not in its index.
    ///   - edits: entries in the index whose terms were changed by it.
    func note(_ owner: UserID, waiting: Int64, edits: Int) {
        guard waiting < indexing.least else { return enqueue(owner) }
        guard edits > 0 else { return }
        let isDue = state.withLock { state in
            guard state.edits[owner] != nil || state.edits.count < Self.countedJournals else { return false }
            state.edits[owner, default: 0] += edits
            guard state.edits[owner, default: 0] >= indexing.leastEdits else { return false }
            state.edits[owner] = nil
            return true
        }
        if isDue { enqueue(owner) }
    }

    private func enqueue(_ owner: UserID) {
        let mustWork = state.withLock { state in
            guard !state.isClosed, state.waiting.count < Self.capacity, state.isQueued.insert(owner).inserted else { return false }
            state.waiting.append(owner)
            defer { state.isWorking = true }
            return !state.isWorking
        }
        if mustWork { worker.async { [self] in drain($0) } }
    }

    private func drain(_ connection: Connection) {
        while true {
            let owner = state.withLock { state -> UserID? in
                guard !state.isClosed, !state.waiting.isEmpty else {
                    state.isWorking = false
                    return nil
                }
                let owner = state.waiting.removeFirst()
                state.isQueued.remove(owner)
                return owner
            }
            guard let owner else { return }
            do {
                try gate.open(connection)
                try index(owner, connection)
            } catch {
                note(error)
            }
        }
    }

    private func index(_ owner: UserID, _ connection: Connection) throws {
        let index = TermIndex(owner: owner, indexing: indexing, layout: layout)
        var isExtended = false
        while !isClosed, case .done = try connection.transaction({ try index.extend($0) }) { isExtended = true }
        guard isExtended else { return }
        while !isClosed, case .done = try connection.transaction({ try index.merge($0) }) {}
    }

    private var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Every journal is looked at, so this is asked once, at the start.
    private func behind(_ connection: Connection) throws -> [UserID] {
        let sql = """
            SELECT user_id FROM journals WHERE last_number - indexed >= $1 AND closed = 0
            UNION SELECT user_id FROM (
                SELECT user_id FROM term_edits WHERE pending GROUP BY user_id HAVING count(*) >= $2) e
            LIMIT $3
            """
        let query = Query(sql, isKept: false) {
            $0.add(Int64(indexing.least))
            $0.add(Int64(indexing.leastEdits))
            $0.add(Int64(Self.capacity))
        }
        return try connection.run(query).map { try $0.id(0) }
    }

    private func note(_ error: any Error) {
        logger.notice("search terms wait to be indexed", metadata: ["reason": "\(StorageError(from: error))"])
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
