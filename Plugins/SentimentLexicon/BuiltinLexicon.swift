import CSentimentLexicon

/// The lexicon that is compiled in: `Lexicon/*.tsv`, laid out by scripts/build-lexicon as constant tables. Using it needs no
/// work at start.
enum BuiltinLexicon {
    /// Raised with every change of the data or of the rules, so that stored scores tell what made them.
    static let version = "lexicon-1.1"

    static var table: LexiconTable {
        guard let view = LexiconView(compiledLexiconImage()) else { return builder(rated: false).build(version: version) }
        return LexiconTable(view: view, storage: nil, version: version)
    }

    /// A builder that holds what is compiled in, for laying a user's words over it.
    /// - Parameter rated: false for the roles alone, with no word rated.
    static func builder(rated: Bool) -> LexiconTableBuilder {
        var builder = LexiconTableBuilder(expectedWords: 10_000)
        guard let view = LexiconView(compiledLexiconImage()) else { return builder }
        for slot in 0..<view.slotCount where view.slots[slot].length != 0 {
            let entry = view.slots[slot]
            let head = bytes(of: entry, in: view)
            add(head, entry.roles, entry.rating, entry.boost, rated: rated, to: &builder)
            let extra = view.extras[Int(entry.extra)]
            for at in Int(extra.phraseStart)..<Int(extra.phraseStart + extra.phraseCount) {
                let phrase = view.phrases[at]
                let rest = UnsafeBufferPointer(start: view.phraseBytes + Int(phrase.restStart), count: Int(phrase.restLength))
                add(head + rest, phrase.roles, phrase.rating, phrase.boost, rated: rated, to: &builder)
            }
        }
        return builder
    }

    private static func add(
        _ text: [UInt8], _ roles: WordRole, _ rating: Float, _ boost: Float, rated: Bool, to builder: inout LexiconTableBuilder
    ) {
        // What the builder finds out by itself is left to it.
        let acting = roles.subtracting([.rated, .phraseHead, .comparative, .anyFollower])
        let rating = rated && roles.contains(.rated) ? rating : nil
        guard rating != nil || !acting.isEmpty else { return }
        text.withUnsafeBufferPointer { _ = builder.add($0, rating: rating, roles: acting, boost: boost) }
    }

    private static func bytes(of entry: LexiconEntry, in view: LexiconView) -> [UInt8] {
        let extra = view.extras[Int(entry.extra)]
        let chunks = [entry.c0, entry.c1, extra.c2, extra.c3]
        return (0..<Int(entry.length)).map { UInt8(truncatingIfNeeded: chunks[$0 >> 3] >> UInt64(($0 & 7) * 8)) }
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
