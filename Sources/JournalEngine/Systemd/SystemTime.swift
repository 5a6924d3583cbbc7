import Glibc
public import PluginAPI

/// The kernel's clocks.
public struct SystemTime: TimeSource {
    public init() {}

    public func now() -> Instant {
        let time = Self.read(CLOCK_REALTIME)
        let (micros, overflow) = Int64(time.tv_sec).multipliedReportingOverflow(by: 1_000_000)
        guard !overflow else { return Instant(microseconds: time.tv_sec < 0 ? .min : .max) }
        return Instant(microseconds: micros + Int64(time.tv_nsec / 1_000))
    }

    /// Time since the machine started, sleep included: a limit or lifetime also ends while a laptop is shut.
    public func uptime() -> Duration {
        let time = Self.read(CLOCK_BOOTTIME)
        return .seconds(Int64(time.tv_sec)) + .nanoseconds(Int64(time.tv_nsec))
    }

    /// Microseconds of CLOCK_MONOTONIC, which systemd asks for with `RELOADING=1`.
    static func monotonicMicroseconds() -> UInt64 {
        let time = read(CLOCK_MONOTONIC)
        return UInt64(max(time.tv_sec, 0)) * 1_000_000 + UInt64(max(time.tv_nsec, 0) / 1_000)
    }

    private static func read(_ clock: clockid_t) -> timespec {
        var time = timespec()
        // Fails only for a clock that the kernel does not know; these have been there since Linux 2.6.39.
        clock_gettime(clock, &time)
        return time
    }
}
