/// The room that something is drawn into: cells across and the characters that may be used.
struct Page: Sendable {
    let width: Int
    let glyphs: Glyphs
    /// Whether colour tells things apart; without it, glyphs must.
    let hasColor: Bool

    init(width: Int = 80, glyphs: Glyphs = .unicode, hasColor: Bool = true) {
        self.width = max(width, Terminal.minimumWidth)
        self.glyphs = glyphs
        self.hasColor = hasColor
    }

    /// The page that standard output of this terminal is.
    init(_ terminal: Terminal) {
        self.init(width: terminal.width, glyphs: .of(terminal), hasColor: terminal.outputColor != .none)
    }

    /// Running text is not set wider than this: longer lines are hard to read.
    var textWidth: Int { min(width, 96) }

    /// A heading with a rule to the edge of the text.
    func heading(_ title: String) -> Line {
        var line = Line(title, .heading)
        let rest = min(width, 110) - line.width - 1
        if rest > 3 { line.append(" " + String(repeating: glyphs.rule, count: rest), .dim) }
        return line.truncated(to: width, ellipsis: glyphs.ellipsis)
    }

    /// A score with its sign in the colour of its mood.
    func score(_ value: Double) -> Span {
        Span(glyphs.score(value), .mood(MoodTone(score: value)))
    }
}
