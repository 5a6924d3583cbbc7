public import JournalRPC
public import PluginAPI

/// How a caller came to speak for an account.
public enum Credential: Sendable, Hashable {
    /// The kernel said which operating-system user is at the other end.
    case peer
    /// The access token of a session.
    case session(SessionID, TokenLife)
    /// A token for programs, and what it is good for.
    case token(APITokenID, scopes: Set<RPCScope>, TokenLife)
}

/// When a token that was shown is over: by the wall clock, and by the monotonic one, which nobody can set back.
public struct TokenLife: Sendable, Hashable {
    public let until: Instant
    /// In uptime of this process.
    public let deadline: Duration

    public init(until: Instant, deadline: Duration) {
        self.until = until
        self.deadline = deadline
    }
}

/// Who a request speaks for: an account, and what it may do.
public struct Principal: Sendable, Hashable {
    /// The account that owns everything the request touches.
    public let user: UserID
    /// What the account may do beyond its own journal.
    public let role: UserRole
    /// The operating-system user at the other end of the socket.
    public let uid: UInt32
    /// What was shown for the account.
    public let credential: Credential
    /// Whether somebody else chose the password of this login, so that it is good for choosing another and nothing else.
    public let mustChangePassword: Bool

    public init(
        user: UserID, role: UserRole, uid: UInt32, credential: Credential = .peer, mustChangePassword: Bool = false
    ) {
        self.user = user
        self.role = role
        self.uid = uid
        self.credential = credential
        self.mustChangePassword = mustChangePassword
    }

    /// The session that it speaks through, if it is one.
    var session: SessionID? {
        if case .session(let id, _) = credential { id } else { nil }
    }
}
