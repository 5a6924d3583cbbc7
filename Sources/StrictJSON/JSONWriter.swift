/// Appends compact JSON to a byte buffer. It places commas by itself; that begins and ends match is
/// the caller's part.
///
///     var writer = JSONWriter()
///     writer.beginObject()
///     writer.name("ok"); writer.boolean(true)
///     writer.endObject()
public struct JSONWriter: Sendable {
    /// What was written.
    public var bytes: [UInt8]
    var needsComma = false

    /// A writer that appends to `bytes`.
    public init(_ bytes: [UInt8] = []) {
        self.bytes = bytes
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    /// `{`
    public mutating func beginObject() { open(UInt8(ascii: "{")) }
    /// `}`
    public mutating func endObject() { close(UInt8(ascii: "}")) }
    /// `[`
    public mutating func beginArray() { open(UInt8(ascii: "[")) }
    /// `]`
    public mutating func endArray() { close(UInt8(ascii: "]")) }

    /// A member's name; its value must follow.
    public mutating func name(_ name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// `null`
    public mutating func null() { raw("null") }

    /// `true` or `false`
    public mutating func boolean(_ value: Bool) { raw(value ? "true" : "false") }

    /// Bytes that are JSON already.
    public mutating func raw(_ json: UnsafeRawBufferPointer) {
        separate()
        bytes.append(contentsOf: json)
    }

    /// Text that is JSON already.
    public mutating func raw(_ json: StaticString) {
        separate()
        bytes.append(contentsOf: UnsafeBufferPointer(start: json.utf8Start, count: json.utf8CodeUnitCount))
    }

    /// An integer of at most 64 bits, in decimal digits.
    @inlinable
    public mutating func integer<Value: FixedWidthInteger>(_ value: Value) {
        integer(magnitude: UInt64(value.magnitude), isNegative: value < 0)
    }

    /// Not generic, so that it is compiled for what it gets: a reply is full of numbers.
    @usableFromInline
    mutating func integer(magnitude: UInt64, isNegative: Bool) {
        separate()
        guard magnitude >= 10 || isNegative else { return bytes.append(0x30 | UInt8(truncatingIfNeeded: magnitude)) }
        // 20 digits and a sign.
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 21) { digits in
            var (rest, start) = (magnitude, 21)
            repeat {
                let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
                start -= 1
                digits[start] = 0x30 | UInt8(truncatingIfNeeded: digit)
                rest = quotient
            } while rest > 0
            if isNegative {
                start -= 1
                digits[start] = UInt8(ascii: "-")
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[start...]))
        }
    }

    /// The shortest digits that read back as the same double. JSON has no infinity and no NaN: then
    /// nothing is written and the answer is false.
    public mutating func number(_ value: Double) -> Bool {
        guard value.isFinite else { return false }
        separate()
        if !appendShort(value) { bytes.append(contentsOf: value.description.utf8) }
        return true
    }

    /// Appends a number of at most four decimals, as nearly all are: scores, means and weights.
    ///
    /// Both 10,000 times the number and 10,000 are exact, so their quotient is the double nearest to that decimal; as it has fewer
    /// than sixteen digits, no shorter one reads back as the same.
    /// - Returns: false, with nothing appended, when it has more decimals or is large.
    private mutating func appendShort(_ value: Double) -> Bool {
        let scaled = (value * 10_000).rounded()
        guard scaled.magnitude < 1e9, scaled / 10_000 == value, scaled != 0 else { return false }
        var (rest, decimals) = (UInt32(scaled.magnitude), 4)
        while decimals > 1, rest % 10 == 0 { (rest, decimals) = (rest / 10, decimals - 1) }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 16) { digits in
            var start = 16
            while rest > 0 || decimals >= 0 {
                if decimals == 0 {
                    start -= 1
                    digits[start] = UInt8(ascii: ".")
                }
                start -= 1
                digits[start] = 0x30 | UInt8(truncatingIfNeeded: rest % 10)
                (rest, decimals) = (rest / 10, decimals - 1)
            }
            if value < 0 {
                start -= 1
                digits[start] = UInt8(ascii: "-")
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[start...]))
        }
        return true
    }

    /// The shortest digits that read back as the same float; false when it is not finite.
    public mutating func number(_ value: Float) -> Bool {
        guard value.isFinite else { return false }
        separate()
        bytes.append(contentsOf: value.description.utf8)
        return true
    }

    /// A string; quotes, backslashes and control characters are escaped, everything else stays as it is.
    public mutating func string(_ text: String) {
        var text = text
        text.withUTF8 { string(UnsafeRawBufferPointer($0)) }
    }

    /// A string of these UTF-8 bytes, which the caller knows to be well formed.
    public mutating func string(_ text: UnsafeRawBufferPointer) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        var plain = 0
        var position = Self.plainEnd(text, from: 0)
        while position < text.count {
            bytes.append(contentsOf: text[plain..<position])
            escape(text[position])
            plain = position + 1
            position = Self.plainEnd(text, from: plain)
        }
        if plain < text.count {
            bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[plain...]))
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// The position of the next byte that must be escaped, or the count.
    private static func plainEnd(_ text: UnsafeRawBufferPointer, from start: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var position = start
        while position + 8 <= text.count {
            let word = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            let quote = word ^ (ones &* 0x22)
            let slash = word ^ (ones &* 0x5C)
            let control = (word &- (ones &* 0x20)) & ~word
            let found = (control | ((quote &- ones) & ~quote) | ((slash &- ones) & ~slash)) & (ones &* 0x80)
            // A flagged byte may make later ones look flagged, never earlier ones: the first is right.
            if found != 0 { return position + (found.trailingZeroBitCount >> 3) }
            position += 8
        }
        while position < text.count, !needsEscape(text[position]) { position += 1 }
        return position
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func escape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        default:
            let digits: StaticString = "0123456789abcdef"
            bytes.append(contentsOf: [UInt8(ascii: "u"), 0x30, 0x30])
            bytes.append(digits.utf8Start[Int(byte >> 4)])
            bytes.append(digits.utf8Start[Int(byte & 15)])
        }
    }
}
