/// Values over days, to be drawn along a time axis.
struct PlotSeries: Sendable {
    struct Point: Sendable {
        let day: CivilDate
        /// nil: nothing was measured, the line has a gap.
        let value: Double?

        init(_ day: CivilDate, _ value: Double?) {
            (self.day, self.value) = (day, value)
        }
    }

    let name: String
    let points: [Point]

    init(_ name: String, _ points: [Point]) {
        self.name = name
        self.points = points.filter { $0.value?.isFinite ?? true }.sorted { $0.day < $1.day }
    }
}

/// A trend: the values as dots in the colours of their moods, a rolling mean laid over them as a line.
struct LinePlot: Sendable {
    var series: PlotSeries
    /// Drawn as a line over the dots. Without one, the series itself is drawn as a line.
    var overlay: PlotSeries?
    /// Values at the bottom and at the top.
    var range: ClosedRange<Double> = -1...1
    /// Whether heights are moods, so that their colours are those of moods.
    var isScore = true
    var rows = 13

    /// Cells of the labels on the left, with the axis.
    private static let margin = 7

    /// The plot, its axis and its legend; a sentence when there is nothing to draw.
    func lines(on page: Page) -> [Line] {
        let all = series.points + (overlay?.points ?? [])
        let days = all.filter { $0.value != nil }.map(\.day.dayNumber)
        guard let first = days.min(), let last = days.max() else { return [Line("nothing to draw yet", .dim)] }
        let columns = min(page.width - Self.margin, 160)
        let axis = TimeAxis(first: first, last: max(last, first + 1), columns: columns)
        var dots = DotCanvas(columns: columns, rows: rows)
        var stroke = DotCanvas(columns: columns, rows: rows)
        if let overlay {
            for point in series.points { dot(point, on: axis, in: &dots) }
            draw(overlay, on: axis, in: &stroke)
        } else if isScore {
            draw(series, on: axis, in: &dots)
        } else {
            for point in series.points { column(point, on: axis, in: &dots) }
        }
        let body = (0..<rows).map { row in rowLine(row, dots, stroke, page) }
        return body + axis.lines(margin: Self.margin, page: page) + legend(page)
    }

    /// The next greater value that four steps of a round number make.
    static func roundTop(_ greatest: Double) -> Double {
        guard greatest.isFinite, greatest > 4 else { return 4 }
        var scale = 1.0
        while scale * 40 < greatest { scale *= 10 }
        let steps: [Double] = scale == 1 ? [4, 8, 12, 16, 20, 40] : [4, 6, 8, 10, 12, 16, 20, 30, 40]
        return steps.map { $0 * scale }.first { $0 >= greatest } ?? greatest
    }

    private func position(_ value: Double, dotRows: Int) -> Int {
        let span = range.upperBound - range.lowerBound
        let share = span > 0 ? min(max((value - range.lowerBound) / span, 0), 1) : 0.5
        return Int(((1 - share) * Double(dotRows - 1)).rounded())
    }

    private func dot(_ point: PlotSeries.Point, on axis: TimeAxis, in canvas: inout DotCanvas) {
        guard let value = point.value else { return }
        let (x, y) = (axis.dot(point.day), position(value, dotRows: canvas.dotRows))
        canvas.set(x, y)
        // With room to spare a dot is made a square, which the eye finds more easily.
        if axis.dotsPerDay >= 2 {
            canvas.set(x + 1, y)
            canvas.set(x, y == 0 ? y + 1 : y - 1)
            canvas.set(x + 1, y == 0 ? y + 1 : y - 1)
        }
    }

    /// An amount stands on the ground: a column of dots, as wide as there is room less a gap.
    private func column(_ point: PlotSeries.Point, on axis: TimeAxis, in canvas: inout DotCanvas) {
        guard let value = point.value, value > range.lowerBound else { return }
        let x = axis.dot(point.day)
        let top = position(value, dotRows: canvas.dotRows)
        for y in top..<canvas.dotRows {
            for column in 0..<max(min(axis.dotsPerDay - 1, 8), 1) { canvas.set(x + column, y) }
        }
    }

