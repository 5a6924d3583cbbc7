/// What stands between words: the ends of sentences and clauses, emoticons, emoji, addresses and names.
extension TextScanner {
    mutating func scanOther(_ at: Int, _ byte: UInt8) -> Int {
        if byte >= 0x80 { return scanUnicode(at) }
        if TextFolding.isDigit(byte) { return scanToken(at) }
        if byte == 0x0A || byte == 0x0D {
            endSentence(at: at)
            return at &+ 1
        }
        if TextFolding.isSpace(byte) { return at &+ 1 }
        if byte != 0x2E, byte != 0x2C, let after = scanEmoticon(at) { return after }
        switch byte {
        case 0x2E, 0x21, 0x3F: return scanStop(at)
        case 0x2C, 0x3B, 0x3A, 0x28, 0x29: tally.endClause()
        // "@someone" is a name, whatever it says.
        case 0x40: return at &+ 1 < count && TextFolding.isLetter(bytes[at &+ 1]) ? endOfName(at &+ 1) : at &+ 1
        default: break
        }
        return at &+ 1
    }

    private mutating func endOfName(_ start: Int) -> Int {
        var at = start
        while at < count, TextFolding.isLetter(bytes[at]) || TextFolding.isDigit(bytes[at]) || bytes[at] == 0x5F { at &+= 1 }
        return at
    }

    /// A run of . ! ? ends the sentence if white space, a quotation mark or nothing follows.
    private mutating func scanStop(_ start: Int) -> Int {
        var at = start
        var exclamations = 0
        var questions = 0
        while at < count {
            if bytes[at] == 0x21 { exclamations &+= 1 } else if bytes[at] == 0x3F { questions &+= 1 } else if bytes[at] != 0x2E { break }
            at &+= 1
        }
        tally.addMarks(exclamations: exclamations, questions: questions)
        while at < count, bytes[at] == 0x22 || bytes[at] == 0x27 || bytes[at] == 0x29 { at &+= 1 }
        // `run` adds the last sentence, after which nothing needs to be cleared.
        if at >= count { return at }
        if TextFolding.isSpace(bytes[at]) {
            // An emoticon or emoji after the mark still belongs to what it comments.
            var next = at
            while next < count, bytes[next] == 0x20, next &- at < 4 { next &+= 1 }
            if next < count, opensComment(next) { tally.endClause() } else { endSentence(at: at) }
        } else {
            tally.endClause()
        }
        return at
    }

    private mutating func opensComment(_ at: Int) -> Bool {
        let byte = bytes[at]
        if byte >= 0x80 { return UnicodeMark.at(bytes, at, count).kind == .emoji }
        return emoticonLength(at) > 0
    }

    private mutating func scanEmoticon(_ at: Int) -> Int? {
        let length = emoticonLength(at)
        guard length > 0 else { return nil }
        var key = WordKey()
        for index in at..<at &+ length { key.append(bytes[index]) }
        guard let index = view.find(key) else { return nil }
        tally.beginWord()
        return known(index, key.head, at, at &+ length)
    }

    /// Bytes of the longest emoticon here, 0 if none. Case counts (":D" is no ":d").
    private mutating func emoticonLength(_ at: Int) -> Int {
        switch bytes[at] {
        case 0x3A, 0x3B, 0x3D, 0x28, 0x29, 0x5B, 0x5D, 0x3C, 0x3E, 0x5E, 0x2D, 0x2E, 0x5C: break
        default: return 0
        }
        guard mayOpenEmoticon(at) else { return 0 }
        var length = min(Self.longestEmoticon, count &- at)
        while length >= 2 {
            var key = WordKey()
            for index in at..<at &+ length { key.append(bytes[index]) }
            if view.mayContain(key.hash), view.find(key) != nil {
                // A letter at its end must not begin a word: ":Paris" is no tongue.
                let last = bytes[at &+ length &- 1]
                let goesOn = at &+ length < count && TextFolding.isLetter(bytes[at &+ length])
                if !(TextFolding.isLetter(last) && goesOn) { return length }
            }
            length &-= 1
        }
        return 0
    }

    private static let longestEmoticon = 6

    /// Keeps "10:30" and "(a note):" from being faces.
    private mutating func mayOpenEmoticon(_ at: Int) -> Bool {
        guard at > 0 else { return true }
        let before = bytes[at &- 1]
        if TextFolding.isDigit(before) { return false }
        let closes = bytes[at] == 0x29 || bytes[at] == 0x5D || bytes[at] == 0x3E
        return !closes || TextFolding.isSpace(before)
    }

    private mutating func scanUnicode(_ at: Int) -> Int {
        let mark = UnicodeMark.at(bytes, at, count)
        switch mark.kind {
        case .emoji: return scanEmoji(at)
        case .letter: return scanToken(at)
        case .stop:
            let after = at &+ mark.length
            if after >= count || TextFolding.isSpace(bytes[after]) { endSentence(at: after) } else { tally.endClause() }
        case .dash, .quote: tally.endClause()
        case .apostrophe, .space, .joiner, .modifier: break
        }
        return at &+ mark.length
    }

    /// One emoji with what is joined to it. Selectors and skin tones are dropped; a sequence that is not listed counts as
    /// its first picture.
    private mutating func scanEmoji(_ start: Int) -> Int {
        var whole = WordKey()
        var first = WordKey()
        var at = start
        var joined = true
        while at < count {
            guard bytes[at] >= 0x80 else { break }
            let mark = UnicodeMark.at(bytes, at, count)
            if mark.kind == .emoji, joined {
                for index in at..<at &+ mark.length { whole.append(bytes[index]) }
                if first.length == 0 { first = whole }
                joined = false
            } else if mark.kind == .joiner {
                if joined { break }
                for index in at..<at &+ mark.length { whole.append(bytes[index]) }
                joined = true
            } else if mark.kind != .modifier {
                break
            }
            at &+= mark.length
        }
        tally.beginWord()
        if let index = view.find(whole) ?? view.find(first) {
            if tally.repeatsEmoji(index) { return at }
            return known(index, whole.head, start, at)
        }
        tally.passPlainWord(0)
        return at
    }
}
