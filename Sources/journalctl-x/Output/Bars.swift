/// Pieces of bars.
enum Bars {
    /// A solid bar from the left for a share from 0 to 1, in eighths of a cell; without padding.
    static func horizontal(_ share: Double, cells: Int, glyphs: Glyphs) -> String {
        let eighths = units(share, cells, 8)
        let rest = glyphs.horizontal[eighths % 8]
        return String(repeating: glyphs.horizontal[8], count: eighths / 8)
            + (eighths % 8 == 0 || rest == " " ? "" : rest)
    }

    /// A thin bar from the left for a share from 0 to 1, in halves of a cell; something above nothing is always seen.
    static func thin(_ share: Double, cells: Int, _ glyphs: Glyphs) -> String {
        let halves = share > 0 ? max(units(share, cells, 2), 1) : 0
        guard glyphs.isUnicode else { return String(repeating: "=", count: (halves + 1) / 2) }
        return String(repeating: "━", count: halves / 2) + (halves % 2 == 1 ? "╸" : "")
    }

    /// A score from −1 to 1 as a bar to the left or right of a middle line; takes exactly `cells` cells, an odd
    /// number at least 3.
    static func diverging(_ value: Double?, cells: Int, dimmed: Bool = false, _ page: Page) -> Line {
        let half = max((cells - 1) / 2, 1)
        let unicode = page.glyphs.isUnicode
        var line = Line()
        let value = value ?? 0
        let bar = thin(abs(value), cells: half, page.glyphs)
        let role: Role = dimmed ? .dim : .mood(MoodTone(score: value))
        if value < 0 {
            // The half cell at the far end of a bar to the left is the other half.
            let mirrored = bar.hasSuffix("╸") ? "╺" + bar.dropLast() : bar
            line.append(String(repeating: " ", count: half - DisplayWidth.of(mirrored)))
            line.append(mirrored, role)
        } else {
            line.append(String(repeating: " ", count: half))
        }
        line.append(unicode ? "│" : "|", .dim)
        if value > 0 { line.append(bar, role) }
        line.pad(to: max(cells, 2 * half + 1))
        return line
    }

    /// One cell of a column for a share from 0 to 1; something above nothing is always seen.
    static func vertical(_ share: Double, glyphs: Glyphs) -> String {
        glyphs.vertical[share > 0 ? max(units(share, 1, 8), 1) : 0]
    }

    /// A share of `cells` cells, in parts of a cell.
    static func units(_ share: Double, _ cells: Int, _ parts: Int) -> Int {
        guard share.isFinite else { return 0 }
        return Int((min(max(share, 0), 1) * Double(min(max(cells, 0), Terminal.maximumWidth) * parts)).rounded())
    }
}
