/// An immutable lexicon laid out for look-up: an open-addressed table of words with a bit filter before it, so that
/// nearly every word that is not in the lexicon is dismissed without touching the table.
struct LexiconTable: Sendable {
    /// Index of an entry plus one; 0 is empty. The count is a power of two.
    let slots: [UInt32]
    let entries: [LexiconEntry]
    let tails: [UInt64]
    let phrases: [LexiconPhrase]
    let phraseBytes: [UInt8]
    /// One bit for each value of the top `filterBits` bits of a hash.
    let filter: [UInt64]
    /// Names the data, as `sentiment` results tell it.
    let version: String

    static let filterBits: UInt64 = 17

    /// Runs `body` with pointers into the table, valid only inside it.
    @inline(__always)
    func withView<Result>(_ body: (LexiconView) -> Result) -> Result {
        slots.withUnsafeBufferPointer { slots in
            entries.withUnsafeBufferPointer { entries in
                tails.withUnsafeBufferPointer { tails in
                    phrases.withUnsafeBufferPointer { phrases in
                        phraseBytes.withUnsafeBufferPointer { phraseBytes in
                            filter.withUnsafeBufferPointer { filter in
                                body(
                                    LexiconView(
                                        slots: slots, entries: entries, tails: tails, phrases: phrases,
                                        phraseBytes: phraseBytes, filter: filter))
                            }
                        }
                    }
                }
            }
        }
    }

    /// The entry of a folded word. For tests and for building; the analyser uses the view.
    func entry(_ word: String) -> LexiconEntry? {
        var key = WordKey()
        for byte in word.utf8 { key.append(byte) }
        return withView { view in view.find(key).map { view.entries[$0] } }
    }
}

/// Pointers into a `LexiconTable`.
struct LexiconView {
    let slots: UnsafeBufferPointer<UInt32>
    let entries: UnsafeBufferPointer<LexiconEntry>
    let tails: UnsafeBufferPointer<UInt64>
    let phrases: UnsafeBufferPointer<LexiconPhrase>
    let phraseBytes: UnsafeBufferPointer<UInt8>
    let filter: UnsafeBufferPointer<UInt64>

    /// False for nearly every word that is not in the lexicon.
    @inline(__always)
    func mayContain(_ hash: UInt64) -> Bool {
        let bit = (hash &>> 8) & ((1 &<< LexiconTable.filterBits) &- 1)
        return filter[Int(truncatingIfNeeded: bit &>> 6)] & (1 &<< (bit & 63)) != 0
    }

    /// Index of the entry for a folded word.
    @inline(__always)
    func find(_ key: WordKey) -> Int? {
        let hash = key.hash
        guard mayContain(hash), !key.isTooLong else { return nil }
        return probe(key, hash)
    }

    /// Index of the entry for a folded word of at most eight bytes, padded with zeros.
    @inline(__always)
    func find(short chunk: UInt64, _ hash: UInt64) -> Int? {
        let mask = slots.count &- 1
        var slot = Int(truncatingIfNeeded: hash &>> 3) & mask
        while true {
            let stored = slots[slot]
            if stored == 0 { return nil }
            let index = Int(stored) &- 1
            if entries[index].head == chunk, entries[index].length <= 8 { return index }
            slot = (slot &+ 1) & mask
        }
    }

    /// The table has empty slots, so that the walk ends.
    private func probe(_ key: WordKey, _ hash: UInt64) -> Int? {
        let mask = slots.count &- 1
        var slot = Int(truncatingIfNeeded: hash &>> 3) & mask
        while true {
            let stored = slots[slot]
            if stored == 0 { return nil }
            let index = Int(stored) &- 1
            if entries[index].head == key.c0, matches(entries[index], key) { return index }
            slot = (slot &+ 1) & mask
        }
    }

    @inline(__always)
    private func matches(_ entry: LexiconEntry, _ key: WordKey) -> Bool {
        guard Int(entry.length) == key.length else { return false }
        if key.length <= 8 { return true }
        let tail = Int(entry.tailStart)
        guard tails[tail] == key.c1 else { return false }
        if key.length <= 16 { return true }
        guard tails[tail &+ 1] == key.c2 else { return false }
        return key.length <= 24 || tails[tail &+ 2] == key.c3
    }
}
