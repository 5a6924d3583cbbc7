import PluginAPI
import Synchronization

/// What the store says of a credential now.
struct Standing: Sendable {
    let user: User
    let session: StoredSession?
    let token: StoredAPIToken?
    /// Of a session: until when its password, which somebody else chose, is good for choosing another.
    let initialUntil: Instant?

    init(
        user: User, session: StoredSession? = nil, token: StoredAPIToken? = nil, initialUntil: Instant? = nil
    ) {
        self.user = user
        self.session = session
        self.token = token
        self.initialUntil = initialUntil
    }
}

/// Remembers for five seconds what the store said of credentials that are in use, so that most requests need not ask.
///
/// It fails closed: only a good answer is remembered, an answer that is too old is asked for again, and when the store does
/// not answer there is none. Every change of an account empties it, and a read that began before a change is not kept, so
/// that what is revoked here is refused by the next request. Another daemon on the same store notices within five seconds.
final class StandingCache: Sendable {
    enum Key: Hashable, Sendable {
        case peer(UInt32)
        case session(UserID, SessionID)
        case token(UserID, APITokenID)
    }

    private struct State {
        var entries: [Key: (standing: Standing, until: Duration)] = [:]
        var changes: UInt64 = 0
    }

    static let lifetime = Duration.seconds(5)
    static let capacity = 4_096

    private let state = Mutex(State())
    private let time: any TimeSource

    init(time: any TimeSource) {
        self.time = time
    }

    /// What is remembered, or what `read` finds; nil when the credential is good for nothing.
    func standing(
        _ key: Key, read: () async throws(ServiceError) -> Standing?
    ) async throws(ServiceError) -> Standing? {
        let now = time.uptime()
        let (known, changes) = state.withLock { state in
            (state.entries[key].flatMap { $0.until > now ? $0.standing : nil }, state.changes)
        }
        if let known { return known }
        guard let found = try await read() else { return nil }
        state.withLock { state in
            guard state.changes == changes else { return }
            if state.entries.count >= Self.capacity { state.entries.removeAll(keepingCapacity: true) }
            state.entries[key] = (found, now + Self.lifetime)
        }
        return found
    }

    /// To be called when the store has changed an account, a session or a token, before anybody is told.
    func forgetEverything() {
        state.withLock { state in
            state.changes &+= 1
            state.entries.removeAll(keepingCapacity: true)
        }
    }
}
