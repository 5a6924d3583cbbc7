/// What becomes of a batch.
public enum BatchEnding: Sendable, Equatable {
    case completes
    /// The server refuses all of it.
    case fails
    /// Its time is over when so many lines are worked off.
    case expires(afterLines: Int)
}

/// A request whose reply is never sent, once: the client is to be killed while it waits.
struct Stall: Sendable {
    let method: String
    /// What the path begins with.
    let path: String
    /// Whether the server does what was asked before it goes silent.
    let happens: Bool
}
