/// The difference between two mean scores, by Welch's test: the variances may differ.
public struct Comparison: Hashable, Sendable {
    /// First mean less second mean, −2…2.
    public let difference: Double
    /// Its 95 % confidence interval, or nil when the scores of neither side vary.
    public let interval: Interval?

    /// Compares two samples; nil when either has fewer than `Sample.minimum` scores.
    public init?(_ first: Sample?, _ second: Sample?) {
        guard let first, let second, min(first.count, second.count) >= Sample.minimum else { return nil }
        difference = first.mean - second.mean
        let (a, b) = (first.squaredError, second.squaredError)
        let freedom = Double(first.count - 1), otherFreedom = Double(second.count - 1)
        // Divided by the larger part, so that tiny variances do not vanish when squared.
        let largest = max(a, b)
        guard largest > 0 else { interval = nil; return }
        let (x, y) = (a / largest, b / largest)
        let welch = (x + y) * (x + y) / (x * x / freedom + y * y / otherFreedom)
        // Never below the smaller side's own, but for rounding.
        let degrees = max(welch, min(freedom, otherFreedom))
        interval = StudentT.quantile975(degrees: degrees).map {
            Interval(around: first.mean - second.mean, halfWidth: $0 * (a + b).squareRoot(), limit: 2)
        }
    }
}
