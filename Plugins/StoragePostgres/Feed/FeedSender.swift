import Glibc
import PluginAPI
import Synchronization

/// Notifies the other daemons, on a connection and a thread of its own. A notification waits a little for what else is told, and
/// what is told while one is under way goes into the next: each is a transaction, and wakes every daemon.
final class FeedSender: Sendable {
    private struct State {
        var waiting: [StoreChange] = []
        /// Whether something could not be told.
        var hasGap = false
        var isBusy = false
        var isStopped = false
    }

    /// Changes that may wait; more become a gap.
    static let capacity = 4_096
    /// Microseconds that the first change waits for others: few, for those who watch elsewhere.
    private static let gathering: UInt32 = 5_000

    let origin: String
    private let worker: Worker
    private let state = Mutex(State())

    init(_ options: ConnectionOptions, origin: String) {
        self.origin = origin
        worker = Worker(options, name: "tell")
    }

    /// Never waits.
    func tell(_ change: StoreChange) {
        let mayBegin = state.withLock { state in
            guard !state.isStopped else { return false }
            if state.waiting.count < Self.capacity { state.waiting.append(change) } else { state.hasGap = true }
            defer { state.isBusy = true }
            return !state.isBusy
        }
        if mayBegin { worker.async { [self] in drain($0) } }
    }

    private func drain(_ connection: Connection) {
        while true {
            usleep(Self.gathering)
            let next = state.withLock { state -> (changes: [StoreChange], hasGap: Bool)? in
                guard !state.waiting.isEmpty else {
                    state.isBusy = false
                    return nil
                }
                defer { (state.waiting, state.hasGap) = ([], false) }
                return (state.waiting, state.hasGap)
            }
            guard let next else { return }
            do {
                try send(ChangeCoding.payloads(next.changes, hasGap: next.hasGap, origin: origin), connection)
            } catch {
                // They are not told again: the store may be away for long. The next that are told bring the gap with them.
                state.withLock { $0.hasGap = true }
            }
        }
    }

    /// A notification is no change: nobody waits for the disk on its account.
    private func send(_ payloads: [String], _ connection: Connection) throws {
        try connection.ensureOpen()
        let notify = payloads.map { payload in
            Query("SELECT pg_notify('\(FeedListener.channel)', $1)") { $0.add(payload) }
        }
        _ = try connection.run(
            [Query("BEGIN"), Query("SET LOCAL synchronous_commit = off")] + notify + [Query("COMMIT")])
    }

    /// Tells what waits, and closes the connection.
    func stop() async {
        state.withLock { $0.isStopped = true }
        await withCheckedContinuation { continuation in
            worker.async { connection in
                connection.close()
                continuation.resume()
            }
        }
    }
}
