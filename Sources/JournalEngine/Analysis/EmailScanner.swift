/// Finds e-mail addresses: something of an address before an `@` and a host after it, with or without a dot.
enum EmailScanner {
    /// Local parts are at most 64 bytes (RFC 5321, 4.5.3.1.1), hosts at most 255.
    private static let localLimit = 64
    private static let hostLimit = 255

    /// The address whose `@` stands at `index`, or nil. Looks back no further than `floor`.
    static func range(around index: Int, _ bytes: UnsafeBufferPointer<UInt8>, after floor: Int) -> Range<Int>? {
        guard bytes[index] == UInt8(ascii: "@") else { return nil }
        var start = index
        while start > floor, index - start < localLimit * 4, isLocal(bytes[start - 1]) { start -= 1 }
        while start < index, bytes[start] == UInt8(ascii: ".") { start += 1 }
        guard start < index else { return nil }
        var end = index + 1
        while end < bytes.count, end - index <= hostLimit,
            ByteClass.isWord(bytes[end]) || bytes[end] == UInt8(ascii: ".") || bytes[end] == UInt8(ascii: "-")
        { end += 1 }
        while end > index + 1, bytes[end - 1] == UInt8(ascii: ".") || bytes[end - 1] == UInt8(ascii: "-") { end -= 1 }
        guard end > index + 1 else { return nil }
        return start..<end
    }

    /// The unquoted characters of a local part (RFC 5322 atext and dots), and letters outside ASCII (RFC 6531).
    private static func isLocal(_ byte: UInt8) -> Bool {
        ByteClass.isWord(byte) || ".!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
    }
}
