/// Count, mean and variance of scores: all that an interval needs.
public struct Sample: Hashable, Sendable {
    /// The fewest scores of which an interval is told. With fewer, it says more of chance than of the writer.
    public static let minimum: Int64 = 5

    public let count: Int64
    /// −1…1.
    public let mean: Double
    /// The unbiased variance; 0 for a single score.
    public let variance: Double

    /// The sample behind some sums, or nil when nothing is scored.
    ///
    /// The variance is (n·Σx² − (Σx)²) / n(n−1) with the numerator in whole numbers of 128 bits, so that it is
    /// exactly 0 when all scores are equal, however many there are.
    public init?(_ sums: Sums) {
        guard sums.scored > 0 else { return nil }
        count = sums.scored
        mean = min(max(Double(sums.scoreSum) / Double(sums.scored) / 10_000, -1), 1)
        guard sums.scored > 1 else { variance = 0; return }
        let spread =
            Int128(sums.scored) * Int128(sums.scoreSquares) - Int128(sums.scoreSum) * Int128(sums.scoreSum)
        let size = Double(sums.scored)
        variance = max(0, Double(spread) / size / (size - 1) / 1e8)
    }

    /// The square of the standard error of the mean.
    var squaredError: Double { variance / Double(count) }

    /// The 95 % confidence interval of the mean by Student's t, held within −1…1.
    ///
    /// Nil with fewer than `minimum` scores, and when all are equal: their spread is then unknown, not zero.
    public var interval: Interval? {
        guard count >= Self.minimum, variance > 0,
            let quantile = StudentT.quantile975(degrees: Double(count - 1))
        else { return nil }
        return Interval(around: mean, halfWidth: quantile * squaredError.squareRoot(), limit: 1)
    }
}

/// The ends of a 95 % confidence interval.
public struct Interval: Hashable, Sendable {
    public let low: Double
    public let high: Double

    /// `centre` ± `halfWidth`, held within ±`limit`: no true value lies beyond, so the cover stays.
    init(around centre: Double, halfWidth: Double, limit: Double) {
        low = max(centre - halfWidth, -limit)
        high = min(centre + halfWidth, limit)
    }

    /// Whether the interval leaves out zero.
    public var excludesZero: Bool { low > 0 || high < 0 }
}
