import NIOCore

/// Reads replies from a stream of bytes. It holds at most one reply within its bounds; a longer string is passed over as it comes.
struct RESPParser {
    private static let returnByte = UInt8(ascii: "\r")
    private static let lineFeed = UInt8(ascii: "\n")
    /// The longest string that is worth reading past: more would keep everybody waiting.
    private static let longestSkipped = 512 << 20

    let limits: RESPLimits
    /// Bytes of an oversized string that are still to come, its line end included.
    private var skipping = 0

    init(limits: RESPLimits) {
        self.limits = limits
    }

    /// The next reply; nil when it is not whole yet. What was read is taken from the buffer.
    mutating func next(_ buffer: inout ByteBuffer) throws(RESPViolation) -> RESPValue? {
        if skipping > 0 { return skip(&buffer) }
        let start = buffer.readerIndex
        var elements = limits.elements
        guard let value = try value(&buffer, depth: 0, elements: &elements) else {
            if skipping > 0 { return skip(&buffer) }
            guard buffer.writerIndex - start <= max(limits.bulkBytes, limits.arrayBytes) + limits.lineBytes else {
                throw RESPViolation(reason: "a reply without end")
            }
            buffer.moveReaderIndex(to: start)
            return nil
        }
        return value
    }

    private mutating func skip(_ buffer: inout ByteBuffer) -> RESPValue? {
        let count = min(skipping, buffer.readableBytes)
        buffer.moveReaderIndex(forwardBy: count)
        skipping -= count
        return skipping == 0 ? .oversized : nil
    }

    private mutating func value(
        _ buffer: inout ByteBuffer, depth: Int, elements: inout Int
    ) throws(RESPViolation) -> RESPValue? {
        elements -= 1
        guard elements >= 0 else { throw RESPViolation(reason: "too many elements") }
        guard let line = try line(&buffer) else { return nil }
        guard let kind = line.first else { throw RESPViolation(reason: "an empty line") }
        let rest = line.dropFirst()
        switch kind {
        case UInt8(ascii: "+"): return .simple(String(decoding: rest, as: UTF8.self))
        case UInt8(ascii: "-"): return .error(String(decoding: rest, as: UTF8.self))
        case UInt8(ascii: ":"): return .integer(try number(rest))
        case UInt8(ascii: "$"): return try bulk(try number(rest), &buffer, depth: depth)
        case UInt8(ascii: "*"): return try array(try number(rest), &buffer, depth: depth, elements: &elements)
        default: throw RESPViolation(reason: "an unknown type")
        }
    }

    private mutating func bulk(
        _ length: Int64, _ buffer: inout ByteBuffer, depth: Int
    ) throws(RESPViolation) -> RESPValue? {
        if length == -1 { return .null }
        guard length >= 0, length <= Self.longestSkipped else { throw RESPViolation(reason: "an impossible length") }
        let count = Int(length)
        if count > limits.bulkBytes {
            guard depth == 0 else { throw RESPViolation(reason: "a long string in an array") }
            skipping = count + 2
            return nil
        }
        guard buffer.readableBytes >= count + 2 else { return nil }
        guard let bytes = buffer.readBytes(length: count), buffer.readBytes(length: 2) == [Self.returnByte, Self.lineFeed]
        else { throw RESPViolation(reason: "a string longer than it said") }
        return .bulk(bytes)
    }

    private mutating func array(
        _ length: Int64, _ buffer: inout ByteBuffer, depth: Int, elements: inout Int
    ) throws(RESPViolation) -> RESPValue? {
        if length == -1 { return .null }
        guard length >= 0, length <= Int64(elements), depth < limits.depth else {
            throw RESPViolation(reason: "an array out of bounds")
        }
        var values: [RESPValue] = []
        for _ in 0..<Int(length) {
            guard let next = try value(&buffer, depth: depth + 1, elements: &elements) else { return nil }
            values.append(next)
        }
        return .array(values)
    }

    /// The bytes up to the next CRLF; nil when it has not come yet.
    private func line(_ buffer: inout ByteBuffer) throws(RESPViolation) -> [UInt8]? {
        let view = buffer.readableBytesView.prefix(limits.lineBytes)
        guard let end = view.firstIndex(of: Self.lineFeed) else {
            guard view.count < limits.lineBytes else { throw RESPViolation(reason: "a line without end") }
            return nil
        }
        guard end > view.startIndex, view[end - 1] == Self.returnByte else { throw RESPViolation(reason: "a line feed alone") }
        let line = Array(view[..<(end - 1)])
        buffer.moveReaderIndex(to: end + 1)
        return line
    }

    private func number(_ digits: ArraySlice<UInt8>) throws(RESPViolation) -> Int64 {
        guard digits.count <= 20, let number = Int64(String(decoding: digits, as: UTF8.self)) else {
            throw RESPViolation(reason: "not a number")
        }
        return number
    }
}
