import CSentimentLexicon

/// Walks the UTF-8 bytes of a text once, splits them into words, emoticons, emoji and marks, and hands what the
/// lexicon knows to the `SentenceTally`. Every step moves forward, so the work is linear in the bytes, whatever they are;
/// bytes that are no UTF-8 are walked over as letters of no word.
///
/// What only reads is mutating, too: to lend the scanner to a function the compiler would copy it, some hundred bytes a word.
/// It is never copied, nor are its tally and totals, and yet they are not `~Copyable`: such a type is destroyed through a table even
/// if there is nothing to destroy, which costs a short text two in a hundred.
struct TextScanner {
    /// The text; near its end a copy of its last bytes that is followed by `padding` zeros.
    private(set) var bytes: UnsafePointer<UInt8>
    let count: Int
    let view: LexiconView
    var tally: SentenceTally
    /// The copy, from where the text would begin in it. Only the `copiedTail` last bytes are there.
    private let copy: UnsafePointer<UInt8>
    /// From here on reading ahead could leave the text; its end once the copy is read.
    private(set) var safeEnd: Int
    /// What the 64 bytes from `windowStart` on are. The text is the same in its copy.
    var window = LexiconWindow()
    var windowStart = Int.min

    /// Zeros after the copy: as many bytes as are read ahead at most.
    private static let padding = 80
    /// Sixteen more than are read from the copy alone, as marks look back at the byte before them.
    private static let copiedTail = 80
    /// Bytes that a window needs, but for the first.
    private static let lookahead = 64
    /// Bytes that the scratch memory must have.
    static let scratchSize = copiedTail + padding

    /// - Parameters:
    ///   - base: `count` bytes, at least 1, readable for the life of the scanner.
    ///   - memory: of this scanner alone.
    @inline(__always)
    init(base: UnsafePointer<UInt8>, count: Int, view: LexiconView, memory: ScratchMemory) {
        // Copied long before it is read: what is read sooner than it is written waits for it.
        let start = max(0, count &- Self.copiedTail)
        Self.copy(base + start, count &- start, to: memory.text)
        copy = UnsafePointer(memory.text) - start
        let isShort = count <= Self.lookahead
        bytes = isShort ? copy : base
        safeEnd = isShort ? count : count &- Self.lookahead
        self.count = count
        self.view = view
        tally = SentenceTally(memory)
    }

    /// Returns the score of the last sentence with feeling: in registers, as it is used at once.
    mutating func run() -> Rules.Score {
        var at = 0
        while at < count, TextFolding.isSpace(bytes[at]) { at &+= 1 }
        tally.beginText(at: at)
        while at < count {
            if at >= safeEnd { readCopy() }
            at = readWords(at)
            guard at < count else { break }
            let byte = bytes[at]
            if byte == 0x20 {
                at &+= 1
            } else if TextFolding.isLetter(byte) {
                at = scanWord(at)
            } else {
                at = scanOther(at, byte)
            }
        }
        return tally.isInSentence ? tally.addSentence(endingAt: count) : tally.totals.score
    }

    /// Goes over to the copy. Wants a place from `safeEnd` on, so that all that is still read is there.
    @inline(__always)
    mutating func readCopy() {
        bytes = copy
        safeEnd = count
    }

    /// True if what is read is the text itself: nothing must be read beyond its end.
    var isBeforeCopy: Bool { safeEnd < count }

    /// Copies bytes, at most `copiedTail`, as for so few a call would cost more, and puts zeros after them. The last sixteen are
    /// copied from their end, some of them once more.
    @inline(__always)
    private static func copy(_ source: UnsafePointer<UInt8>, _ size: Int, to target: UnsafeMutablePointer<UInt8>) {
        if size >= 64 {
            copySixteen(source, target)
            copySixteen(source + 16, target + 16)
            copySixteen(source + 32, target + 32)
            copySixteen(source + 48, target + 48)
            copySixteen(source + (size &- 16), target + (size &- 16))
        } else if size >= 16 {
            var at = 0
            while at &+ 16 < size {
                copySixteen(source + at, target + at)
                at &+= 16
            }
            copySixteen(source + (size &- 16), target + (size &- 16))
        } else {
            target.update(from: source, count: size)
        }
        (target + size).update(repeating: 0, count: padding)
    }

    @inline(__always)
    private static func copySixteen(_ source: UnsafePointer<UInt8>, _ target: UnsafeMutablePointer<UInt8>) {
        let bytes = UnsafeRawPointer(source).loadUnaligned(as: SIMD16<UInt8>.self)
        UnsafeMutableRawPointer(target).storeBytes(of: bytes, as: SIMD16<UInt8>.self)
    }

