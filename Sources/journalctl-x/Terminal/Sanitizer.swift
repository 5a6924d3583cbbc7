/// Makes text safe for a terminal: what a journal holds must never move the cursor, change colours,
/// set the clipboard or reorder what is read. Control characters become visible instead.
enum Sanitizer {
    /// Text for one line: line breaks and tabs become spaces, other controls become visible.
    static func line(_ text: String) -> String {
        clean(text, newline: " ", tab: " ")
    }

    /// Text of several lines: `\n` stays, tabs become four spaces, other controls become visible.
    static func block(_ text: String) -> String {
        clean(text, newline: "\n", tab: "    ")
    }

    /// JSON for a terminal: controls that JSON allows unescaped (C1, DEL, bidi) become `\uXXXX`, so that it stays the
    /// same JSON.
    static func json(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(where: { $0 >= 0x7F }) else { return bytes }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + 16)
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if scalar.value >= 0x7F, isControl(scalar) {
                out.append(contentsOf: ("\\u" + hex(scalar.value)).utf8)
            } else {
                out.append(contentsOf: String(scalar).utf8)
            }
        }
        return out
    }

    /// Whether a scalar must not reach a terminal as it is.
    static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0: true
        case 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    private static func clean(_ text: String, newline: String, tab: String) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
        var out = ""
        out.reserveCapacity(text.utf8.count + 8)
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0A where previous == "\r": break
            case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: out += newline
            case 0x09: out += tab
            case 0..<0x20, 0x7F:
                out += "^"
                out.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value) ^ 0x40))
            case 0x80..<0xA0: out += "<" + hex(scalar.value).suffix(2) + ">"
            default:
                if isControl(scalar) {
                    out += "<U+" + hex(scalar.value) + ">"
                } else {
                    out.unicodeScalars.append(scalar)
                }
            }
            previous = scalar
        }
        return out
    }

    private static func hex(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(4 - digits.utf8.count, 0)) + digits
    }
}
