/// A point in time: whole microseconds of UTC since 1970-01-01T00:00:00Z, without leap seconds.
public struct Instant: Hashable, Comparable, Sendable {
    /// Microseconds since the Unix epoch; negative before it.
    public let microseconds: Int64

    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// Whole seconds since the Unix epoch, rounded down.
    public var seconds: Int64 { floorDivide(microseconds, 1_000_000) }

    /// Whole milliseconds since the Unix epoch, rounded down.
    public var milliseconds: Int64 { floorDivide(microseconds, 1_000) }

    /// This instant moved by a number of seconds, held at the ends of what can be said.
    public func advanced(bySeconds seconds: Int64) -> Instant {
        let (delta, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        let (sum, carry) = microseconds.addingReportingOverflow(delta)
        guard !overflow, !carry else { return Instant(microseconds: seconds < 0 ? .min : .max) }
        return Instant(microseconds: sum)
    }

    public static func < (left: Instant, right: Instant) -> Bool { left.microseconds < right.microseconds }
}

/// Division that rounds towards minus infinity. `divisor` is positive.
@inlinable
public func floorDivide(_ dividend: Int64, _ divisor: Int64) -> Int64 {
    let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
}
