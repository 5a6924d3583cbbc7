import PluginAPI

/// How entries are named in the full-text index.
///
/// A document number is the entry's instant in milliseconds, shifted, plus a slot: the index then gives its matches in
/// time order without sorting. The slot starts at a hash of the entry's key and moves on while it is taken.
enum SearchDocument {
    static let slotBits: Int64 = 18
    private static let slotMask: Int64 = (1 << slotBits) - 1
    /// Milliseconds beyond these (years 855 and 3084) share the outermost bucket; order inside a bucket is made later.
    private static let bucketLimit: Int64 = 1 << 45
    /// How many slots are tried before an entry is left to the scan of the un-indexed.
    static let probes: Int64 = 32

    static func bucket(of at: Instant) -> Int64 { min(max(at.milliseconds, -bucketLimit), bucketLimit - 1) }

    static func bucket(ofDocument document: Int64) -> Int64 { document >> slotBits }

    /// The document number of an entry at one probe.
    static func number(bucket: Int64, entry: Int64, probe: Int64) -> Int64 {
        let mixed = UInt64(bitPattern: entry) &* 0x9E37_79B9_7F4A_7C15
        let slot = (Int64(truncatingIfNeeded: mixed >> 46) &+ probe) & slotMask
        return bucket << slotBits | slot
    }

    /// The largest document number of a bucket.
    static func last(inBucket bucket: Int64) -> Int64 { bucket << slotBits | slotMask }
    /// The smallest document number of a bucket.
    static func first(inBucket bucket: Int64) -> Int64 { bucket << slotBits }

    /// The text that the index takes: one word a term, one word a category. The owner is part of each word, so that
    /// equal hashes of two users are different words and no match can cross users.
    /// - Parameter categories: numbers, as in `documents.categories`.
    static func text(
        owner: Int64, terms: UnsafeRawBufferPointer, categories: UnsafeRawBufferPointer
    ) -> [UInt8] {
        let count = terms.count / 8
        var text: [UInt8] = []
        text.reserveCapacity(count * 20 + categories.count * 3)
        for place in 0..<count {
            append(owner: owner, term: terms.loadUnaligned(fromByteOffset: 8 * place, as: UInt64.self), to: &text)
            text.append(UInt8(ascii: " "))
        }
        for number in CategoryNumbers.read(categories) {
            append(owner: owner, category: number, to: &text)
            text.append(UInt8(ascii: " "))
        }
        return text
    }

    /// The word of one term.
    static func word(owner: Int64, term: TermHash) -> String {
        var text: [UInt8] = []
        append(owner: owner, term: term.value.littleEndian, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// The word of a category; shorter than that of any term, so never the same.
    static func word(owner: Int64, category: Int64) -> String {
        var text: [UInt8] = []
        append(owner: owner, category: category, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    private static let digits = Array("0123456789abcdefghijklmnopqrstuv".utf8)

    private static func append(owner: Int64, term: UInt64, to text: inout [UInt8]) {
        append(owner, digits: 6, to: &text)
        let value = UInt64(littleEndian: term)
        append(Int64(bitPattern: value >> 5), digits: 12, to: &text)
        append(Int64(value & 31), digits: 1, to: &text)
    }

    private static func append(owner: Int64, category: Int64, to text: inout [UInt8]) {
        append(owner, digits: 6, to: &text)
        append(category, digits: 4, to: &text)
    }

    /// Base 32, most significant digit first.
    @inline(__always)
    private static func append(_ value: Int64, digits count: Int, to text: inout [UInt8]) {
        digits.withUnsafeBufferPointer { digits in
            var shift = Int64(5 * (count - 1))
            while shift >= 0 {
                text.append(digits[Int(truncatingIfNeeded: value >> shift) & 31])
                shift -= 5
            }
        }
    }
}

/// The numbers of categories as four little-endian bytes each.
enum CategoryNumbers {
    static func bytes(_ numbers: [Int64]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(4 * numbers.count)
        for number in numbers {
            for shift in stride(from: 0, to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: number >> Int64(shift))) }
        }
        return bytes
    }

    static func read(_ bytes: UnsafeRawBufferPointer) -> [Int64] {
        stride(from: 0, to: bytes.count - 3, by: 4).map {
            Int64(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: UInt32.self)))
        }
    }
}

/// Terms as they are stored in an entry's row: little-endian 64-bit words, ascending.
enum TermBlob {
    static func bytes(_ terms: [TermHash]) -> [UInt8] {
        var ordered = terms
        for place in ordered.indices.dropFirst() where ordered[place - 1] >= ordered[place] {
            ordered = Set(terms).sorted()
            break
        }
        return [UInt8](unsafeUninitializedCapacity: 8 * ordered.count) { buffer, count in
            for (place, term) in ordered.enumerated() {
                UnsafeMutableRawBufferPointer(buffer).storeBytes(
                    of: term.value.littleEndian, toByteOffset: 8 * place, as: UInt64.self)
            }
            count = 8 * ordered.count
        }
    }

    /// Whether a blob has a term.
    static func contains(_ term: TermHash, in bytes: UnsafeRawBufferPointer) -> Bool {
        var low = 0
        var high = bytes.count / 8
        while low < high {
            let middle = (low + high) / 2
            let value = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8 * middle, as: UInt64.self))
            if value == term.value { return true }
            if value < term.value { low = middle + 1 } else { high = middle }
        }
        return false
    }

    /// Whether an entry with these terms satisfies at least one conjunction, or none are asked for (nil).
    static func satisfies(_ conjunctions: [TermConjunction]?, _ bytes: @autoclosure () -> UnsafeRawBufferPointer) -> Bool {
        guard let conjunctions else { return true }
        let bytes = bytes()
        return conjunctions.contains { conjunction in
            conjunction.all.allSatisfy { contains($0, in: bytes) }
                && !conjunction.none.contains { contains($0, in: bytes) }
        }
    }
}
