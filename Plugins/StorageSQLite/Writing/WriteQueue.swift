import Dispatch
import GRDB
import Logging
import PluginAPI
import Synchronization

/// Brings all writes to the one writing connection and lets those that wait share a transaction and its fsync.
///
/// A caller goes on only after the COMMIT that holds its change has returned. Work runs on the serial queue of the
/// writing connection, never on a thread of the concurrency pool.
final class WriteQueue: Sendable {
    private struct State {
        var waiting: [WriteJob] = []
        var isDraining = false
        var isClosed = false
        var hasAlarm = false
        /// How many calls the writer waits for, while it does.
        var wanted: Int?
    }

    /// Calls that may wait; one more is turned away.
    static let capacity = 4_096
    /// Calls that share a transaction at most.
    static let batchLimit = 256
    /// How long nothing must be asked before derived data is brought up to date.
    private static let quietTime = DispatchTimeInterval.milliseconds(50)
    /// How long nothing must be asked before memory that only speeds up the next call is given back.
    private static let restTime = DispatchTimeInterval.seconds(5)
    /// Callers from which it is worth waiting for the rest of them, and for how many nanoseconds at most.
    private static let gatherFrom = 4
    private static let gatherLimit: UInt64 = 2_000_000

    private let pool: DatabasePool
    private let engine: WriteEngineBox
    private let board: WriteBoard
    private let state = Mutex(State())
    /// Signalled once for each time that `wanted` is reached.
    private let gathered = DispatchSemaphore(value: 0)

    init(pool: DatabasePool, engine: WriteEngineBox, board: WriteBoard) {
        self.pool = pool
        self.engine = engine
        self.board = board
    }

    /// Calls that wait for the writer.
    var waiting: Int { state.withLock { $0.waiting.count } }
    /// What the writer last said of itself.
    var report: WriteReport { board.report }

    /// Runs `body` in a transaction on the writing connection and returns its value when that is on disk.
    ///
    /// `body` throws `StorageError` only before it has written anything; then the transaction goes on without it. Any
    /// other error undoes the whole transaction, and the calls in it are tried again one by one.
    func submit<Value: Sendable>(
        _ kind: WriteJob.Kind = .growing, _ body: @escaping @Sendable (Writer) throws -> Value
    ) async throws(StorageError) -> Value {
        let result: Result<Value, StorageError> = await withCheckedContinuation { continuation in
            let job = WriteJob(
                kind: kind,
                perform: { writer in
                    let value = try body(writer)
                    return { continuation.resume(returning: .success(value)) }
                },
                fail: { continuation.resume(returning: .failure($0)) })
            if let refusal = enqueue(job) { continuation.resume(returning: .failure(refusal)) }
        }
        return try result.get()
    }

    private func enqueue(_ job: WriteJob) -> StorageError? {
        let (refusal, starts) = state.withLock { state -> (StorageError?, Bool) in
            if state.isClosed { return (.unavailable(reason: "the store is closed"), false) }
            if state.waiting.count >= Self.capacity {
                return (.unavailable(reason: "\(Self.capacity) calls wait for the disk already"), false)
            }
            state.waiting.append(job)
            if let wanted = state.wanted, state.waiting.count >= wanted {
                state.wanted = nil
                gathered.signal()
            }
            defer { state.isDraining = true }
            return (nil, !state.isDraining)
        }
        if starts { pool.asyncWriteWithoutTransaction { _ in self.drain() } }
        return refusal
    }

    /// Runs on the writer's queue until nothing waits.
    private func drain() {
        while let jobs = next() {
            let start = DispatchTime.now().uptimeNanoseconds
            engine.value.execute(jobs)
            gather(jobs.count + waiting, after: DispatchTime.now().uptimeNanoseconds - start)
        }
        if engine.value.hasChores { setAlarm() }
    }

    /// Waits a little until as many calls wait as there were callers just now.
    ///
    /// Those that were answered come back with their next call within microseconds. Going on without them would split
    /// the callers into two groups, each paying for an fsync of its own.
    private func gather(_ callers: Int, after nanoseconds: UInt64) {
        guard callers >= Self.gatherFrom else { return }
        let mustWait = state.withLock { state in
            guard !state.isClosed, !state.waiting.isEmpty, state.waiting.count < min(callers, Self.batchLimit) else {
                return false
            }
            state.wanted = min(callers, Self.batchLimit)
            return true
        }
        guard mustWait else { return }
        let patience = min(nanoseconds / 4, Self.gatherLimit)
        guard gathered.wait(timeout: .now() + .nanoseconds(Int(patience))) == .timedOut else { return }
        let isSignalled = state.withLock { state in
            defer { state.wanted = nil }
            return state.wanted == nil
        }
        // It was reached just as the wait ended: the signal belongs to this wait.
        if isSignalled { gathered.wait() }
    }

