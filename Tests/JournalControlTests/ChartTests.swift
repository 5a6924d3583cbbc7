import JournalRPC
import Testing

@testable import journalctl_x

@Suite struct ChartTests {
    private let pages = [20, 40, 60, 80, 140, 300].flatMap { width in
        [Page(width: width), Page(width: width, hasColor: false), Page(width: width, glyphs: .ascii, hasColor: false)]
    }

    private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    private func trend(_ days: Int) throws -> Frame {
        let first = try day("2025-11-20")
        let rows = try (0..<days).map { index -> [JSONValue] in
            let date = try #require(first.adding(days: index))
            let score: JSONValue = index % 7 == 3 ? nil : .number(Double((index * 37) % 21 - 10) / 10)
            return [.string(date.text), score, .number(Double(index % 11 - 5) / 10), .integer(Int64(index % 4))]
        }
        return Frame(
            name: "trend", kind: "series",
            columns: [
                .init("start", "day"), .init("meanScore", "number", unit: "score"),
                .init("rollingMean", "number", unit: "score"),
                .init("entries", "integer", unit: "entries"),
            ], rows: rows)
    }

    @Test(arguments: [0, 1, 2, 7, 31, 366, 4_000])
    func plotsFitEveryPage(_ days: Int) throws {
        let frame = try trend(days)
        for page in pages {
            let lines = FrameRenderer(page: page).lines(frame)
            #expect(!lines.isEmpty)
            #expect(lines.allSatisfy { $0.width <= page.width })
            if !page.glyphs.isUnicode { #expect(lines.allSatisfy { $0.text.utf8.allSatisfy { $0 < 0x80 } }) }
        }
    }

    @Test func plotPutsValuesWhereTheyBelong() throws {
        let series = PlotSeries(
            "score",
            [.init(try day("2026-01-01"), 1), .init(try day("2026-01-02"), nil), .init(try day("2026-01-03"), -1)])
        let text = LinePlot(series: series).lines(on: Page(width: 40, glyphs: .ascii, hasColor: false)).map(\.text)
        #expect(text[0].hasPrefix(" +1.0 +*"))
        #expect(text[12].hasPrefix(" -1.0 +") && text[12].hasSuffix("*"))
        // The missing day is a gap: nothing in the middle but the zero line.
        #expect(text[1...11].allSatisfy { !$0.contains("*") })
        #expect(text[14].contains("1 Jan"))
    }

    @Test func plotOfNothingSaysSo() {
        #expect(LinePlot(series: PlotSeries("x", [])).lines(on: Page()).map(\.text) == ["nothing to draw yet"])
        #expect(BarChart(.score, []).lines(on: Page()).map(\.text) == ["nothing to draw yet"])
        #expect(ColumnChart([.init("00", 0)]).lines(on: Page()).map(\.text) == ["nothing to draw yet"])
    }

    @Test(arguments: [
        (0.0, 4.0), (5, 8), (13, 16), (41, 60), (890, 1_000), (12_345, 16_000), (1e9, 1e9), (.infinity, 4),
    ])
    func axesEndOnRoundNumbers(_ greatest: Double, _ top: Double) {
        #expect(LinePlot.roundTop(greatest) == top)
    }

    @Test func barsGoBothWays() {
        let page = Page(width: 60, hasColor: false)
        let lines = BarChart(
            .score,
            [.init("work", value: -0.5, count: 12), .init("sport", value: 1, count: 1), .init("new", value: nil)]
        )
        .lines(on: page).map(\.text)
        #expect(lines[0].contains("━│") && lines[0].contains("−0.50") && lines[0].hasSuffix("12 entries"))
        #expect(lines[1].contains("│━") && lines[1].hasSuffix(" 1 entry"))
        #expect(lines[2].contains("│") && !lines[2].contains("━"))
        #expect(Bars.diverging(-0.26, cells: 21, page).text.hasPrefix("       ╺━━│"))
        #expect(Bars.diverging(.nan, cells: 21, page).width == 21)
        #expect(Bars.thin(0.0001, cells: 10, .unicode) == "╸")
        #expect(Bars.horizontal(0.55, cells: 10, glyphs: .unicode) == "█████▌")
    }

    @Test func calendarHasEveryDayOnce() throws {
        for year in [2024, 2026, 2028] {
            for start in [Weekday.monday, .sunday] {
                let days = try #require(IsoDate.year(year))
                let all = (days.lowerBound.dayNumber...days.upperBound.dayNumber).compactMap {
                    CivilDate(dayNumber: $0)
                }
                let map = HeatMap(year: year, days: all.map { HeatDay($0, score: 0.9) }, weekStart: start)
                for page in pages where page.width >= 31 {
                    let lines = map.lines(on: page)
                    let cells = lines.reduce(-1) { $0 + $1.spans.reduce(0) { $1.role == .mood(.great) ? $0 + 1 : $0 } }
                    // The legend has one more.
                    #expect(cells == all.count)
                    #expect(lines.allSatisfy { $0.width <= page.width })
                }
            }
        }
    }

    @Test func missingNeutralAndUnreadDaysDiffer() throws {
        let map = HeatMap(
            year: 2026, days: [HeatDay(try day("2026-01-05"), score: 0), HeatDay(try day("2026-01-12"), score: nil)],
            today: try day("2026-01-25"))
        for page in [
            Page(width: 140), Page(width: 140, hasColor: false), Page(width: 140, glyphs: .ascii, hasColor: false),
        ] {
            let monday = map.lines(on: page)[2].text.split(separator: " ").map(String.init)
            #expect(monday[0] == "Mon")
            #expect(monday.count == 4)
            #expect(Set(monday[1...3]).count == 3)
        }
    }

    @Test func scalarsAndUnits() {
        let frame = Frame(
            name: "summary", kind: "scalars",
            columns: [.init("name", "text"), .init("value", "number"), .init("unit", "text")],
            rows: [
                ["longestStreak", 31, "days"], ["entries", 1, "entries"], ["meanScore", -0.5, "score"],
                ["share", 12.34, "percent"],
                ["meanMood", 3.75, "mood"], ["current", nil, "days"], ["short"],
            ])
        #expect(
            FrameRenderer(page: Page()).lines(frame).map(\.text) == [
                "longest streak  31 days", "entries         1 entry", "mean score      −0.50", "share           12.3 %",
                "mean mood       3.8 of 5",
                "current         ·", "short           ·",
            ])
    }

