import CSentimentLexicon

@testable import SentimentLexicon

/// A phrase of a table, written out.
struct TablePhrase: Equatable {
    /// What stands after the first word, with its space.
    let rest: String
    let roles: WordRole
    let rating: Float
    let boost: Float
    let words: Int
}

extension WordKey {
    init(_ word: String) {
        self.init()
        for byte in word.utf8 { append(byte) }
    }
}

/// What a table holds, for comparing it.
extension LexiconTable {
    var words: [LexiconEntry] {
        withView { view in (0..<view.slotCount).map { view.slots[$0] }.filter { $0.length != 0 } }
    }

    func text(of entry: LexiconEntry) -> String {
        withView { view in
            let extra = view.extras[Int(entry.extra)]
            var key = WordKey(entry.c0, entry.c1, length: Int(entry.length))
            key.setChunk(2, extra.c2)
            key.setChunk(3, extra.c3)
            return String(decoding: (0..<key.length).map { key.byte($0) }, as: UTF8.self)
        }
    }

    /// In the order of their texts: those of one length may stand in any.
    func phrases(of entry: LexiconEntry) -> [TablePhrase] {
        withView { view in
            let extra = view.extras[Int(entry.extra)]
            let range = Int(extra.phraseStart)..<Int(extra.phraseStart + extra.phraseCount)
            return range.map { index in
                let phrase = view.phrases[index]
                let rest = UnsafeBufferPointer(start: view.phraseBytes + Int(phrase.restStart), count: Int(phrase.restLength))
                return TablePhrase(
                    rest: String(decoding: rest, as: UTF8.self), roles: phrase.roles, rating: phrase.rating, boost: phrase.boost,
                    words: Int(phrase.words))
            }
            .sorted { $0.rest < $1.rest }
        }
    }
}
