internal import JournalRPC

/// Draws any frame of any report by its kind, its column types and its units, without knowing the report.
struct FrameRenderer: Sendable {
    let page: Page
    var weekStart = Weekday.monday

    /// The writer's day, after which a calendar is blank.
    var today: CivilDate?

    /// The days that were asked for, as day numbers; outside of them a calendar is blank.
    var span: ClosedRange<Int>?

    init(page: Page, weekStart: Weekday = .monday, today: CivilDate? = nil, span: ClosedRange<Int>? = nil) {
        (self.page, self.weekStart, self.today, self.span) = (page, weekStart, today, span)
    }

    /// The frames one under the other, each under its name, then the notes.
    func lines(_ frames: [Frame], notes: [String] = []) -> [Line] {
        var lines: [Line] = []
        for frame in frames where !frame.rows.isEmpty {
            if !lines.isEmpty { lines.append(Line()) }
            // What is drawn first stands under the report's own heading.
            if !lines.isEmpty && frame.kind != .calendar { lines.append(page.heading(Frame.words(frame.name))) }
            lines += self.lines(frame)
        }
        if !notes.isEmpty, !lines.isEmpty { lines.append(Line()) }
        for note in notes { lines += TextLayout.wrap(Sanitizer.line(note), to: page.textWidth).map { Line($0, .dim) } }
        return lines
    }

    /// One frame.
    func lines(_ frame: Frame) -> [Line] {
        switch frame.kind {
        case .scalars: scalars(frame)
        case .calendar: calendar(frame)
        case .series: series(frame)
        case .table: table(frame)
        }
    }

    /// For `--plain`: every frame as a table of fields separated by tabs.
    func plainLines(_ frames: [Frame]) -> [Line] {
        frames.enumerated().flatMap { index, frame -> [Line] in
            let header = Line([Span(tabSeparated: frame.columns.map(\.name))])
            let rows = frame.rows.map { row in
                Line([Span(tabSeparated: frame.columns.indices.map { Self.plain(frame.cell(row, $0)) })])
            }
            return (index > 0 ? [Line()] : []) + [header] + rows
        }
    }

    /// The same for eyes: columns aligned, nothing cut, a missing value empty.
    func alignedLines(_ frames: [Frame]) -> [Line] {
        frames.enumerated().flatMap { index, frame -> [Line] in
            var table = Table(frame.columns.map { Table.Column($0.name, $0.isNumeric ? .right : .left) })
            for row in frame.rows { table.add(frame.columns.indices.map { Line(Self.plain(frame.cell(row, $0))) }) }
            // As wide as it must be: the terminal may break lines, but no number is cut.
            return (index > 0 ? [Line()] : []) + table.lines(on: Page(width: Terminal.maximumWidth, glyphs: page.glyphs, hasColor: false))
        }
    }

    /// Whole numbers without a point, others with four decimals: more would be noise.
    private static func plain(_ value: JSONValue) -> String {
        switch value {
        case .null: ""
        case .string(let text): text
        case .number(let number):
            Int64(exactly: number).map(String.init) ?? Numbers.fixed(number, 4)
        default: (try? value.encoded()).map { String(decoding: $0, as: UTF8.self) } ?? ""
        }
    }

    private func scalars(_ frame: Frame) -> [Line] {
        let unitColumn = frame.columns.firstIndex { $0.name == "unit" && $0.type == "text" }
        let valueColumn = frame.columns.indices.first { $0 > 0 && $0 != unitColumn } ?? 1
        let items = frame.rows.map { row in
            let unit =
                unitColumn.flatMap { frame.cell(row, $0).stringValue }
                ?? (frame.columns.indices.contains(valueColumn) ? frame.columns[valueColumn].unit : nil)
            return Scalars.Item(
                name: Frame.words(frame.cell(row, 0).stringValue ?? ""),
                value: CellText.withUnit(frame.cell(row, valueColumn), unit: unit, page: page))
        }
        return Scalars(items: items).lines(on: page)
    }

    private func calendar(_ frame: Frame) -> [Line] {
        let days = frame.rows.compactMap { row -> HeatDay? in
            guard let day = frame.day(row, 0) else { return nil }
            return HeatDay(day, score: score(frame, row))
        }
        guard !days.isEmpty else { return table(frame) }
        var lines: [Line] = []
        for year in Set(days.map(\.day.year)).sorted() {
            if !lines.isEmpty { lines.append(Line()) }
            let own = days.filter { $0.day.year == year }
            lines += HeatMap(year: year, days: own, weekStart: weekStart, today: today, span: span).lines(on: page)
        }
        return lines
    }

    /// The colouring value on the scale −1 to 1; amounts are spread from neutral to high.
    private func score(_ frame: Frame, _ row: [JSONValue]) -> Double? {
        guard let value = frame.number(row, 1), frame.columns.count > 1 else { return nil }
        switch frame.columns[1].unit {
        case "score": return value
        case "mood": return (value - 3) / 2
        default:
            let greatest = frame.rows.compactMap { frame.number($0, 1) }.max() ?? 0
            return greatest > 0 ? value / greatest : 0
        }
    }
}
