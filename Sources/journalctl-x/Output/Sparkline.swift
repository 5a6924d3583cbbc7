/// A row of small columns, one cell each.
enum Sparkline {
    /// nil values are shown as missing; the greatest value fills its cell.
    static func line(_ values: [Double?], page: Page, role: Role = .amount) -> Line {
        let greatest = values.compactMap { $0 }.filter(\.isFinite).max() ?? 0
        var line = Line()
        for value in values {
            guard let value, value.isFinite else {
                line.append(page.glyphs.missing, .dim)
                continue
            }
            line.append(Bars.vertical(greatest > 0 ? value / greatest : 0, glyphs: page.glyphs), role)
        }
        return line
    }

    /// Scores from −1 to 1, each in the colour of its mood.
    static func scores(_ values: [Double?], page: Page) -> Line {
        var line = Line()
        for value in values {
            guard let value, value.isFinite else {
                line.append(page.glyphs.missing, .dim)
                continue
            }
            let tone = MoodTone(score: value)
            line.append(
                page.glyphs.isUnicode ? Bars.vertical((value + 1) / 2, glyphs: page.glyphs) : page.glyphs.mood(tone),
                .mood(tone))
        }
        return line
    }
}
