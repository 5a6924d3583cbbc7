/// One day of a heat map.
struct HeatDay: Sendable {
    let day: CivilDate
    /// Mean score from −1 to 1; nil when there are entries but no score yet.
    let score: Double?

    init(_ day: CivilDate, score: Double?) {
        (self.day, self.score) = (day, score)
    }
}

/// A year of moods: weeks across, weekdays down. Days without entries are dots, which neutral days are not.
struct HeatMap: Sendable {
    let year: Int
    var weekStart = Weekday.monday
    /// Days after it are left blank: there cannot be entries yet.
    var today: CivilDate?
    /// Days outside of what was asked for are left blank: nothing is known of them.
    var span: ClosedRange<Int>?
    private let scores: [Int: Double?]

    /// - Parameter span: first and last day that were asked for, as day numbers; nil for the whole year.
    init(
        year: Int, days: [HeatDay], weekStart: Weekday = .monday, today: CivilDate? = nil, span: ClosedRange<Int>? = nil
    ) {
        self.year = year
        self.span = span
        self.today = today
        self.weekStart = weekStart
        scores = Dictionary(days.map { ($0.day.dayNumber, $0.score) }, uniquingKeysWith: { _, last in last })
    }

    private static let margin = 4

    /// One block with two cells a day where there is room, else two half years of that, else one cell a day in one
    /// block or two.
    func lines(on page: Page) -> [Line] {
        let starts = self.starts
        guard let start = starts.first, let last = lastDay else { return [] }
        let first = start.dayNumber
        let weeks = column(last, first) + 1
        let wide = Self.margin + weeks * 2 <= page.width
        let narrow = Self.margin + weeks > page.width
        let halves = !wide && starts.count > 1 && (narrow || Self.margin + (weeks / 2 + 2) * 2 <= page.width)
        let cell = wide || (halves && !narrow) ? 2 : 1
        var lines = [Line("\(year)", .heading)]
        if halves {
            let middle = starts[starts.count / 2].dayNumber
            lines += block(first, middle - 1, cell: cell, page) + [Line()] + block(middle, last, cell: cell, page)
        } else {
            lines += block(first, last, cell: cell, page)
        }
        return lines.map { $0.truncated(to: page.width, ellipsis: "") } + [Line()] + legend(page)
    }

    /// The first days of the months that are drawn: those of the year that the span touches.
    private var starts: [CivilDate] {
        let starts = (1...12).compactMap { CivilDate(year: year, month: $0, day: 1) }
        guard let span else { return starts }
        let touched = starts.filter { start in
            (start.adding(months: 1)?.dayNumber ?? .max) > span.lowerBound && start.dayNumber <= span.upperBound
        }
        return touched.isEmpty ? starts : touched
    }

    /// The last day of the last of them.
    private var lastDay: Int? {
        starts.last.flatMap { $0.adding(months: 1)?.dayNumber }.map { $0 - 1 } ?? IsoDate.year(year)?.upperBound.dayNumber
    }

    /// Column of a day in a block that begins on `first`.
    private func column(_ day: Int, _ first: Int) -> Int {
        (day - first + rowIndex(first)) / 7
    }

    /// 0 on the day that weeks start with.
    private func rowIndex(_ day: Int) -> Int {
        let monday = ((day + 3) % 7 + 7) % 7
        return (monday - weekStart.rawValue + 7) % 7
    }

    private func block(_ first: Int, _ last: Int, cell: Int, _ page: Page) -> [Line] {
        let columns = column(last, first) + 1
        var lines = [months(first, last, cell: cell)]
        for row in 0..<7 {
            let weekday = Weekday.allCases[(row + weekStart.rawValue) % 7]
            let name = weekday.rawValue % 2 == 0 ? weekday.short : ""
            var line = Line(TextLayout.pad(name, to: Self.margin), .dim)
            for column in 0..<columns {
                let day = first - rowIndex(first) + column * 7 + row
                let glyph = (first...last).contains(day) ? self.glyph(day, page) : Span(" ")
                line.spans.append(glyph)
                if cell == 2 { line.append(" ") }
            }
            lines.append(line)
        }
        return lines
    }

    private func glyph(_ day: Int, _ page: Page) -> Span {
        if let today, day > today.dayNumber, scores[day] == nil { return Span(" ") }
        guard let score = scores[day] else {
            return span.map { $0.contains(day) } ?? true ? Span(page.glyphs.missing, .dim) : Span(" ")
        }
        guard let score else { return Span(page.glyphs.isUnicode ? "▫" : "?", .dim) }
        return Self.cell(MoodTone(score: score), page)
    }

    /// Squares where colour tells, else heights.
    private static func cell(_ tone: MoodTone, _ page: Page) -> Span {
        Span(page.hasColor && page.glyphs.isUnicode ? "■" : page.glyphs.mood(tone), .mood(tone))
    }

    /// The name of each month over the first week that begins in it.
    private func months(_ first: Int, _ last: Int, cell: Int) -> Line {
        var text = String(repeating: " ", count: Self.margin)
        for month in 1...12 {
            guard let day = CivilDate(year: year, month: month, day: 1)?.dayNumber, (first...last).contains(day) else {
                continue
            }
            let position = Self.margin + (column(day, first) + (rowIndex(day) == 0 ? 0 : 1)) * cell
            guard position >= DisplayWidth.of(text) || month == 1 || day == first else { continue }
            text = TextLayout.pad(text, to: day == first ? Self.margin : position) + MonthName.short(month) + " "
        }
        return Line(text, .dim)
    }

    /// In one line where there is room, else in several.
    private func legend(_ page: Page) -> [Line] {
        var scale = Line("low ", .dim)
        for tone in MoodTone.allCases {
            scale.spans.append(Self.cell(tone, page))
            scale.append(" ")
        }
        scale.append("high", .dim)
        var parts = [Line(page.glyphs.missing + " no entry", .dim), scale]
        if scores.values.contains(where: { $0 == nil }) {
            parts.append(Line((page.glyphs.isUnicode ? "▫" : "?") + " no score", .dim))
        }
        let indent = Line(String(repeating: " ", count: Self.margin))
        return parts.reduce(into: [indent]) { lines, part in
            var last = lines[lines.count - 1]
            let gap = last.width > Self.margin ? 3 : 0
            guard last.width + gap + part.width <= page.width || gap == 0 else {
                lines.append(part.indented(by: Self.margin))
                return
            }
            last.append(String(repeating: " ", count: gap))
            last.append(part)
            lines[lines.count - 1] = last
        }.map { $0.truncated(to: page.width, ellipsis: page.glyphs.ellipsis) }
    }
}
