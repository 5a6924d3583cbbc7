/// A request's id exactly as it was sent, to be echoed byte by byte: a string, a number or null.
/// Ids of up to 15 bytes, which is nearly all, are kept without an allocation.
public struct RPCID: Sendable, Hashable {
    private enum Bytes: Hashable {
        case short(UInt64, UInt64)
        case long([UInt8])
    }

    private let bytes: Bytes

    /// The id `null`: of replies to messages whose id could not be read.
    public static let null = RPCID(raw: Array("null".utf8))

    /// An id of literal JSON bytes.
    init(raw: UnsafeRawBufferPointer) {
        guard raw.count <= 15 else {
            bytes = .long(Array(raw))
            return
        }
        // The last byte is the count.
        var low: UInt64 = 0
        var high = UInt64(raw.count) << 56
        for (position, byte) in raw.enumerated() {
            if position < 8 {
                low |= UInt64(byte) << UInt64(8 * position)
            } else {
                high |= UInt64(byte) << UInt64(8 * (position - 8))
            }
        }
        bytes = .short(low, high)
    }

    init(raw: [UInt8]) {
        self = raw.withUnsafeBytes { RPCID(raw: $0) }
    }

    /// The id of a view; nil unless it is a string, a number or null.
    public init?(_ view: JSONView) {
        switch view.kind {
        case .string, .number, .null: self = view.withRawBytes { RPCID(raw: $0) }
        default: return nil
        }
    }

    /// An integer id.
    public init(_ value: Int64) {
        var writer = JSONWriter()
        writer.integer(value)
        self.init(raw: writer.bytes)
    }

    /// Appends the id as it was sent.
    public func append(to out: inout [UInt8]) {
        switch bytes {
        case .long(let raw):
            out.append(contentsOf: raw)
        case .short(let low, let high):
            for position in 0..<Int(high >> 56) {
                let word = position < 8 ? low : high
                out.append(UInt8(truncatingIfNeeded: word >> UInt64(8 * (position & 7))))
            }
        }
    }

    /// The id as it was sent.
    public var rawBytes: [UInt8] {
        var out: [UInt8] = []
        append(to: &out)
        return out
    }
}
