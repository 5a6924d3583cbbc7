/// Upright columns side by side, for hours and other short axes.
struct ColumnChart: Sendable {
    struct Item: Sendable {
        let label: String
        let value: Double
        /// The mean score, which colours the column.
        var score: Double?

        init(_ label: String, _ value: Double, score: Double? = nil) {
            (self.label, self.value, self.score) = (label, value, score)
        }
    }

    let items: [Item]
    var rows = 6

    init(_ items: [Item], rows: Int = 6) {
        (self.items, self.rows) = (items, rows)
    }

    /// The columns over their labels; the greatest value stands at the top left.
    func lines(on page: Page) -> [Line] {
        let greatest = items.map(\.value).filter(\.isFinite).max() ?? 0
        guard greatest > 0 else { return [Line("nothing to draw yet", .dim)] }
        let scale = Numbers.short(greatest)
        let margin = max(DisplayWidth.of(scale), 3) + 2
        let slot = min(max((page.width - margin) / max(items.count, 1), 1), 6)
        let bar = slot >= 4 ? slot - 2 : slot >= 2 ? slot - 1 : 1
        var lines = (0..<rows).map { row -> Line in
            let label = row == 0 ? scale : row == rows - 1 ? "0" : ""
            var line = Line(TextLayout.pad(label, to: margin - 2, .right) + " " + page.glyphs.axis, .dim)
            for item in items {
                let filled = item.value / greatest * Double(rows) - Double(rows - 1 - row)
                let isFoot = row == rows - 1 && item.value > 0
                let glyph = Bars.vertical(isFoot ? max(filled, 0.125) : filled, glyphs: page.glyphs)
                line.append(
                    String(repeating: glyph, count: bar), item.score.map { .mood(MoodTone(score: $0)) } ?? .amount)
                line.append(String(repeating: " ", count: slot - bar))
            }
            return line.truncated(to: page.width, ellipsis: page.glyphs.ellipsis)
        }
        lines.append(labels(slot: slot, margin: margin, page: page))
        return lines
    }

    /// Every label that does not touch the one before it.
    private func labels(slot: Int, margin: Int, page: Page) -> Line {
        var text = String(repeating: " ", count: margin)
        var free = margin
        for (index, item) in items.enumerated() {
            let column = margin + index * slot
            let label = Sanitizer.line(item.label)
            guard column >= free, column + DisplayWidth.of(label) <= page.width else { continue }
            text = TextLayout.pad(text, to: column) + label
            free = column + DisplayWidth.of(label) + 1
        }
        return Line(text, .dim)
    }
}
