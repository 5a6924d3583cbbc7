import Dispatch
import Logging
import PluginAPI
import Synchronization

/// One call of `EntryStore.commit` that waits.
struct CommitCall: Sendable {
    let owner: UserID
    let mutations: [EntryMutation]
    let finish: @Sendable (Result<[Result<EntryReceipt, StorageError>], StorageError>) -> Void
}

/// Lets calls that wait at the same time share a transaction and its fsync, on a few connections of their own.
///
/// Several daemons, and several lanes of one, may write at once: what keeps them apart are the locks of the journals' rows,
/// which each group takes in order of id. Lanes of one daemon take no calls of a journal that another lane writes: that lane
/// would wait for the lock, and with it all callers of its group. A caller goes on only after the COMMIT of its group has returned.
final class CommitQueue: Sendable {
    private struct State {
        var waiting: [CommitCall] = []
        var idle: [Worker]
        /// Whose journals are being written.
        var busy: Set<UserID> = []
        var isClosed = false
        /// How many calls a lane waits for, while one does.
        var wanted: Int?

        /// Takes calls of journals that nobody writes, in order, and makes these busy.
        mutating func take() -> [CommitCall] {
            var (taken, left): ([CommitCall], [CommitCall]) = ([], [])
            var mutations = 0
            for call in waiting {
                if taken.count < batchLimit, mutations < mutationLimit, !busy.contains(call.owner) {
                    taken.append(call)
                    mutations += call.mutations.count
                } else {
                    left.append(call)
                }
            }
            waiting = left
            for call in taken { busy.insert(call.owner) }
            return taken
        }
    }

    /// Calls that may wait; one more is turned away.
    static let capacity = 4_096
    /// Calls that share a transaction at most, and mutations from which on no further call is taken in.
    static let batchLimit = 256
    private static let mutationLimit = 1_000
    /// Callers from which it is worth waiting for the rest of them, and for how many nanoseconds at most.
    private static let gatherFrom = 4
    private static let gatherLimit: UInt64 = 2_000_000

    private let workers: [Worker]
    private let gate: ReconnectGate
    private let writer: CommitWriter
    private let state: Mutex<State>
    /// Signalled once for each time that `wanted` is reached.
    private let gathered = DispatchSemaphore(value: 0)

    init(_ options: ConnectionOptions, gate: ReconnectGate, lanes: Int, layout: TableLayout, indexer: TermIndexer, logger: Logger) {
        self.gate = gate
        workers = (0..<max(1, lanes)).map { Worker(options, name: "commit.\($0)") }
        writer = CommitWriter(layout: layout, indexer: indexer, logger: logger)
        state = Mutex(State(idle: workers))
    }

    /// Calls that wait.
    var waiting: Int { state.withLock { $0.waiting.count } }

    func commit(
        _ mutations: [EntryMutation], of owner: UserID
    ) async throws(StorageError) -> [Result<EntryReceipt, StorageError>] {
        let result: Result<[Result<EntryReceipt, StorageError>], StorageError> = await withCheckedContinuation { continuation in
            let call = CommitCall(owner: owner, mutations: mutations) { continuation.resume(returning: $0) }
            if let refusal = enqueue(call) { continuation.resume(returning: .failure(refusal)) }
        }
        return try result.get()
    }

    private func enqueue(_ call: CommitCall) -> StorageError? {
        let (refusal, worker) = state.withLock { state -> (StorageError?, Worker?) in
            if state.isClosed { return (.unavailable(reason: "the store is closed"), nil) }
            if state.waiting.count >= Self.capacity {
                return (.unavailable(reason: "\(Self.capacity) calls wait for the database already"), nil)
            }
            state.waiting.append(call)
            if let wanted = state.wanted {
                if state.waiting.count >= wanted {
                    state.wanted = nil
                    gathered.signal()
                }
                return (nil, nil)
            }
            return (nil, state.busy.contains(call.owner) ? nil : state.idle.popLast())
        }
        if let worker { worker.async { [self] in drain(worker, $0) } }
        return refusal
    }

    /// Works until nothing waits that no other lane works on.
    private func drain(_ worker: Worker, _ connection: Connection) {
        var written: Set<UserID> = []
        while let calls = next(worker, after: written) {
            written = Set(calls.lazy.map(\.owner))
            let start = Deadline.now
            execute(calls, connection)
            gather(calls.count + waiting, after: Deadline.now - start)
        }
    }

    /// The next group of a lane, which is done with some journals. If there is more to do than it takes, an idle lane is woken.
    private func next(_ worker: Worker, after written: Set<UserID>) -> [CommitCall]? {
        let (calls, another) = state.withLock { state -> ([CommitCall]?, Worker?) in
            state.busy.subtract(written)
            let calls = state.take()
            guard !calls.isEmpty else {
                state.idle.append(worker)
                return (nil, nil)
            }
            let isMore = state.waiting.contains { !state.busy.contains($0.owner) }
            return (calls, isMore ? state.idle.popLast() : nil)
        }
        if let another { another.async { [self] in drain(another, $0) } }
        return calls
    }

    /// Waits a little until half as many calls wait as there were callers just now: those that were answered come back within
    /// microseconds, and going on with the first of them would have most groups pay an fsync for a few. Waiting for all of them would
    /// leave the processors idle: one half is prepared while the other is written.
    private func gather(_ callers: Int, after nanoseconds: UInt64) {
        guard callers >= Self.gatherFrom else { return }
        let mustWait = state.withLock { state in
            let wanted = min((callers + 1) / 2, Self.batchLimit)
            guard !state.isClosed, state.wanted == nil, !state.waiting.isEmpty, state.waiting.count < wanted else {
                return false
            }
            state.wanted = wanted
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

    private func execute(_ calls: [CommitCall], _ connection: Connection) {
        do {
            try gate.open(connection)
        } catch {
            let failure = StorageError(from: error)
            for call in calls { call.finish(.failure(failure)) }
            return
        }
        writer.write(calls, connection)
    }

    /// Takes no more calls, finishes those that wait, and closes the connections.
    func close() async {
        state.withLock { $0.isClosed = true }
        for worker in workers {
            await withCheckedContinuation { continuation in
                worker.async { [self] connection in
                    while let calls = state.withLock({ state -> [CommitCall]? in
                        defer { state.waiting = [] }
                        return state.waiting.isEmpty ? nil : state.waiting
                    }) { execute(calls, connection) }
                    connection.close()
                    continuation.resume()
                }
            }
        }
    }
}
