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
    let extras: UnsafePointer<LexiconExtra>
    let phrases: UnsafePointer<LexiconPhrase>
    let phraseBytes: UnsafePointer<UInt8>
    private let blocks: UnsafePointer<UInt64>
    private let pairs: UnsafePointer<LexiconPair>
    private let pairBlocks: UnsafePointer<UInt64>
    private let slotMask: UInt32
    private let blockMask: UInt32
    private let pairMask: UInt32
    private let pairBlockMask: UInt32
    private let phraseTotal: UInt32

    var phraseCount: Int { Int(phraseTotal) }
    var slotCount: Int { Int(slotMask) + 1 }

    /// - Returns: nil if the image lacks a table.
    init?(_ image: LexiconImage) {
        guard let slots = image.slots, let extras = image.extras, let phrases = image.phrases,
            let phraseBytes = image.phraseBytes, let blocks = image.blocks, let pairs = image.pairs,
            let pairBlocks = image.pairBlocks
        else { return nil }
        self.slots = slots
        self.extras = extras
        self.phrases = phrases
        self.phraseBytes = phraseBytes
        self.blocks = blocks
        self.pairs = pairs
        self.pairBlocks = pairBlocks
        slotMask = image.slotCount - 1
        blockMask = image.blockCount - 1
        pairMask = image.pairCount - 1
        phraseTotal = image.phraseCount
        pairBlockMask = image.pairBlockCount - 1
    }

    /// False for nearly every hash that is of no word with a rating or role.
    @inline(__always)
    func mayContain(_ hash: UInt64) -> Bool { missing(hash) == 0 }

    /// The bits of a hash's pattern that its block has, 0 if the hash may have been added; less than 2⁶³.
    @inline(__always)
    func missing(_ hash: UInt64) -> UInt64 { blocks[Int(truncatingIfNeeded: hash & UInt64(blockMask))] & Self.pattern(hash) }

    /// The bits that the block of a hash lacks if it was added.
    @inline(__always)
    static func pattern(_ hash: UInt64) -> UInt64 {
        // Never nil: it is the address of an array.
        lexiconPatternTable()[Int(truncatingIfNeeded: (hash &>> 13) & 511)]
    }

    /// False for nearly every pair of a word and what follows it with which no phrase begins.
    @inline(__always)
    func mayLead(_ pair: UInt64) -> Bool {
        pairBlocks[Int(truncatingIfNeeded: pair &>> 6 & UInt64(pairBlockMask))] &>> (pair & 63) & 1 != 0
    }

    /// The longest phrase of a pair; of another pair if that has the same hash. The table has free places, so that the walk ends.
    @inline(__always)
    func firstPhrase(_ pair: UInt64) -> UnsafePointer<LexiconPhrase>? {
        var slot = pair & UInt64(pairMask)
        while true {
            let entry = pairs + Int(truncatingIfNeeded: slot)
            if entry.pointee.phrase == 0 { return nil }
            if entry.pointee.hash == pair { return phrases + (Int(entry.pointee.phrase) &- 1) }
            slot = (slot &+ 1) & UInt64(pairMask)
        }
    }

    /// Index of the entry for a folded word, also of one that only begins phrases.
    @inline(__always)
    func find(_ key: WordKey) -> Int? {
        key.isTooLong || key.length == 0 ? nil : find(key, key.hash)
    }

    /// The table has free places, so that the walk ends.
    @inline(__always)
    func find(_ key: WordKey, _ hash: UInt64) -> Int? {
        var slot = hash & UInt64(slotMask)
        while true {
            let entry = slots + Int(truncatingIfNeeded: slot)
            // No key is empty: a free place is none of it.
            if entry.pointee.c0 == key.c0, entry.pointee.c1 == key.c1, Int(entry.pointee.length) == key.length,
                key.length <= 16 || hasTail(entry.pointee, key)
            {
                return Int(truncatingIfNeeded: slot)
            }
            if entry.pointee.length == 0 { return nil }
            slot = (slot &+ 1) & UInt64(slotMask)
        }
    }

    private func hasTail(_ entry: LexiconEntry, _ key: WordKey) -> Bool {
        let extra = extras[Int(entry.extra)]
        return extra.c2 == key.c2 && extra.c3 == key.c3
    }
}

/// The memory of a table that was built at run time.
final class LexiconStorage {
    let image: LexiconImage

    /// Copies the parts. Each must have an element, and `slots`, `blocks`, `pairs` and `pairBlocks` a power of two of them.
    init(
        slots: [LexiconEntry], blocks: [UInt64], extras: [LexiconExtra], phrases: [LexiconPhrase], phraseBytes: [UInt8],
        pairs: [LexiconPair], pairBlocks: [UInt64]
    ) {
        image = LexiconImage(
            slots: Self.copy(slots), slotCount: UInt32(slots.count),
            blockCount: UInt32(blocks.count), blocks: Self.copy(blocks),
            extras: Self.copy(extras), phrases: Self.copy(phrases), phraseBytes: Self.copy(phraseBytes),
            extraCount: UInt32(extras.count), phraseCount: UInt32(phrases.count), phraseByteCount: UInt32(phraseBytes.count),
            pairCount: UInt32(pairs.count), pairBlockCount: UInt32(pairBlocks.count), pairs: Self.copy(pairs),
            pairBlocks: Self.copy(pairBlocks))
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
        image.blocks?.deallocate()
        image.extras?.deallocate()
        image.phrases?.deallocate()
        image.phraseBytes?.deallocate()
        image.pairs?.deallocate()
        image.pairBlocks?.deallocate()
    }
}
