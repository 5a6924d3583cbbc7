/// One entry of the tape: a value, or a member's name just before its value.
///
/// Entries stand in document order; a container's entry comes first and its children follow, so a
/// whole document is one flat array and walking it allocates nothing.
struct TapeEntry {
    /// Offset of the value's first byte; for a string, of the byte after the opening quote.
    var start: UInt32
    /// Offset after the value's last byte; for a string, of the closing quote.
    var end: UInt32
    /// Containers: the index after the last entry inside. Strings: the length in bytes once unescaped.
    var extent: UInt32
    /// Bits 0–2 the kind, bits 3–4 flags, bits 5–31 the number of items or members.
    var word: UInt32

    static let escaped: UInt32 = 1 << 3
    static let nonASCII: UInt32 = 1 << 4
    /// On a number, in the place of `escaped`: the literal has neither fraction nor exponent.
    static let integer: UInt32 = 1 << 3

    init(kind: JSONKind, start: Int, end: Int = 0, extent: Int = 0, flags: UInt32 = 0) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
        self.extent = UInt32(truncatingIfNeeded: extent)
        self.word = UInt32(kind.rawValue) | flags
    }

    var kind: JSONKind { JSONKind(rawValue: UInt8(word & 7)) ?? .null }
    var count: Int { Int(word >> 5) }
    var isEscaped: Bool { word & Self.escaped != 0 }
    var isNonASCII: Bool { word & Self.nonASCII != 0 }
    var isInteger: Bool { word & Self.integer != 0 }

    mutating func close(end: Int, extent: Int, count: Int) {
        self.end = UInt32(truncatingIfNeeded: end)
        self.extent = UInt32(truncatingIfNeeded: extent)
        word |= UInt32(truncatingIfNeeded: count) << 5
    }
}

/// The bytes and the tape of one parsed document.
///
/// Sendable by this argument: it changes only inside `JSONDocument.parse`, which first makes sure
/// that the document holds the only reference. Whoever holds a second one (a view, a copy of the
/// document) makes `parse` take a fresh storage, so nobody ever sees bytes change.
final class JSONStorage: @unchecked Sendable {
    /// The largest document that the tape's 27-bit counts and 32-bit offsets can describe.
    static let maxBytes = 64 * 1024 * 1024
    /// Zero bytes after the text: the scanner reads eight at a time and stops at a zero.
    static let padding = 8

    let bytes: UnsafeMutablePointer<UInt8>
    let byteCapacity: Int
    var byteCount = 0
    private(set) var tape: UnsafeMutablePointer<TapeEntry>
    private(set) var tapeCapacity: Int
    var tapeCount = 0

    init(byteCapacity: Int) {
        self.byteCapacity = max(byteCapacity, 512)
        tapeCapacity = max(byteCapacity / 16, 64)
        bytes = .allocate(capacity: self.byteCapacity + Self.padding)
        tape = .allocate(capacity: tapeCapacity)
    }

    deinit {
        bytes.deallocate()
        tape.deallocate()
    }

    /// Takes a copy of `source`, followed by the padding, and forgets the tape.
    func load(_ source: UnsafeRawBufferPointer) {
        tapeCount = 0
        byteCount = source.count
        if let base = source.baseAddress, source.count > 0 {
            UnsafeMutableRawPointer(bytes).copyMemory(from: base, byteCount: source.count)
        }
        (bytes + source.count).initialize(repeating: 0, count: Self.padding)
    }

    /// Doubles the tape and returns it.
    func growTape(used: Int) -> UnsafeMutablePointer<TapeEntry> {
        let wider = UnsafeMutablePointer<TapeEntry>.allocate(capacity: tapeCapacity * 2)
        wider.moveInitialize(from: tape, count: used)
        tape.deallocate()
        tape = wider
        tapeCapacity *= 2
        return wider
    }
}
