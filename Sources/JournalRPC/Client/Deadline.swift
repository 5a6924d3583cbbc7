internal import Glibc

/// A moment on the monotonic clock. Changes of the wall clock do not move it.
struct Deadline {
    private let end: ContinuousClock.Instant?

    /// So long from now; nil waits without end.
    init(after duration: Duration?) {
        end = duration.map { ContinuousClock.now.advanced(by: $0) }
    }

    var hasPassed: Bool { end.map { $0 <= ContinuousClock.now } ?? false }

    /// What is left for `poll`: milliseconds rounded up, −1 without end, at most an hour at a time.
    var pollTimeout: Int32 {
        guard let end else { return -1 }
        let left = ContinuousClock.now.duration(to: end)
        guard left > .zero else { return 0 }
        guard left < .seconds(3_600) else { return 3_600_000 }
        let parts = left.components
        let milliseconds = parts.seconds * 1_000 + parts.attoseconds / 1_000_000_000_000_000 + 1
        return Int32(clamping: milliseconds)
    }
}
