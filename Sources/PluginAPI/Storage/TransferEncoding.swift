// Rows as bytes: what is compared when a transfer is checked, and what a store remembers of how far it came.

extension TransferValue {
    /// Appends the value so that no two lists of values have the same bytes: a tag; then eight big-endian bytes of a number, or the
    /// length (eight big-endian bytes) and the bytes of a text or of bytes.
    public func encode(into bytes: inout [UInt8]) {
        switch self {
        case .null: bytes.append(0)
        case .integer(let number):
            bytes.append(1)
            Self.append(UInt64(bitPattern: number), to: &bytes)
        case .text(let text):
            bytes.append(2)
            Self.append(UInt64(text.utf8.count), to: &bytes)
            bytes.append(contentsOf: text.utf8)
        case .bytes(let content):
            bytes.append(3)
            Self.append(UInt64(content.count), to: &bytes)
            bytes.append(contentsOf: content)
        }
    }

    private static func append(_ word: UInt64, to bytes: inout [UInt8]) {
        for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift))) }
    }

    /// The bytes of some values, one behind the other.
    public static func encode(_ values: [TransferValue]) -> [UInt8] {
        var bytes: [UInt8] = []
        for value in values { value.encode(into: &bytes) }
        return bytes
    }

    /// The values that `encode` made into these bytes; nil for any others.
    public static func decode(_ bytes: [UInt8]) -> [TransferValue]? {
        var values: [TransferValue] = []
        var rest = bytes[...]
        while let tag = rest.popFirst() {
            if tag == 0 {
                values.append(.null)
                continue
            }
            guard rest.count >= 8 else { return nil }
            let word = rest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            rest = rest.dropFirst(8)
            if tag == 1 {
                values.append(.integer(Int64(bitPattern: word)))
                continue
            }
            guard tag <= 3, let count = Int(exactly: word), count <= rest.count else { return nil }
            let content = Array(rest.prefix(count))
            rest = rest.dropFirst(count)
            values.append(tag == 2 ? .text(String(decoding: content, as: UTF8.self)) : .bytes(content))
        }
        return values
    }
}

extension TransferRow {
    /// Appends the row's values; see `TransferValue.encode`.
    public func encode(into bytes: inout [UInt8]) {
        for value in values { value.encode(into: &bytes) }
    }
}
