import PluginAPI
import Testing

@Suite("streaks")
struct StreakTests {
    /// Entries on the days of March 2024.
    func march(_ days: [Int]) throws -> FixedRollups {
        let first = try day("2024-03-01")
        return FixedRollups(days.map { PlainEntry(day: first.advanced(by: $0 - 1)) })
    }

    func streaks(_ days: [Int], today: Int, grace: Int64 = 0, recent: Int64 = 0) async throws -> Report {
        let today = try day("2024-03-01").advanced(by: today - 1)
        return try await ask(
            "streaks", DaySpan(first: .distantPast, last: today), of: march(days), today: today,
            ["grace": .integer(grace), "recent": .integer(recent)])
    }

    @Test("A streak is not broken until today is over")
    func today() async throws {
        #expect(try await streaks([3, 4, 5], today: 5).scalar("current") == .number(3))
        let open = try await streaks([3, 4, 5], today: 6)
        #expect(try open.scalar("current") == .number(3))
        #expect(open.notes.contains("Nothing is written today yet; the streak breaks unless you write before the day is over."))
        let broken = try await streaks([3, 4, 5], today: 7)
        #expect(try broken.scalar("current") == .number(0))
        #expect(try broken.scalar("longest") == .number(3))
        #expect(try broken.frame("streaks").column("streak") == [.text("longest")])
    }

    @Test("Grace lets days be missed, but they do not count")
    func grace() async throws {
        let report = try await streaks([1, 2, 4, 7], today: 8, grace: 2)
        #expect(try report.scalar("current") == .number(4))
        let rows = try report.frame("streaks").rows
        let (first, last) = (try day("2024-03-01"), try day("2024-03-07"))
        #expect(rows[0] == [.text("current"), .integer(4), .integer(3), .day(first), .day(last)])
        #expect(report.notes.contains("Nothing is written today yet; the streak lasts through 2 missed days more."))
        #expect(try await streaks([1, 2, 4, 7], today: 8, grace: 1).scalar("current") == .number(1))
        #expect(try await streaks([1, 2, 4, 7], today: 8, grace: 1).scalar("longest") == .number(3))
        #expect(try await streaks([1, 2, 4, 7], today: 10, grace: 2).scalar("current") == .number(4))
        #expect(try await streaks([1, 2, 4, 7], today: 11, grace: 2).scalar("current") == .number(0))
        #expect(try await streaks([1], today: 9, grace: 99).scalar("current") == .number(0))
    }

    @Test("The longest is the newest of equal ones; the last streaks are listed newest first")
    func recent() async throws {
        let report = try await streaks([1, 2, 5, 6, 9, 12], today: 20, recent: 3)
        let (fifth, sixth) = (try day("2024-03-05"), try day("2024-03-06"))
        #expect(try report.frame("streaks").column("first") == [.day(fifth)])
        #expect(try report.frame("recent").integers("days") == [1, 1, 2])
        #expect(try report.frame("recent").column("last")[2] == .day(sixth))
        #expect(try report.scalar("streaks") == .number(4))
        #expect(try report.scalar("activeDays") == .number(6))
        #expect(try report.scalar("activeShare") == .number(30))
        #expect(try await streaks([1], today: 2).frames.count == 2)
    }

    @Test("Days after today do not count")
    func future() async throws {
        let today = try day("2024-03-05")
        let report = try await ask("streaks", everything, of: march([4, 5, 6, 7, 20]), today: today)
        #expect(try report.scalar("current") == .number(2))
        #expect(try report.scalar("longest") == .number(2))
        #expect(try report.scalar("activeDays") == .number(2))
    }

    @Test("A span without today has no current streak, and one that cuts a streak says so")
    func cutSpan() async throws {
        let today = try day("2024-03-20")
        let report = try await ask("streaks", span("2024-03-02", "2024-03-10"), of: march([1, 2, 3, 19, 20]), today: today)
        #expect(try report.scalar("current") == .null)
        #expect(try report.scalar("longest") == .number(2))
        #expect(report.notes.contains("The span does not hold today, so there is no current streak to tell."))
        #expect(report.notes.contains("The oldest streak began before the span; only its days within are counted."))
        let whole = try await ask("streaks", span("2024-03-02", "2024-03-20"), of: march([2, 3, 19, 20]), today: today)
        #expect(!whole.notes.contains { $0.contains("before the span") })
    }

    @Test("The longest streak is what trying every pair of days finds", arguments: 0...6)
    func againstTrying(grace: Int) async throws {
        var random = SplitMix(state: UInt64(grace) + 100)
        for _ in 0..<20 {
            let days = (1...60).filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
            var longest = 0
            for first in days {
                for last in days where last >= first {
                    let inside = days.filter { first...last ~= $0 }
                    let holds = zip(inside, inside.dropFirst()).allSatisfy { $1 - $0 - 1 <= grace }
                    if holds { longest = max(longest, inside.count) }
                }
            }
            let report = try await streaks(days, today: 60, grace: Int64(grace), recent: 100)
            #expect(try report.scalar("longest") == .number(Double(longest)))
            #expect(try report.frame("recent").integers("days").reduce(0, +) == Int64(days.count))
        }
    }

    @Test("Days out of order or twice are counted once")
    func disorder() async throws {
        let days = try ["2024-03-03", "2024-03-01", "2024-03-02", "2024-03-03"].map { try day($0) }
        let report = try await ask("streaks", everything, of: RawRollups(days: days), today: try day("2024-03-03"))
        #expect(try report.scalar("current") == .number(3))
        #expect(try report.scalar("activeDays") == .number(3))
    }
}
