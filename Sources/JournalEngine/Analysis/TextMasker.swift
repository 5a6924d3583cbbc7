/// A text in which what could name or reach somebody is replaced, with the way back to the places of the original.
struct MaskedText: Sendable, Equatable {
    /// A piece that was replaced, in both texts, as UTF-8 byte ranges.
    struct Piece: Sendable, Equatable {
        let original: Range<Int>
        let masked: Range<Int>
    }

    let text: String
    /// In order.
    let pieces: [Piece]

    /// The text as it is.
    init(unmasked text: String) {
        self.text = text
        pieces = []
    }

    init(text: String, pieces: [Piece]) {
        self.text = text
        self.pieces = pieces
    }

    /// The place in the original of a place in the masked text. Within a replaced piece it is the piece's begin for the
    /// start of something and its end for the end of something, so that the piece stays whole.
    func original(_ offset: Int, isEnd: Bool) -> Int {
        var shift = 0
        for piece in pieces {
            if offset < piece.masked.lowerBound || (offset == piece.masked.lowerBound && isEnd) { break }
            if offset < piece.masked.upperBound || (offset == piece.masked.upperBound && isEnd) {
                return isEnd ? piece.original.upperBound
                    : offset == piece.masked.upperBound ? piece.original.upperBound : piece.original.lowerBound
            }
            shift = piece.original.upperBound - piece.masked.upperBound
        }
        return offset + shift
    }

    /// Whether a term is, or holds, something that stands for a replaced piece.
    static func isMask(_ term: String) -> Bool {
        TextMasker.Kind.allCases.contains { kind in
            term.utf8.count >= 3 && (term.contains(kind.mask) || kind.mask.contains(term.lowercased()))
        }
    }
}

/// Replaces e-mail addresses, phone numbers and URLs. One pass over the bytes by hand: linear in their number, whatever
/// they are. When in doubt it masks; dates, times and amounts are let through.
enum TextMasker {
    enum Kind: Sendable, CaseIterable {
        case email, phone, link

        /// What stands in its place.
        var mask: String {
            switch self {
            case .email: "[email]"
            case .phone: "[phone]"
            case .link: "[link]"
            }
        }
    }

    static func mask(_ text: String) -> MaskedText {
        var copy = text
        return copy.withUTF8 { bytes in mask(text, bytes) }
    }

    private static func mask(_ text: String, _ bytes: UnsafeBufferPointer<UInt8>) -> MaskedText {
        var found: [(range: Range<Int>, kind: Kind)] = []
        var index = 0
        // A word may be an address only from its own begin on; what was looked at and let through is not looked at again.
        while index < bytes.count {
            if let end = LinkScanner.end(from: index, bytes) {
                found.append((index..<end, .link))
                index = end
            } else if let range = EmailScanner.range(around: index, bytes, after: found.last?.range.upperBound ?? 0) {
                found.append((range, .email))
                index = range.upperBound
            } else {
                switch PhoneScanner.scan(from: index, bytes) {
                case .number(let end):
                    found.append((index..<end, .phone))
                    index = end
                case .other(let end): index = max(end, index + 1)
                }
            }
        }
        guard !found.isEmpty else { return MaskedText(unmasked: text) }
        return replace(found, in: bytes)
    }

    private static func replace(
        _ found: [(range: Range<Int>, kind: Kind)], in bytes: UnsafeBufferPointer<UInt8>
    ) -> MaskedText {
        var masked: [UInt8] = []
        masked.reserveCapacity(bytes.count)
        var pieces: [MaskedText.Piece] = []
        var copied = 0
        for (range, kind) in found {
            masked += bytes[copied..<range.lowerBound]
            let start = masked.count
            masked += Array(kind.mask.utf8)
            pieces.append(.init(original: range, masked: start..<masked.count))
            copied = range.upperBound
        }
        masked += bytes[copied...]
        return MaskedText(text: String(decoding: masked, as: UTF8.self), pieces: pieces)
    }
}

/// What bytes are for the scanners. Bytes of letters outside ASCII count as letters.
enum ByteClass {
    static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
    static func isASCIILetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 }
    static func isWord(_ byte: UInt8) -> Bool { isDigit(byte) || isASCIILetter(byte) || byte >= 0x80 }
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 9 < 5 }
    static func lower(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 0x20 : byte }
}
