/// Splits a command line such as the value of `EDITOR` the way a shell would, without ever running one.
enum ShellWords {
    /// The words of `text`; quotes, double quotes and backslashes work as in POSIX sh (2.2 Quoting), nothing is
    /// expanded. nil when a quote is not closed.
    static func split(_ text: String) -> [String]? {
        var words: [String] = []
        var current = ""
        var inWord = false
        var rest = Substring(text)
        while let character = rest.popFirst() {
            switch character {
            case " ", "\t", "\n":
                if inWord { words.append(current) }
                (current, inWord) = ("", false)
                continue
            case "'":
                guard let end = rest.firstIndex(of: "'") else { return nil }
                current += rest[..<end]
                rest = rest[rest.index(after: end)...]
            case "\"":
                guard let quoted = doubleQuoted(&rest) else { return nil }
                current += quoted
            case "\\":
                if let escaped = rest.popFirst() { current.append(escaped) }
            default:
                current.append(character)
            }
            inWord = true
        }
        if inWord { words.append(current) }
        return words
    }

    /// The text up to the closing double quote, which is consumed.
    private static func doubleQuoted(_ rest: inout Substring) -> String? {
        var out = ""
        while let character = rest.popFirst() {
            switch character {
            case "\"": return out
            case "\\":
                guard let escaped = rest.popFirst() else { return nil }
                if !"\"\\$`".contains(escaped) { out.append("\\") }
                out.append(escaped)
            default: out.append(character)
            }
        }
        return nil
    }

    /// The word quoted for a command that a person copies into a shell.
    static func quote(_ word: String) -> String {
        let plain = word.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || "-_./=:@%+,".utf8.contains(byte)
        }
        if plain && !word.isEmpty { return word }
        return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
