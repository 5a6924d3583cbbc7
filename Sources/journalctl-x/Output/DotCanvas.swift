/// A grid of dots, two across and four down in each cell, drawn with Braille patterns (U+2800).
struct DotCanvas: Sendable {
    let columns: Int
    let rows: Int
    /// Eight bits for each cell, row by row.
    private var cells: [UInt8]

    init(columns: Int, rows: Int) {
        self.columns = max(columns, 1)
        self.rows = max(rows, 1)
        cells = [UInt8](repeating: 0, count: self.columns * self.rows)
    }

    var dotColumns: Int { columns * 2 }
    var dotRows: Int { rows * 4 }

    /// Bits of the dots of a cell, by row and column (Unicode chapter 21.1).
    private static let bits: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]

    /// Sets a dot; what lies outside is left out.
    mutating func set(_ x: Int, _ y: Int) {
        guard x >= 0, y >= 0, x < dotColumns, y < dotRows else { return }
        cells[(y / 4) * columns + x / 2] |= Self.bits[y % 4][x % 2]
    }

    /// A line between two dots (Bresenham 1965).
    mutating func line(from start: (x: Int, y: Int), to end: (x: Int, y: Int)) {
        let (dx, dy) = (abs(end.x - start.x), -abs(end.y - start.y))
        let (stepX, stepY) = (start.x < end.x ? 1 : -1, start.y < end.y ? 1 : -1)
        var (x, y, error) = (start.x, start.y, dx + dy)
        while true {
            set(x, y)
            if x == end.x && y == end.y { return }
            let doubled = 2 * error
            if doubled >= dy {
                error += dy
                x += stepX
            }
            if doubled <= dx {
                error += dx
                y += stepY
            }
        }
    }

    /// Whether any dot of the cell is set.
    func isMarked(column: Int, row: Int) -> Bool { pattern(column, row) != 0 }

    /// The cell as a character.
    func character(column: Int, row: Int) -> String {
        Unicode.Scalar(0x2800 + UInt32(pattern(column, row))).map { String(Character($0)) } ?? " "
    }

    private func pattern(_ column: Int, _ row: Int) -> UInt8 {
        guard (0..<columns).contains(column), (0..<rows).contains(row) else { return 0 }
        return cells[row * columns + column]
    }
}