    /// Closes the sentence before `end`; the next one begins at the next byte that is no white space.
    mutating func endSentence(at end: Int) {
        // White space that was already passed is not walked again.
        var next = max(end, tally.sentenceStart)
        while next < count, TextFolding.isSpace(bytes[next]) { next &+= 1 }
        tally.endSentence(at: end, next: next)
    }

    /// Up to eight bytes, little-endian, zero beyond the end of the text.
    @inline(__always)
    mutating func load(_ at: Int) -> UInt64 {
        // The copy has zeros after it.
        if at &+ 8 <= count || safeEnd == count {
            return UInt64(littleEndian: UnsafeRawPointer(bytes + at).loadUnaligned(as: UInt64.self))
        }
        var value: UInt64 = 0
        var index = count &- 1
        while index >= at {
            value = value &<< 8 | UInt64(bytes[index])
            index &-= 1
        }
        return value
    }

    /// A word of ASCII letters that `readWords` left; anything joined to it goes to `scanToken`. Wants `start < count`.
    private mutating func scanWord(_ start: Int) -> Int {
        let (folded, letters) = TextFolding.foldLetters(load(start))
        if letters == 0 { return start }
        var key = WordKey(short: TextFolding.keep(folded, letters), length: letters)
        if letters == 8 { extend(&key, start) }
        let end = start &+ key.length
        if end < count {
            let next = bytes[end]
            if next != 0x20, joins(next, end) { return scanToken(start) }
            if next == 0x3A || next == 0x2E, let after = skipAddress(key, end) { return after }
        }
        return word(key, start, end)
    }

    private mutating func extend(_ key: inout WordKey, _ start: Int) {
        var index = 1
        while true {
            let (folded, letters) = TextFolding.foldLetters(load(start &+ index &* 8))
            if index < 4 { key.setChunk(index, TextFolding.keep(folded, letters)) }
            key.length &+= letters
            if letters < 8 { return }
            index &+= 1
        }
    }

    /// True if a byte after a word goes on with it: an apostrophe, hyphen, underscore, digit or non-ASCII letter.
    @inline(__always)
    private mutating func joins(_ byte: UInt8, _ at: Int) -> Bool {
        if byte >= 0x80 {
            let mark = UnicodeMark.at(bytes, at, count)
            switch mark.kind {
            case .letter: return true
            case .apostrophe: return at &+ mark.length < count && TextFolding.isLetter(bytes[at &+ mark.length])
            default: return false
            }
        }
        if byte == 0x27 || byte == 0x2D || byte == 0x5F {
            return at &+ 1 < count && (TextFolding.isLetter(bytes[at &+ 1]) || TextFolding.isDigit(bytes[at &+ 1]) || byte == 0x5F)
        }
        return TextFolding.isDigit(byte)
    }

    /// Skips a web address, whose words are nobody's feeling.
    private mutating func skipAddress(_ key: WordKey, _ end: Int) -> Int? {
        let isScheme = bytes[end] == 0x3A && end &+ 2 < count && bytes[end &+ 1] == 0x2F && bytes[end &+ 2] == 0x2F
        let isHost = bytes[end] == 0x2E && key.length == 3 && key.c0 == WordKey.literal("www")
        return isScheme || isHost ? endOfRun(end) : nil
    }

    /// The next white space or the end.
    mutating func endOfRun(_ start: Int) -> Int {
        var at = start
        while at < count, !TextFolding.isSpace(bytes[at]) { at &+= 1 }
        return at
    }

    /// Counts a word, looks it up and applies it. Returns where to go on.
    @inline(__always)
    mutating func word(_ key: WordKey, _ start: Int, _ end: Int) -> Int {
        tally.beginWord()
        let hash = key.hash
        if !key.isTooLong, view.mayContain(hash) || end < count && bytes[end] == 0x20, let index = view.find(key, hash) {
            return known(index, key.head, start, end)
        }
        if TextFolding.hasTriple(key.c0) || key.length > 8, let after = lengthened(key, start, end) { return after }
        tally.passPlainWord(key.c0)
        return end
    }

