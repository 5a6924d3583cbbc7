import PluginAPI
import Testing

@Suite struct ScoreTests {
    @Test(arguments: [
        (0, 0), (1, 10_000), (-1, -10_000), (0.12345, 1_235), (-0.12345, -1_235), (0.00004, 0), (0.00005, 1),
        (2, 10_000), (-7, -10_000), (.infinity, 10_000), (-.infinity, -10_000), (.nan, 0), (1e300, 10_000),
    ] as [(Double, Int32)])
    func nearestTenThousandth(_ value: Double, _ wanted: Int32) {
        #expect(Score(value).tenThousandths == wanted)
    }

    @Test func everyScoreSurvivesItsValue() {
        for number in -10_000...10_000 as ClosedRange<Int64> {
            #expect(Score(Score(clamping: number).value).tenThousandths == Int32(number))
        }
        #expect(Score(clamping: .max).tenThousandths == 10_000)
        #expect(Score(clamping: .min).tenThousandths == -10_000)
        #expect(Score(clamping: -5) < Score(clamping: 5))
    }

    @Test func moodsGoFromOneToFive() {
        for value in [Int.min, -1, 0, 6, 256, 257, .max] { #expect(Mood(value) == nil) }
        #expect((1...5).compactMap { Mood($0)?.value } == [1, 2, 3, 4, 5])
    }

    @Test func labelsHaveAPlaceEach() {
        #expect(SentimentLabel.allCases.map(\.index) == [0, 1, 2, 3, 4])
    }
}

@Suite struct TallyTests {
    private func tally(_ words: Int, _ mood: Int, _ score: Int64, _ label: SentimentLabel) -> Tally {
        Tally(words: words, mood: Mood(mood), sentiment: (Score(clamping: score), label))
    }

    @Test func whatOneEntryAdds() {
        let one = tally(12, 4, -3_000, .mixed)
        #expect([one.entries, one.words, one.scored, one.scoreSum, one.scoreSquares] == [1, 12, 1, -3_000, 9_000_000])
        #expect(one.labels == [0, 0, 0, 1, 0])
        #expect(one.moods == [0, 0, 0, 1, 0])
        let unknown = tally(1, 0, 9_000, .unknown)
        #expect([unknown.scored, unknown.scoreSum, unknown.scoreSquares] == [0, 0, 0])
        #expect(unknown.labels == [0, 0, 0, 0, 1])
        let bare = Tally(words: 0, mood: nil, sentiment: nil)
        #expect(bare.labels == [0, 0, 0, 0, 0] && bare.entries == 1)
    }

    @Test func addingAndTakingAwayLeavesNothing() {
        var generator = SystemRandomNumberGenerator()
        let parts = (0..<500).map { _ in
            tally(
                Int.random(in: 0...5_000, using: &generator), Int.random(in: 0...5, using: &generator),
                Int64.random(in: -10_000...10_000, using: &generator),
                SentimentLabel.allCases.randomElement(using: &generator) ?? .neutral)
        }
        var sum = Tally()
        for part in parts { sum += part }
        #expect(sum.entries == 500)
        #expect(sum.labels.reduce(0, +) == 500)
        for part in parts.shuffled(using: &generator) { sum -= part }
        #expect(sum == Tally())
    }

    @Test func meansAndVariance() throws {
        var sum = Tally()
        #expect(sum.meanScore == nil && sum.scoreVariance == nil && sum.meanMood == nil)
        sum += tally(1, 2, 5_000, .positive)
        #expect(sum.meanScore == 0.5 && sum.scoreVariance == nil && sum.meanMood == 2)
        sum += tally(1, 5, -5_000, .negative)
        sum += tally(1, 0, 9_000, .unknown)
        #expect(sum.meanScore == 0)
        #expect(abs(try #require(sum.scoreVariance) - 0.5) < 1e-12)
        #expect(sum.meanMood == 3.5)
    }

    @Test func damagedSumsDoNotStopTheDaemon() {
        var sum = Tally()
        sum.words = .max
        sum += tally(.max, 1, 1, .neutral)
        sum -= tally(.max, 1, 1, .neutral)
        #expect(sum.words == .max)
        sum.labels = [1]
        sum += tally(1, 1, 1, .neutral)
        #expect(sum.labels == [1])
    }
}

@Suite struct InstantTests {
    @Test(arguments: [(0, 0, 0), (1, 0, 0), (-1, -1, -1), (1_999_999, 1, 1_999), (-1_000_001, -2, -1_001)] as [(Int64, Int64, Int64)])
    func roundsDown(_ microseconds: Int64, _ seconds: Int64, _ milliseconds: Int64) {
        let instant = Instant(microseconds: microseconds)
        #expect(instant.seconds == seconds)
        #expect(instant.milliseconds == milliseconds)
    }

    @Test func holdsAtTheEnds() {
        let now = Instant(microseconds: 1_700_000_000_000_000)
        #expect(now.advanced(bySeconds: .max).microseconds == .max)
        #expect(now.advanced(bySeconds: .min).microseconds == .min)
        #expect(Instant(microseconds: .max).advanced(bySeconds: 1).microseconds == .max)
        #expect(Instant(microseconds: .min).advanced(bySeconds: -1).microseconds == .min)
        #expect(now.advanced(bySeconds: -5).seconds == now.seconds - 5)
        #expect(floorDivide(.min, 1) == .min)
    }

    @Test func ciphertextIsNotShown() {
        #expect(SealedBytes([1, 2, 3]).description == "<sealed, 3 bytes>")
        #expect("\(SealedBytes(Array("secret".utf8)))".contains("secret") == false)
    }
}
