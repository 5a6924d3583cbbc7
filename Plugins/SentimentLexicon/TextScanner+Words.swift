import CSentimentLexicon

/// Words of up to sixteen letters with a space or a simple mark after them, nearly all of any text. Those that the lexicon
/// does not know cost nothing but arithmetic on registers.
extension TextScanner {
    /// Reads them from `from` on, where a word begins or something else stands. Returns the start of the first word that
    /// is something else, or the place of a mark; it can lie one byte beyond the text.
    @inline(__always)
    mutating func readWords(_ from: Int) -> Int {
        var start = from
        while !tally.awaitsWish {
            var offset = start &- windowStart
            if UInt(bitPattern: offset) >= 64 {
                if start >= count { return start }
                if start >= safeEnd { readCopy() }
                window = lexiconWindow(bytes + start)
                if isBeforeCopy { cutWindow(room: count &- Self.wordReach &- start) }
                windowStart = start
                offset = 0
            }
            let live: UInt64 = ~0 &<< UInt64(truncatingIfNeeded: offset)
            let halts = window.halts & live
            // The ends of words before the first halt.
            let ends = window.ends & live & ((halts & (0 &- halts)) &- 1)
            let next = readWords(start, ends)
            start = next.at
            if next.why == .aside {
                if start < count, bytes[start] == 0x20 { start &+= 1 }
                continue
            }
            if next.why == .stopped { return start }
            if halts == 0 {
                // The word goes on after the window; one that fills it is none of these.
                if start == windowStart { return start }
                windowStart = Int.min
                continue
            }
            return readLast(start, before: windowStart &+ halts.trailingZeroBitCount)
        }
        return start
    }

    /// A word and the two bytes after it are read as eighteen bytes from its start on, and it has a letter at least.
    private static let wordReach = 17

    /// Takes out of the window what does not end before `room`, which is 48 at least: of it bytes would be read beyond the text.
    @inline(__always)
    private mutating func cutWindow(room: Int) {
        guard room < 64 else { return }
        let seen: UInt64 = (1 &<< UInt64(truncatingIfNeeded: room)) &- 1
        window.ends &= seen
        window.halts &= seen
    }

    private enum Reason {
        /// All words were read.
        case spent
        /// A phrase goes beyond its word, or the word after "wish" is next.
        case aside
        /// What is next is no word, or too long a one.
        case stopped
    }

    /// Reads words, each of which ends at the next of `ends`. Returns where to go on, and why there.
    @inline(__always)
    private mutating func readWords(_ from: Int, _ all: UInt64) -> (at: Int, why: Reason) {
        let origin = windowStart
        let text = bytes + origin
        // Both count from the window's start.
        var start = from &- origin
        var ends = all
        // All further words have a letter, as one stands before each end.
        if ends &>> UInt64(truncatingIfNeeded: start) & 1 != 0 { return (from, .stopped) }
        while ends != 0 {
            let end = ends.trailingZeroBitCount
            ends &= ends &- 1
            let word = Self.letters(text, start, end)
            let hash = WordKey.hash(word.first, word.second)
            let pair = WordKey.hash(hash, followedBy: Self.follower(text + end))
            if view.mayLead(pair) {
                let next = readPhrase(pair, origin &+ start, origin &+ end)
                if next != 0 { return (next, .aside) }
            }
            if view.mayContain(hash) {
                let key = WordKey(word.first, word.second, length: end &- start)
                // A longer one passes the filter if the lexicon has one with the same first sixteen letters.
                guard key.length <= 16 else { return (origin &+ start, .stopped) }
                guard let index = view.find(key, hash) else { tally.passWord(key.c0); start = end &+ 1; continue }
                tally.beginWord()
                let entry = view.slots + index
                if entry.pointee.roles.isDisjoint(with: .involved) {
                    tally.applyRated(index, entry, key.head, origin &+ start, origin &+ end)
                } else {
                    let next = known(index, key.head, origin &+ start, origin &+ end, mayLead: false)
                    if next != origin &+ end || tally.awaitsWish { return (next, .aside) }
                }
            } else {
                tally.passWord(word.first)
            }
            start = end &+ 1
        }
        return (origin &+ start, .spent)
    }

