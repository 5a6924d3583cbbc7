/// A folded term of at most sixteen bytes in two words, padded with NUL, of which a term has none.
struct PackedTerm: Hashable, Sendable {
    static let longest = 16

    /// The first eight bytes, the first of them lowest.
    let low: UInt64
    let high: UInt64

    /// - Parameter term: 1 to 16 bytes.
    init(_ term: UnsafeRawBufferPointer) {
        var words: (UInt64, UInt64) = (0, 0)
        withUnsafeMutableBytes(of: &words) { $0.copyMemory(from: term) }
        (low, high) = (UInt64(littleEndian: words.0), UInt64(littleEndian: words.1))
    }

    private init(low: UInt64, high: UInt64) { (self.low, self.high) = (low, high) }

    /// A word of ASCII letters and digits, in small letters.
    /// - Parameters:
    ///   - word: 1 to 16 bytes.
    ///   - text: what it is a part of; it is read beyond the word where there is more.
    init(lettersOf word: UnsafeRawBufferPointer, within text: UnsafeRawBufferPointer) {
        let found: PackedTerm
        if let start = word.baseAddress, let end = text.baseAddress.map({ $0 + text.count }), end - start >= Self.longest {
            let low = UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
            let high = UInt64(littleEndian: start.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            found = PackedTerm(low: low, high: high).prefix(word.count)
        } else {
            found = PackedTerm(word)
        }
        // A letter has bit 6 and, where it is small, bit 5; a digit has no bit 6.
        let letters: UInt64 = 0x4040_4040_4040_4040
        self.init(low: found.low | (found.low & letters) >> 1, high: found.high | (found.high & letters) >> 1)
    }

    /// - Parameter count: 1 to 16.
    private func prefix(_ count: Int) -> PackedTerm {
        count <= 8
            ? PackedTerm(low: low & .max >> UInt64(64 - 8 * count), high: 0)
            : PackedTerm(low: low, high: high & .max >> UInt64(128 - 8 * count))
    }

    /// Its first three bytes behind a tag.
    func beginning(tag: UInt8) -> PackedTerm { PackedTerm(low: (low & 0xFF_FFFF) << 8 | UInt64(tag), high: 0) }

    /// Calls `body` with the first `count` bytes.
    func withBytes<Value>(_ count: Int, _ body: (UnsafeRawBufferPointer) -> Value) -> Value {
        withUnsafeBytes(of: (low.littleEndian, high.littleEndian)) { body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
}
