/// Names the subject of an `APITokenID`.
public enum APITokenSubject {}
/// A token that a person gave to a program.
public typealias APITokenID = Identifier<APITokenSubject>

/// A token that a person gave to a program.
public struct StoredAPIToken: Hashable, Sendable {
    public let id: APITokenID
    /// What its owner calls it, sealed.
    public let label: SealedBytes
    public let hash: SecretHash
    /// Words that the engine gives a meaning, such as `read`.
    public let scopes: [String]
    public let createdAt: Instant
    /// After this it is of no use.
    public let expiresAt: Instant
    public var usedAt: Instant?
    /// The operating-system user that used it last.
    public var usedBy: UInt32?

    public init(
        id: APITokenID, label: SealedBytes, hash: SecretHash, scopes: [String], createdAt: Instant, expiresAt: Instant,
        usedAt: Instant? = nil, usedBy: UInt32? = nil
    ) {
        self.id = id
        self.label = label
        self.hash = hash
        self.scopes = scopes
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.usedAt = usedAt
        self.usedBy = usedBy
    }
}

/// When and by whom a token was used last.
public struct APITokenUse: Hashable, Sendable {
    public let owner: UserID
    public let token: APITokenID
    public let at: Instant
    public let uid: UInt32

    public init(owner: UserID, token: APITokenID, at: Instant, uid: UInt32) {
        self.owner = owner
        self.token = token
        self.at = at
        self.uid = uid
    }
}

/// Tokens for programs. Every call names the owner; a token of anybody else does not exist for it.
public protocol APITokenStore: Sendable {
    /// Adds a token, unless the owner has `limit` of them already.
    /// - Returns: whether it was added; the event is noted then.
    /// - Throws: `.notFound` for an unknown user, `.alreadyExists` for a known id.
    func createToken(
        _ token: StoredAPIToken, limit: Int, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) -> Bool
    /// The token, also one that has expired, or nil.
    func token(_ id: APITokenID, of owner: UserID) async throws(StorageError) -> StoredAPIToken?
    /// The owner's tokens in order of id.
    func tokens(of owner: UserID) async throws(StorageError) -> [StoredAPIToken]
    /// Removes a token.
    /// - Returns: whether it was there; the event is noted then.
    func revokeToken(
        _ id: APITokenID, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) -> Bool
    /// Notes last uses; one that is earlier than what is there, or of a token that is gone, is passed over.
    /// Derived data: it may be written behind.
    func noteTokenUses(_ uses: [APITokenUse], events: [AuditEvent]) async throws(StorageError)
}
