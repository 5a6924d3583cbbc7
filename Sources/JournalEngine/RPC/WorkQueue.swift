import Synchronization

/// The messages of one connection that wait for their turn. Writes run one after another in their order; reads run in
/// up to so many lanes at once. A lane is a task that takes one message after the other until none is left.
final class WorkQueue: Sendable {
    enum Lane {
        case reads, writes
    }

    private struct Line {
        /// Those before `first` were taken and are nil.
        var waiting: [Work?] = []
        var first = 0
        var lanes = 0
        let maxLanes: Int

        var count: Int { waiting.count - first }

        mutating func lanesToStart() -> Int {
            let number = max(min(count, maxLanes - lanes), 0)
            lanes += number
            return number
        }

        mutating func next() -> Work? {
            guard first < waiting.count else {
                waiting.removeAll(keepingCapacity: waiting.capacity <= 64)
                first = 0
                lanes -= 1
                return nil
            }
            let work = waiting[first]
            waiting[first] = nil
            first += 1
            if first >= 64, first * 2 >= waiting.count {
                waiting.removeFirst(first)
                first = 0
            }
            return work
        }

        /// Takes what is left; returns how many requests that was.
        mutating func drop() -> Int {
            let requests = waiting.reduce(0) { $0 + ($1?.requests ?? 0) }
            waiting = []
            first = 0
            return requests
        }
    }

    private struct State {
        var reads: Line
        var writes = Line(maxLanes: 1)
        /// Who waits until nothing runs and nothing waits.
        var idler: CheckedContinuation<Void, Never>?

        var isIdle: Bool { reads.lanes == 0 && writes.lanes == 0 }
    }

    private let state: Mutex<State>

    init(concurrentReads: Int) {
        state = Mutex(State(reads: Line(maxLanes: max(concurrentReads, 1))))
    }

    /// Queues messages.
    /// - Returns: how many lanes the caller has to start for them.
    func add(_ works: [Work]) -> (reads: Int, writes: Int) {
        state.withLock { state in
            for work in works {
                if work.isWrite { state.writes.waiting.append(work) } else { state.reads.waiting.append(work) }
            }
            return (state.reads.lanesToStart(), state.writes.lanesToStart())
        }
    }

    /// The next message of a lane; nil ends the lane.
    func next(_ lane: Lane) -> Work? {
        let (work, idler) = state.withLock { state -> (Work?, CheckedContinuation<Void, Never>?) in
            let work =
                switch lane {
                case .reads: state.reads.next()
                case .writes: state.writes.next()
                }
            guard state.isIdle else { return (work, nil) }
            defer { state.idler = nil }
            return (work, state.idler)
        }
        idler?.resume()
        return work
    }

    /// Returns when every message that was queued is done. Called by one task at a time, the one that queues.
    func drained() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                if !state.isIdle { state.idler = continuation }
                return state.isIdle
            }
            if isIdle { continuation.resume() }
        }
    }

    /// Forgets what has not begun.
    /// - Returns: how many requests that was.
    func close() -> Int {
        state.withLock { state in
            return state.reads.drop() + state.writes.drop()
        }
    }
}
