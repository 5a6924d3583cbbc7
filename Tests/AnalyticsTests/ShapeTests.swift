import AnalyticsCategories
import AnalyticsHabits
import AnalyticsTrends
import PluginAPI
import Testing

@Suite("Every report")
struct ShapeTests {
    static let names = [
        "mood-trend", "mood-distribution", "words", "weekday", "hour", "streaks", "calendar", "categories",
        "category-trend",
    ]
    static let arguments: [String: ReportArgument] = [
        "bucket": .choice("week"), "category": .category(category(1)), "grace": .integer(2), "recent": .integer(5),
    ]

    /// Each row has a cell for each column, of its type; names are unique; notes are sentences.
    func check(_ report: Report, _ name: String) {
        #expect(Set(report.frames.map(\.name)).count == report.frames.count)
        for frame in report.frames {
            #expect(Set(frame.columns.map(\.name)).count == frame.columns.count)
            for column in frame.columns where [.integer, .number].contains(column.type) && frame.kind != .scalars {
                #expect(column.unit != nil, "\(name).\(frame.name).\(column.name) has no unit")
            }
            for row in frame.rows {
                #expect(row.count == frame.columns.count)
                for (cell, column) in zip(row, frame.columns) {
                    #expect(fits(cell, column.type), "\(name).\(frame.name).\(column.name): \(cell)")
                }
            }
        }
        for note in report.notes {
            #expect(note.hasSuffix("."))
            #expect(note.first.map { $0.isUppercase || $0.isNumber } == true)
        }
        #expect(Set(report.notes).count == report.notes.count)
    }

    func fits(_ cell: ReportCell, _ type: ReportColumnType) -> Bool {
        switch (cell, type) {
        case (.null, _), (.integer, .integer), (.text, .text), (.day, .day), (.category, .category): true
        case (.number(let value), .number): value.isFinite
        default: false
        }
    }

    @Test("The plugins offer the reports of the first edition, each once")
    func offered() throws {
        let specs = try analyticsPlugins().flatMap(\.reports)
        #expect(specs.map(\.name).sorted() == Self.names.sorted())
        for spec in specs {
            #expect(!spec.help.isEmpty)
            #expect(Set(spec.parameters.map(\.name)).count == spec.parameters.count)
        }
        #expect(
            [AnalyticsTrends.factory, AnalyticsHabits.factory, AnalyticsCategories.factory].map(\.id)
                == ["trends", "habits", "categories"])
    }

    @Test("Rows fit their columns", arguments: names)
    func shape(name: String) async throws {
        let entries = randomEntries(500, from: try day("2023-06-01"), days: 300, seed: 77)
        check(try await ask(name, span("2023-08-01", "2024-02-29"), of: FixedRollups(entries), Self.arguments), name)
        check(try await ask(name, everything, of: FixedRollups(entries)), name)
    }

    @Test("The order in which entries were written changes nothing", arguments: names)
    func permutation(name: String) async throws {
        let entries = randomEntries(200, from: try day("2023-06-01"), days: 100, seed: 13)
        var random = SplitMix(state: 1)
        let expected = try await ask(name, everything, of: FixedRollups(entries), Self.arguments)
        for _ in 0..<3 {
            let shuffled = entries.shuffled(using: &random)
            #expect(try await ask(name, everything, of: FixedRollups(shuffled), Self.arguments) == expected)
        }
    }

    @Test("No entries, and empty, reversed and extreme spans, answer without rows of data", arguments: names)
    func nothing(name: String) async throws {
        let reader = FixedRollups(randomEntries(50, from: try day("2023-06-01"), days: 10, seed: 2))
        let spans = [
            try span("2023-06-05", "2023-06-04"), DaySpan(first: .distantFuture, last: .distantPast),
            DaySpan(first: .distantPast, last: .distantPast), DaySpan(first: .distantFuture, last: .distantFuture),
            try span("1999-01-01", "1999-12-31"),
        ]
        for span in spans {
            for today in [LocalDay.distantPast, try day("2023-06-04"), .distantFuture] {
                let report = try await ask(name, span, of: reader, today: today, Self.arguments)
                check(report, name)
                #expect(report.notes.first == "There are no entries in this span.")
                if ["weekday", "hour", "mood-distribution"].contains(name) { continue }
                for frame in report.frames where frame.kind != .scalars { #expect(frame.rows.isEmpty) }
            }
        }
        check(try await ask(name, everything, of: FixedRollups([]), Self.arguments), name)
    }

    @Test("Huge and damaged sums never trap and never give a number that is none", arguments: names)
    func damaged(name: String) async throws {
        let days = [LocalDay.distantPast, try day("2024-01-01"), try day("2024-01-02"), .distantFuture]
        for number in [Int64.min, -1, 0, 1, 1 << 40, .max] {
            for other in [Int64.min, -1, 0, 7, .max] {
                var tally = Tally()
                tally.entries = number
                tally.words = other
                tally.scored = number
                tally.scoreSum = other
                tally.scoreSquares = number
                tally.labels = [number, other, number, other, number]
                tally.moods = [number, other, other]
                for weekStart in [Int.min, 0, 1, .max] {
                    let reader = RawRollups(tally: tally, days: days)
                    check(try await ask(name, everything, of: reader, weekStart: weekStart, Self.arguments), name)
                }
            }
        }
    }

    @Test("What the store throws comes through", arguments: names)
    func failure(name: String) async throws {
        await #expect(throws: StorageError.unavailable(reason: "busy")) {
            try await ask(name, everything, of: RawRollups(error: .unavailable(reason: "busy")), Self.arguments)
        }
    }

    @Test("Arguments of another kind count as absent", arguments: names)
    func oddArguments(name: String) async throws {
        let reader = FixedRollups(randomEntries(50, from: try day("2023-06-01"), days: 10, seed: 2))
        let odd: [String: ReportArgument] = [
            "bucket": .integer(3), "grace": .boolean(true), "recent": .choice("x"), "category": .integer(.min),
        ]
        let plain = try await ask(name, everything, of: reader)
        #expect(try await ask(name, everything, of: reader, odd) == plain)
        check(
            try await ask(name, everything, of: reader, ["grace": .integer(.max), "recent": .integer(.min)]), name)
    }
}
