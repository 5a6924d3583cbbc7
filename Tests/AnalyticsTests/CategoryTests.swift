import PluginAPI
import Testing

@Suite("categories and category-trend")
struct CategoryTests {
    @Test("The rest is every entry that is not in the category")
    func againstRest() async throws {
        let entries = randomEntries(400, from: try day("2023-06-01"), days: 200, seed: 21)
        let report = try await ask("categories", everything, of: FixedRollups(entries))
        let frame = try report.frame("categories")
        #expect(frame.rows.count == 3)
        for row in frame.rows {
            guard case .category(let id) = row[0] else { Issue.record("\(row[0]) is no category"); continue }
            let own = entries.filter { $0.categories.contains(id) }
            let rest = entries.filter { !$0.categories.contains(id) }
            #expect(row[1] == .integer(Int64(own.count)))
            #expect(row[2].isClose(to: .number(Double(own.count) / 4)))
            #expect(row[3] == .integer(Int64(own.compactMap(\.score).count)))
            #expect(row[4].isClose(to: meanCell(own.compactMap(\.score))))
            let difference = try #require(meanCell(own.compactMap(\.score)).double) - #require(meanCell(rest.compactMap(\.score)).double)
            #expect(row[5].isClose(to: .number(difference)))
            let half = welchHalfWidth(own.compactMap(\.score), rest.compactMap(\.score), quantile: 1.966)
            #expect(row[6].isClose(to: .number(difference - half), within: 1e-3))
            #expect(row[7].isClose(to: .number(difference + half), within: 1e-3))
        }
        let counts = try frame.integers("entries")
        #expect(counts == counts.sorted(by: >))
        #expect(report.notes.contains("Entries in several categories count in each, so the shares add up to more than 100 %."))
    }

    /// Half the width of Welch's interval from the scores themselves, in two passes.
    func welchHalfWidth(_ one: [Int], _ other: [Int], quantile: Double) -> Double {
        func squaredError(_ scores: [Int]) -> Double {
            let values = scores.map { Double($0) / 10_000 }
            let mean = values.reduce(0, +) / Double(values.count)
            return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1) / Double(values.count)
        }
        return quantile * (squaredError(one) + squaredError(other)).squareRoot()
    }

    @Test("Fewer than five scored entries on either side have no difference")
    func minimum() async throws {
        let today = try day("2024-03-01")
        func entries(_ count: Int, in id: UInt64) -> [PlainEntry] {
            (0..<count).map { PlainEntry(day: today, score: $0 * 100, categories: [category(id)]) }
        }
        func differences(_ one: Int, _ other: Int) async throws -> [Double?] {
            let reader = FixedRollups(entries(one, in: 1) + entries(other, in: 2))
            let report = try await ask("categories", everything, of: reader)
            let few = "A difference needs at least 5 scored entries in the category and as many outside it."
            #expect(report.notes.contains(few) == (min(one, other) < 5))
            return try report.frame("categories").column("difference").map(\.double)
        }
        #expect(try await differences(4, 9) == [nil, nil])
        #expect(try await differences(9, 4) == [nil, nil])
        #expect(try await differences(5, 5).allSatisfy { $0 == 0 })
        // Everything in one category: nothing is left to compare with.
        #expect(try await differences(9, 0) == [nil])
    }

    @Test("Equal counts stand in the order of their ids, and very many are cut")
    func order() async throws {
        let today = try day("2024-03-01")
        let entries = (1...1_005).map { PlainEntry(day: today, categories: [category(UInt64(2_000 - $0))]) }
        let report = try await ask("categories", everything, of: FixedRollups(entries))
        let frame = try report.frame("categories")
        #expect(try frame.column("category") == (995..<1_995).map { .category(category($0)) })
        #expect(report.notes.contains("Only the 1000 largest of 1005 categories are shown."))
    }

    @Test("The trend of a category holds its entries and their share", arguments: ["day", "week", "month"])
    func trend(word: String) async throws {
        let entries = randomEntries(300, from: try day("2023-06-01"), days: 120, seed: 31)
        let own = entries.filter { $0.categories.contains(category(2)) }
        let arguments: [String: ReportArgument] = ["category": .category(category(2)), "bucket": .choice(word)]
        let report = try await ask("category-trend", everything, of: FixedRollups(entries), arguments)
        let frame = try report.frame("trend")
        #expect(try frame.integers("entries").reduce(0, +) == Int64(own.count))
        #expect(try report.scalar("meanScore").isClose(to: meanCell(own.compactMap(\.score))))
        #expect(try report.scalar("share").isClose(to: .number(Double(own.count) / 3)))
        let starts = try frame.column("start").map { cell -> LocalDay in
            guard case .day(let day) = cell else { return .distantPast }
            return day
        }
        for (index, start) in starts.enumerated() {
            let end = index + 1 < starts.count ? starts[index + 1] : (word == "day" ? start.advanced(by: 1) : .distantFuture)
            let inside = entries.filter { start <= $0.day && $0.day < end }
            let mine = inside.filter { $0.categories.contains(category(2)) }
            #expect(try frame.column("meanScore")[index].isClose(to: meanCell(mine.compactMap(\.score))))
            guard word == "day" || index + 1 < starts.count else { continue }
            let share = inside.isEmpty ? ReportCell.null : .number(100 * Double(mine.count) / Double(inside.count))
            #expect(try frame.column("share")[index].isClose(to: share))
        }
    }

    @Test("A category without entries, and no category, give an empty trend")
    func emptyTrend() async throws {
        let reader = FixedRollups(randomEntries(20, from: try day("2023-06-01"), days: 20, seed: 1))
        for arguments in [["category": ReportArgument.category(category(9))], [:]] {
            let report = try await ask("category-trend", everything, of: reader, arguments)
            #expect(try report.frame("trend").rows.isEmpty)
            #expect(report.notes == ["There are no entries in this span."])
        }
    }
}
