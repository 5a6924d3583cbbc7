import PluginAPI

/// The hashed terms of a text: its words, and the first three letters of each for prefix searches.
enum SearchTerms {
    /// Letters of a prefix that are indexed; a shorter prefix is searched by opening entries.
    static let prefixLetters = 3
    /// Distinct terms that one entry is found by; a longer text is found by its first ones.
    static let most = 20_000

    /// Distinct, ascending.
    static func hashes(title: [UInt8], body: [UInt8], keys: UserKeys) -> [TermHash] {
        var seen = Set<[UInt8]>()
        var hashes: [TermHash] = []
        func add(_ term: [UInt8]) {
            guard seen.count < most, seen.insert(term).inserted else { return }
            hashes.append(keys.termHash(term))
        }
        for text in [title, body] {
            WordScanner.scan(text) { word in
                add(word.folded)
                if let prefix = prefixTerm(word.folded) { add(prefix) }
            }
        }
        hashes.sort()
        return hashes
    }

    /// The term under which a word's beginning is indexed, or nil when it is too short.
    static func prefixTerm(_ folded: [UInt8]) -> [UInt8]? {
        var letters = 0
        for (index, byte) in folded.enumerated() where byte & 0xC0 != 0x80 {
            if letters == prefixLetters { return [1] + folded[..<index] }
            letters += 1
        }
        return letters == prefixLetters ? [1] + folded : nil
    }
}
