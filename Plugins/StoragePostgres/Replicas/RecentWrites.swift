import PluginAPI
import Synchronization

/// When users last wrote through this daemon, as long as that matters: bounded in time and in number.
final class RecentWrites: Sendable {
    private struct State {
        var writes: [UserID: UInt64] = [:]
        /// Of users that are not in the table nothing older than this is known.
        var floor: UInt64 = 0
    }

    private let capacity: Int
    /// Nanoseconds after which a write is forgotten.
    private let lifetime: UInt64
    private let state = Mutex(State())

    init(lifetime: UInt64, capacity: Int = 100_000) {
        self.lifetime = lifetime
        self.capacity = capacity
    }

    /// To be called after the write's transaction and before its answer.
    func note(_ owner: UserID, at now: UInt64) {
        state.withLock { state in
            state.writes[owner] = now
            guard state.writes.count > capacity else { return }
            let oldest = now > lifetime ? now - lifetime : 0
            state.writes = state.writes.filter { $0.value >= oldest }
            guard state.writes.count > capacity else { return }
            // All of them count as having written just now.
            state.floor = now
            state.writes = [:]
        }
    }

    /// No write of this user through this daemon is later.
    func last(of owner: UserID) -> UInt64 {
        state.withLock { max($0.writes[owner] ?? 0, $0.floor) }
    }
}
