import CSentimentLexicon

/// Collects words, roles and phrases and lays them out as a `LexiconTable`. A word named again takes the newer rating
/// and keeps its roles. The order of adding does not change what a look-up finds.
struct LexiconTableBuilder {
    private struct Word {
        var key: WordKey
        var roles: WordRole = []
        var rating: Float = 0
        var boost: Float = 0
        /// The longest phrase that begins with the word; -1 if there is none.
        var firstPhrase = -1
        var phraseCount = 0
    }

    private struct Phrase {
        /// With the space before the second word.
        var rest: [UInt8]
        var words: UInt8
        var roles: WordRole = []
        var rating: Float = 0
        var boost: Float = 0
        /// The next shorter phrase of the same first word, or -1.
        var next = -1
    }

    private var words: [Word] = []
    private var phrases: [Phrase] = []
    /// Index of a word plus one, open-addressed; at most half full.
    private var slots: [UInt32]

    static let longestPhrase = 99
    /// Phrases with the same first word; further ones are refused, so that neither building nor reading degrades.
    static let phrasesOfOneHead = 1000

    init(expectedWords: Int = 0) {
        var capacity = 64
        while capacity < expectedWords * 2 { capacity *= 2 }
        slots = [UInt32](repeating: 0, count: capacity)
        words.reserveCapacity(expectedWords)
    }

    /// Adds a word or, where it contains a space, a phrase. Expects folded bytes (lower case, ' for ’).
    /// - Parameter rating: nil leaves the rating of a word as it is.
    /// - Returns: false for what is empty, too long for the table or one phrase of a first word too many.
    @discardableResult
    mutating func add(
        _ text: UnsafeBufferPointer<UInt8>, rating: Float? = nil, roles: WordRole = [], boost: Float = 0
    ) -> Bool {
        var end = 0
        while end < text.count, text[end] != UInt8(ascii: " ") {
            if text[end] == 0 { return false }
            end += 1
        }
        let head = WordKey(UnsafeBufferPointer(rebasing: text[..<end]))
        guard head.length > 0, !head.isTooLong, text.count <= Self.longestPhrase else { return false }
        let at = index(of: head)
        if head.length < text.count {
            let rest = Array(text[head.length...])
            guard rest.count > 1, words[at].phraseCount < Self.phrasesOfOneHead else { return false }
            words[at].roles.insert(.phraseHead)
            addPhrase(rest, to: at, rating: rating, roles: roles, boost: boost)
        } else {
            words[at].roles.formUnion(roles)
            if let rating {
                words[at].rating = rating
                words[at].roles.insert(.rated)
            }
            if boost != 0 { words[at].boost = boost }
        }
        return true
    }

    private mutating func addPhrase(_ rest: [UInt8], to head: Int, rating: Float?, roles: WordRole, boost: Float) {
        let at = indexOfPhrase(rest, of: head)
        phrases[at].roles.formUnion(roles)
        if let rating {
            phrases[at].rating = rating
            phrases[at].roles.insert(.rated)
        }
        if boost != 0 { phrases[at].boost = boost }
    }

    /// The phrase's index; a new one is linked in by its length, so that the first match is the longest.
    private mutating func indexOfPhrase(_ rest: [UInt8], of head: Int) -> Int {
        var longer = -1
        var at = words[head].firstPhrase
        while at >= 0, phrases[at].rest.count >= rest.count {
            if phrases[at].rest == rest { return at }
            longer = at
            at = phrases[at].next
        }
        let words = rest.count { $0 == UInt8(ascii: " ") } + 1
        phrases.append(Phrase(rest: rest, words: UInt8(words), next: at))
        self.words[head].phraseCount += 1
        if longer >= 0 { phrases[longer].next = phrases.count - 1 } else { self.words[head].firstPhrase = phrases.count - 1 }
        return phrases.count - 1
    }

    /// The word's index; it is added if it is new.
    private mutating func index(of key: WordKey) -> Int {
        if words.count * 2 >= slots.count { grow() }
        var slot = Self.slot(key.hash, slots.count)
        while slots[slot] != 0 {
            let index = Int(slots[slot]) - 1
            if words[index].key == key { return index }
            slot = (slot + 1) & (slots.count - 1)
        }
        words.append(Word(key: key, roles: Self.endsInER(key) ? .comparative : []))
        slots[slot] = UInt32(words.count)
        return words.count - 1
    }

    private static func endsInER(_ key: WordKey) -> Bool {
        key.length > 2 && key.byte(key.length - 1) == UInt8(ascii: "r") && key.byte(key.length - 2) == UInt8(ascii: "e")
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for (index, word) in words.enumerated() {
            var slot = Self.slot(word.key.hash, slots.count)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(index + 1)
        }
    }

    private static func slot(_ hash: UInt64, _ count: Int) -> Int { Int(truncatingIfNeeded: hash) & (count - 1) }

    /// The table. Words lie in its slots as they do in `slots`, so that the two are filled to the same part.
    func build(version: String) -> LexiconTable {
        var layout = Layout(words: words.count, slots: slots.count, phrases: phrases.count)
        for (slot, stored) in slots.enumerated() where stored != 0 {
            let word = words[Int(stored) - 1]
            layout.slots[slot] = layout.entry(for: word, phrases: phrasesOf(word))
        }
        let storage = LexiconStorage(
            slots: layout.slots, blocks: layout.blocks, extras: layout.extras, phrases: layout.phrases, phraseBytes: layout.bytes,
            pairs: layout.pairs, pairBlocks: layout.pairBlocks)
        guard let view = LexiconView(storage.image) else { return BuiltinLexicon.table }
        return LexiconTable(view: view, storage: storage, version: version)
    }

