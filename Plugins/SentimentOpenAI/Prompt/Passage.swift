import PluginAPI

/// A text as far as it is read, with what may be said of it. Two that are equal have one answer.
///
/// Bytes, not a `String`: hashing and comparing strings is quadratic in runs of combining marks.
struct Passage: Hashable, Sendable {
    let bytes: [UInt8]
    /// A language tag of ASCII letters, digits and hyphens, or nil.
    let language: String?
    let compartment: UInt64

    /// - Parameter limit: bytes of the text that are read; it is cut between characters.
    init(_ request: SentimentRequest, limit: Int) {
        let utf8 = request.text.utf8
        var bytes = [UInt8](utf8.prefix(limit + 1))
        if bytes.count > limit {
            var end = limit
            while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
            bytes.removeLast(bytes.count - end)
        }
        self.bytes = bytes
        language = request.language.flatMap { Self.isTag($0) ? $0 : nil }
        compartment = request.compartment
    }

    private static func isTag(_ text: String) -> Bool {
        // The count of bytes is known without a walk; a longer one is no tag.
        let bytes = text.utf8
        return (2...35).contains(bytes.count)
            && bytes.allSatisfy { 0x30...0x39 ~= $0 || 0x61...0x7A ~= $0 | 0x20 || $0 == UInt8(ascii: "-") }
    }
}
