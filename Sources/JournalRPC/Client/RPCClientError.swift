/// Why a call from the client side came to nothing.
public enum RPCClientError: Error, Sendable, Equatable {
    /// No connection to the socket at `path`; `reason` is the system's text.
    case unreachable(path: String, reason: String)
    /// The deadline passed. The call may still take effect.
    case timedOut
    /// The daemon closed the connection.
    case closed
    /// What came is not what the protocol allows, or the params could not be encoded.
    case protocolViolation(String)
    /// The daemon refused the call.
    case remote(RPCError)
}
