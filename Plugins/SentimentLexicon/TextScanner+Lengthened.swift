/// Words with letters that are written more often than they are spelt.
extension TextScanner {
    /// "happyyyy": runs of three and more letters become two, then one, and the word is looked up again.
    mutating func lengthened(_ key: WordKey, _ start: Int, _ end: Int) -> Int? {
        guard end &- start <= Self.longestLengthened else { return nil }
        var keep = 2
        while keep >= 1 {
            guard let squeezed = squeeze(start, end, keeping: keep) else { return nil }
            if let index = view.find(squeezed) { return known(index, squeezed.head, start, end) }
            keep &-= 1
        }
        return nil
    }

    private static let longestLengthened = 200

    /// The word with its long runs cut to `keeping` letters; nil if it has none.
    private mutating func squeeze(_ start: Int, _ end: Int, keeping: Int) -> WordKey? {
        var key = WordKey()
        var changed = false
        var at = start
        while at < end {
            let byte = TextFolding.lower(bytes[at])
            var after = at &+ 1
            while after < end, TextFolding.lower(bytes[after]) == byte { after &+= 1 }
            var times = after &- at
            if times >= 3 {
                times = keeping
                changed = true
            }
            while times > 0 {
                key.append(byte)
                times &-= 1
            }
            at = after
        }
        return changed ? key : nil
    }
}
