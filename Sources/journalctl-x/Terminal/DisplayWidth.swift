/// How many terminal cells text takes. The text must have passed `Sanitizer`.
enum DisplayWidth {
    /// Cells of a text of one line.
    static func of(_ text: String) -> Int {
        let utf8 = text.utf8
        if utf8.allSatisfy({ $0 < 0x80 }) { return utf8.count }
        return text.reduce(into: 0) { $0 += of($1) }
    }

    /// Cells of one character as a reader sees it: an emoji family is two cells, a letter with its accents one.
    static func of(_ character: Character) -> Int {
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return 0 }
        let rest = scalars.dropFirst()
        if rest.isEmpty { return WidthTable.width(first) }
        if isEmoji(first, rest) { return 2 }
        return scalars.reduce(into: 0) { $0 += WidthTable.width($1) }
    }

    private static func isEmoji(_ first: Unicode.Scalar, _ rest: Substring.UnicodeScalarView) -> Bool {
        // Digits and # count as emoji bases (keycaps), so only a presentation selector tells.
        if rest.contains(where: { $0.value == 0xFE0F }) { return true }
        guard first.value >= 0x203C else { return false }
        return first.properties.isEmojiPresentation || first.properties.isEmoji
    }
}
