public import PluginAPI

/// Who a request speaks for: an account, and what it may do.
public struct Principal: Sendable, Hashable {
    /// The account that owns everything the request touches.
    public let user: UserID
    /// What the account may do beyond its own journal.
    public let role: UserRole
    /// The operating-system user at the other end of the socket.
    public let uid: UInt32

    public init(user: UserID, role: UserRole, uid: UInt32) {
        self.user = user
        self.role = role
        self.uid = uid
    }
}
