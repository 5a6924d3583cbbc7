import Synchronization

/// Keeps a server that is away from being asked by every connection at once: after a failure the next try waits, longer each time.
final class ReconnectGate: Sendable {
    private struct State {
        var failures = 0
        var notBefore: UInt64 = 0
        var last: PostgresFailure?
    }

    private static let first: UInt64 = 100_000_000
    private static let longest: UInt64 = 5_000_000_000
    private let state = Mutex(State())

    /// Why the server could not be reached the last time, while that is so.
    var failure: PostgresFailure? { state.withLock { $0.last } }

    /// Opens a connection unless it is open, or says at once that the server is away.
    func open(_ connection: Connection) throws {
        if !connection.isOpen {
            let away = state.withLock { $0.last != nil && Deadline.now < $0.notBefore ? $0.last : nil }
            if let away { throw away }
        }
        do {
            try connection.ensureOpen()
            state.withLock { if $0.last != nil { $0 = State() } }
        } catch {
            let failure = error as? PostgresFailure ?? PostgresFailure(.connection, "the connection failed")
            state.withLock { state in
                let delay = min(Self.longest, Self.first << UInt64(min(state.failures, 6)))
                state.failures += 1
                state.notBefore = Deadline.now + delay / 2 + UInt64.random(in: 0...(delay / 2))
                state.last = failure
            }
            throw failure
        }
    }
}
