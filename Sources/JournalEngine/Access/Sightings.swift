import PluginAPI
import Synchronization

/// When accounts were last used: gathered in memory and written behind, because nobody waits for it. Of each account at most
/// once in five minutes.
final class Sightings: Sendable {
    private struct State {
        /// What was not written yet.
        var pending: [UserID: Instant] = [:]
        /// In uptime, until when nothing more is noted of an account.
        var quietUntil: [UserID: Duration] = [:]
    }

    static let interval = Duration.seconds(300)
    static let capacity = 8_192

    private let state = Mutex(State())
    private let time: any TimeSource

    init(time: any TimeSource) {
        self.time = time
    }

    /// Over the capacity a sighting is left out: a later one will be noted.
    func note(_ user: UserID, at now: Instant) {
        let uptime = time.uptime()
        state.withLock { state in
            if let until = state.quietUntil[user], uptime < until { return }
            guard state.pending[user] != nil || state.pending.count < Self.capacity else { return }
            if state.quietUntil.count >= Self.capacity { state.quietUntil.removeAll(keepingCapacity: true) }
            state.quietUntil[user] = uptime + Self.interval
            state.pending[user] = now
        }
    }

    /// Writes what was gathered; what cannot be written is gathered again.
    func flush(to store: any StoragePlugin) async {
        let pending = state.withLock { state in
            defer { state.pending = [:] }
            return state.pending
        }
        guard !pending.isEmpty else { return }
        do {
            try await store.noteSightings(pending.map { UserSighting(user: $0.key, at: $0.value) })
        } catch {
            state.withLock { $0.pending.merge(pending) { new, _ in new } }
        }
    }

    /// What is known of an account beyond what the store says.
    func last(_ user: UserID) -> Instant? { state.withLock { $0.pending[user] } }
}
