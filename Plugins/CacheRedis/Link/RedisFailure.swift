/// Why a command has no answer. Nobody but the operator hears of it: for the engine the value is not there.
enum RedisFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no connection; it is being made anew in the background.
    case unavailable
    /// Too much waits already.
    case full
    /// The answer did not come in time; the connection was given up.
    case timedOut
    /// The server closed the connection or it broke.
    case closed
    /// The server sends what is no answer.
    case violation(String)
    /// The server refuses what a connection begins with.
    case refused(String)

    var description: String {
        switch self {
        case .unavailable: "not connected"
        case .full: "too many commands are waiting"
        case .timedOut: "no answer in time"
        case .closed: "the connection was closed"
        case .violation(let reason): "the answer is not Redis's: \(reason)"
        case .refused(let reason): "refused: \(reason)"
        }
    }
}
