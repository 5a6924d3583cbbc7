/// Where the time comes from, injected so that tests move it.
public protocol TimeSource: Sendable {
    /// The wall clock. It may jump either way; never measure with it.
    func now() -> Instant
    /// Time since some fixed moment, that only grows: for limits, lifetimes and timeouts.
    func uptime() -> Duration
}
