/// Times small pieces of work: many calls make a round, many rounds make a figure.
struct Stopwatch {
    /// Time for each piece of work in all.
    var budget: Duration

    /// Least and median time of one call, over the rounds.
    struct Figure {
        var least: Double
        var median: Double
    }

    /// Rounds of about a millisecond, so that the clock costs nothing, until the budget is used up.
    func measure(_ work: () throws -> Void) rethrows -> Figure {
        let clock = ContinuousClock()
        var calls = 1
        while calls < 1 << 20, try round(calls, clock, work) < .milliseconds(1) { calls *= 2 }
        var rounds: [Double] = []
        let end = clock.now + budget
        repeat {
            rounds.append(try round(calls, clock, work) / .nanoseconds(calls))
        } while clock.now < end
        rounds.sort()
        return Figure(least: rounds[0], median: rounds[rounds.count / 2])
    }

    private func round(_ calls: Int, _ clock: ContinuousClock, _ work: () throws -> Void) rethrows -> Duration {
        try clock.measure {
            for _ in 0..<calls { try work() }
        }
    }
}