    /// Longest first.
    private func phrasesOf(_ word: Word) -> [Phrase] {
        var out: [Phrase] = []
        var at = word.firstPhrase
        while at >= 0 {
            out.append(phrases[at])
            at = phrases[at].next
        }
        return out
    }

    /// The parts of a table while they are filled.
    private struct Layout {
        var slots: [LexiconEntry]
        var blocks: [UInt64]
        /// The first stands for words that have no extra.
        var extras = [LexiconExtra()]
        var phrases: [LexiconPhrase] = []
        var bytes: [UInt8] = []
        var pairs: [LexiconPair]
        var pairBlocks: [UInt64]

        init(words: Int, slots: Int, phrases: Int) {
            self.slots = [LexiconEntry](repeating: LexiconEntry(), count: slots)
            // Some 16 bits a word: of words that are not in the lexicon one in 40 or fewer gets through.
            var count = 64
            while count * 4 < words { count *= 2 }
            blocks = [UInt64](repeating: ~0, count: count)
            // Some 64 bits a pair, of which it sets one.
            count = 64
            while count < phrases { count *= 2 }
            pairBlocks = [UInt64](repeating: 0, count: count)
            // At most a quarter full: most pairs are found in their own place.
            pairs = [LexiconPair](repeating: LexiconPair(), count: count * 4)
        }

        mutating func entry(for word: Word, phrases: [Phrase]) -> LexiconEntry {
            var extra: UInt32 = 0
            var isAmbiguous = false
            if !phrases.isEmpty || word.key.length > 16 {
                extra = UInt32(extras.count)
                extras.append(
                    LexiconExtra(
                        c2: word.key.c2, c3: word.key.c3, phraseStart: UInt32(self.phrases.count),
                        phraseCount: UInt32(phrases.count),
                        // A rest has a space and at least one byte more.
                        phraseLetters: phrases.reduce(0) { $0 | 1 << UInt32($1.rest[1] & 31) }))
                isAmbiguous = !append(phrases, of: word.key)
            }
            var roles = word.roles
            if isAmbiguous || phrases.contains(where: { $0.rest.count < 3 || $0.rest[1...2].contains(UInt8(ascii: "'")) }) {
                roles.insert(.anyFollower)
            }
            // A word that only begins phrases is found by what follows it, if that can be written in one way only.
            if roles.subtracting(.comparative) != .phraseHead { addToFilter(word.key.hash) }
            // A longer word is looked for where the filter knows its first sixteen bytes.
            if word.key.length > 16 { addToFilter(WordKey.hash(word.key.c0, word.key.c1)) }
            return LexiconEntry(
                c0: word.key.c0, c1: word.key.c1, rating: word.rating, boost: word.boost, extra: extra,
                roleBits: roles.rawValue, length: UInt8(word.key.length))
        }

        private mutating func addToFilter(_ hash: UInt64) {
            blocks[Int(truncatingIfNeeded: hash) & (blocks.count - 1)] &= ~LexiconView.pattern(hash)
        }

        /// Adds the phrases of a word and their pairs.
        /// - Returns: false if one of the pairs has the hash of another word's.
        private mutating func append(_ phrases: [Phrase], of key: WordKey) -> Bool {
            let hashes = phrases.map { phrase in
                let second = phrase.rest.count > 2 ? phrase.rest[2] : 0
                return WordKey.hash(key.hash, followedBy: UInt64(phrase.rest[1] | 0x20) | UInt64(second | 0x20) << 8)
            }
            var isUnique = true
            for (index, hash) in hashes.enumerated() {
                let next = hashes[(index + 1)...].firstIndex(of: hash)
                if hashes.firstIndex(of: hash) == index, !addPair(hash) { isUnique = false }
                append(phrases[index], step: next.map { $0 - index } ?? 0)
            }
            return isUnique
        }

        /// Adds a pair whose longest phrase is the next that is appended.
        private mutating func addPair(_ hash: UInt64) -> Bool {
            var slot = Int(truncatingIfNeeded: hash) & (pairs.count - 1)
            while pairs[slot].phrase != 0 {
                if pairs[slot].hash == hash { return false }
                slot = (slot + 1) & (pairs.count - 1)
            }
            pairs[slot] = LexiconPair(hash: hash, phrase: UInt32(phrases.count + 1))
            pairBlocks[Int(truncatingIfNeeded: hash >> 6) & (pairBlocks.count - 1)] |= 1 << (hash & 63)
            return true
        }

        private mutating func append(_ phrase: Phrase, step: Int) {
            var second = WordKey()
            var wordLength = -1
            var lead = 1
            for byte in phrase.rest.dropFirst().prefix(8) {
                // An apostrophe can be written in two ways, and spaces can be more.
                if byte == UInt8(ascii: "'") { break }
                if byte == UInt8(ascii: " "), wordLength < 0 { wordLength = second.length }
                second.append(byte)
                // More spaces may follow one at the end of the chunk.
                if byte != UInt8(ascii: " ") { lead = 1 + second.length }
            }
            phrases.append(
                LexiconPhrase(
                    second: second.c0, mask: TextFolding.keep(~0, second.length),
                    wordMask: TextFolding.keep(~0, wordLength < 0 ? second.length : wordLength), restStart: UInt32(bytes.count),
                    restLength: UInt16(phrase.rest.count), roleBits: phrase.roles.rawValue, rating: phrase.rating,
                    boost: phrase.boost, words: phrase.words, lead: UInt8(lead),
                    // Fewer than `phrasesOfOneHead`.
                    step: UInt16(step)))
            bytes += phrase.rest
        }
    }
}
