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
        try forEach(bytes) { number, _ in numbers.append(number) }
        return numbers
    }

    /// Appends lists that follow each other as one. Only the first number of each is written anew, as its difference to the last one
    /// of the list before.
    /// - Returns: false, and nothing is appended, where they do not follow each other.
    /// - Throws: `.corrupt` when the bytes are not such lists.
    static func append(_ lists: [ArraySlice<UInt8>], to bytes: inout [UInt8]) throws(StorageError) -> Bool {
        let start = bytes.count
        var last: Int64 = 0
        for list in lists where !list.isEmpty {
            var (first, rest, end): (Int64, Int, Int64) = (0, list.startIndex, 0)
            try forEach(list) { number, place in
                if first == 0 { (first, rest) = (number, place) }
                end = number
            }
            guard first > last else {
                bytes.removeSubrange(start...)
                return false
            }
            bytes.append(leb128: UInt64(bitPattern: first &- last))
            bytes.append(contentsOf: list[rest...])
            last = end
        }
        return true
    }

    /// Calls `body` with each number and the place after it.
    private static func forEach(_ bytes: ArraySlice<UInt8>, _ body: (Int64, Int) -> Void) throws(StorageError) {
        var (last, difference, shift): (Int64, UInt64, UInt64) = (0, 0, 0)
        for place in bytes.indices {
            let byte = bytes[place]
            difference |= UInt64(byte & 0x7F) << shift
            shift += 7
            guard byte < 0x80 else {
                guard shift < 63 else { throw .corrupt(reason: "a number in a list of a search term's entries is too long") }
                continue
            }
            let (next, isOver) = last.addingReportingOverflow(Int64(clamping: difference))
            guard !isOver, next > last else { throw .corrupt(reason: "a list of a search term's entries is out of order") }
            body(next, place + 1)
            (last, difference, shift) = (next, 0, 0)
        }
        guard shift == 0 else { throw .corrupt(reason: "a list of a search term's entries ends too early") }
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
