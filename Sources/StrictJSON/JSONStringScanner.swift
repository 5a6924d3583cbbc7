/// Walks over the inside of one string literal up to its closing quote, checking UTF-8 and escapes.
/// The bytes must end in at least eight zeros, where every scan stops.
struct JSONStringScanner {
    private let base: UnsafePointer<UInt8>
    /// The next byte; after a successful scan, the closing quote.
    private(set) var position: Int
    /// How many bytes the string is shorter once unescaped.
    private(set) var saved = 0
    /// `TapeEntry.escaped` and `TapeEntry.nonASCII`, as seen.
    private(set) var flags: UInt32 = 0

    init(base: UnsafePointer<UInt8>, position: Int) {
        self.base = base
        self.position = position
    }

    /// Returns what is wrong, or nil at the closing quote.
    mutating func scan() -> JSONError.Kind? {
        while true {
            skipPlain()
            let byte = base[position]
            if byte == UInt8(ascii: "\"") { return nil }
            if byte == UInt8(ascii: "\\") {
                flags |= TapeEntry.escaped
                if let problem = scanEscape() { return problem }
            } else if byte >= 0x80 {
                flags |= TapeEntry.nonASCII
                let length = UTF8Check.sequenceLength(base + position)
                guard length > 0 else { return .encoding }
                position += length
            } else {
                return .syntax
            }
        }
    }

    /// Skips bytes that need no attention, eight at a time: not a control character, not a quote,
    /// not a backslash, not the start of a longer sequence. A flagged byte may be followed by falsely
    /// flagged ones, never preceded, so the first flag is always right.
    private mutating func skipPlain() {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops: UInt64 = 0x8080_8080_8080_8080
        while true {
            let word = UInt64(
                littleEndian: UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self))
            let quote = word ^ (ones &* 0x22)
            let slash = word ^ (ones &* 0x5C)
            let control = (word &- (ones &* 0x20)) & ~word
            let marks =
                (control | ((quote &- ones) & ~quote) | ((slash &- ones) & ~slash) | word) & tops
            if marks != 0 {
                position += marks.trailingZeroBitCount >> 3
                return
            }
            position += 8
        }
    }

    private mutating func scanEscape() -> JSONError.Kind? {
        switch base[position + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 2
            saved += 1
            return nil
        case UInt8(ascii: "u"):
            guard let escape = UnicodeEscape(base + position) else { return .syntax }
            guard let scalar = escape.scalar else { return .encoding }
            if scalar >= 0x80 { flags |= TapeEntry.nonASCII }
            position += escape.length
            saved += escape.length - UTF8Check.width(of: scalar)
            return nil
        default:
            return .syntax
        }
    }
}

/// A `\uXXXX` escape, or two that make a surrogate pair.
struct UnicodeEscape {
    /// The code point; nil when the escape names half a pair.
    let scalar: UInt32?
    /// How many bytes the escape takes: 6 or 12.
    let length: Int

    /// Reads at a backslash that is followed by `u`; nil when four hexadecimal digits do not follow.
    init?(_ at: UnsafePointer<UInt8>) {
        guard let first = Self.hex(at + 2) else { return nil }
        guard first & 0xF800 == 0xD800 else {
            scalar = first
            length = 6
            return
        }
        guard first < 0xDC00, at[6] == UInt8(ascii: "\\"), at[7] == UInt8(ascii: "u"),
            let second = Self.hex(at + 8), second & 0xFC00 == 0xDC00
        else {
            scalar = nil
            length = 6
            return
        }
        scalar = 0x10000 + ((first & 0x3FF) << 10) + (second & 0x3FF)
        length = 12
    }

    private static func hex(_ at: UnsafePointer<UInt8>) -> UInt32? {
        var value: UInt32 = 0
        for offset in 0..<4 {
            let byte = at[offset]
            let digit: UInt8
            switch byte {
            case 0x30...0x39: digit = byte - 0x30
            case 0x41...0x46: digit = byte - 0x37
            case 0x61...0x66: digit = byte - 0x57
            default: return nil
            }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}

/// UTF-8 by the table of the Unicode Standard (3-7): shortest form, no surrogates, at most U+10FFFF.
enum UTF8Check {
    /// The length of the well-formed sequence of two to four bytes that starts here, or 0.
    /// Reads a byte only when the ones before it were right, so it never runs past a zero.
    static func sequenceLength(_ at: UnsafePointer<UInt8>) -> Int {
        let first = at[0]
        switch first {
        case 0xC2...0xDF:
            return isTail(at[1]) ? 2 : 0
        case 0xE0...0xEF:
            let low: UInt8 = first == 0xE0 ? 0xA0 : 0x80
            let high: UInt8 = first == 0xED ? 0x9F : 0xBF
            return at[1] >= low && at[1] <= high && isTail(at[2]) ? 3 : 0
        case 0xF0...0xF4:
            let low: UInt8 = first == 0xF0 ? 0x90 : 0x80
            let high: UInt8 = first == 0xF4 ? 0x8F : 0xBF
            return at[1] >= low && at[1] <= high && isTail(at[2]) && isTail(at[3]) ? 4 : 0
        default:
            return 0
        }
    }

    /// How many bytes a code point takes.
    static func width(of scalar: UInt32) -> Int {
        scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4
    }

    private static func isTail(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
