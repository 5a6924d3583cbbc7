/// A piece of text with the places that a search found.
struct Snippet: Sendable {
    let text: String
    /// UTF-8 byte ranges, in any order; what lies outside the text or splits a character is left out.
    let ranges: [Range<Int>]

    init(_ text: String, ranges: [Range<Int>]) {
        self.text = text
        self.ranges = ranges
    }

    /// The text in one line with the places marked: in colour, or `[so]` where there is none.
    func line(on page: Page) -> Line {
        var line = Line()
        let utf8 = text.utf8
        var position = utf8.startIndex
        var offset = 0
        for range in merged() {
            guard let start = boundary(range.lowerBound - offset, from: position),
                let end = boundary(range.upperBound - range.lowerBound, from: start)
            else { continue }
            line.append(String(text[position..<start]))
            let found = String(text[start..<end])
            line.append(page.hasColor ? found : "[" + found + "]", .match)
            (position, offset) = (end, range.upperBound)
        }
        line.append(String(text[position...]))
        return line
    }

    /// The index so many bytes on, when a scalar begins there.
    private func boundary(_ count: Int, from start: String.Index) -> String.Index? {
        guard count >= 0, let index = text.utf8.index(start, offsetBy: count, limitedBy: text.utf8.endIndex) else {
            return nil
        }
        return String.Index(index, within: text.unicodeScalars) == nil ? nil : index
    }

    /// In order, without overlaps and empty ones.
    private func merged() -> [Range<Int>] {
        var out: [Range<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty && range.lowerBound >= 0
        {
            if let last = out.last, range.lowerBound <= last.upperBound {
                out[out.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                out.append(range)
            }
        }
        return out
    }

    /// The line cut to the page so that the first place stays in sight.
    func fitted(on page: Page, indent: Int) -> Line {
        let room = page.width - indent
        let whole = line(on: page)
        guard whole.width > room, let first = whole.spans.firstIndex(where: { $0.role == .match }) else {
            return whole.truncated(to: room, ellipsis: page.glyphs.ellipsis).indented(by: indent)
        }
        let before = whole.spans[..<first].reduce(0) { $0 + $1.width }
        let context = room / 3
        guard before > context else {
            return whole.truncated(to: room, ellipsis: page.glyphs.ellipsis).indented(by: indent)
        }
        let lead = whole.spans[..<first].map(\.text).joined()
        var cut = Line(page.glyphs.ellipsis + TextLayout.suffix(of: lead, cells: context - 1).drop { $0 == " " })
        for span in whole.spans[first...] { cut.append(span.text, span.role) }
        return cut.truncated(to: room, ellipsis: page.glyphs.ellipsis).indented(by: indent)
    }
}
