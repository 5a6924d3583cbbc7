public import PluginAPI
import Synchronization

/// A time source that moves only when a test moves it.
public final class ManualClock: TimeSource {
    private struct State {
        var now: Instant
        var uptime: Duration
    }

    private let state: Mutex<State>

    /// - Parameter now: the first wall-clock reading; uptime starts at zero.
    public init(now: Instant = Instant(microseconds: 1_767_225_600_000_000)) {
        state = Mutex(State(now: now, uptime: .zero))
    }

    public func now() -> Instant { state.withLock { $0.now } }
    public func uptime() -> Duration { state.withLock { $0.uptime } }

    /// Lets time pass: the wall clock and the uptime both move. A negative duration moves only the wall clock,
    /// because uptime never shrinks.
    public func advance(by duration: Duration) {
        state.withLock {
            $0.now = $0.now.moved(by: duration)
            if duration > .zero { $0.uptime += duration }
        }
    }

    /// Sets the wall clock, forwards or backwards, as an operator or NTP would; the uptime stays.
    public func setWallClock(to instant: Instant) {
        state.withLock { $0.now = instant }
    }
}

extension Instant {
    fileprivate func moved(by duration: Duration) -> Instant {
        let (seconds, attoseconds) = duration.components
        let whole = advanced(bySeconds: seconds)
        let (sum, overflow) = whole.microseconds.addingReportingOverflow(attoseconds / 1_000_000_000_000)
        return overflow ? whole : Instant(microseconds: sum)
    }
}
