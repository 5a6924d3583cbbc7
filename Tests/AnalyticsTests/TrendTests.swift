import PluginAPI
import Testing

@Suite("mood-trend and words")
struct TrendTests {
    func bucket(_ word: String) -> [String: ReportArgument] { ["bucket": .choice(word)] }

    @Test("A week worked by hand: gaps are null, thin days are marked, the rolling mean weighs by entries")
    func byHand() async throws {
        let first = try day("2024-03-01")
        let reader = FixedRollups([
            PlainEntry(day: first, mood: 5, score: 1_000), PlainEntry(day: first, mood: 2, score: 2_000),
            PlainEntry(day: first, score: 6_000), PlainEntry(day: first.advanced(by: 2), score: -3_000),
            PlainEntry(day: first.advanced(by: 3)), PlainEntry(day: first.advanced(by: 8), score: 500),
        ])
        let report = try await ask("mood-trend", span("2024-02-20", "2024-03-31"), of: reader)
        let trend = try report.frame("trend")
        #expect(trend.rows.count == 9)
        #expect(try trend.column("start") == (0...8).map { .day(first.advanced(by: $0)) })
        let means = try trend.column("meanScore").map(\.double)
        #expect(means == [0.3, nil, -0.3, nil, nil, nil, nil, nil, 0.05])
        let rolling = try trend.column("rollingMean").map(\.double)
        #expect(rolling == [0.3, 0.3, 0.15, 0.15, 0.15, 0.15, 0.15, -0.3, -0.125])
        #expect(try trend.integers("entries") == [3, 0, 1, 1, 0, 0, 0, 0, 1])
        #expect(try trend.integers("scored") == [3, 0, 1, 0, 0, 0, 0, 0, 1])
        #expect(try trend.integers("thin") == [0, 1, 1, 1, 1, 1, 1, 1, 1])
        #expect(try trend.column("meanMood").map(\.double) == [3.5] + [Double?](repeating: nil, count: 8))
        #expect(try report.scalar("entries") == .number(6))
        #expect(try report.scalar("scored") == .number(5))
        #expect(try report.scalar("meanScore").isClose(to: .number(0.13)))
        #expect(try report.scalar("difference") == .null)
        #expect(report.notes.contains("1 of 6 entries have no score and count in no mean."))
        #expect(report.notes.contains { $0.hasPrefix("A comparison with the span before needs 5 scored entries") })
    }

    @Test("The span before is of equal length and ends the day before")
    func comparison() async throws {
        let scores = [5_000, 2_500, -1_000, 8_000, 3_000, 6_000], before = [-2_000, 1_000, 0, -4_000, 3_000, -1_000, 500]
        let now = try span("2024-03-01", "2024-03-10"), earlier = try day("2024-02-20")
        var entries = scores.enumerated().map { PlainEntry(day: now.first.advanced(by: $0.offset), score: $0.element) }
        entries += before.enumerated().map { PlainEntry(day: earlier.advanced(by: $0.offset), score: $0.element) }
        // Just outside of both.
        entries.append(PlainEntry(day: try day("2024-02-19"), score: -10_000))
        entries.append(PlainEntry(day: try day("2024-03-11"), score: -10_000))
        let report = try await ask("mood-trend", now, of: FixedRollups(entries))
        #expect(try report.scalar("meanScoreBefore").isClose(to: meanCell(before)))
        #expect(try report.scalar("scoredBefore") == .number(7))
        #expect(try report.scalar("difference").isClose(to: .number(0.427_380_952_4)))
        #expect(try report.scalar("differenceLow").isClose(to: .number(0.079_232_453_7), within: 1e-5))
        #expect(try report.scalar("differenceHigh").isClose(to: .number(0.775_529_451_1), within: 1e-5))
        #expect(report.notes.contains { $0.hasPrefix("The difference from the span before is larger") })
    }

