import AnalyticsSupport
import PluginAPI
import Testing

@Suite("Statistics")
struct StatisticsTests {
    /// The sums of scores in ten-thousandths.
    func sums(_ scores: [Int]) -> Sums {
        var total = Tally()
        for score in scores {
            total += Tally(words: 1, mood: nil, sentiment: (Score(clamping: Int64(score)), .neutral))
        }
        return Sums(total)
    }

    @Test(
        "Quantiles of t agree with the published ones",
        arguments: [
            (4, 2.7764451052), (4.5, 2.6589123472), (5, 2.5705818356), (6.25, 2.4233810304), (7.9, 2.3110949279),
            (9, 2.2621571628), (10, 2.2281388520), (11.99, 2.1790143901), (12, 2.1788128297), (13.5, 2.1522631393),
            (20, 2.0859634473), (30, 2.0422724563), (60, 2.0002978220), (120, 1.9799304051), (1_000, 1.9623390808),
            (1e6, 1.9599663568), (.infinity, 1.9599639845),
        ])
    func quantiles(degrees: Double, expected: Double) throws {
        #expect(abs(try #require(StudentT.quantile975(degrees: degrees)) - expected) < 1e-5)
    }

    @Test("Quantiles fall with the degrees, and there are none below four")
    func quantilesFall() throws {
        var last = Double.infinity
        for step in 0..<2_000 {
            let quantile = try #require(StudentT.quantile975(degrees: 4 + Double(step) * 0.01))
            #expect(quantile < last)
            last = quantile
        }
        #expect(StudentT.quantile975(degrees: 3.9) == nil)
        #expect(StudentT.quantile975(degrees: .nan) == nil)
        #expect(StudentT.quantile975(degrees: -1) == nil)
    }

    @Test("The interval of a mean, worked by hand")
    func meanInterval() throws {
        // Mean 0.391667, variance 0.0984167, t(5) = 2.570582.
        let sample = try #require(Sample(sums([5_000, 2_500, -1_000, 8_000, 3_000, 6_000])))
        #expect(abs(sample.mean - 0.391_666_666_7) < 1e-9)
        #expect(abs(sample.variance - 0.098_416_666_7) < 1e-9)
        let interval = try #require(sample.interval)
        #expect(abs(interval.low - 0.062_443_691_7) < 1e-5)
        #expect(abs(interval.high - 0.720_889_641_6) < 1e-5)
        #expect(interval.excludesZero)
    }

    @Test("Welch's interval, worked by hand and the other way round")
    func welch() throws {
        // Difference 0.427381, 8.932065 degrees of freedom.
        let one = Sample(sums([5_000, 2_500, -1_000, 8_000, 3_000, 6_000]))
        let other = Sample(sums([-2_000, 1_000, 0, -4_000, 3_000, -1_000, 500]))
        let comparison = try #require(Comparison(one, other))
        let interval = try #require(comparison.interval)
        #expect(abs(comparison.difference - 0.427_380_952_4) < 1e-9)
        #expect(abs(interval.low - 0.079_232_453_7) < 1e-5)
        #expect(abs(interval.high - 0.775_529_451_1) < 1e-5)
        let turned = try #require(Comparison(other, one))
        #expect(turned.difference == -comparison.difference)
        #expect(turned.interval?.low == -interval.high)
    }

    @Test("Too few scores have no interval, and neither have scores that do not vary")
    func noInterval() throws {
        let four = Sample(sums([1, 2, 3, 4])), five = Sample(sums([1, 2, 3, 4, 5]))
        #expect(four?.interval == nil)
        #expect(five?.interval != nil)
        #expect(Comparison(four, five) == nil)
        #expect(Comparison(five, four) == nil)
        #expect(Comparison(five, nil) == nil)
        #expect(Sample(sums([])) == nil)
        let equal = try #require(Sample(sums([Int](repeating: 3_333, count: 1_000))))
        #expect(equal.variance == 0)
        #expect(equal.interval == nil)
        let comparison = try #require(Comparison(equal, equal))
        #expect(comparison.difference == 0)
        #expect(comparison.interval == nil)
        // One side that does not vary: the other side's degrees of freedom count.
        let mixed = try #require(Comparison(equal, five)?.interval)
        let half = 2.776_445_105 * (2.5e-8 / 5).squareRoot()
        #expect(abs((mixed.high - mixed.low) / 2 - half) < 1e-9)
    }

    @Test("The variance is exact where floating point would cancel, and never negative")
    func exactVariance() throws {
        var huge = Sums()
        huge.scored = 4_000_000_000
        huge.scoreSum = 4_000_000_000 * 9_999
        huge.scoreSquares = 4_000_000_000 / 2 * (9_998 * 9_998 + 10_000 * 10_000)
        let sample = try #require(Sample(huge))
        #expect(abs(sample.variance - 1e-8) < 1e-15)
        // Damaged: squares that are too small for their sum, and the largest sums there are.
        huge.scoreSquares = 0
        #expect(try #require(Sample(huge)).variance == 0)
        for extreme in [Int64.min, .max] {
            var damaged = Sums()
            damaged.scored = .max
            damaged.scoreSum = extreme
            damaged.scoreSquares = extreme
            #expect(try #require(Sample(damaged)).variance >= 0)
        }
        huge.scored = -3
        #expect(Sample(huge) == nil)
    }

    @Test("Intervals stay within what a score can be")
    func clamped() throws {
        let interval = try #require(Sample(sums([10_000, 10_000, 10_000, 10_000, 0]))?.interval)
        #expect(interval.high == 1)
        #expect(interval.low > 0)
    }

    @Test("About 95 of 100 Welch intervals hold the true difference")
    func coverage() throws {
        // Two uniform samples of unequal spread and size with a true difference of 0.1.
        var random = SplitMix(state: 7)
        var held = 0
        for _ in 0..<4_000 {
            let one = (0..<8).map { _ in Int.random(in: -4_000...6_000, using: &random) }
            let other = (0..<25).map { _ in Int.random(in: -1_000...1_000, using: &random) }
            let interval = try #require(Comparison(Sample(sums(one)), Sample(sums(other)))?.interval)
            if interval.low <= 0.1 && 0.1 <= interval.high { held += 1 }
        }
        #expect((3_720...3_880).contains(held), "\(held) of 4000")
    }
}
