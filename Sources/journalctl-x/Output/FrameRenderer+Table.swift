internal import JournalRPC

extension FrameRenderer {
    /// A table; the first score has a bar beside it, or the first share where there is no score. Marks for programs
    /// are left out.
    func table(_ frame: Frame) -> [Line] {
        let all = frame.columns.indices.filter { frame.columns[$0].unit != "flag" }
        let shown = fitting(frame, all)
        var lines = table(frame, shown)
        if shown.count < all.count {
            let names = all[shown.count...].map { frame.columns[$0].title }.joined(separator: ", ")
            lines.append(
                Line("too narrow for: " + names, .dim).truncated(to: page.width, ellipsis: page.glyphs.ellipsis))
        }
        return lines
    }

    /// The first columns, as many as fit; texts can be cut, numbers cannot.
    private func fitting(_ frame: Frame, _ all: [Int]) -> [Int] {
        var used = 0
        let fitting = all.prefix { index in
            let column = frame.columns[index]
            let width = frame.rows.reduce(Table.narrowest(title: column.title)) {
                max($0, CellText.line(frame.cell($1, index), unit: column.unit, page: page).width)
            }
            used += (column.type == "text" ? min(width, 12) : width) + 2
            return used - 2 <= page.width
        }
        return Array(fitting.isEmpty ? all.prefix(1) : fitting)
    }

    private func table(_ frame: Frame, _ shown: [Int]) -> [Line] {
        let score = frame.column(unit: "score").flatMap { shown.contains($0) ? $0 : nil }
        let barred = score ?? frame.column(unit: "percent").flatMap { shown.contains($0) ? $0 : nil }
        let cells = frame.rows.map { row in
            shown.map { cell(frame, row, $0, isFirst: $0 == barred) }
        }
        let room = page.width - natural(frame, shown, cells)
        let bar = barred == nil || room < 11 ? 0 : min(room - 2, 31) | 1
        let bars = bar > max(room - 2, 0) ? bar - 2 : bar
        var table = Table(
            shown.flatMap { index -> [Table.Column] in
                let column = frame.columns[index]
                let own = Table.Column(
                    column.title, column.isNumeric ? .right : .left, isFlexible: column.type == "text")
                return index == barred && bars > 0 ? [own, Table.Column("")] : [own]
            })
        for (row, line) in zip(frame.rows, cells) {
            var cells: [Line] = []
            for (index, cell) in zip(shown, line) {
                cells.append(cell)
                guard index == barred, bars > 0 else { continue }
                let value = frame.number(row, index)
                cells.append(score != nil ? Bars.diverging(value, cells: bars, page) : share(value, bars))
            }
            table.add(cells)
        }
        return table.lines(on: page)
    }

    /// Of several scores only the first has its colours; bounds of intervals step back.
    private func cell(_ frame: Frame, _ row: [JSONValue], _ index: Int, isFirst: Bool) -> Line {
        let column = frame.columns[index]
        let line = CellText.line(frame.cell(row, index), unit: column.unit, page: page)
        guard column.unit == "score", !isFirst else { return line }
        return Line(line.text, column.name == "low" || column.name == "high" ? .dim : .plain)
    }

    private func share(_ percent: Double?, _ cells: Int) -> Line {
        var line = Line(Bars.thin((percent ?? 0) / 100, cells: cells, page.glyphs), .amount)
        line.pad(to: cells)
        return line
    }

    /// Cells that the table takes without bars.
    private func natural(_ frame: Frame, _ shown: [Int], _ cells: [[Line]]) -> Int {
        shown.indices.reduce(0) { sum, index in
            let title = Table.narrowest(title: frame.columns[shown[index]].title)
            return sum + cells.reduce(title) { max($0, $1[index].width) } + 2
        }
    }
}
