/// The bound on runs of combining marks. Normalising, comparing or hashing a String costs time
/// quadratic in such a run, so text is checked as bytes before any of that.
public enum CombiningMarks {
    /// The longest run that is let in. Real text has runs of up to about ten.
    public static let limit = 30

    /// The length of the longest run of scalars of the categories Mn, Mc and Me. Bytes that are not
    /// UTF-8 end a run and count as no mark.
    public static func longestRun(in bytes: UnsafeRawBufferPointer) -> Int {
        scan(bytes, stopOver: Int.max)
    }

    /// The length of the longest run of combining marks.
    public static func longestRun(in bytes: [UInt8]) -> Int {
        bytes.withUnsafeBytes { longestRun(in: $0) }
    }

    /// The length of the longest run of combining marks; reads the string's UTF-8 only.
    public static func longestRun(in text: String) -> Int {
        var text = text
        return text.withUTF8 { longestRun(in: UnsafeRawBufferPointer($0)) }
    }

    /// Whether some run is longer than `limit`.
    public static func exceedsLimit(in bytes: UnsafeRawBufferPointer) -> Bool {
        scan(bytes, stopOver: limit) > limit
    }

    private static func scan(_ bytes: UnsafeRawBufferPointer, stopOver bound: Int) -> Int {
        var reader = ScalarReader(bytes)
        var run = 0
        var longest = 0
        while let scalar = reader.next() {
            guard scalar >= 0x300, isMark(scalar) else {
                run = 0
                continue
            }
            run += 1
            if run > longest {
                longest = run
                if longest > bound { return longest }
            }
        }
        return longest
    }

    private static func isMark(_ value: UInt32) -> Bool {
        // Ideographs and Hangul syllables are no marks; asking the tables for each would be slow.
        if (value >= 0x3400 && value < 0xA000) || (value >= 0xAC00 && value < 0xD7A4) { return false }
        guard let scalar = Unicode.Scalar(value) else { return false }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: return true
        default: return false
        }
    }
}

/// Code points of UTF-8 bytes, one after the other; a byte that fits nowhere reads as U+FFFD.
package struct ScalarReader {
    private let bytes: UnsafeRawBufferPointer
    private(set) var position = 0

    package init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    package mutating func next() -> UInt32? {
        guard position < bytes.count else { return nil }
        let first = bytes[position]
        position += 1
        guard first >= 0x80 else { return UInt32(first) }
        let tails: Int
        var scalar: UInt32
        switch first {
        case 0xC2...0xDF: (tails, scalar) = (1, UInt32(first & 0x1F))
        case 0xE0...0xEF: (tails, scalar) = (2, UInt32(first & 0x0F))
        case 0xF0...0xF4: (tails, scalar) = (3, UInt32(first & 0x07))
        default: return 0xFFFD
        }
        for _ in 0..<tails {
            guard position < bytes.count, bytes[position] & 0xC0 == 0x80 else { return 0xFFFD }
            scalar = scalar << 6 | UInt32(bytes[position] & 0x3F)
            position += 1
        }
        return scalar
    }
}
