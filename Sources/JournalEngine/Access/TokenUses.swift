import JournalRPC
import PluginAPI
import Synchronization

/// When and by whom tokens for programs were used: gathered in memory and written behind, because nobody waits for it.
final class TokenUses: Sendable {
    private struct Key: Hashable, Sendable {
        let owner: UserID
        let token: APITokenID
    }

    private struct State {
        /// What was not written yet.
        var uses: [Key: APITokenUse] = [:]
        var events: [AuditEvent] = []
        /// Who used each token last, as far as it was used since the start.
        var lastUsers: [Key: UInt32] = [:]
    }

    static let capacity = 4_096
    private let state = Mutex(State())
    private let audit: AuditTrail

    init(audit: AuditTrail) {
        self.audit = audit
    }

    /// Notes a use; the first one by another uid than before is an event of the audit trail.
    func note(_ token: StoredAPIToken, of owner: UserID, uid: UInt32, at now: Instant) {
        let key = Key(owner: owner, token: token.id)
        state.withLock { state in
            if state.uses[key] == nil, state.uses.count >= Self.capacity { return }
            state.uses[key] = APITokenUse(owner: owner, token: token.id, at: now, uid: uid)
            guard (state.lastUsers[key] ?? token.usedBy) != uid else { return }
            if state.lastUsers.count >= Self.capacity { state.lastUsers.removeAll() }
            state.lastUsers[key] = uid
            guard state.events.count < Self.capacity else { return }
            state.events.append(
                audit.event(.tokenUsedFromNewPeer, account: owner, uid: uid, method: "session.attach", subject: token.id.description))
        }
    }

    /// Writes what was gathered; what cannot be written is gathered again.
    func flush(to store: any StoragePlugin) async {
        let (uses, events) = state.withLock { state in
            defer { (state.uses, state.events) = ([:], []) }
            return (state.uses, state.events)
        }
        guard !uses.isEmpty || !events.isEmpty else { return }
        do {
            try await store.noteTokenUses(Array(uses.values), events: events)
        } catch {
            state.withLock { state in
                state.uses.merge(uses) { new, _ in new }
                state.events = events + state.events.prefix(max(0, Self.capacity - events.count))
            }
        }
    }

    /// What is known of a token beyond what the store says.
    func last(_ token: APITokenID, of owner: UserID) -> APITokenUse? {
        state.withLock { $0.uses[Key(owner: owner, token: token)] }
    }
}
