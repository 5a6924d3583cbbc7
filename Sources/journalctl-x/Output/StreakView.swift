/// The current and the longest run of days with entries, and the days up to today.
struct StreakView: Sendable {
    struct Run: Sendable {
        let days: Int
        let first: CivilDate
        let last: CivilDate
    }

    var current: Run?
    var longest: Run?
    /// Whether today has an entry; the streak is not broken until the day is over.
    var hasToday = false
    /// The last days, oldest first, with whether each has an entry.
    var recent: [(day: CivilDate, hasEntry: Bool)] = []

    func lines(on page: Page) -> [Line] {
        let greatest = max(longest?.days ?? 0, current?.days ?? 0)
        var lines = [run("current", current, of: greatest, page), run("longest", longest, of: greatest, page)]
        if !recent.isEmpty { lines += [Line(), days(page)] }
        if let current, current.days > 0, !hasToday {
            lines.append(
                Line("write today to keep the streak of \(Numbers.count(current.days, "day", "days"))", .warning))
        }
        return lines
    }

    private func run(_ name: String, _ run: Run?, of greatest: Int, _ page: Page) -> Line {
        var line = Line(TextLayout.pad(name, to: 9), .dim)
        guard let run, run.days > 0 else {
            line.append("none yet", .dim)
            return line
        }
        let days = Numbers.count(run.days, "day", "days")
        line.append(TextLayout.pad(days, to: 10, .right), .strong)
        line.append("  ")
        let span = run.first.text + (run.days > 1 ? " – " + run.last.text : "")
        let room = min(max(page.width - line.width - 26, 4), 40)
        var bar = Line(Bars.thin(Double(run.days) / Double(max(greatest, 1)), cells: room, page.glyphs), .mood(.great))
        bar.pad(to: room)
        line.append(bar)
        line.append("  " + (page.glyphs.isUnicode ? span : span.split(separator: "–").joined(separator: "-")), .dim)
        return line.truncated(to: page.width, ellipsis: page.glyphs.ellipsis)
    }

    /// As many of the last days as fit, weeks apart.
    private func days(_ page: Page) -> Line {
        var line = Line(TextLayout.pad("recent", to: 9), .dim)
        let fitting = recent.suffix(max((page.width - line.width) * 7 / 8 - 1, 1))
        for (index, item) in fitting.enumerated() {
            if index > 0, item.day.weekday == .monday { line.append(" ") }
            let glyph = page.glyphs.isUnicode ? "■" : "#"
            line.append(item.hasEntry ? glyph : page.glyphs.missing, item.hasEntry ? .mood(.great) : .dim)
        }
        return line
    }
}
