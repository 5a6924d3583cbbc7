/// A manual page as lines for a terminal, examples first.
struct ManualText {
    let page: ManualPage
    let width: Int
    let glyphs: Glyphs

    var lines: [Line] {
        var lines = [Line([Span(page.title, .strong), Span("  " + page.summary)])]
        if !page.examples.isEmpty {
            lines += heading("Examples")
            for example in page.examples {
                lines.append(Line(example.line, .success).indented(by: 2))
                lines += wrapped(example.purpose, indent: 6, role: .dim)
            }
        }
        lines += heading("Usage")
        lines += page.synopsis.map { Line($0).indented(by: 2) }
        if !page.aliases.isEmpty { lines.append(Line("also: " + page.aliases.joined(separator: ", "), .dim).indented(by: 2)) }
        if !page.description.isEmpty {
            lines += heading("Description")
            lines += wrapped(page.description, indent: 2, role: .plain)
        }
        for section in page.sections {
            lines += heading(section.title)
            lines += items(section.items)
        }
        return lines
    }

    private func heading(_ text: String) -> [Line] {
        [Line(), Line(text, .heading)]
    }

    private func wrapped(_ text: String, indent: Int, role: Role) -> [Line] {
        TextLayout.wrap(text, to: min(width, 100) - indent).map { Line($0, role).indented(by: indent) }
    }

    /// Terms in a column of their own; a long term stands above its text.
    private func items(_ items: [ManualPage.Item]) -> [Line] {
        let column = min(items.map { DisplayWidth.of($0.term) }.max() ?? 0, min(width / 3, 30))
        return items.flatMap { item -> [Line] in
            let texts = TextLayout.wrap(item.text, to: max(min(width, 100) - column - 4, 20))
            var first = Line("  ")
            first.append(item.term, .success)
            var rest = texts.map { Line($0).indented(by: column + 4) }
            if DisplayWidth.of(item.term) <= column, let text = texts.first {
                first.pad(to: column + 4)
                first.append(text)
                rest.removeFirst()
            }
            return [first] + rest
        }
    }
}
