/// A table with aligned columns that fits the page.
struct Table: Sendable {
    struct Column: Sendable {
        let title: String
        var alignment = TextLayout.Alignment.left
        /// Whether it gives way when the page is narrow.
        var isFlexible = false
        /// What cells mean that say nothing themselves.
        var role = Role.plain

        init(_ title: String, _ alignment: TextLayout.Alignment = .left, isFlexible: Bool = false, role: Role = .plain)
        {
            (self.title, self.alignment, self.isFlexible, self.role) = (title, alignment, isFlexible, role)
        }
    }

    let columns: [Column]
    private(set) var rows: [[Line]] = []
    private static let gap = 2
    /// A flexible column is not made narrower than this.
    private static let narrowest = 8

    init(_ columns: [Column]) {
        self.columns = columns
    }

    /// Adds a row; missing cells are empty, surplus ones are left out.
    mutating func add(_ cells: [Line]) {
        rows.append((0..<columns.count).map { $0 < cells.count ? cells[$0] : Line() })
    }

    /// Adds a row of texts in the roles of their columns.
    mutating func add(_ cells: [String]) {
        add(zip(cells, columns).map { Line($0, $1.role) })
    }

    /// The header and one line for each row.
    func lines(on page: Page) -> [Line] {
        let widths = fitted(to: page.width)
        return (header(widths) + rows).map { cells in line(cells, widths, page) }
    }

    /// Titles of several words stand over one another where that keeps the column narrow, their last words in the
    /// last line.
    private func header(_ widths: [Int]) -> [[Line]] {
        let stacks = zip(columns, widths).map { column, width -> [String] in
            let title = Sanitizer.line(column.title)
            return DisplayWidth.of(title) <= width ? [title] : title.split(separator: " ").map(String.init)
        }
        let height = stacks.map(\.count).max() ?? 1
        return (0..<height).map { row in
            stacks.map { stack in
                let index = row - (height - stack.count)
                return index >= 0 ? Line(stack[index], .dim) : Line()
            }
        }
    }

    /// For `--plain`: fields separated by tabs, nothing cut, nothing coloured.
    func plainLines() -> [Line] {
        ([columns.map(\.title)] + rows.map { $0.map(\.text) }).map { Line([Span(tabSeparated: $0)]) }
    }

    private func line(_ cells: [Line], _ widths: [Int], _ page: Page) -> Line {
        var line = Line()
        for (index, cell) in cells.enumerated() {
            var shown = cell.truncated(to: widths[index], ellipsis: page.glyphs.ellipsis)
            let isLast = index == cells.count - 1
            if columns[index].alignment == .right {
                shown = shown.indented(by: widths[index] - shown.width)
            } else if !isLast {
                shown.pad(to: widths[index])
            }
            line.append(shown)
            if !isLast { line.append(String(repeating: " ", count: Self.gap)) }
        }
        return line.truncated(to: page.width, ellipsis: page.glyphs.ellipsis)
    }

    /// Cells of the longest word of a title.
    static func narrowest(title: String) -> Int {
        Sanitizer.line(title).split(separator: " ").reduce(0) { max($0, DisplayWidth.of(String($1))) }
    }

    /// Widths as the cells need them; when that is too much, the widest flexible columns give way first.
    private func fitted(to width: Int) -> [Int] {
        var widths = columns.enumerated().map { index, column in
            rows.reduce(Self.narrowest(title: column.title)) { max($0, $1[index].width) }
        }
        var surplus = widths.reduce(0, +) + Self.gap * max(columns.count - 1, 0) - width
        while surplus > 0 {
            let candidates = columns.indices.filter { columns[$0].isFlexible && widths[$0] > Self.narrowest }
            guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
            let second = candidates.filter { widths[$0] < widths[widest] }.map { widths[$0] }.max() ?? Self.narrowest
            let cut = min(surplus, max(widths[widest] - max(second, Self.narrowest), 1))
            widths[widest] -= cut
            surplus -= cut
        }
        return widths
    }
}
