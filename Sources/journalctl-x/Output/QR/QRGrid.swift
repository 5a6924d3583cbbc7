/// The modules of a QR code while it is drawn (ISO/IEC 18004:2015, 6.3, 7.7 to 7.10).
struct QRGrid: Sendable {
    let size: Int
    private var dark: [Bool]
    /// Modules that hold no data: masks leave them alone.
    private var fixed: [Bool]

    subscript(x: Int, y: Int) -> Bool { dark[y * size + x] }

    /// The patterns that every code of the version has, with room kept for the format.
    init(_ layout: QRLayout) {
        size = layout.size
        dark = [Bool](repeating: false, count: size * size)
        fixed = dark
        for position in 0..<size {
            fix(6, position, position % 2 == 0)
            fix(position, 6, position % 2 == 0)
        }
        for (x, y) in [(3, 3), (size - 4, 3), (3, size - 4)] { drawFinder(x, y) }
        let centres = layout.alignment
        for (row, y) in centres.enumerated() {
            for (column, x) in centres.enumerated() {
                let last = centres.count - 1
                // The three corners belong to the finders.
                if (row == 0 && (column == 0 || column == last)) || (row == last && column == 0) { continue }
                for dy in -2...2 { for dx in -2...2 { fix(x + dx, y + dy, max(abs(dx), abs(dy)) != 1) } }
            }
        }
        drawFormat(.medium, mask: 0)
        if layout.version >= 7 { drawVersion(layout.version) }
    }

    private mutating func fix(_ x: Int, _ y: Int, _ isDark: Bool) {
        dark[y * size + x] = isDark
        fixed[y * size + x] = true
    }

    private mutating func drawFinder(_ x: Int, _ y: Int) {
        for dy in -4...4 {
            for dx in -4...4 where (0..<size).contains(x + dx) && (0..<size).contains(y + dy) {
                let distance = max(abs(dx), abs(dy))
                fix(x + dx, y + dy, distance != 2 && distance != 4)
            }
        }
    }

    /// Level and mask, twice, with the BCH(15, 5) code of annex C.
    mutating func drawFormat(_ correction: QRCode.Correction, mask: Int) {
        let data = (correction == .low ? 1 : 0) << 3 | mask
        var remainder = data
        for _ in 0..<10 { remainder = remainder << 1 ^ (remainder >> 9) * 0x537 }
        let bits = (data << 10 | remainder) ^ 0x5412
        func bit(_ index: Int) -> Bool { bits >> index & 1 == 1 }
        for index in 0...5 { fix(8, index, bit(index)) }
        fix(8, 7, bit(6))
        fix(8, 8, bit(7))
        fix(7, 8, bit(8))
        for index in 9..<15 { fix(14 - index, 8, bit(index)) }
        for index in 0..<8 { fix(size - 1 - index, 8, bit(index)) }
        for index in 8..<15 { fix(8, size - 15 + index, bit(index)) }
        fix(8, size - 8, true)
    }

    /// The version, twice, with the BCH(18, 6) code of annex D.
    private mutating func drawVersion(_ version: Int) {
        var remainder = version
        for _ in 0..<12 { remainder = remainder << 1 ^ (remainder >> 11) * 0x1F25 }
        let bits = version << 12 | remainder
        for index in 0..<18 {
            let (a, b) = (size - 11 + index % 3, index / 3)
            fix(a, b, bits >> index & 1 == 1)
            fix(b, a, bits >> index & 1 == 1)
        }
    }

    /// Places the codewords in columns of two, upwards and downwards in turn, from the right; column 6 is skipped.
    mutating func draw(_ codewords: [UInt8]) {
        var index = 0
        var right = size - 1
        while right >= 1 {
            if right == 6 { right = 5 }
            let isUpward = (right + 1) & 2 == 0
            for step in 0..<size {
                let y = isUpward ? size - 1 - step : step
                for x in [right, right - 1] where !fixed[y * size + x] && index < codewords.count * 8 {
                    dark[y * size + x] = codewords[index >> 3] >> UInt8(7 - index & 7) & 1 == 1
                    index += 1
                }
            }
            right -= 2
        }
    }

    /// Turns the data modules over where the pattern says so.
    mutating func apply(mask: Int) {
        for y in 0..<size {
            for x in 0..<size where !fixed[y * size + x] && Self.isMasked(mask, x, y) { dark[y * size + x].toggle() }
        }
    }

    private static func isMasked(_ mask: Int, _ x: Int, _ y: Int) -> Bool {
        switch mask {
        case 0: (x + y) % 2 == 0
        case 1: y % 2 == 0
        case 2: x % 3 == 0
        case 3: (x + y) % 3 == 0
        case 4: (x / 3 + y / 2) % 2 == 0
        case 5: x * y % 2 + x * y % 3 == 0
        case 6: (x * y % 2 + x * y % 3) % 2 == 0
        default: ((x + y) % 2 + x * y % 3) % 2 == 0
        }
    }

    /// How hard the code is to read, by the four rules of 7.8.3.
    var penalty: Int {
        var penalty = 0
        for line in 0..<size {
            penalty += Self.runs((0..<size).map { self[$0, line] }) + Self.runs((0..<size).map { self[line, $0] })
        }
        for y in 0..<(size - 1) {
            for x in 0..<(size - 1) {
                let first = self[x, y]
                if first == self[x + 1, y], first == self[x, y + 1], first == self[x + 1, y + 1] { penalty += 3 }
            }
        }
        let share = dark.reduce(into: 0) { $0 += $1 ? 1 : 0 } * 20 - size * size * 10
        return penalty + (abs(share) + size * size - 1) / (size * size) * 10 - (share == 0 ? 0 : 10)
    }

    /// Rules 1 and 3 in one row or column: long runs, and what looks like a finder with light beside it.
    private static func runs(_ line: [Bool]) -> Int {
        var penalty = 0
        var start = 0
        for end in 1...line.count where end == line.count || line[end] != line[start] {
            if end - start >= 5 { penalty += end - start - 2 }
            start = end
        }
        let finder = [true, false, true, true, true, false, true]
        for begin in 0...(line.count - finder.count) where line[begin..<(begin + finder.count)].elementsEqual(finder) {
            let before = (begin - 4..<begin).allSatisfy { $0 < 0 || !line[$0] }
            let after = (begin + 7..<begin + 11).allSatisfy { $0 >= line.count || !line[$0] }
            if before { penalty += 40 }
            if after { penalty += 40 }
        }
        return penalty
    }
}
