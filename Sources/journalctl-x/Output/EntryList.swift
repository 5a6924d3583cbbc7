/// The short form: one line for each entry.
struct EntryList: Sendable {
    let page: Page
    let context: TimeContext
    private var glyphs: Glyphs { page.glyphs }
    /// Too narrow for full dates, scores and categories beside a readable headline.
    private var isNarrow: Bool { page.width < 60 }

    init(page: Page, context: TimeContext) {
        self.page = page
        self.context = context
    }

    /// Numbers are aligned over all the entries given.
    func lines(_ entries: [EntryLine]) -> [Line] {
        let digits = entries.map { String($0.number).utf8.count }.max() ?? 1
        return entries.map { line($0, numberWidth: max(digits, 3)) }
    }

    /// One entry: number, date and time, mood, headline, categories.
    func line(_ entry: EntryLine, numberWidth: Int = 3) -> Line {
        var line = Line(TextLayout.pad(String(entry.number), to: numberWidth, .right), .dim)
        line.append("  ")
        line.append(when(entry))
        line.append("  ")
        line.append(mood(entry))
        line.append("  ")
        if entry.isStarred { line.append(glyphs.star + " ", .warning) }
        let room = page.width - line.width
        let tags = isNarrow ? Line() : tags(entry.categories, room: room / 3)
        let headline = TextLayout.truncate(
            Sanitizer.line(entry.headline), to: room - (tags.spans.isEmpty ? 0 : tags.width + 2),
            ellipsis: glyphs.ellipsis)
        let role: Role = entry.isTrashed ? .dim : entry.title == nil ? .plain : .strong
        line.append(headline, role)
        if !tags.spans.isEmpty {
            line.append("  ")
            line.append(tags)
        }
        return line
    }

    /// `2026-10-30 18:17`, the weekday before it where there is room; today's and yesterday's days by their names.
    private func when(_ entry: EntryLine) -> Line {
        let time = context.zone.civil(at: entry.at)
        if isNarrow { return Line(TextLayout.pad(brief(time), to: 6, .right), .dim) }
        let wide = page.width >= 100
        var line = Line()
        if wide { line.append(time.date.weekday.short + " ", .dim) }
        switch context.today.dayNumber - time.date.dayNumber {
        case 0: line.append("     today", .plain)
        case 1: line.append(" yesterday", .plain)
        default: line.append(time.date.text, .dim)
        }
        line.append(" " + TimeFormat.clock(time), .dim)
        return line
    }

    /// As ls(1) does it: the time today, else the day, else the year.
    private func brief(_ time: CivilTime) -> String {
        if time.date == context.today { return TimeFormat.clock(time) }
        return time.date.year == context.today.year
            ? "\(time.date.day) \(MonthName.short(time.date.month))" : "\(time.date.year)"
    }

    /// A glyph whose height and colour are the mood, and the score.
    func mood(_ entry: EntryLine) -> Line {
        guard let tone = entry.tone else {
            if isNarrow { return Line(glyphs.missing + " ", .dim) }
            return Line(
                entry.isPending ? glyphs.missing + "  " + glyphs.ellipsis.prefix(1) + "   " : glyphs.missing + "      ",
                .dim)
        }
        var line = Line(glyphs.mood(tone) + " ", .mood(tone))
        if isNarrow { return line }
        if let score = entry.score {
            line.append(glyphs.score(score), .mood(MoodTone(score: score)))
        } else {
            line.append("     ")
        }
        return line
    }

    /// As many categories as fit, the rest as `+2`.
    private func tags(_ categories: [String], room: Int) -> Line {
        let names = categories.filter { $0 != "uncategorized" }
        var line = Line()
        for (index, name) in names.enumerated() {
            let tag = (index == 0 ? "" : " ") + "#" + Sanitizer.line(name)
            let left = names.count - index
            let reserve = left > 1 ? 4 : 0
            guard line.width + DisplayWidth.of(tag) + reserve <= room else {
                if index == 0 {
                    line.append(
                        TextLayout.truncate(tag, to: max(room - reserve, 4), ellipsis: glyphs.ellipsis), .category)
                    if left > 1 { line.append(" +\(left - 1)", .dim) }
                } else {
                    line.append(" +\(left)", .dim)
                }
                break
            }
            line.append(tag, .category)
        }
        return line
    }
}
