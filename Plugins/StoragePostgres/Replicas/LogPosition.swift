import PluginAPI
import Synchronization

/// Where the primary's log was at a moment: whatever was acknowledged before `begun` is in the log up to `position`.
struct LogPosition: Hashable, Sendable {
    /// Bytes since the beginning of the log.
    let position: Int64
    /// Of one timeline alone can positions be compared. A fail-over begins a new one.
    let timeline: String
    /// When the primary was asked, on the monotonic clock.
    let begun: UInt64
}

/// Asks the primary where its log is. All that wait at the same time share one question, so that the primary's work for them
/// does not grow with the reads: at most one question is under way.
final class LogPositions: Sendable {
    private typealias Waiter = CheckedContinuation<Result<LogPosition, StorageError>, Never>

    private struct State {
        var waiting: [Waiter] = []
        var isAsking = false
        var isClosed = false
        /// The answers so far, the oldest first: the newest, and some older ones that are far enough apart.
        var answers: [LogPosition] = []
        /// The timeline whose name is in the database.
        var noted: String?
    }

    /// Calls that may wait; one more is turned away.
    private static let capacity = 4_096
    private static let keptAnswers = 32

    private let worker: Worker
    private let gate: ReconnectGate
    /// Nanoseconds after which an answer is of no more use.
    private let lifetime: UInt64
    private let state = Mutex(State())

    init(_ options: ConnectionOptions, gate: ReconnectGate, lifetime: UInt64) {
        worker = Worker(options, name: "position")
        self.gate = gate
        self.lifetime = lifetime
    }

    /// The latest answer, if there is one.
    var last: LogPosition? { state.withLock { $0.answers.last } }

    /// The first answer to a question that was put at `moment` or later: the one that asks least of a replica.
    func position(since moment: UInt64) async throws(StorageError) -> LogPosition {
        if let known = state.withLock({ $0.answers.first { $0.begun >= moment } }) { return known }
        let result: Result<LogPosition, StorageError> = await withCheckedContinuation { waiter in
            let (refusal, mustAsk) = state.withLock { state -> (StorageError?, Bool) in
                if state.isClosed { return (.unavailable(reason: "the store is closed"), false) }
                if state.waiting.count >= Self.capacity {
                    return (.unavailable(reason: "\(Self.capacity) calls wait for the database already"), false)
                }
                state.waiting.append(waiter)
                defer { state.isAsking = true }
                return (nil, !state.isAsking)
            }
            if let refusal { waiter.resume(returning: .failure(refusal)) }
            if mustAsk { worker.async { [self] in answerAll($0) } }
        }
        return try result.get()
    }

    /// Answers until nobody waits. Whoever comes while a question is under way waits for the next.
    private func answerAll(_ connection: Connection) {
        while true {
            let waiting = state.withLock { state -> [Waiter] in
                defer { state.waiting = [] }
                state.isAsking = !state.waiting.isEmpty
                return state.waiting
            }
            if waiting.isEmpty { return }
            let result: Result<LogPosition, StorageError>
            do {
                result = .success(try ask(connection))
            } catch {
                result = .failure(StorageError(from: error))
            }
            for waiter in waiting { waiter.resume(returning: result) }
        }
    }

    private static let question = Query("""
        SELECT (pg_current_wal_flush_lsn() - '0/0'::pg_lsn)::bigint,
            substr(pg_walfile_name(pg_current_wal_flush_lsn()), 1, 8)
        """)
    private static let noteTimeline = """
        INSERT INTO facts AS f (name, value) VALUES ('timeline', $1)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE f.value <> excluded.value
        """

    /// A replica may be asked for what is after a fail-over only when it has the name of the new timeline from the log itself:
    /// one that still follows the old primary never gets it. So the name is written down, once for each fail-over.
    private func ask(_ connection: Connection) throws -> LogPosition {
        try gate.open(connection)
        let begun = Deadline.now
        guard let row = try connection.run(Self.question).first else { throw PostgresFailure(.connection, "no answer") }
        let found = LogPosition(position: row.int(0), timeline: row.text(1), begun: begun)
        if state.withLock({ $0.noted }) != found.timeline {
            try connection.transaction { transaction in
                _ = try transaction.run(Query(Self.noteTimeline) { $0.add(found.timeline) })
            }
        }
        state.withLock { state in
            state.noted = found.timeline
            keep(found, in: &state.answers)
        }
        return found
    }

    private func keep(_ answer: LogPosition, in answers: inout [LogPosition]) {
        // Positions of another timeline mean something else.
        answers.removeAll { $0.timeline != answer.timeline || $0.begun + lifetime < answer.begun }
        let gap = lifetime / UInt64(Self.keptAnswers)
        if answers.count > 1, answers[answers.count - 1].begun - answers[answers.count - 2].begun < gap { answers.removeLast() }
        if answers.count >= Self.keptAnswers { answers.removeFirst() }
        answers.append(answer)
    }

    func close() async {
        state.withLock { $0.isClosed = true }
        await withCheckedContinuation { continuation in
            worker.async { [self] connection in
                answerAll(connection)
                connection.close()
                continuation.resume()
            }
        }
    }
}
