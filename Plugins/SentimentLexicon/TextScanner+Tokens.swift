/// Words with something joined to them: apostrophes, hyphens, digits, letters beyond ASCII.
extension TextScanner {
    /// Gathers the whole run and tries it as one word; else its parts between hyphens, one after the other.
    mutating func scanToken(_ start: Int) -> Int {
        var key = WordKey()
        var at = start
        var firstHyphen = -1
        while at < count {
            let byte = bytes[at]
            if TextFolding.isLetter(byte) || TextFolding.isDigit(byte) {
                key.append(TextFolding.lower(byte))
                at &+= 1
            } else if byte == 0x27 || byte == 0x2D || byte == 0x5F {
                guard continuesWord(at &+ 1, after: byte) else { break }
                if byte != 0x27, firstHyphen < 0 { firstHyphen = at }
                key.append(byte)
                at &+= 1
            } else if byte >= 0x80 {
                let mark = UnicodeMark.at(bytes, at, count)
                if mark.kind == .apostrophe, continuesWord(at &+ mark.length, after: 0x27) {
                    key.append(0x27)
                } else if mark.kind == .letter || mark.kind == .modifier {
                    for index in at..<at &+ mark.length { key.append(bytes[index]) }
                } else {
                    break
                }
                at &+= mark.length
            } else {
                break
            }
        }
        guard at > start else { return start &+ 1 }
        if let index = view.find(key) {
            tally.beginWord()
            return known(index, key.head, start, at)
        }
        if firstHyphen > start { return scanParts(start, at) }
        return contracted(key, start, at)
    }

    private mutating func continuesWord(_ at: Int, after byte: UInt8) -> Bool {
        guard at < count else { return false }
        let next = bytes[at]
        if TextFolding.isLetter(next) || TextFolding.isDigit(next) || (byte == 0x5F && next == 0x5F) { return true }
        return next >= 0x80 && UnicodeMark.at(bytes, at, count).kind == .letter
    }

    /// "heart-breaking" that is not listed whole: each part is a word.
    private mutating func scanParts(_ start: Int, _ end: Int) -> Int {
        var at = start
        while at < end {
            var key = WordKey()
            let partStart = at
            while at < end, bytes[at] != 0x2D, bytes[at] != 0x5F {
                // A typographic apostrophe is folded as in the whole word.
                let mark = bytes[at] >= 0x80 ? UnicodeMark.at(bytes, at, count) : nil
                if let mark, mark.kind == .apostrophe {
                    key.append(0x27)
                    at &+= mark.length
                } else {
                    key.append(TextFolding.lower(bytes[at]))
                    at &+= 1
                }
            }
            if key.length > 0 { _ = contracted(key, partStart, min(at, end)) }
            at &+= 1
        }
        return end
    }

    /// A word that may end in a contraction: n't denies; 's, 're and their like are dropped before the look-up.
    private mutating func contracted(_ key: WordKey, _ start: Int, _ end: Int) -> Int {
        if !key.isTooLong, view.find(key) == nil, let stem = stem(of: key) {
            tally.beginWord()
            if key.hasSuffix("n't") {
                tally.apply(FoundTerm(id: 0, head: key.head, start: start, end: end, rating: 0, boost: 0, roles: .negator))
                return end
            }
            if let index = view.find(stem) {
                _ = known(index, stem.head, start, end)
                return end
            }
            tally.passPlainWord(stem.c0)
            return end
        }
        _ = word(key, start, end)
        return end
    }

    private mutating func stem(of key: WordKey) -> WordKey? {
        if key.hasSuffix("n't") { return key.prefix(key.length - 3) }
        if key.hasSuffix("'s") || key.hasSuffix("'m") || key.hasSuffix("'d") { return key.prefix(key.length - 2) }
        if key.hasSuffix("'ve") || key.hasSuffix("'re") || key.hasSuffix("'ll") { return key.prefix(key.length - 3) }
        return nil
    }
}
