/// Names the subject of a `SessionID`.
public enum SessionSubject {}
/// One sign-in and the tokens that follow from it.
public typealias SessionID = Identifier<SessionSubject>

/// A sign-in: what an access token must find in the store on every use.
public struct StoredSession: Hashable, Sendable {
    public let id: SessionID
    /// The operating-system user that signed in; the session is good for no other.
    public let uid: UInt32
    /// What the client called it, sealed, or nil.
    public let label: SealedBytes?
    /// Whether a second factor was given.
    public let secondFactor: Bool
    public let createdAt: Instant
    /// When its refresh token was last used.
    public var usedAt: Instant
    /// After this it is over unless it is refreshed.
    public var idleUntil: Instant
    /// After this it is over.
    public let expiresAt: Instant
    /// The refresh token that is good for one more use.
    public var refresh: SecretHash

    public init(
        id: SessionID, uid: UInt32, label: SealedBytes?, secondFactor: Bool, createdAt: Instant, usedAt: Instant,
        idleUntil: Instant, expiresAt: Instant, refresh: SecretHash
    ) {
        self.id = id
        self.uid = uid
        self.label = label
        self.secondFactor = secondFactor
        self.createdAt = createdAt
        self.usedAt = usedAt
        self.idleUntil = idleUntil
        self.expiresAt = expiresAt
        self.refresh = refresh
    }

    /// Whether it may still be used.
    public func isAlive(at now: Instant) -> Bool { now < idleUntil && now < expiresAt }
}

/// The exchange of a refresh token for the next one.
public struct RefreshRotation: Hashable, Sendable {
    public let session: SessionID
    public let old: SecretHash
    public let new: SecretHash
    public let at: Instant
    public let idleUntil: Instant

    public init(session: SessionID, old: SecretHash, new: SecretHash, at: Instant, idleUntil: Instant) {
        self.session = session
        self.old = old
        self.new = new
        self.at = at
        self.idleUntil = idleUntil
    }
}

/// What became of a refresh token.
public enum RefreshOutcome: Hashable, Sendable {
    /// It was the current one; the new one took its place.
    case rotated(StoredSession)
    /// It had been used before: the session is gone now, and with it every token that came of it (RFC 9700, 4.14.2).
    case reused
    /// There is no such session, or it never had this token. Nothing was changed.
    case unknown
}

/// Which sessions of one user.
public enum SessionSelection: Hashable, Sendable {
    case one(SessionID)
    case all(but: SessionID?)
}

/// Sign-ins. Every call names the owner; a session of anybody else does not exist for it. Every change is durable when the call returns.
public protocol SessionStore: Sendable {
    /// Adds a session; if the owner then has more than `limit`, those used longest ago are removed.
    /// - Throws: `.notFound` for an unknown user, `.alreadyExists` for a known id.
    func openSession(
        _ session: StoredSession, limit: Int, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError)
    /// The session, also one that is over by its times, or nil.
    func session(_ id: SessionID, of owner: UserID) async throws(StorageError) -> StoredSession?
    /// The owner's sessions in order of id, also those that are over by their times.
    func sessions(of owner: UserID) async throws(StorageError) -> [StoredSession]
    /// Exchanges a refresh token in one transaction. Of those that exchange the same token at once, one wins; any other
    /// finds it used and ends the session. The store remembers the 1,000 tokens of a session that were used last.
    /// - Parameter event: noted when the session ends for reuse.
    func rotate(
        _ rotation: RefreshRotation, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) -> RefreshOutcome
    /// Ends sessions; the event is noted when there were any.
    /// - Returns: how many were ended.
    func endSessions(
        _ which: SessionSelection, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) -> Int
    /// Removes sessions of all users that are over, at most so many.
    /// - Returns: how many were removed.
    func removeEndedSessions(at now: Instant, limit: Int) async throws(StorageError) -> Int
}

/// How many used refresh tokens of one session a store remembers.
public let rememberedRefreshTokens = 1_000