    /// Applies the longest phrase that begins here, else the word itself. `head` is the word's `WordKey.head`.
    /// - Parameter mayLead: false if no phrase that is told by its pair begins here.
    mutating func known(_ index: Int, _ head: UInt64, _ start: Int, _ end: Int, mayLead: Bool = true) -> Int {
        let entry = view.slots + index
        let roles = entry.pointee.roles
        if roles.contains(mayLead ? .phraseHead : .anyFollower), let (phrase, after) = phrase(of: entry, end) {
            apply(phrase, start, after)
            return after
        }
        if roles == .phraseHead {
            tally.passPlainWord(head)
            return end
        }
        tally.apply(
            FoundTerm(
                id: Int32(truncatingIfNeeded: index), head: head, start: start, end: end, rating: entry.pointee.rating,
                boost: entry.pointee.boost, roles: roles, next: roles.contains(.context) ? nextKey(end) : 0))
        return end
    }

    /// Applies a phrase, of whose words the first was counted.
    @inline(__always)
    mutating func apply(_ phrase: UnsafePointer<LexiconPhrase>, _ start: Int, _ end: Int) {
        tally.countFurtherWords(Int(phrase.pointee.words) &- 1)
        tally.apply(
            FoundTerm(
                id: -1 &- Int32(truncatingIfNeeded: phrase - view.phrases), head: 1, start: start, end: end,
                rating: phrase.pointee.rating, boost: phrase.pointee.boost, roles: phrase.pointee.roles))
    }

    /// The longest phrase that begins with the word before `end`, and where it ends.
    @inline(__always)
    private mutating func phrase(of entry: UnsafePointer<LexiconEntry>, _ end: Int) -> (UnsafePointer<LexiconPhrase>, Int)? {
        let extra = view.extras + Int(entry.pointee.extra)
        guard let follower = follower(end, extra.pointee.phraseLetters) else { return nil }
        let spaced = TextFolding.hasDoubleSpace(follower)
        var phrase = view.phrases + Int(extra.pointee.phraseStart)
        let last = phrase + Int(extra.pointee.phraseCount)
        while phrase < last {
            let mask = spaced ? phrase.pointee.wordMask : phrase.pointee.mask
            if (follower ^ phrase.pointee.second) & mask == 0 || follower == 0,
                let after = matchRest(phrase, end, from: spaced || follower == 0 ? 0 : Int(phrase.pointee.lead))
            {
                return (phrase, after)
            }
            phrase += 1
        }
        return nil
    }

    /// Eight folded bytes after the space at `end`, 0 if there are more spaces; nil if no phrase of these goes on so.
    @inline(__always)
    private mutating func follower(_ end: Int, _ letters: UInt32) -> UInt64? {
        guard end &+ 1 < count, bytes[end] == 0x20 else { return nil }
        if bytes[end &+ 1] == 0x20 { return 0 }
        guard letters & (1 &<< UInt32(bytes[end &+ 1] & 31)) != 0 else { return nil }
        return TextFolding.foldLetters(load(end &+ 1)).folded
    }

    /// The end of the phrase if its words after the first stand here, in any case and with any run of spaces; `lead` bytes do.
    @inline(never)
    mutating func matchRest(_ phrase: UnsafePointer<LexiconPhrase>, _ start: Int, from lead: Int) -> Int? {
        var at = start &+ lead
        let rest = view.phraseBytes + Int(phrase.pointee.restStart)
        var index = lead
        while index < Int(phrase.pointee.restLength) {
            let wanted = rest[index]
            index &+= 1
            if wanted == 0x20 {
                guard at < count, bytes[at] == 0x20 else { return nil }
                // More than a few spaces part the words; the bound keeps the walk linear.
                var spaces = 0
                while at < count, bytes[at] == 0x20, spaces < 4 { at &+= 1; spaces &+= 1 }
            } else if at < count, TextFolding.lower(bytes[at]) == wanted {
                at &+= 1
            } else if wanted == 0x27, at &+ 2 < count, UnicodeMark.at(bytes, at, count).kind == .apostrophe {
                at &+= UnicodeMark.at(bytes, at, count).length
            } else {
                return nil
            }
        }
        if at < count {
            let next = bytes[at]
            if TextFolding.isLetter(next) || TextFolding.isDigit(next) { return nil }
            if next == 0x27 || next >= 0x80, joins(next, at) { return nil }
        }
        return at
    }

    /// The folded letters of the word after `end`, zero if a mark stands between.
    private mutating func nextKey(_ end: Int) -> UInt64 {
        guard end &+ 1 < count, bytes[end] == 0x20 else { return 0 }
        let (folded, letters) = TextFolding.foldLetters(load(end &+ 1))
        return TextFolding.keep(folded, letters)
    }
}
