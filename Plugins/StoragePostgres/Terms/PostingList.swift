import PluginAPI

/// The numbers of the entries that have a term, ascending, as differences in LEB128: a byte where entries follow closely.
enum PostingList {
    /// - Parameter numbers: positive and ascending, without repeats.
    static func append(_ numbers: some Sequence<Int64>, to bytes: inout [UInt8]) {
        var last: Int64 = 0
        for number in numbers {
            bytes.append(leb128: UInt64(bitPattern: number &- last))
            last = number
        }
    }

    /// - Throws: `.corrupt` when the bytes are not such a list.
    static func numbers(_ bytes: ArraySlice<UInt8>) throws(StorageError) -> [Int64] {
        var numbers: [Int64] = []
        numbers.reserveCapacity(bytes.count)
        var last: Int64 = 0
        var rest = bytes
        while !rest.isEmpty {
            let (next, isOver) = last.addingReportingOverflow(Int64(clamping: try rest.takeLEB128()))
            guard !isOver, next > last else { throw .corrupt(reason: "a list of a search term's entries is out of order") }
            numbers.append(next)
            last = next
        }
        return numbers
    }
}

extension [UInt8] {
    /// DWARF 5, 7.6: seven bits a byte, the low ones first.
    mutating func append(leb128 number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(truncatingIfNeeded: rest))
    }
}

extension ArraySlice<UInt8> {
    /// - Throws: `.corrupt` at the end of the bytes and for a number of more than 63 bits.
    mutating func takeLEB128() throws(StorageError) -> UInt64 {
        var number: UInt64 = 0
        var shift: UInt64 = 0
        while let byte = popFirst() {
            number |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return number }
            shift += 7
            guard shift < 63 else { break }
        }
        throw .corrupt(reason: "a list of a search term's entries ends too early")
    }
}