    private func next() -> [WriteJob]? {
        state.withLock { state in
            if state.waiting.isEmpty {
                state.isDraining = false
                return nil
            }
            if state.waiting.count <= Self.batchLimit {
                defer { state.waiting = [] }
                return state.waiting
            }
            defer { state.waiting.removeFirst(Self.batchLimit) }
            return Array(state.waiting.prefix(Self.batchLimit))
        }
    }
}

// Derived data, when it is quiet.
extension WriteQueue {
    /// Lets the chores that were left by the last run begin.
    func wake() { setAlarm() }

    private func setAlarm() {
        let isNew = state.withLock { state in
            defer { state.hasAlarm = true }
            return !state.hasAlarm && !state.isClosed
        }
        guard isNew else { return }
        let seen = board.report.transactions
        DispatchQueue.global(qos: .utility).asyncAfter(deadline: .now() + Self.quietTime) {
            let isOpen = self.state.withLock { state in
                state.hasAlarm = false
                return !state.isClosed
            }
            guard isOpen else { return }
            self.pool.asyncWriteWithoutTransaction { _ in self.doChores(ifQuietSince: seen) }
        }
    }

    private func doChores(ifQuietSince seen: UInt64) {
        guard !engine.value.isClosed else { return }
        if board.report.transactions == seen {
            while waiting == 0, engine.value.doOneChore(while: { self.waiting == 0 }) {}
        }
        if engine.value.hasChores { setAlarm() } else { restLater() }
    }

    private func restLater() {
        let seen = board.report.transactions
        DispatchQueue.global(qos: .utility).asyncAfter(deadline: .now() + Self.restTime) { [weak self] in
            guard let self, !state.withLock({ $0.isClosed }), board.report.transactions == seen else { return }
            pool.asyncWriteWithoutTransaction { [weak self] _ in self?.engine.value.rest() }
            pool.releaseMemoryEventually()
        }
    }

    /// Brings the search index wholly up to date.
    func indexEverything() async {
        await onWriterQueue { engine in
            while !engine.isClosed, engine.hasChores, engine.doOneChore(while: { true }) {}
        }
    }

    /// Makes the reserve again if there is room by now.
    func lookForSpace() async { await onWriterQueue { $0.lookForSpace() } }

    private func onWriterQueue(_ body: @escaping @Sendable (WriteEngine) -> Void) async {
        await withCheckedContinuation { continuation in
            pool.asyncWriteWithoutTransaction { _ in
                body(self.engine.value)
                continuation.resume()
            }
        }
    }

    /// Takes no more calls, finishes those that wait, and empties the write-ahead log.
    func close() async {
        state.withLock { $0.isClosed = true }
        await onWriterQueue { engine in
            while let jobs = self.next() { engine.execute(jobs) }
            engine.close()
        }
    }
}

/// One call that wants to write.
struct WriteJob: Sendable {
    /// Whether a call needs more room, or may use the reserve because it frees some.
    enum Kind: Sendable {
        case growing, shrinking
        /// Shrinking, and what it overwrites must leave the write-ahead log before the caller goes on.
        case destroying
    }

    let kind: Kind
    /// Does the work; what it returns is called once the transaction is on disk.
    let perform: @Sendable (Writer) throws -> @Sendable () -> Void
    let fail: @Sendable (StorageError) -> Void
}

/// What the writer says of itself to other threads.
struct WriteReport: Sendable {
    var pending: Int64 = 0
    var transactions: UInt64 = 0
    /// The reserve was given up and could not be made again yet.
    var isShortOfSpace = false
    /// Calls that need more room are let through.
    var mayGrow = true
    /// What the last transaction died of, when it did.
    var lastFailure: StorageError?
}

/// Where the writer leaves its report for other threads.
final class WriteBoard: Sendable {
    private let current = Mutex(WriteReport())

    var report: WriteReport { current.withLock { $0 } }
    func post(_ report: WriteReport) { current.withLock { $0 = report } }
}

/// Carries the engine to the writer's queue.
///
/// Proof for `@unchecked`: `value` is a constant that is only used in closures given to
/// `asyncWriteWithoutTransaction`, which run one at a time on the serial queue of the writing connection.
final class WriteEngineBox: @unchecked Sendable {
    let value: WriteEngine

    init(_ value: WriteEngine) {
        self.value = value
    }
}
