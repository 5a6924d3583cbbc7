/// Finds the account of a caller.
public protocol PrincipalResolver: Sendable {
    /// The account that answers to the peer's uid; it may be made now. Asked once a connection, before its first
    /// request that needs a user, never on an event loop, and never for uid 65534.
    /// - Throws: `.unauthenticated` when there is none, `.unavailable` when nobody can say.
    func principal(for peer: PeerCredentials) async throws(ServiceError) -> Principal
}