    /// Connects neighbours; a longer pause than the usual step leaves a gap.
    private func draw(_ series: PlotSeries, on axis: TimeAxis, in canvas: inout DotCanvas) {
        let step = Self.usualStep(series.points)
        var previous: (x: Int, y: Int, day: Int)?
        for point in series.points {
            guard let value = point.value else {
                previous = nil
                continue
            }
            let here = (x: axis.dot(point.day), y: position(value, dotRows: canvas.dotRows), day: point.day.dayNumber)
            if let from = previous, here.day - from.day <= step * 3 / 2 {
                canvas.line(from: (from.x, from.y), to: (here.x, here.y))
            } else {
                canvas.set(here.x, here.y)
            }
            previous = here
        }
    }

    /// The median distance of neighbours in days, so that weeks and months connect as well.
    private static func usualStep(_ points: [PlotSeries.Point]) -> Int {
        let steps = zip(points, points.dropFirst()).map { $1.day.dayNumber - $0.day.dayNumber }.sorted()
        return steps.isEmpty ? 1 : max(steps[steps.count / 2], 1)
    }

    private func rowLine(_ row: Int, _ dots: DotCanvas, _ stroke: DotCanvas, _ page: Page) -> Line {
        let middle = 1 - (Double(row) + 0.5) / Double(rows)
        let value = range.lowerBound + middle * (range.upperBound - range.lowerBound)
        let tone: Role = isScore ? .mood(MoodTone(score: value)) : .amount
        var line = label(row, page)
        var text = ""
        var role = Role.plain
        for column in 0..<dots.columns {
            let (cell, cellRole) = cell(column, row, dots, stroke, tone, page)
            if cellRole != role {
                line.append(text, role)
                (text, role) = ("", cellRole)
            }
            text += cell
        }
        line.append(text, role)
        return line
    }

    private func cell(
        _ column: Int, _ row: Int, _ dots: DotCanvas, _ stroke: DotCanvas, _ tone: Role, _ page: Page
    ) -> (String, Role) {
        let unicode = page.glyphs.isUnicode
        if stroke.isMarked(column: column, row: row) {
            return (unicode ? stroke.character(column: column, row: row) : "*", .overlay)
        }
        if dots.isMarked(column: column, row: row) {
            guard unicode else { return (overlay == nil ? "*" : "o", tone) }
            // Without colour the dots must look different from the line over them.
            return (page.hasColor || overlay == nil ? dots.character(column: column, row: row) : "∙", tone)
        }
        let isZero = range.lowerBound < 0 && row == rows / 2
        return isZero ? (unicode ? "┈" : (column % 2 == 0 ? "-" : " "), .dim) : (" ", .plain)
    }

    /// The value at the top, the quarters and the bottom.
    private func label(_ row: Int, _ page: Page) -> Line {
        let marks = [0, (rows - 1) / 4, (rows - 1) / 2, (rows - 1) - (rows - 1) / 4, rows - 1]
        let tick = page.glyphs.isUnicode ? "┤" : "+"
        guard marks.contains(row) else { return Line("      " + page.glyphs.axis, .dim) }
        let share = 1 - Double(row) / Double(max(rows - 1, 1))
        let value = range.lowerBound + share * (range.upperBound - range.lowerBound)
        let text = isScore ? Self.signed(value, page.glyphs) : Self.amount(value)
        return Line(TextLayout.pad(text, to: 5, .right) + " " + tick, .dim)
    }

    /// At most five cells: from 10,000 on in thousands, then in millions.
    private static func amount(_ value: Double) -> String {
        if value >= 10_000_000 { return Numbers.fixed(value / 1_000_000, 0) + "M" }
        return value >= 10_000 ? Numbers.fixed(value / 1_000, 0) + "k" : Numbers.short(value)
    }

    private static func signed(_ value: Double, _ glyphs: Glyphs) -> String {
        let text = Numbers.fixed(abs(value), 1)
        return text == "0.0" ? "0" : (value < 0 ? glyphs.minus : "+") + text
    }

    private func legend(_ page: Page) -> [Line] {
        guard let overlay else { return [] }
        var line = Line(String(repeating: " ", count: Self.margin))
        let dot = page.glyphs.isUnicode ? (page.hasColor ? "⠶" : "∙") : "o"
        line.append(dot, isScore ? .mood(.fair) : .amount)
        line.append(" " + series.name + "   ", .dim)
        line.append(page.glyphs.isUnicode ? "⠤⠤" : "**", .overlay)
        line.append(" " + overlay.name, .dim)
        return [line.truncated(to: page.width, ellipsis: page.glyphs.ellipsis)]
    }
}