    /// Applies the longest phrase of a pair, if one stands here. Wants a word of one to sixteen letters.
    /// - Returns: where the phrase ends; 0 if there is none, or if the word is one whose phrases are not told by pairs.
    @inline(never)
    private mutating func readPhrase(_ pair: UInt64, _ start: Int, _ end: Int) -> Int {
        guard var phrase = view.firstPhrase(pair) else { return 0 }
        // Nearly all that do not stand here are dismissed by eight bytes, the case of letters left out.
        let follower = load(end &+ 1)
        if TextFolding.hasDoubleSpace(follower) { return readPhrase(phrase, start, end) }
        while (follower ^ phrase.pointee.second) & phrase.pointee.mask & ~Self.lowerCase != 0 {
            if phrase.pointee.step == 0 { return 0 }
            phrase += Int(phrase.pointee.step)
        }
        return readPhrase(phrase, start, end)
    }

    /// The same for the phrases of a pair from one on.
    @inline(never)
    private mutating func readPhrase(_ from: UnsafePointer<LexiconPhrase>, _ start: Int, _ end: Int) -> Int {
        guard bytes[end] == 0x20, end &- start <= 16 else { return 0 }
        let follower = TextFolding.foldLetters(load(end &+ 1)).folded
        let spaced = TextFolding.hasDoubleSpace(follower)
        var phrase = from
        while true {
            let mask = spaced ? phrase.pointee.wordMask : phrase.pointee.mask
            if (follower ^ phrase.pointee.second) & mask == 0,
                let after = spaced ? matchRest(phrase, end, from: 0) : endOfMatched(phrase, end)
            {
                let key = Self.plainWord(bytes + start, end &- start)
                guard let index = view.find(key, key.hash), view.slots[index].leads(phrase, in: view) else { return 0 }
                tally.beginWord()
                apply(phrase, start, after)
                return after
            }
            if phrase.pointee.step == 0 { return 0 }
            phrase += Int(phrase.pointee.step)
        }
    }

    /// The end of a phrase of which `lead` bytes stand here. Nearly always those are all, and a space parts it from the next word.
    @inline(__always)
    private mutating func endOfMatched(_ phrase: UnsafePointer<LexiconPhrase>, _ start: Int) -> Int? {
        let lead = Int(phrase.pointee.lead)
        let end = start &+ lead
        if lead == Int(phrase.pointee.restLength), end < count, bytes[end] == 0x20 { return end }
        return matchRest(phrase, start, from: lead)
    }

    /// Reads the word that ends at a halt, if it is a simple mark. Returns where to go on.
    @inline(__always)
    private mutating func readLast(_ start: Int, before end: Int) -> Int {
        let length = end &- start
        let byte = bytes[end]
        guard UInt(bitPattern: length &- 1) < 16, byte < 64, Self.simpleMarks &>> UInt64(byte) & 1 != 0 else { return start }
        let key = Self.plainWord(bytes + start, length)
        let hash = WordKey.hash(key.c0, key.c1)
        if view.mayContain(hash), let index = view.find(key, hash) {
            tally.beginWord()
            return known(index, key.head, start, end)
        }
        tally.passWord(key.c0)
        return end
    }

    /// Bits of the bytes below 64: all but the space, ' - and digits, which go on with a word, and : that can end a scheme.
    private static var simpleMarks: UInt64 { 0xF800_DF7E_FFFF_FFFF }

    /// A word of one to sixteen letters. Wants `text` in the window.
    @inline(__always)
    private static func plainWord(_ text: UnsafePointer<UInt8>, _ length: Int) -> WordKey {
        let word = letters(text, 0, length)
        return WordKey(word.first, word.second, length: length)
    }

    /// The first sixteen letters, folded, of a word of one to 63, without a branch on its length. Wants the word in the window.
    @inline(__always)
    private static func letters(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> (first: UInt64, second: UInt64) {
        // In this order: else the length would be kept for a word that is looked up.
        let masks = UnsafeRawPointer(lexiconByteMaskTable()) + 96 + start - end
        let word = text + start
        let first = (UInt64(littleEndian: lexiconChunk(word)) | lowerCase) & UInt64(littleEndian: masks.loadUnaligned(as: UInt64.self))
        let second =
            (UInt64(littleEndian: lexiconChunk(word + 8)) | lowerCase)
            & UInt64(littleEndian: masks.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        return (first, second)
    }

    private static var lowerCase: UInt64 { 0x2020_2020_2020_2020 }

    /// The two bytes after a space, folded. Wants `space` in the window.
    @inline(__always)
    private static func follower(_ space: UnsafePointer<UInt8>) -> UInt64 {
        UInt64(UInt16(littleEndian: UnsafeRawPointer(space + 1).loadUnaligned(as: UInt16.self)) | 0x2020)
    }
}
