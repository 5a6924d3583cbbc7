import PluginAPI

/// A piece of a segment: some terms that follow each other, each with its entries.
///
/// A term is eight bytes, big-endian; then come the length of its list in LEB128 and the list. Terms are in order as signed
/// numbers, which is how the database compares them. No chunk has terms of two slices.
struct TermChunk: Equatable, Sendable {
    let firstTerm: Int64
    let postings: [UInt8]

    /// Parts of the range of terms, so that a large segment is merged a part at a time.
    static let slices = 16

    static func slice(of term: Int64) -> Int { Int((UInt64(bitPattern: term) ^ (1 << 63)) >> 60) }

    /// The least term of a slice.
    static func firstTerm(ofSlice slice: Int) -> Int64 { Int64(bitPattern: (UInt64(slice) << 60) ^ (1 << 63)) }

    /// The entries of a term; none where it is not in the chunk.
    /// - Throws: `.corrupt` when the bytes are no chunk.
    static func numbers(of term: Int64, in postings: [UInt8]) throws(StorageError) -> [Int64] {
        var cursor = TermCursor(postings)
        while let found = try cursor.next() {
            if found.term == term { return try PostingList.numbers(found.list) }
            if found.term > term { break }
        }
        return []
    }
}

/// Goes through the terms of a chunk.
struct TermCursor {
    private var rest: ArraySlice<UInt8>

    init(_ postings: [UInt8]) {
        rest = postings[...]
    }

    /// - Throws: `.corrupt` when the bytes are no chunk.
    mutating func next() throws(StorageError) -> (term: Int64, list: ArraySlice<UInt8>)? {
        guard !rest.isEmpty else { return nil }
        guard rest.count > 8 else { throw .corrupt(reason: "a chunk of search terms ends too early") }
        var term: UInt64 = 0
        for byte in rest.prefix(8) { term = term << 8 | UInt64(byte) }
        rest = rest.dropFirst(8)
        let length = try rest.takeLEB128()
        guard length <= UInt64(rest.count) else { throw .corrupt(reason: "a chunk of search terms ends too early") }
        let list = rest.prefix(Int(length))
        rest = rest.dropFirst(Int(length))
        return (Int64(bitPattern: term), list)
    }
}

/// Makes chunks of terms that come in order.
struct TermChunkWriter {
    /// Bytes from which on a chunk is full: with it a row fills most of a page.
    private static let full = 7_000

    private(set) var chunks: [TermChunk] = []
    private var first: Int64?
    private var bytes: [UInt8] = []
    private var list: [UInt8] = []

    mutating func add(_ term: Int64, _ numbers: some Sequence<Int64>) {
        list.removeAll(keepingCapacity: true)
        PostingList.append(numbers, to: &list)
        add(term, list: list[...])
    }

    /// Adds the entries of several segments that have a term. Segments mostly follow each other; only entries that were changed are
    /// in more than one.
    /// - Throws: `.corrupt`.
    mutating func add(_ term: Int64, lists: [ArraySlice<UInt8>]) throws(StorageError) {
        list.removeAll(keepingCapacity: true)
        if try PostingList.append(lists, to: &list) { return add(term, list: list[...]) }
        var numbers: [Int64] = []
        for list in lists { numbers += try PostingList.numbers(list) }
        add(term, numbers.sortedUnique())
    }

    mutating func add(_ term: Int64, list: ArraySlice<UInt8>) {
        if let first, bytes.count + list.count > Self.full || TermChunk.slice(of: first) != TermChunk.slice(of: term) { cut() }
        if first == nil { first = term }
        bytes.append(bigEndian: UInt64(bitPattern: term))
        bytes.append(leb128: UInt64(list.count))
        bytes.append(contentsOf: list)
    }

    /// The chunks of all that was added.
    mutating func finish() -> [TermChunk] {
        cut()
        defer { chunks = [] }
        return chunks
    }

    private mutating func cut() {
        guard let first else { return }
        chunks.append(TermChunk(firstTerm: first, postings: bytes))
        self.first = nil
        bytes.removeAll(keepingCapacity: true)
    }
}
