/// How long to stay away from a server that failed: twice as long each time, with a share of chance so that many daemons do not
/// come back at once. A connection that held for a while starts it over; one that came up and failed at once does not, so that
/// a server that answers only the first question is left alone like one that answers none.
struct Backoff: Hashable, Sendable {
    static let first = Duration.milliseconds(100)
    static let longest = Duration.seconds(10)
    static let steady = Duration.seconds(10)

    private(set) var failures = 0

    /// - Parameters:
    ///   - lived: how long the connection held; nil when there was none.
    ///   - chance: 0..<1.
    mutating func next(afterLiving lived: Duration?, chance: Double) -> Duration {
        if let lived, lived >= Self.steady { failures = 0 }
        let whole = min(Self.first * (1 << min(failures, 10)), Self.longest)
        failures = min(failures + 1, 1_000)
        return whole * (0.75 + 0.5 * min(max(chance, 0), 1))
    }
}
