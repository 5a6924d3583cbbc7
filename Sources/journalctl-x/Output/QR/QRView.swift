/// A QR code as lines for a terminal: two modules a cell with half blocks, or two cells a module where there is ASCII alone.
enum QRView {
    /// Light modules around the code; scanners want four.
    static let quietZone = 4

    /// Rows that the code takes.
    static func height(_ code: QRCode, isUnicode: Bool) -> Int {
        let side = code.size + 2 * quietZone
        return isUnicode ? (side + 1) / 2 : side
    }

    /// The code in black on white. Without colour the terminal's own text must be light on dark.
    static func lines(_ code: QRCode, on page: Page) -> [Line] {
        let range = -quietZone..<(code.size + quietZone)
        guard page.glyphs.isUnicode else {
            return range.map { y in Line(range.map { code.isDark(x: $0, y: y) ? "  " : "##" }.joined()) }
        }
        return stride(from: range.lowerBound, to: range.upperBound, by: 2).map { y in
            let text = range.map { x in
                // What is drawn is what is light, but with colour it is what is dark.
                let top = code.isDark(x: x, y: y) == page.hasColor
                let bottom = (y + 1 < range.upperBound ? code.isDark(x: x, y: y + 1) : false) == page.hasColor
                return top ? (bottom ? "█" : "▀") : (bottom ? "▄" : " ")
            }
            return Line(text.joined(), .code)
        }
    }
}
