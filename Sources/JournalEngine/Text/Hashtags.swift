import Glibc

/// Finds the `#words` of a body, which name categories.
///
/// A tag begins with `#` at the start or after a character that is no letter, digit, `#`, `&` or `/`, and goes on with letters,
/// digits, marks, `_` and `-`; at least one of them is a letter, so that `#1` is a number and not a category.
enum Hashtags {
    private static let longest = 128

    /// Names in order of appearance, without the `#`, at most `limit` of them, each at most 128 bytes.
    static func names(in body: String, limit: Int) -> [String] {
        var names: [String] = []
        let text = body.unicodeScalars
        // Looked for by bytes: most of a text is in no tag.
        var place = body.utf8.startIndex
        while names.count < limit, let mark = mark(in: body.utf8[place...]) {
            let start = body.utf8.index(after: mark)
            place = start
            if mark > text.startIndex, !canPrecede(text[text.index(before: mark)]) { continue }
            let (end, hasLetter) = tag(text, from: start)
            place = end
            if hasLetter, let name = name(text[start..<end]) { names.append(name) }
        }
        return names
    }

    private static func mark(in text: Substring.UTF8View) -> String.Index? {
        let byte = UInt8(ascii: "#")
        let offset = text.withContiguousStorageIfAvailable { bytes -> Int? in
            guard let start = bytes.baseAddress, let found = memchr(start, Int32(byte), bytes.count) else { return nil }
            return UnsafeRawPointer(found) - UnsafeRawPointer(start)
        }
        guard let offset else { return text.firstIndex(of: byte) }
        return offset.map { text.index(text.startIndex, offsetBy: $0) }
    }

    /// Where the characters of a tag end, and whether one of them is a letter.
    private static func tag(_ text: String.UnicodeScalarView, from start: String.Index) -> (end: String.Index, hasLetter: Bool) {
        var (end, hasLetter) = (start, false)
        while end < text.endIndex, isTagCharacter(text[end]) {
            if text[end].properties.isAlphabetic { hasLetter = true }
            end = text.index(after: end)
        }
        return (end, hasLetter)
    }

    /// Without `-` and `_` at its end; nil when it is too long.
    private static func name(_ tag: Substring.UnicodeScalarView) -> String? {
        var tag = tag
        while let last = tag.last, last == "-" || last == "_" { tag.removeLast() }
        let name = String(tag)
        return name.utf8.count <= longest ? name : nil
    }

    private static func isTagCharacter(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "_" || scalar == "-" { return true }
        if scalar.isASCII { return scalar.value &- 48 < 10 || (scalar.value | 0x20) &- 97 < 26 }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .decimalNumber, .letterNumber:
            return true
        default: return false
        }
    }

    private static func canPrecede(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "#" || scalar == "&" || scalar == "/" { return false }
        return !isTagCharacter(scalar)
    }
}
