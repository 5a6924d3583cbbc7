import PluginAPI
import Testing

@Suite("weekday, hour and calendar")
struct HabitTests {
    @Test("Weekdays stand in the order of the week and hold what their entries hold", arguments: 1...7)
    func weekdays(weekStart: Int) async throws {
        let entries = randomEntries(300, from: try day("2023-06-01"), days: 200, seed: 11)
        let report = try await ask("weekday", everything, of: FixedRollups(entries), weekStart: weekStart)
        let frame = try report.frame("weekday")
        let order = try frame.integers("weekday").map { Int($0) }
        #expect(order == Array(weekStart...7) + Array(1..<weekStart))
        for (row, weekday) in order.enumerated() {
            let own = entries.filter { $0.day.weekday == weekday }
            #expect(try frame.integers("entries")[row] == Int64(own.count))
            #expect(try frame.column("meanScore")[row].isClose(to: meanCell(own.compactMap(\.score))))
            let low = try #require(frame.column("low")[row].double), high = try #require(frame.column("high")[row].double)
            let mean = try #require(frame.column("meanScore")[row].double)
            #expect(low < mean && mean < high)
        }
        let shares = try frame.column("share").compactMap(\.double)
        #expect(abs(shares.reduce(0, +) - 100) < 1e-9)
    }

    @Test("A weekday's interval by hand, and none for four entries")
    func interval() async throws {
        let monday = try day("2024-01-01")
        var entries = [5_000, 2_500, -1_000, 8_000, 3_000, 6_000].enumerated()
            .map { PlainEntry(day: monday.advanced(by: 7 * $0.offset), score: $0.element) }
        entries += (0..<4).map { PlainEntry(day: monday.advanced(by: 1), score: $0 * 1_000) }
        let report = try await ask("weekday", everything, of: FixedRollups(entries))
        let frame = try report.frame("weekday")
        #expect(try frame.column("low")[0].isClose(to: .number(0.062_443_691_7), within: 1e-5))
        #expect(try frame.column("high")[0].isClose(to: .number(0.720_889_641_6), within: 1e-5))
        #expect(try frame.column("meanScore")[1].isClose(to: .number(0.15)))
        #expect(try frame.column("low")[1] == .null)
        #expect(try frame.column("meanScore")[2] == .null)
        #expect(report.notes.contains { $0.contains("at least 5 scored entries") })
    }

    @Test("There are always 24 hours, which hold what their entries hold")
    func hours() async throws {
        let entries = randomEntries(200, from: try day("2023-06-01"), days: 90, seed: 5).filter { $0.hour != 3 }
        let frame = try await ask("hour", everything, of: FixedRollups(entries)).frame("hour")
        #expect(try frame.integers("hour") == Array(0...23))
        for hour in 0..<24 {
            let own = entries.filter { $0.hour == hour }
            #expect(try frame.integers("entries")[hour] == Int64(own.count))
            #expect(try frame.column("meanScore")[hour].isClose(to: meanCell(own.compactMap(\.score))))
            #expect(try frame.integers("thin")[hour] == (own.compactMap(\.score).count < 5 ? 1 : 0))
        }
        for hour in [-1, 24, Int.max] {
            let odd = try await ask("hour", everything, of: RawRollups(tally: PlainEntry(day: .distantPast).tally, hour: hour))
            #expect(try odd.frame("hour").integers("entries") == [Int64](repeating: 0, count: 24))
        }
    }

    @Test("The calendar has the days with entries and no others")
    func calendar() async throws {
        let first = try day("2024-02-28")
        let reader = FixedRollups([
            PlainEntry(day: first, mood: 4, score: 1_000), PlainEntry(day: first, mood: 1, score: 2_000),
            PlainEntry(day: first.advanced(by: 2)), PlainEntry(day: first.advanced(by: 400), score: 1),
        ])
        let report = try await ask("calendar", DaySpan(first: first, last: first.advanced(by: 365)), of: reader)
        let frame = try report.frame("calendar")
        let march = try day("2024-03-01")
        #expect(frame.kind == .calendar)
        #expect(
            frame.rows == [
                [.day(first), .number(0.15), .integer(2), .number(2.5)],
                [.day(march), .null, .integer(1), .null],
            ])
        #expect(report.notes == ["1 of 2 days have entries but no score."])
    }

    @Test("A calendar of very many days shows the newest")
    func longCalendar() async throws {
        let first = try day("2000-01-01")
        let days = (0..<4_100).map { first.advanced(by: $0) }
        let report = try await ask("calendar", everything, of: RawRollups(tally: PlainEntry(day: first, score: 5).tally, days: days))
        #expect(try report.frame("calendar").rows.count == 4_000)
        #expect(try report.frame("calendar").rows.first?.first == .day(first.advanced(by: 100)))
        #expect(report.notes == ["Only the newest 4000 of 4100 days with entries are shown."])
    }
}
