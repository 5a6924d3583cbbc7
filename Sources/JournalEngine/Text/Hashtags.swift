/// Finds the `#words` of a body, which name categories.
///
/// A tag begins with `#` at the start or after a character that is no letter, digit, `#`, `&` or `/`, and goes on with letters,
/// digits, marks, `_` and `-`; at least one of them is a letter, so that `#1` is a number and not a category.
enum Hashtags {
    /// Names in order of appearance, without the `#`, at most `limit` of them, each at most 128 bytes.
    static func names(in body: String, limit: Int) -> [String] {
        guard body.utf8.contains(UInt8(ascii: "#")) else { return [] }
        var names: [String] = []
        var current: String.UnicodeScalarView?
        var hasLetter = false
        var previous: Unicode.Scalar = " "
        func finish() {
            guard var tag = current else { return }
            current = nil
            while let last = tag.last, last == "-" || last == "_" { tag.removeLast() }
            if hasLetter, tag.count <= 128, names.count < limit {
                let name = String(tag)
                if name.utf8.count <= 128 { names.append(name) }
            }
        }
        for scalar in body.unicodeScalars {
            if current != nil {
                if isTagCharacter(scalar) {
                    if scalar.properties.isAlphabetic { hasLetter = true }
                    current?.append(scalar)
                } else {
                    finish()
                }
            }
            if scalar == "#", current == nil, canPrecede(previous) {
                current = String.UnicodeScalarView()
                hasLetter = false
            }
            previous = scalar
        }
        finish()
        return names
    }

    private static func isTagCharacter(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "_" || scalar == "-" { return true }
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
