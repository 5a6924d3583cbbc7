/// Finds the account of a caller, and says whether what was found still holds.
public protocol PrincipalResolver: Sendable {
    /// The account that answers to the peer's uid; it may be made now. Asked once a connection, before its first
    /// request that needs a user, never on an event loop, and never for uid 65534.
    /// - Throws: `.unauthenticated` when there is none, `.unavailable` when nobody can say.
    func principal(for peer: PeerCredentials) async throws(ServiceError) -> Principal

    /// What an earlier answer, or a token that was shown, is good for now. Asked before every request.
    /// - Throws: `.unauthenticated` when it is good for nothing any more, `.unavailable` when nobody can say.
    func confirm(_ principal: Principal, on connection: ConnectionHandle) async throws(ServiceError) -> Principal

    /// Lets a method through that wants a fresh login.
    /// - Throws: `.reauthenticationRequired` when the last proof is too old.
    func requireFresh(_ principal: Principal, on connection: ConnectionHandle) async throws(ServiceError)
}

extension PrincipalResolver {
    /// An answer that holds for as long as its connection.
    public func confirm(_ principal: Principal, on connection: ConnectionHandle) async throws(ServiceError) -> Principal {
        principal
    }

    /// A resolver that knows of no proofs has none to show.
    public func requireFresh(_ principal: Principal, on connection: ConnectionHandle) async throws(ServiceError) {
        throw .reauthenticationRequired
    }
}
