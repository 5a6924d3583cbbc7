/// Keeps calls from a server that is down, and from one that asked for a pause.
///
/// Closed, it counts failures in a row; at the threshold it opens and refuses calls for a while, then lets one through:
/// when that succeeds it closes, else it opens for twice as long.
struct CircuitBreaker: Sendable {
    private enum State {
        case closed(failures: Int)
        case open(until: Duration, coolDown: Duration)
        case probing(coolDown: Duration)
    }

    static let threshold = 5
    static let firstCoolDown = Duration.seconds(15)
    static let longestCoolDown = Duration.seconds(600)

    private var state = State.closed(failures: 0)
    /// Until then the server wants no calls.
    private var pausedUntil = Duration.zero

    /// Whether calls go through.
    var isClosed: Bool {
        if case .closed = state { true } else { false }
    }

    /// Nil when a call may be made now; its outcome must then be told. Else how long to wait.
    mutating func admit(at now: Duration) -> Duration? {
        guard now >= pausedUntil else { return pausedUntil - now }
        switch state {
        case .closed:
            return nil
        case .open(let until, let coolDown):
            guard now >= until else { return until - now }
            state = .probing(coolDown: coolDown)
            return nil
        case .probing:
            return .seconds(1)
        }
    }

    /// The server answered, whatever it said.
    mutating func succeeded() {
        state = .closed(failures: 0)
    }

    /// The server did not answer, or with a fault of its own.
    mutating func failed(at now: Duration) {
        switch state {
        case .closed(let failures) where failures + 1 < Self.threshold:
            state = .closed(failures: failures + 1)
        case .closed:
            state = .open(until: now + Self.firstCoolDown, coolDown: Self.firstCoolDown)
        case .probing(let coolDown):
            let longer = min(coolDown * 2, Self.longestCoolDown)
            state = .open(until: now + longer, coolDown: longer)
        case .open:
            // A call from before it opened.
            break
        }
    }

    /// The call ended without a word of the server, such as by a cancellation.
    mutating func abandoned(at now: Duration) {
        if case .probing(let coolDown) = state { state = .open(until: now, coolDown: coolDown) }
    }

    /// The server asked for no calls until then.
    mutating func pause(until moment: Duration) {
        pausedUntil = max(pausedUntil, moment)
    }
}
