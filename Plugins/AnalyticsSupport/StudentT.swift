/// Quantiles of Student's t distribution for two-sided 95 % intervals.
public enum StudentT {
    /// The least degrees of freedom that are answered.
    public static let leastDegrees = 4.0

    /// The t with 2.5 % of the distribution above it, for any real number of degrees of freedom.
    ///
    /// It is the expansion of Abramowitz and Stegun, *Handbook of Mathematical Functions*, 26.7.5, whose terms are
    /// worked out here for p = 0.975. Below twelve degrees its remainder, known exactly at the whole numbers, is
    /// interpolated by a cubic in 1/ν. The result is off by less than 10⁻⁵.
    /// - Returns: nil for fewer than `leastDegrees` and for not-a-number.
    public static func quantile975(degrees: Double) -> Double? {
        guard degrees >= leastDegrees else { return nil }
        return expansion(degrees) + (degrees < Double(lastExact) ? remainder(degrees) : 0)
    }

    /// The 0.975 quantiles for 3, 4 … 12 degrees.
    private static let exact: [Double] = [
        3.182446305, 2.776445105, 2.570581836, 2.446911851, 2.364624252, 2.306004135, 2.262157163, 2.228138852,
        2.200985160, 2.178812830,
    ]
    private static let firstExact = 3
    private static let lastExact = 12

    private static func expansion(_ degrees: Double) -> Double {
        let x = 1 / degrees
        return 1.959963984540054
            + x * (2.372271230298562 + x * (2.822498615739641 + x * (2.555849679507722 + x * 1.589534053382344)))
    }

    /// What the expansion misses, from the four whole numbers around `degrees`, which is within 4..<12.
    private static func remainder(_ degrees: Double) -> Double {
        let start = min(max(Int(degrees) - 1, firstExact), lastExact - 3)
        let nodes = (start...start + 3).map { Double($0) }
        var sum = 0.0
        for node in nodes {
            var weight = exact[Int(node) - firstExact] - expansion(node)
            for other in nodes where other != node {
                weight *= (1 / degrees - 1 / other) / (1 / node - 1 / other)
            }
            sum += weight
        }
        return sum
    }
}
