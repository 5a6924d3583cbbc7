/// How a progress line looks at one moment.
struct ProgressLine {
    let label: String
    let done: Int
    let total: Int?
    let frame: Int
    let width: Int
    let glyphs: Glyphs

    var rendered: Line {
        var line = Line()
        guard let total, total > 0 else {
            let frames = glyphs.isUnicode ? ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"] : ["|", "/", "-", "\\"]
            line.append(frames[frame % frames.count], .amount)
            line.append(" " + label)
            return line.truncated(to: width - 1, ellipsis: glyphs.ellipsis)
        }
        let share = min(max(Double(done) / Double(total), 0), 1)
        let cells = min(max(width - DisplayWidth.of(label) - 30, 8), 30)
        line.append(label + " ")
        let filled = Bars.horizontal(share, cells: cells, glyphs: glyphs)
        line.append(TextLayout.pad(filled, to: cells), .amount)
        line.append(" \(Int(share * 100))% ")
        line.append("\(Numbers.grouped(Int64(done)))/\(Numbers.grouped(Int64(total)))", .dim)
        return line.truncated(to: width - 1, ellipsis: glyphs.ellipsis)
    }
}
