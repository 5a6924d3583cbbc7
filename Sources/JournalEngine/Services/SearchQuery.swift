import PluginAPI

/// A search as a person types it: words that must all be there, `"phrases"`, `prefix*`, `-not`, and `OR` between alternatives.
struct SearchQuery: Sendable, Equatable {
    enum Need: Sendable, Equatable {
        /// One word, folded.
        case word([UInt8])
        /// Words that follow each other, folded.
        case phrase([[UInt8]])
        /// Words that begin so, folded.
        case prefix([UInt8])
    }

    struct Item: Sendable, Equatable {
        var need: Need
        var isNegated: Bool
        /// The words as typed, for searches in which capitals matter.
        var typed: [[UInt8]]
    }

    /// Alternatives, each a list of what must (not) be there.
    var alternatives: [[Item]]

    /// Items that a query may hold.
    static let mostItems = 64

    /// Nil when there is nothing to search for, or too much.
    init?(_ text: String) {
        var alternatives: [[Item]] = [[]]
        for token in Self.tokens(text) {
            if !token.isQuoted, token.text == Array("OR".utf8) {
                if alternatives.last?.isEmpty == false { alternatives.append([]) }
                continue
            }
            guard let item = Self.item(token) else { continue }
            alternatives[alternatives.count - 1].append(item)
        }
        alternatives.removeAll { items in !items.contains { !$0.isNegated } }
        guard !alternatives.isEmpty, alternatives.reduce(0, { $0 + $1.count }) <= Self.mostItems else { return nil }
        self.alternatives = alternatives
    }

    private struct Token {
        var text: [UInt8]
        var isQuoted: Bool
        var isNegated: Bool
    }

    private static func tokens(_ text: String) -> [Token] {
        var tokens: [Token] = []
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            if bytes[index] <= 0x20 {
                index += 1
                continue
            }
            let isNegated = bytes[index] == UInt8(ascii: "-")
            if isNegated { index += 1 }
            guard index < bytes.count else { break }
            let isQuoted = bytes[index] == UInt8(ascii: "\"")
            if isQuoted { index += 1 }
            let start = index
            while index < bytes.count, isQuoted ? bytes[index] != UInt8(ascii: "\"") : bytes[index] > 0x20 { index += 1 }
            tokens.append(Token(text: Array(bytes[start..<index]), isQuoted: isQuoted, isNegated: isNegated))
            if isQuoted { index += 1 }
        }
        return tokens
    }

    private static func item(_ token: Token) -> Item? {
        let isPrefix = !token.isQuoted && token.text.last == UInt8(ascii: "*")
        let words = WordScanner.words(in: token.text)
        guard let first = words.first else { return nil }
        let typed = words.map { Array(token.text[$0.start..<$0.end]) }
        let need: Need =
            if words.count > 1 { .phrase(words.map(\.folded)) }
            else if isPrefix { .prefix(first.folded) }
            else { .word(first.folded) }
        return Item(need: need, isNegated: token.isNegated, typed: typed)
    }

    /// What the store can decide: hashed terms. Phrases and prefixes are narrowed here and checked on the text.
    func conjunctions(_ keys: UserKeys) -> [TermConjunction] {
        alternatives.map { items in
            var all: [TermHash] = []
            var none: [TermHash] = []
            for item in items {
                switch (item.need, item.isNegated) {
                case (.word(let word), false): all.append(keys.termHash(word))
                case (.word(let word), true): none.append(keys.termHash(word))
                case (.phrase(let words), false): all += words.map { keys.termHash($0) }
                case (.prefix(let prefix), false):
                    if let term = SearchTerms.prefixTerm(prefix) { all.append(keys.termHash(term)) }
                case (.phrase, true), (.prefix, true): break
                }
            }
            return TermConjunction(all: Array(Set(all)).sorted(), none: Array(Set(none)).sorted())
        }
    }

    /// Whether hashed terms alone do not decide.
    func needsText(caseSensitive: Bool) -> Bool {
        caseSensitive
            || alternatives.contains { items in
                items.contains { item in
                    if case .word = item.need { return false }
                    return true
                }
            }
    }

    /// Whether an upper-case letter was typed (but for the operator OR).
    var hasCapital: Bool {
        alternatives.contains { items in
            items.contains { item in
                item.typed.contains { word in
                    String(decoding: word, as: UTF8.self).unicodeScalars.contains { $0.properties.isUppercase }
                }
            }
        }
    }
}