    @Test func unknownKindsAndOddRowsAreTables() {
        let frame = Frame(
            name: "x", kind: "hologram", columns: [.init("who", "text"), .init("howMany", "integer")],
            rows: [["a", 3], ["b"], [nil, 4, 5], [[1, 2], "x"]])
        #expect(FrameRenderer(page: Page()).lines(frame).map(\.text).first == "        how")
        #expect(
            FrameRenderer(page: Page()).plainLines([frame]).map(\.text) == [
                "who\thowMany", "a\t3", "b\t", "\t4", "[1,2]\tx",
            ])
        for kind in ["series", "table", "calendar", "scalars"] {
            for columns in [
                [], [Frame.Column("day", "day")], [Frame.Column("day", "day"), .init("v", "number", unit: "score")],
                [Frame.Column("t", "text"), .init("u", "text")],
            ] {
                for rows: [[JSONValue]] in [
                    [], [[]], [["2026-02-30", 1]], [["2026-02-03", "x"]], [[nil, nil, nil]],
                    [[1e308, 1e308], [-1e308, -1e308]],
                ] {
                    for page in pages {
                        let lines = FrameRenderer(page: page).lines([
                            Frame(name: "f", kind: kind, columns: columns, rows: rows)
                        ])
                        #expect(
                            lines.allSatisfy { $0.width <= page.width },
                            "\(kind) \(columns.map(\.type)) \(rows) \(page.width) \(lines.map(\.text))")
                    }
                }
            }
        }
    }

    @Test func tablesGiveWayWhereTheyCan() {
        var table = Table([.init("id", .right), .init("text", isFlexible: true), .init("n", .right)])
        table.add([Line("1"), Line(String(repeating: "long ", count: 40)), Line("12345")])
        let lines = table.lines(on: Page(width: 40))
        #expect(lines.allSatisfy { $0.width == 40 })
        #expect(lines[1].text.hasSuffix("…  12345"))
        #expect(table.plainLines()[1].text.utf8.count == 1 + 1 + 200 + 1 + 5)
    }

    @Test func narrowTablesSayWhatIsLeftOut() {
        let columns = (1...9).map { Frame.Column("column\($0)", "integer") }
        let frame = Frame(name: "wide", kind: "table", columns: columns, rows: [(1...9).map { .integer($0) }])
        let lines = FrameRenderer(page: Page(width: 40)).lines(frame)
        #expect(lines.last?.text == "too narrow for: column5, column6, colum…")
        #expect(FrameRenderer(page: Page(width: 100)).lines(frame).count == 2)
    }

    @Test func streaksAreShown() throws {
        var view = StreakView()
        #expect(view.lines(on: Page()).map(\.text) == ["current  none yet", "longest  none yet"])
        view.current = .init(days: 2, first: try day("2026-11-21"), last: try day("2026-11-22"))
        view.longest = .init(days: 31, first: try day("2026-03-03"), last: try day("2026-04-02"))
        view.recent = [(try day("2026-11-22"), true), (try day("2026-11-23"), false)]
        let lines = view.lines(on: Page(hasColor: false)).map(\.text)
        #expect(lines[0].contains("2 days") && lines[1].contains("2026-03-03 – 2026-04-02"))
        #expect(lines[3] == "recent   ■ ·")
        #expect(lines[4] == "write today to keep the streak of 2 days")
    }

    @Test func sparklinesShowGaps() {
        #expect(Sparkline.line([0, 1, nil, 2, 4], page: Page()).text == " ▂·▄█")
        #expect(
            Sparkline.scores([-1, nil, 0, 1], page: Page()).text == " ·▄█"
                || Sparkline.scores([-1, nil, 0, 1], page: Page()).text == "▁·▄█")
    }

    @Test func aCalendarBeginsWithItsSpan() throws {
        let (first, last) = (try day("2026-08-28"), try day("2026-11-25"))
        let map = HeatMap(year: 2026, days: [HeatDay(last, score: 0.5)], today: last, span: first.dayNumber...last.dayNumber)
        for page in pages where page.width >= 60 {
            let lines = map.lines(on: page).map(\.text)
            #expect(lines.contains { $0.contains("Aug") && $0.contains("Nov") })
            #expect(!lines.contains { $0.contains("Jul") || $0.contains("Dec") })
            #expect(lines.count < 12)
        }
    }

    @Test func plainNumbersAreShortAndAligned() {
        let frame = Frame(
            name: "x", kind: "scalars", columns: [.init("name", "text"), .init("value", "number")],
            rows: [["entries", .number(12)], ["meanScore", .number(0.12345678901234567)]])
        let renderer = FrameRenderer(page: Page())
        #expect(renderer.plainLines([frame]).map(\.text) == ["name\tvalue", "entries\t12", "meanScore\t0.1235"])
        #expect(renderer.alignedLines([frame]).map(\.text) == ["name        value", "entries        12", "meanScore  0.1235"])
    }
}
