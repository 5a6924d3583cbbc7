/// Eight bytes of text at a time: lower case and the length of a run of ASCII letters without a loop over bytes.
enum TextFolding {
    private static let high: UInt64 = 0x8080_8080_8080_8080
    private static let low: UInt64 = 0x0101_0101_0101_0101

    /// Lower-cases the ASCII letters of eight bytes and counts how many letters they begin with.
    @inline(__always)
    static func foldLetters(_ chunk: UInt64) -> (folded: UInt64, letters: Int) {
        let seven = chunk & ~high
        // The high bit of a byte in `upper` says: this byte is A…Z.
        let upper = (seven &+ low &* (0x80 &- 0x41)) & ~(seven &+ low &* (0x80 &- 0x5B)) & ~chunk & high
        let folded = chunk | (upper &>> 2)
        let sevenFolded = folded & ~high
        let letter =
            (sevenFolded &+ low &* (0x80 &- 0x61)) & ~(sevenFolded &+ low &* (0x80 &- 0x7B)) & ~folded & high
        let other = ~letter & high
        return (folded, other == 0 ? 8 : other.trailingZeroBitCount &>> 3)
    }

    /// Keeps the first `count` bytes, 0…8.
    @inline(__always)
    static func keep(_ chunk: UInt64, _ count: Int) -> UInt64 {
        count >= 8 ? chunk : chunk & ((1 &<< UInt64(count &* 8)) &- 1)
    }

    /// True if three equal bytes follow each other somewhere in the chunk.
    @inline(__always)
    static func hasTriple(_ chunk: UInt64) -> Bool {
        let first = chunk ^ (chunk &>> 8)
        let pair = first | (first &>> 8)
        // A zero byte in `pair` is a triple; zero padding is excluded by looking at the byte itself.
        let zero = (pair &- low) & ~pair & high
        guard zero != 0 else { return false }
        return chunk &>> UInt64((zero.trailingZeroBitCount &>> 3) &* 8) & 0xFF != 0
    }

    /// True if two spaces follow each other somewhere in the chunk, and for some chunks with a "!" after a space.
    @inline(__always)
    static func hasDoubleSpace(_ chunk: UInt64) -> Bool {
        let other = chunk ^ (low &* 0x20)
        let spaces = (other &- low) & ~other & high
        return spaces & (spaces &>> 8) != 0
    }

    @inline(__always)
    static func isLetter(_ byte: UInt8) -> Bool {
        let folded = byte | 0x20
        return folded >= 0x61 && folded <= 0x7A
    }

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    @inline(__always)
    static func lower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

    /// Tab, line feed, vertical tab, form feed, carriage return or space.
    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
}
