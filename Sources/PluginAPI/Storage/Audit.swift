/// Names the subject of an `AuditID`.
public enum AuditSubject {}
/// One event of the audit trail. Ids ascend in the order of noting.
public typealias AuditID = Identifier<AuditSubject>

/// What happened to the safety of an account: no secret and no text.
public struct AuditEvent: Hashable, Sendable {
    public let id: AuditID
    public let at: Instant
    /// The account that it happened to, or nil when there is none: an unknown name, or the daemon itself.
    public let account: UserID?
    /// The account that did it, when that is known.
    public let actor: UserID?
    /// The operating-system user at the other end of the socket.
    public let uid: UInt32?
    /// A word of the engine, such as `login`.
    public let kind: String
    /// `success` or `failure`.
    public let outcome: String
    /// The method that was called.
    public let method: String?
    /// The id of the session, token or other thing that it concerns.
    public let subject: String?

    public init(
        id: AuditID, at: Instant, account: UserID?, actor: UserID?, uid: UInt32?, kind: String, outcome: String,
        method: String?, subject: String?
    ) {
        self.id = id
        self.at = at
        self.account = account
        self.actor = actor
        self.uid = uid
        self.kind = kind
        self.outcome = outcome
        self.method = method
        self.subject = subject
    }
}

/// Whose events.
public enum AuditSelection: Hashable, Sendable {
    case account(UserID)
    case everything
}

/// The audit trail. Bounded: of each account, and of what belongs to none, the `keptAuditEvents` noted last are kept, so that nobody
/// can push another's events out.
public protocol AuditStore: Sendable {
    /// Adds events; durable when the call returns. One of an account that is gone is kept among those of none.
    func note(_ events: [AuditEvent]) async throws(StorageError)
    /// Events by id, newest first.
    /// - Parameter outcome: only events with this outcome.
    /// - Parameter before: only events older than this one.
    func auditEvents(
        _ which: AuditSelection, outcome: String?, before: AuditID?, limit: Int
    ) async throws(StorageError) -> [AuditEvent]
    /// Removes events from before an instant, at most so many.
    /// - Returns: how many were removed.
    func removeAuditEvents(before: Instant, limit: Int) async throws(StorageError) -> Int
}

/// How many events of one account a store keeps.
public let keptAuditEvents = 2_000
