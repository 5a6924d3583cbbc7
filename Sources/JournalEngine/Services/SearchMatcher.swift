import JournalRPC

/// Checks a query against open text and cuts the snippets.
struct SearchMatcher: Sendable {
    let query: SearchQuery
    let isCaseSensitive: Bool

    /// A run of bytes of a text.
    typealias Span = Range<Int>

    /// Where the query's positive items are in the text, or nil when the text does not satisfy the query.
    func hits(in text: [UInt8]) -> [Span]? {
        let words = WordScanner.words(in: text)
        var hits: [Span] = []
        var isSatisfied = false
        for items in query.alternatives {
            var found: [Span] = []
            var holds = true
            for item in items {
                let spans = places(of: item, in: words, text)
                if item.isNegated ? !spans.isEmpty : spans.isEmpty {
                    holds = false
                    break
                }
                if !item.isNegated { found += spans }
            }
            if holds {
                isSatisfied = true
                hits += found
            }
        }
        guard isSatisfied else { return nil }
        hits.sort { $0.lowerBound < $1.lowerBound }
        return hits
    }

    private func places(of item: SearchQuery.Item, in words: [Word], _ text: [UInt8]) -> [Span] {
        var spans: [Span] = []
        switch item.need {
        case .word(let term):
            for word in words where word.folded == term && agrees(word, item.typed, 0, text, isPrefix: false) {
                spans.append(word.start..<word.end)
            }
        case .prefix(let term):
            for word in words
            where word.folded.starts(with: term) && agrees(word, item.typed, 0, text, isPrefix: true) {
                spans.append(word.start..<word.end)
            }
        case .phrase(let terms):
            guard terms.count <= words.count else { return [] }
            for start in 0...(words.count - terms.count)
            where terms.indices.allSatisfy({ index in
                words[start + index].folded == terms[index]
                    && agrees(words[start + index], item.typed, index, text, isPrefix: false)
            }) {
                spans.append(words[start].start..<words[start + terms.count - 1].end)
            }
        }
        return spans
    }

    /// Whether the word is as it was typed, where capitals matter.
    private func agrees(_ word: Word, _ typed: [[UInt8]], _ index: Int, _ text: [UInt8], isPrefix: Bool) -> Bool {
        guard isCaseSensitive, index < typed.count else { return true }
        let written = text[word.start..<word.end]
        return isPrefix ? written.starts(with: typed[index]) : written.elementsEqual(typed[index])
    }

    /// Up to `most` pieces of the text around hits, on one line each.
    static func snippets(of text: [UInt8], hits: [Span], most: Int = 3, around: Int = 60) -> [Entries.Search.Snippet] {
        var snippets: [Entries.Search.Snippet] = []
        var index = 0
        while index < hits.count, snippets.count < most {
            let start = boundary(text, hits[index].lowerBound - around, forward: false)
            var end = boundary(text, hits[index].upperBound + around, forward: true)
            var inside: [Span] = []
            while index < hits.count, hits[index].lowerBound < end {
                inside.append(hits[index])
                if hits[index].upperBound > end { end = hits[index].upperBound }
                index += 1
            }
            snippets.append(snippet(text, start..<end, inside))
        }
        return snippets
    }

    /// Line breaks become spaces, one byte for one byte, so that ranges hold.
    private static func snippet(_ text: [UInt8], _ span: Span, _ hits: [Span]) -> Entries.Search.Snippet {
        let bytes = text[span].map { $0 == 0x0A || $0 == 0x09 ? 0x20 : $0 }
        return Entries.Search.Snippet(
            text: String(decoding: bytes, as: UTF8.self),
            ranges: hits.map { [$0.lowerBound - span.lowerBound, $0.upperBound - span.lowerBound] })
    }

    /// The nearest place where a word begins or ends, so that neither a character nor (where possible) a word is cut.
    private static func boundary(_ text: [UInt8], _ wanted: Int, forward: Bool) -> Int {
        if wanted <= 0 { return 0 }
        if wanted >= text.count { return text.count }
        var index = wanted
        for _ in 0..<20 where index > 0 && index < text.count {
            if text[index] <= 0x20 { return forward ? index : index + 1 }
            index += forward ? 1 : -1
        }
        index = wanted
        while index > 0, index < text.count, text[index] & 0xC0 == 0x80 { index -= 1 }
        return index
    }
}
