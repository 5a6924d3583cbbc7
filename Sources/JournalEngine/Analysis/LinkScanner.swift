/// Finds URLs: with a scheme (RFC 3986), from `www.` on, or a bare host name under a common top-level domain.
enum LinkScanner {
    /// The end of a link that begins here, or nil.
    static func end(from start: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard ByteClass.isWord(bytes[start]), start == 0 || mayBegin(bytes[start], after: bytes[start - 1]) else {
            return nil
        }
        if let rest = scheme(from: start, bytes) ?? prefix("www.", at: start, bytes) {
            let end = trimmed(rest, visibleEnd(from: rest, bytes), bytes)
            return end > rest ? end : nil
        }
        return bareHost(from: start, bytes)
    }

    /// Where what follows `scheme://` or `mailto:` begins.
    private static func scheme(from start: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        if let rest = prefix("mailto:", at: start, bytes) ?? prefix("tel:", at: start, bytes) { return rest }
        var index = start
        // Registered schemes are short; a bound keeps long words linear.
        while index < bytes.count, index - start < 20,
            ByteClass.isASCIILetter(bytes[index]) || ByteClass.isDigit(bytes[index])
                || [UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: ".")].contains(bytes[index])
        { index += 1 }
        guard index > start else { return nil }
        return prefix("://", at: index, bytes)
    }

    private static func prefix(_ word: StaticString, at start: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        let count = word.utf8CodeUnitCount
        guard start + count <= bytes.count else { return nil }
        return word.withUTF8Buffer { wanted in
            for offset in 0..<count where ByteClass.lower(bytes[start + offset]) != wanted[offset] { return nil }
            return start + count
        }
    }

    private static func visibleEnd(from start: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var index = start
        while index < bytes.count, !ByteClass.isSpace(bytes[index]), bytes[index] > 0x20,
            bytes[index] != UInt8(ascii: "<"), bytes[index] != UInt8(ascii: ">"), bytes[index] != UInt8(ascii: "\"")
        { index += 1 }
        return index
    }

    /// Without the punctuation of the sentence around it.
    private static func trimmed(_ start: Int, _ end: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var end = end
        while end > start, ".,;:!?)]}'*_".utf8.contains(bytes[end - 1]) { end -= 1 }
        return end
    }

    /// Right behind an arrow or an emoji too; but not at each byte of a word outside ASCII.
    private static func mayBegin(_ byte: UInt8, after before: UInt8) -> Bool {
        before >= 0x80 ? byte < 0x80 : !isHostByte(before)
    }

    // MARK: - Bare hosts

    private static func isHostByte(_ byte: UInt8) -> Bool {
        ByteClass.isWord(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
    }

    private static func bareHost(from start: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var index = start
        var lastDot: Int?
        // A host name has at most 253 bytes (RFC 1035).
        while index < bytes.count, index - start <= 253, isHostByte(bytes[index]) {
            if bytes[index] == UInt8(ascii: ".") {
                // A dot that no letter or digit follows ends the sentence.
                guard index + 1 < bytes.count, ByteClass.isWord(bytes[index + 1]) else { break }
                lastDot = index
            }
            index += 1
        }
        guard let lastDot, lastDot > start, index - lastDot <= 8 else { return nil }
        let domain = String(decoding: bytes[(lastDot + 1)..<index].map(ByteClass.lower), as: UTF8.self)
        let goesOn = index < bytes.count && (bytes[index] == UInt8(ascii: "/") || bytes[index] == UInt8(ascii: ":"))
        guard domains.contains(domain) || (goesOn && wordDomains.contains(domain)) else { return nil }
        guard goesOn else { return index }
        let end = trimmed(index, visibleEnd(from: index, bytes), bytes)
        return max(end, index)
    }

    private static let domains: Set<String> = [
        "com", "org", "net", "edu", "gov", "info", "biz", "io", "dev", "app", "eu", "de", "es", "fr", "uk", "ch", "nl",
        "pl", "se", "fi", "dk", "cz", "pt", "ru", "cn", "jp", "kr", "br", "mx", "au", "nz", "ca", "ie", "online", "site",
        "shop", "blog", "cloud", "xyz", "tech", "page", "social", "onion",
    ]
    /// Those that are words too: links only with a path or a port.
    private static let wordDomains: Set<String> = ["it", "me", "at", "is", "in", "so", "no", "be", "am", "to", "us", "my", "co", "tv"]
}
