import CSentimentLexicon

/// An immutable lexicon: the one that is compiled in, or one laid out in memory by `LexiconTableBuilder`.
///
/// Sendable although it holds pointers: the memory is never written after it was laid out, and it lives as long as the
/// program or as `storage`.
struct LexiconTable: @unchecked Sendable {
    let view: LexiconView
    /// Keeps the memory of a table that was built; nil for the compiled-in one.
    let storage: LexiconStorage?
    /// Names the data, as `sentiment` results tell it.
    let version: String

    /// Runs `body` with pointers into the table, valid only inside it.
    @inline(__always)
    func withView<Result>(_ body: (LexiconView) -> Result) -> Result {
        withExtendedLifetime(storage) { body(view) }
    }

    /// The entry of a folded word. For tests and for building; the analyser uses the view.
    func entry(_ word: String) -> LexiconEntry? {
        var key = WordKey()
        for byte in word.utf8 { key.append(byte) }
        return withView { view in view.find(key).map { view.slots[$0] } }
    }
}

/// Pointers into a `LexiconTable`: an open-addressed table of words with a bit filter before it, so that nearly every word
/// that is not in the lexicon is dismissed without touching the table. Every index is a hash cut to the table's size or was
/// written by the builder, so that none is checked.
struct LexiconView {
    let slots: UnsafePointer<LexiconEntry>
    let slotCount: Int
    let extras: UnsafePointer<LexiconExtra>
    let phrases: UnsafePointer<LexiconPhrase>
    let phraseCount: Int
    let phraseBytes: UnsafePointer<UInt8>
    private let filter: UnsafePointer<UInt64>
    private let filterShift: UInt64

    /// - Returns: nil if the image lacks a table.
    init?(_ image: LexiconImage) {
        guard let slots = image.slots, let extras = image.extras, let phrases = image.phrases,
            let phraseBytes = image.phraseBytes, let filter = image.filter
        else { return nil }
        self.slots = slots
        self.slotCount = Int(image.slotCount)
        self.extras = extras
        self.phrases = phrases
        self.phraseCount = Int(image.phraseCount)
        self.phraseBytes = phraseBytes
        self.filter = filter
        filterShift = UInt64(image.filterShift)
    }

    /// False for nearly every hash that is of no word with a rating or role, and of no beginning of a phrase.
    @inline(__always)
    func mayContain(_ hash: UInt64) -> Bool { filterBit(hash) != 0 }

    /// `mayContain` as 0 or 1.
    @inline(__always)
    func filterBit(_ hash: UInt64) -> UInt64 {
        let block = filter[Int(truncatingIfNeeded: hash &>> filterShift)]
        return (block &>> (hash &>> 47)) & (block &>> (hash &>> 41)) & 1
    }

    /// The bits of a filter's block that stand for a hash.
    static func filterBits(_ hash: UInt64) -> UInt64 { 1 &<< (hash &>> 47) | 1 &<< (hash &>> 41) }

    /// Index of the entry for a folded word, also of one that only begins phrases.
    @inline(__always)
    func find(_ key: WordKey) -> Int? {
        key.isTooLong || key.length == 0 ? nil : find(key, key.hash)
    }

    /// The table has free places, so that the walk ends.
    @inline(__always)
    func find(_ key: WordKey, _ hash: UInt64) -> Int? {
        let mask = slotCount &- 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot].length != 0 {
            let entry = slots + slot
            if entry.pointee.c0 == key.c0, entry.pointee.c1 == key.c1, Int(entry.pointee.length) == key.length,
                key.length <= 16 || hasTail(entry.pointee, key)
            {
                return slot
            }
            slot = (slot &+ 1) & mask
        }
        return nil
    }

    private func hasTail(_ entry: LexiconEntry, _ key: WordKey) -> Bool {
        let extra = extras[Int(entry.extra)]
        return extra.c2 == key.c2 && extra.c3 == key.c3
    }
}

/// The memory of a table that was built at run time.
final class LexiconStorage {
    let image: LexiconImage

    /// Copies the parts. Each must have an element, and `slots` and `filter` a power of two of them.
    init(
        slots: [LexiconEntry], filter: [UInt64], extras: [LexiconExtra], phrases: [LexiconPhrase], phraseBytes: [UInt8]
    ) {
        image = LexiconImage(
            slots: Self.copy(slots), slotCount: UInt32(slots.count),
            filterShift: UInt32(64 - filter.count.trailingZeroBitCount), filter: Self.copy(filter),
            extras: Self.copy(extras), phrases: Self.copy(phrases), phraseBytes: Self.copy(phraseBytes),
            extraCount: UInt32(extras.count), phraseCount: UInt32(phrases.count), phraseByteCount: UInt32(phraseBytes.count))
    }

    private static func copy<Element>(_ elements: [Element]) -> UnsafePointer<Element> {
        let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(1, elements.count))
        elements.withUnsafeBufferPointer { source in
            if let base = source.baseAddress { memory.initialize(from: base, count: source.count) }
        }
        return UnsafePointer(memory)
    }

    deinit {
        // Plain structures of C: nothing to deinitialise.
        image.slots?.deallocate()
        image.filter?.deallocate()
        image.extras?.deallocate()
        image.phrases?.deallocate()
        image.phraseBytes?.deallocate()
    }
}
