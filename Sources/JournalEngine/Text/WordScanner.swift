import Foundation

/// A word of a text: where it stands and what it is searched by.
struct Word: Hashable, Sendable {
    /// UTF-8 byte offsets, `end` exclusive.
    let start: Int
    let end: Int
    /// Case-folded and accent-folded UTF-8.
    let folded: [UInt8]
}

/// Cuts text into words: runs of letters, digits and marks; an apostrophe between letters belongs to the word and is
/// folded away, so that `don't`, `don’t` and `dont` are found by each other. In scripts written without spaces each
/// ideograph is a word of its own.
enum WordScanner {
    /// Words longer than this many bytes are searched by their first bytes alone.
    static let longestTerm = 64

    /// Calls `body` with each word in order.
    static func scan(_ text: [UInt8], _ body: (Word) -> Void) {
        text.withUnsafeBufferPointer { scan($0, body) }
    }

    static func words(in text: [UInt8]) -> [Word] {
        var words: [Word] = []
        scan(text) { words.append($0) }
        return words
    }

    private static func scan(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (Word) -> Void) {
        var position = 0
        while let span = nextSpan(bytes, from: &position) {
            let slice = UnsafeBufferPointer(rebasing: bytes[span.start..<span.end])
            body(Word(start: span.start, end: span.end, folded: fold(slice, isASCII: span.isASCII)))
        }
    }

    /// Calls one of the two with each word, folded: `short` with plain ones of ASCII letters and digits, `long` with all others,
    /// behind one free byte for a tag. The buffer holds only during the call.
    @inline(__always)
    static func scanFolded(
        _ text: [UInt8], short: (PackedTerm, _ length: Int) -> Void, long: (UnsafeMutableRawBufferPointer) -> Void
    ) {
        text.withUnsafeBufferPointer { bytes in
            withUnsafeTemporaryAllocation(byteCount: longestTerm + 1, alignment: 1) { scratch in
                var position = 0
                while let span = nextSpan(bytes, from: &position) {
                    let word = UnsafeBufferPointer(rebasing: bytes[span.start..<span.end])
                    if span.isPlain, word.count <= PackedTerm.longest {
                        short(PackedTerm(lettersOf: UnsafeRawBufferPointer(word), within: UnsafeRawBufferPointer(bytes)), word.count)
                        continue
                    }
                    let length = fold(word, isASCII: span.isASCII, into: scratch)
                    scratch[0] = 0
                    long(UnsafeMutableRawBufferPointer(rebasing: scratch[..<(length + 1)]))
                }
            }
        }
    }

    /// Writes the folded word behind the first byte of `scratch`.
    /// - Returns: its length.
    private static func fold(
        _ word: UnsafeBufferPointer<UInt8>, isASCII: Bool, into scratch: UnsafeMutableRawBufferPointer
    ) -> Int {
        var length = 0
        if isASCII {
            for byte in word where byte != 39 {
                guard length < longestTerm else { break }
                length += 1
                scratch[length] = byte &- 65 < 26 ? byte | 0x20 : byte
            }
        } else {
            for byte in fold(word, isASCII: false) {
                length += 1
                scratch[length] = byte
            }
        }
        return length
    }

    private struct Span {
        var start: Int
        var end: Int
        var isASCII: Bool
        /// ASCII letters and digits alone.
        var isPlain = false
    }

    private static func nextSpan(_ bytes: UnsafeBufferPointer<UInt8>, from position: inout Int) -> Span? {
        // Nearly every word is plain, between signs that are ASCII as well.
        while position < bytes.count, bytes[position] < 0x80, !isPlain(bytes[position]) { position += 1 }
        var start: Int?
        var isASCII = true
        while position < bytes.count {
            if isPlain(bytes[position]) {
                let isFirst = start == nil
                if isFirst { start = position }
                repeat { position += 1 } while position < bytes.count && isPlain(bytes[position])
                if isFirst, let start, position == bytes.count || bytes[position] < 0x80 && bytes[position] != 39 {
                    return Span(start: start, end: position, isASCII: true, isPlain: true)
                }
                continue
            }
            let (scalar, length) = decode(bytes, at: position)
            let isFirst = start == nil
            switch classify(scalar) {
            case .word:
                if isFirst { start = position }
                if length > 1 { isASCII = false }
                position += length
            case .ideograph:
                if let begin = start { return Span(start: begin, end: position, isASCII: isASCII) }
                let begin = position
                position += length
                return Span(start: begin, end: position, isASCII: false)
            case .apostrophe where !isFirst && continuesWord(bytes, after: position + length):
                if length > 1 { isASCII = false }
                position += length
            default:
                if let begin = start { return Span(start: begin, end: position, isASCII: isASCII) }
                position += length
            }
        }
        return start.map { Span(start: $0, end: position, isASCII: isASCII) }
    }

    private static func continuesWord(_ bytes: UnsafeBufferPointer<UInt8>, after position: Int) -> Bool {
        guard position < bytes.count else { return false }
        return classify(decode(bytes, at: position).0) == .word
    }

    /// ASCII letters and digits.
    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 || byte &- 48 < 10 }

    private enum Class {
        case word, ideograph, apostrophe, other
    }

    private static func classify(_ scalar: UInt32) -> Class {
        switch scalar {
        case 48...57, 65...90, 97...122: return .word
        case 39: return .apostrophe
        case 0..<128: return .other
        case 0x2019: return .apostrophe
        case 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: return .ideograph
        default: break
        }
        guard let unicode = Unicode.Scalar(scalar) else { return .other }
        switch unicode.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .decimalNumber, .letterNumber:
            return .word
        default: return .other
        }
    }

    /// Decodes valid UTF-8; anything else is one byte of no class.
    private static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt32, Int) {
        let first = bytes[index]
        if first < 0x80 { return (UInt32(first), 1) }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard first >= 0xC2, index + length <= bytes.count else { return (0, 1) }
        var value = UInt32(first) & (0x7F >> UInt32(length))
        for offset in 1..<length { value = value << 6 | UInt32(bytes[index + offset] & 0x3F) }
        return (value, length)
    }

    /// Case and accents folded, apostrophes dropped, cut to `longestTerm` bytes.
    static func fold(_ bytes: UnsafeBufferPointer<UInt8>, isASCII: Bool) -> [UInt8] {
        if isASCII {
            var folded: [UInt8] = []
            folded.reserveCapacity(min(bytes.count, longestTerm))
            for byte in bytes where byte != 39 {
                guard folded.count < longestTerm else { break }
                folded.append(byte &- 65 < 26 ? byte | 0x20 : byte)
            }
            return folded
        }
        let text = String(decoding: bytes, as: UTF8.self)
            .folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
        return Array(text.utf8.filter { $0 != 39 }.prefix(longestTerm)).withoutCurlyApostrophes()
    }
}

extension [UInt8] {
    /// Without U+2019 (E2 80 99).
    fileprivate func withoutCurlyApostrophes() -> [UInt8] {
        guard contains(0xE2) else { return self }
        var result: [UInt8] = []
        var index = 0
        while index < count {
            if self[index] == 0xE2, index + 2 < count, self[index + 1] == 0x80, self[index + 2] == 0x99 {
                index += 3
            } else {
                result.append(self[index])
                index += 1
            }
        }
        return result
    }
}
