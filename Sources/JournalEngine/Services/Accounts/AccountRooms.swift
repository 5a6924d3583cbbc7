import JournalRPC
import PluginAPI

/// What the services of accounts share.
struct AccountRooms: Sendable {
    let store: any StoragePlugin
    let accounts: AccountDirectory
    let keys: AccountKeys
    let ids: IdentifierSource
    let time: any TimeSource
    let audit: AuditTrail
    let gate: Gatekeeper
    let hasher: PasswordHasher
    let throttle: GuessThrottle
    let watchers: WatchService
    let rules: SessionRules
    let outlet: ChangeOutlet

    /// To be called when the store has changed who may come in, before anybody is told.
    func accessChanged(of user: UserID) {
        gate.standings.forgetEverything()
        outlet.tell(.account, of: user)
    }

    /// What follows when sessions have ended: they are refused from the next call on, and hear nothing more.
    func sessionsEnded(_ which: SessionSelection, of user: UserID) {
        accessChanged(of: user)
        watchers.end(of: user) { connection in
            guard let session = connection.principal?.session else { return false }
            return switch which {
            case .one(let id): session == id
            case .all(let kept): session != kept
            }
        }
    }

    func credentials(of user: UserID) async throws(ServiceError) -> StoredCredentials {
        let found = try await storing { () async throws(StorageError) in try await store.credentials(of: user) }
        guard let found else { throw .unauthenticated }
        return found
    }

    /// Applies a change and forgets what was known of who may come in.
    @discardableResult
    func apply(
        _ change: CredentialChange, of user: UserID, noting event: AuditEvent?
    ) async throws(ServiceError) -> Bool {
        defer { accessChanged(of: user) }
        return try await storing { () async throws(StorageError) in
            try await store.apply(change, of: user, noting: event)
        }
    }

    func note(_ event: AuditEvent) async throws(ServiceError) {
        try await storing { () async throws(StorageError) in try await store.note([event]) }
    }

    /// When something that lives so many seconds is over, as the wire says it.
    func text(in seconds: Int64) -> String { InstantText.format(time.now().advanced(bySeconds: seconds)) }
}

/// How long sessions live.
struct SessionRules: Sendable {
    /// Without a refresh, in seconds.
    var idle: Int64
    /// In all, in seconds.
    var absolute: Int64
    /// How long a password that somebody else chose is good for choosing another, in seconds.
    static let initialPassword: Int64 = 7 * 86_400
    /// Of one account; the one unused for longest makes room.
    static let mostSessions = 100
    /// Of one account.
    static let mostTokens = 100
}
