/// Where days lie on a plot, and what is written under it.
struct TimeAxis: Sendable {
    /// Day numbers at the left and at the right edge; `last` is greater.
    let first: Int
    let last: Int
    let columns: Int

    /// The dot column of a day, two dots a cell.
    func dot(_ day: CivilDate) -> Int {
        let share = Double(day.dayNumber - first) / Double(max(last - first, 1))
        return Int((share * Double(columns * 2 - 2)).rounded())
    }

    var dotsPerDay: Int { (columns * 2) / max(last - first, 1) }

    private struct Tick {
        let column: Int
        let label: String
    }

    /// The axis with its ticks, and their labels.
    func lines(margin: Int, page: Page) -> [Line] {
        let ticks = ticks()
        let unicode = page.glyphs.isUnicode
        var axis = [String](repeating: page.glyphs.rule, count: columns)
        for tick in ticks { axis[tick.column] = unicode ? "┴" : "+" }
        let corner = String(repeating: " ", count: margin - 1) + (unicode ? "└" : "+")
        var labels = String(repeating: " ", count: margin)
        for tick in ticks { labels = TextLayout.pad(labels, to: margin + tick.column) + tick.label }
        return [Line(corner + axis.joined(), .dim), Line(labels, .dim)]
    }

    /// Days, Mondays, months or years: the finest that leaves room for labels.
    private func ticks() -> [Tick] {
        let candidates: [(starts: [CivilDate], label: (CivilDate) -> String)] = [
            (days(every: 1), dayLabel), (days(every: 7), dayLabel), (days(every: 14), dayLabel),
            (months(every: 1), monthLabel),
            (months(every: 3), monthLabel), (months(every: 12), { String($0.year) }),
            (months(every: 60), { String($0.year) }),
        ]
        for candidate in candidates {
            let ticks = candidate.starts.map { Tick(column: min(dot($0) / 2, columns - 1), label: candidate.label($0)) }
            let fits = zip(ticks, ticks.dropFirst()).allSatisfy {
                $1.column - $0.column >= DisplayWidth.of($0.label) + 2
            }
            guard fits, !ticks.isEmpty else { continue }
            return ticks.filter { $0.column + DisplayWidth.of($0.label) <= columns }
        }
        return []
    }

    private func dayLabel(_ date: CivilDate) -> String { "\(date.day) \(MonthName.short(date.month))" }

    /// The month, and the year where it begins or the axis does.
    private func monthLabel(_ date: CivilDate) -> String {
        date.month == 1 ? "\(date.year)" : MonthName.short(date.month)
    }

    /// Weeks are counted from Monday.
    private func days(every step: Int) -> [CivilDate] {
        guard (last - first) / step <= columns, let start = CivilDate(dayNumber: first) else { return [] }
        let offset = step == 1 ? 0 : (7 - start.weekday.rawValue) % 7
        return stride(from: first + offset, through: last, by: step).compactMap { CivilDate(dayNumber: $0) }
    }

    private func months(every step: Int) -> [CivilDate] {
        guard let start = CivilDate(dayNumber: first), (last - first) / (28 * step) <= columns else { return [] }
        var dates: [CivilDate] = []
        var next = CivilDate(year: start.year, month: 1, day: 1)
        while let date = next, date.dayNumber <= last {
            let isAligned = step <= 12 || date.year % (step / 12) == 0
            if date.dayNumber >= first && isAligned { dates.append(date) }
            next = date.adding(months: min(step, 12))
        }
        return dates
    }
}
