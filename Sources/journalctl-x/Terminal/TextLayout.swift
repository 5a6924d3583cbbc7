/// Cutting, padding and wrapping text by the cells that it takes.
enum TextLayout {
    enum Alignment: Sendable { case left, right }

    /// The longest beginning that fits, whole characters only.
    static func prefix(of text: String, cells: Int) -> String {
        guard cells > 0 else { return "" }
        if text.utf8.count <= cells { return text }
        var used = 0
        var end = text.startIndex
        while end < text.endIndex {
            used += DisplayWidth.of(text[end])
            if used > cells { break }
            end = text.index(after: end)
        }
        return String(text[..<end])
    }

    /// The longest end that fits, whole characters only.
    static func suffix(of text: String, cells: Int) -> String {
        var used = 0
        var start = text.endIndex
        while start > text.startIndex {
            let previous = text.index(before: start)
            used += DisplayWidth.of(text[previous])
            if used > cells { break }
            start = previous
        }
        return String(text[start...])
    }

    /// The text cut to that many cells; `ellipsis` stands for what was cut.
    static func truncate(_ text: String, to cells: Int, ellipsis: String = "…") -> String {
        guard text.utf8.count > cells, DisplayWidth.of(text) > cells else { return text }
        let room = cells - DisplayWidth.of(ellipsis)
        guard room >= 0 else { return "" }
        var kept = prefix(of: text, cells: room)
        while kept.last == " " { kept.removeLast() }
        return kept + ellipsis
    }

    /// The text with blanks up to that many cells; longer text stays as it is.
    static func pad(_ text: String, to cells: Int, _ alignment: Alignment = .left) -> String {
        let missing = cells - DisplayWidth.of(text)
        guard missing > 0 else { return text }
        let blanks = String(repeating: " ", count: missing)
        return alignment == .left ? text + blanks : blanks + text
    }

    /// Lines of at most so many cells, broken at blanks and, where a word is longer, inside it. Line breaks of the
    /// text stay, blank lines too; a line's indentation is kept on what wraps from it. A bullet's text hangs under
    /// itself.
    static func wrap(_ text: String, to cells: Int) -> [String] {
        let width = max(cells, 4)
        return Sanitizer.block(text).split(separator: "\n", omittingEmptySubsequences: false)
            .flatMap { wrapLine(String($0), width) }
    }

    private static func wrapLine(_ line: String, _ width: Int) -> [String] {
        if line.utf8.count <= width { return [line] }
        let indent = hang(of: line, limit: width / 2)
        var lines: [String] = []
        var current = ""
        var used = 0
        for word in words(of: line) {
            let size = DisplayWidth.of(word)
            if used + size <= width {
                current += word
                used += size
                continue
            }
            if used > indent || (lines.isEmpty && used > 0) {
                finish(&current, into: &lines)
                (current, used) = (String(repeating: " ", count: indent), indent)
            }
            for character in word.drop(while: { $0 == " " }) {
                let cells = DisplayWidth.of(character)
                if used + cells > width, used > indent {
                    lines.append(current)
                    (current, used) = (String(repeating: " ", count: indent), indent)
                }
                current.append(character)
                used += cells
            }
        }
        finish(&current, into: &lines)
        return lines
    }

    private static func finish(_ current: inout String, into lines: inout [String]) {
        while current.last == " " { current.removeLast() }
        if !current.isEmpty || lines.isEmpty { lines.append(current) }
    }

    /// Each word with the blanks before it; an East Asian wide character is a word of its own.
    private static func words(of line: String) -> [String] {
        if line.utf8.allSatisfy({ $0 < 0x80 }) { return asciiWords(of: line) }
        var words: [String] = []
        var current = ""
        var inWord = false
        for character in line {
            let wide = !character.isASCII && DisplayWidth.of(character) == 2
            if inWord && (character == " " || wide) {
                words.append(current)
                current = ""
            }
            current.append(character)
            inWord = character != " "
            if wide {
                words.append(current)
                (current, inWord) = ("", false)
            }
        }
        if !current.isEmpty { words.append(current) }
        return words
    }

    /// The same by bytes, which is much faster.
    private static func asciiWords(of line: String) -> [String] {
        let blank = UInt8(ascii: " ")
        var words: [String] = []
        var start = line.utf8.startIndex
        var previous = blank
        for index in line.utf8.indices {
            let byte = line.utf8[index]
            if byte == blank, previous != blank {
                words.append(String(line[start..<index]))
                start = index
            }
            previous = byte
        }
        if start < line.utf8.endIndex { words.append(String(line[start...])) }
        return words
    }

    /// The column where text of a list item or an indented line begins.
    private static func hang(of line: String, limit: Int) -> Int {
        let blanks = line.utf8.prefix { $0 == UInt8(ascii: " ") }.count
        let rest = line.utf8.dropFirst(blanks)
        let marks = rest.prefix { "-*+>.)0123456789".utf8.contains($0) }.count
        let isItem =
            (1...4).contains(marks) && rest.dropFirst(marks).first == UInt8(ascii: " ")
            && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(rest.dropFirst(marks - 1).first ?? 0)
        return min(isItem ? blanks + marks + 1 : blanks, limit)
    }
}
