/// A 128-bit identifier of one kind of thing, ordered as its bytes are.
///
/// Identifiers made by journald are UUIDv7 (RFC 9562, section 5.7): their order is the order of their making.
/// `Subject` is never instantiated; it only keeps an entry's id from being used as a user's.
public struct Identifier<Subject>: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The first eight bytes, most significant first.
    public let high: UInt64
    /// The last eight bytes, most significant first.
    public let low: UInt64

    /// The identifier with these sixteen bytes, as two big-endian words.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// A UUIDv7 with these milliseconds since the Unix epoch (48 bits are kept) and random bits.
    public init(milliseconds: UInt64, random: (UInt64, UInt64)) {
        high = (milliseconds & 0xFFFF_FFFF_FFFF) << 16 | 0x7000 | (random.0 & 0x0FFF)
        low = 0x8000_0000_0000_0000 | (random.1 & 0x3FFF_FFFF_FFFF_FFFF)
    }

    /// The identifier in sixteen bytes; nil for any other number of bytes.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        var words: (UInt64, UInt64) = (0, 0)
        for (index, byte) in bytes.enumerated() {
            if index < 8 { words.0 = words.0 << 8 | UInt64(byte) } else { words.1 = words.1 << 8 | UInt64(byte) }
        }
        self.init(high: words.0, low: words.1)
    }

    /// The identifier written as 36 characters (RFC 9562, section 4), in either case; nil for anything else.
    public init?(_ text: String) {
        var words: (UInt64, UInt64) = (0, 0)
        var digits = 0
        var position = 0
        for byte in text.utf8 {
            if position == 8 || position == 13 || position == 18 || position == 23 {
                guard byte == UInt8(ascii: "-") else { return nil }
            } else {
                guard let value = hexDigitValue(byte), digits < 32 else { return nil }
                if digits < 16 { words.0 = words.0 << 4 | value } else { words.1 = words.1 << 4 | value }
                digits += 1
            }
            position += 1
        }
        guard position == 36 else { return nil }
        self.init(high: words.0, low: words.1)
    }

    /// The sixteen bytes, most significant first.
    public var bytes: [UInt8] {
        var result = [UInt8]()
        result.reserveCapacity(16)
        for word in [high, low] {
            for shift in stride(from: 56, through: 0, by: -8) { result.append(UInt8(truncatingIfNeeded: word >> UInt64(shift))) }
        }
        return result
    }

    /// Lower-case, 36 characters.
    public var description: String {
        let digits = StaticHex.digits
        return String(unsafeUninitializedCapacity: 36) { buffer in
            var position = 0
            for index in 0..<32 {
                if position == 8 || position == 13 || position == 18 || position == 23 {
                    buffer[position] = UInt8(ascii: "-")
                    position += 1
                }
                let word = index < 16 ? high : low
                let shift = UInt64(60 - 4 * (index & 15))
                buffer[position] = digits[Int(truncatingIfNeeded: (word >> shift) & 0xF)]
                position += 1
            }
            return 36
        }
    }

    public static func < (left: Self, right: Self) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

enum StaticHex {
    static let digits = Array("0123456789abcdef".utf8)
}

private func hexDigitValue(_ byte: UInt8) -> UInt64? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
}

/// Names the subject of a `UserID`.
public enum UserSubject {}
/// Names the subject of an `EntryID`.
public enum EntrySubject {}
/// Names the subject of a `CategoryID`.
public enum CategorySubject {}

/// Who owns something. Every key of every table begins with it.
public typealias UserID = Identifier<UserSubject>
/// An entry.
public typealias EntryID = Identifier<EntrySubject>
/// A category of one user.
public typealias CategoryID = Identifier<CategorySubject>