    @Test("Every bucket holds what its days hold", arguments: ["day", "week", "month"])
    func againstEntries(word: String) async throws {
        let entries = randomEntries(700, from: try day("2023-01-05"), days: 380, seed: 3)
        let all = try span("2023-01-01", "2024-02-29")
        let report = try await ask("mood-trend", all, of: FixedRollups(entries), weekStart: 7, bucket(word))
        let words = try await ask("words", all, of: FixedRollups(entries), weekStart: 7, bucket(word))
        let trend = try report.frame("trend")
        let starts = try trend.column("start").map { cell -> LocalDay in
            guard case .day(let day) = cell else { return .distantPast }
            return day
        }
        #expect(try words.frame("words").column("start") == trend.column("start"))
        for (index, start) in starts.enumerated() {
            let end = index + 1 < starts.count ? starts[index + 1] : .distantFuture
            let own = entries.filter { start <= $0.day && $0.day < end }
            let windowStart = starts[max(0, index - 6)]
            let window = entries.filter { windowStart <= $0.day && $0.day < end }
            #expect(try trend.integers("entries")[index] == Int64(own.count))
            #expect(try trend.column("meanScore")[index].isClose(to: meanCell(own.compactMap(\.score))))
            #expect(try trend.column("rollingMean")[index].isClose(to: meanCell(window.compactMap(\.score))))
            #expect(try words.frame("words").integers("words")[index] == Int64(own.reduce(0) { $0 + $1.words }))
            let moods = own.compactMap(\.mood)
            #expect(try trend.column("meanMood")[index].isClose(to: meanCell(moods.map { $0 * 10_000 })))
        }
        #expect(try trend.integers("entries").reduce(0, +) == 700)
        #expect(try report.scalar("meanScore").isClose(to: meanCell(entries.compactMap(\.score))))
    }

    @Test("Words by hand, with the best day")
    func words() async throws {
        let first = try day("2024-03-01")
        let reader = FixedRollups([
            PlainEntry(day: first, words: 300), PlainEntry(day: first, words: 100),
            PlainEntry(day: first.advanced(by: 2), words: 500), PlainEntry(day: first.advanced(by: 3), words: 500),
        ])
        let report = try await ask("words", DaySpan(first: first, last: first.advanced(by: 9)), of: reader)
        let frame = try report.frame("words")
        #expect(try frame.integers("words") == [400, 0, 500, 500])
        #expect(try frame.column("wordsPerEntry").map(\.double) == [200, nil, 500, 500])
        #expect(try report.scalar("words") == .number(1_400))
        #expect(try report.scalar("activeDays") == .number(3))
        #expect(try report.scalar("wordsPerEntry") == .number(350))
        // Of two best days, the one that got there first.
        #expect(try report.frame("bestDay").rows == [[.day(first.advanced(by: 2)), .integer(500), .integer(1)]])
    }

    @Test("A life at both ends of the calendar fits, without a comparison")
    func calendarEnds() async throws {
        let reader = FixedRollups([PlainEntry(day: .distantPast, score: 1), PlainEntry(day: .distantFuture, score: 3)])
        let report = try await ask("mood-trend", everything, of: reader)
        #expect(try report.frame("trend").rows.count == 1_000)
        #expect(try report.frame("trend").integers("entries").reduce(0, +) == 2)
        #expect(report.notes.contains("A row for each month would be more than 4000 rows, so each row is a decade."))
        #expect(report.notes.contains("The span reaches too far back to be compared with one before it."))
        let late = try await ask("mood-trend", DaySpan(first: .distantFuture, last: .distantFuture), of: reader)
        #expect(try late.frame("trend").rows.count == 1)
    }
}

@Suite("mood-distribution")
struct DistributionTests {
    @Test("Labels and moods by hand")
    func byHand() async throws {
        let today = try day("2024-03-01")
        let reader = FixedRollups([
            PlainEntry(day: today, mood: 1, score: 9_000), PlainEntry(day: today, mood: 1, score: 8_000),
            PlainEntry(day: today, mood: 5, score: 0), PlainEntry(day: today, score: 100, label: .mixed),
            PlainEntry(day: today, label: .unknown), PlainEntry(day: today, mood: 3),
        ])
        let report = try await ask("mood-distribution", DaySpan(first: today, last: today), of: reader)
        let labels = try report.frame("labels")
        #expect(try labels.column("label") == SentimentLabel.allCases.map { .text($0.rawValue) })
        #expect(try labels.integers("entries") == [2, 1, 0, 1, 1])
        #expect(try labels.column("share").map(\.double) == [40, 20, 0, 20, 20])
        let moods = try report.frame("moods")
        #expect(try moods.integers("mood") == [1, 2, 3, 4, 5])
        #expect(try moods.integers("entries") == [2, 0, 1, 0, 1])
        #expect(try moods.column("share").map(\.double) == [50, 0, 25, 0, 25])
        #expect(try report.scalar("meanMood") == .number(2.5))
        #expect(report.notes.contains("1 of 6 entries are not analysed yet and have no label."))
    }
}
