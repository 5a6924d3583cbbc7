/// The one rule on what characters the journal keeps.
///
/// Removed from bodies and refused in names: NUL and other C0 and C1 control characters (but line feed and tab), bidirectional
/// controls (U+202A–202E, U+2066–2069), noncharacters, and tag characters (U+E0000–E007F) outside a flag sequence.
/// CR LF and lone CR become line feeds. Joiners of emoji, Arabic and Indic scripts are left as they are. Runs of
/// combining marks are bounded by the schema before any of this.
enum TextSanitizer {
    /// A body with what is not kept taken out.
    static func body(_ text: String) -> String {
        guard mayNeedWork(text), needsWork(text) else { return text }
        var kept = String.UnicodeScalarView()
        var previousWasReturn = false
        for scalar in text.unicodeScalars {
            if scalar == "\r" {
                kept.append("\n")
            } else if scalar == "\n", previousWasReturn {
                // the second half of a CR LF
            } else if !isRefused(scalar) {
                kept.append(scalar)
            }
            previousWasReturn = scalar == "\r"
        }
        return String(kept)
    }

    /// A one-line name without spaces at its ends, or nil when it holds a refused character, a line break, or nothing.
    static func name(_ text: String) -> String? {
        for scalar in text.unicodeScalars where isRefused(scalar) || scalar == "\n" || scalar == "\r" || scalar == "\t" {
            return nil
        }
        let scalars = text.unicodeScalars
        var start = scalars.startIndex
        var end = scalars.endIndex
        while start < end, scalars[start].properties.isWhitespace { start = scalars.index(after: start) }
        while end > start {
            let before = scalars.index(before: end)
            guard scalars[before].properties.isWhitespace else { break }
            end = before
        }
        return start < end ? String(scalars[start..<end]) : nil
    }

    /// Whether a byte is neither printable ASCII, a line feed nor a tab. All are looked at, so that it is many at a time.
    private static func mayNeedWork(_ text: String) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { bytes in
            var found: UInt8 = 0
            for byte in bytes {
                let isPlain: UInt8 = byte &- 0x20 < 0x5F ? 1 : 0
                let isBreak: UInt8 = byte &- 0x09 < 2 ? 1 : 0
                found |= (isPlain | isBreak) ^ 1
            }
            return found != 0
        } ?? true
    }

    private static func needsWork(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0 == "\r" || isRefused($0) }
    }

    static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case 0x00...0x1F: scalar != "\r"
        case 0x20...0x7E: false
        case 0x7F...0x9F: true
        case 0x202A...0x202E, 0x2066...0x2069: true
        case 0xFDD0...0xFDEF: true
        case 0xE0000...0xE007F: true
        default: scalar.value & 0xFFFE == 0xFFFE
        }
    }
}
