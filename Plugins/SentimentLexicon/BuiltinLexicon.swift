/// The lexicon that is compiled in, as text; the extensions hold it and are made by scripts/build-lexicon.
enum CompiledLexicon {
    /// Raised with every change of the data or of the rules, so that stored scores tell what made them.
    static let version = "lexicon-1.0"
}

/// The compiled-in lexicon, laid out once, at first use.
enum BuiltinLexicon {
    static let table: LexiconTable = builder(rated: true).build(version: CompiledLexicon.version)

    /// - Parameter rated: false for the roles alone, with no word rated.
    static func builder(rated: Bool) -> LexiconTableBuilder {
        var builder = LexiconTableBuilder(expectedWords: 10_000)
        if rated {
            for source in [CompiledLexicon.words, CompiledLexicon.emoticons, CompiledLexicon.emoji] {
                forEachLine(of: source) { addRated($0, partedBy: " ", to: &builder) }
            }
            forEachLine(of: CompiledLexicon.phrases) { addRated($0, partedBy: "|", to: &builder) }
        }
        forEachLine(of: CompiledLexicon.roles) { addRoles($0, to: &builder) }
        return builder
    }

    private typealias Bytes = UnsafeBufferPointer<UInt8>

    /// Calls `body` with every line.
    private static func forEachLine(of text: StaticString, _ body: (Bytes) -> Void) {
        forEachPart(of: Bytes(start: text.utf8Start, count: text.utf8CodeUnitCount), partedBy: "\n", body)
    }

    private static func forEachPart(of bytes: Bytes, partedBy mark: Unicode.Scalar, _ body: (Bytes) -> Void) {
        let mark = UInt8(ascii: mark)
        var start = 0
        for at in 0...bytes.count where at == bytes.count || bytes[at] == mark {
            if at > start { body(Bytes(rebasing: bytes[start..<at])) }
            start = at + 1
        }
    }

    /// The bytes before the first tab and those after it.
    private static func splitAtTab(_ line: Bytes) -> (String, Bytes)? {
        guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
        return (String(decoding: line[..<tab], as: UTF8.self), Bytes(rebasing: line[(tab + 1)...]))
    }

    private static func addRated(_ line: Bytes, partedBy mark: Unicode.Scalar, to builder: inout LexiconTableBuilder) {
        guard let (head, keys) = splitAtTab(line), let rating = Float(head) else { return }
        forEachPart(of: keys, partedBy: mark) { builder.add($0, rating: rating) }
    }

    private static func addRoles(_ line: Bytes, to builder: inout LexiconTableBuilder) {
        guard let (name, rest) = splitAtTab(line), let role = WordRole(name: name),
            let (number, keys) = splitAtTab(rest), let strength = Float(number)
        else { return }
        forEachPart(of: keys, partedBy: "|") { builder.add($0, roles: role, boost: strength) }
    }
}

extension WordRole {
    /// The role under its name in roles.tsv.
    init?(name: String) {
        switch name {
        case "negator": self = .negator
        case "booster": self = .booster
        case "contrast": self = .contrast
        case "wish": self = .wish
        case "raising": self = .raising
        case "irony": self = .irony
        case "past": self = .past
        case "foreign": self = .foreign
        case "context": self = .context
        default: return nil
        }
    }
}
