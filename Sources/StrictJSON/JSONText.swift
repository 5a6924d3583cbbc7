internal import Glibc

/// What can be asked of a string entry of the tape without making a String. The scanner has checked
/// every escape before, so unescaping cannot fail.
enum JSONText {
    /// The literal's bytes between the quotes, escapes and all.
    static func raw(_ base: UnsafePointer<UInt8>, _ entry: TapeEntry) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: base + Int(entry.start), count: Int(entry.end) - Int(entry.start))
    }

    /// Whether two strings without escapes are the same bytes.
    static func plainEqual(_ base: UnsafePointer<UInt8>, _ one: TapeEntry, _ two: TapeEntry) -> Bool {
        one.extent == two.extent && memcmp(base + Int(one.start), base + Int(two.start), Int(one.extent)) == 0
    }

    /// Whether two strings are the same bytes once unescaped.
    static func equal(_ base: UnsafePointer<UInt8>, _ one: TapeEntry, _ two: TapeEntry) -> Bool {
        guard one.extent == two.extent else { return false }
        guard one.isEscaped || two.isEscaped else { return plainEqual(base, one, two) }
        var left: [UInt8] = []
        var right: [UInt8] = []
        unescape(base, one, into: &left)
        unescape(base, two, into: &right)
        return left == right
    }

    /// Whether a string, once unescaped, is these bytes.
    static func equal(_ base: UnsafePointer<UInt8>, _ entry: TapeEntry, _ bytes: UnsafeRawBufferPointer) -> Bool {
        guard Int(entry.extent) == bytes.count else { return false }
        guard bytes.count > 0, let other = bytes.baseAddress else { return true }
        guard entry.isEscaped else { return memcmp(base + Int(entry.start), other, bytes.count) == 0 }
        var decoded: [UInt8] = []
        unescape(base, entry, into: &decoded)
        return decoded.withUnsafeBytes { $0.elementsEqual(bytes) }
    }

    /// Appends the string's bytes once unescaped.
    static func unescape(_ base: UnsafePointer<UInt8>, _ entry: TapeEntry, into out: inout [UInt8]) {
        out.reserveCapacity(out.count + Int(entry.extent))
        let end = Int(entry.end)
        var position = Int(entry.start)
        var plain = position
        while position < end {
            guard base[position] == UInt8(ascii: "\\") else {
                position += 1
                continue
            }
            out.append(contentsOf: UnsafeBufferPointer(start: base + plain, count: position - plain))
            if base[position + 1] == UInt8(ascii: "u"), let escape = UnicodeEscape(base + position) {
                append(escape.scalar ?? 0xFFFD, to: &out)
                position += escape.length
            } else {
                out.append(shortEscape(base[position + 1]))
                position += 2
            }
            plain = position
        }
        out.append(contentsOf: UnsafeBufferPointer(start: base + plain, count: end - plain))
    }

    /// Whether a run of combining marks in the string is over the bound.
    static func hasLongMarkRun(base: UnsafePointer<UInt8>, entry: TapeEntry) -> Bool {
        guard entry.isNonASCII else { return false }
        guard entry.isEscaped else { return CombiningMarks.exceedsLimit(in: raw(base, entry)) }
        var decoded: [UInt8] = []
        unescape(base, entry, into: &decoded)
        return decoded.withUnsafeBytes { CombiningMarks.exceedsLimit(in: $0) }
    }

    private static func shortEscape(_ letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: letter
        }
    }

    private static func append(_ scalar: UInt32, to out: inout [UInt8]) {
        func tail(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(truncatingIfNeeded: scalar >> shift) & 0x3F }
        switch scalar {
        case ..<0x80:
            out.append(UInt8(truncatingIfNeeded: scalar))
        case ..<0x800:
            out.append(0xC0 | UInt8(truncatingIfNeeded: scalar >> 6))
        case ..<0x10000:
            out.append(0xE0 | UInt8(truncatingIfNeeded: scalar >> 12))
            out.append(tail(6))
        default:
            out.append(0xF0 | UInt8(truncatingIfNeeded: scalar >> 18))
            out.append(tail(12))
            out.append(tail(6))
        }
        if scalar >= 0x80 { out.append(tail(0)) }
    }
}
