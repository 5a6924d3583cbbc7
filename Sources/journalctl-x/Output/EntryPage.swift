/// The full form: a header and the whole text.
struct EntryPage: Sendable {
    let page: Page
    let context: TimeContext
    private var glyphs: Glyphs { page.glyphs }

    init(page: Page, context: TimeContext) {
        self.page = page
        self.context = context
    }

    /// Entries one after the other, a blank line between.
    func lines(_ entries: [EntryLine]) -> [Line] {
        var lines: [Line] = []
        for (index, entry) in entries.enumerated() {
            if index > 0 { lines.append(Line()) }
            lines += self.lines(entry)
        }
        return lines
    }

    /// One entry.
    func lines(_ entry: EntryLine) -> [Line] {
        var lines = [rule(entry)]
        if let title = entry.title, !title.isEmpty {
            lines += TextLayout.wrap(Sanitizer.line(title), to: page.textWidth).map { Line($0, .strong) }
        }
        lines.append(when(entry))
        lines += facts(entry)
        lines.append(Line())
        lines += TextLayout.wrap(trimmed(entry.body), to: page.textWidth - 2).map { Line($0).indented(by: 2) }
        return lines
    }

    private func rule(_ entry: EntryLine) -> Line {
        let tone = entry.tone.map { Role.mood($0) } ?? .dim
        var line = Line(glyphs.rule + glyphs.rule + " ", tone)
        line.append("\(entry.number)", .strong)
        if entry.isStarred { line.append(" " + glyphs.star, .warning) }
        if entry.isTrashed { line.append(" in the trash", .warning) }
        line.append(" ")
        line.append(String(repeating: glyphs.rule, count: max(page.textWidth - line.width, 0)), tone)
        return line
    }

    private func when(_ entry: EntryLine) -> Line {
        let time = context.zone.civil(at: entry.at)
        var line = Line(TimeFormat.longDate(time.date) + ", " + TimeFormat.clock(time))
        line.append(dot + TimeFormat.relative(entry.at, in: context), .dim)
        if let zone = entry.zone { line.append(dot + "written in " + zone, .dim) }
        return line.truncated(to: page.width, ellipsis: glyphs.ellipsis)
    }

    private var dot: String { " " + glyphs.separator + " " }

    /// Mood, categories, words and revision, on as many lines as they need.
    private func facts(_ entry: EntryLine) -> [Line] {
        var parts: [Line] = []
        if let score = entry.score {
            let tone = MoodTone(score: score)
            var part = Line(glyphs.mood(tone) + " " + glyphs.score(score), .mood(tone))
            if let label = entry.label { part.append(" " + label, .mood(tone)) }
            parts.append(part)
        } else if entry.isPending {
            parts.append(Line("mood not read yet", .dim))
        }
        if let mood = entry.mood { parts.append(Line("own mood \(mood)/5", .mood(MoodTone(mood: mood)))) }
        parts += entry.categories.map { Line("#" + $0, .category) }
        parts.append(Line(Numbers.count(entry.words, "word", "words"), .dim))
        if entry.revision > 1 { parts.append(Line("revision \(entry.revision)", .dim)) }
        var lines = [Line()]
        for part in parts.map({ $0.truncated(to: page.textWidth, ellipsis: glyphs.ellipsis) }) {
            let current = lines[lines.count - 1]
            let separator = current.spans.isEmpty ? "" : dot
            if !current.spans.isEmpty, current.width + DisplayWidth.of(separator) + part.width > page.textWidth {
                lines.append(part)
            } else {
                lines[lines.count - 1].append(separator, .dim)
                lines[lines.count - 1].append(part)
            }
        }
        return lines
    }

    private func trimmed(_ body: String) -> String {
        var text = body[...]
        while let last = text.unicodeScalars.last, last == "\n" || last == " " || last == "\r" {
            text.unicodeScalars.removeLast()
        }
        return String(text.drop { $0 == "\n" })
    }
}
