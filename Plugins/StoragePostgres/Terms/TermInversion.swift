import PluginAPI

/// An entry and the terms that it is found by.
struct IndexedEntry: Sendable {
    let number: Int64
    /// In any order.
    let terms: [Int64]
}

/// Turns entries with their terms into terms with their entries.
enum TermInversion {
    private struct Pair {
        let term: Int64
        let number: Int64
    }

    /// Bits of a term by which pairs are thrown into buckets before each bucket is sorted. Terms are hashes: buckets are even.
    private static let bits: UInt64 = 11

    private static func bucket(_ term: Int64) -> Int { Int((UInt64(bitPattern: term) ^ (1 << 63)) >> (64 - bits)) }

    static func chunks(of entries: [IndexedEntry]) -> [TermChunk] {
        var pairs = distributed(entries)
        var writer = TermChunkWriter()
        var start = 0
        while start < pairs.count {
            let bucket = bucket(pairs[start].term)
            var end = start + 1
            while end < pairs.count, Self.bucket(pairs[end].term) == bucket { end += 1 }
            pairs[start..<end].sort { ($0.term, $0.number) < ($1.term, $1.number) }
            write(pairs[start..<end], to: &writer)
            start = end
        }
        return writer.finish()
    }

    /// All pairs in order of their buckets.
    private static func distributed(_ entries: [IndexedEntry]) -> [Pair] {
        var places = [Int](repeating: 0, count: 1 << Int(bits) + 1)
        for entry in entries {
            for term in entry.terms { places[bucket(term) + 1] += 1 }
        }
        for index in 1..<places.count { places[index] += places[index - 1] }
        var pairs = [Pair](repeating: Pair(term: 0, number: 0), count: places[places.count - 1])
        for entry in entries {
            for term in entry.terms {
                let bucket = bucket(term)
                pairs[places[bucket]] = Pair(term: term, number: entry.number)
                places[bucket] += 1
            }
        }
        return pairs
    }

    private static func write(_ pairs: ArraySlice<Pair>, to writer: inout TermChunkWriter) {
        var numbers: [Int64] = []
        var index = pairs.startIndex
        while index < pairs.endIndex {
            let term = pairs[index].term
            numbers.removeAll(keepingCapacity: true)
            while index < pairs.endIndex, pairs[index].term == term {
                if numbers.last != pairs[index].number { numbers.append(pairs[index].number) }
                index += 1
            }
            writer.add(term, numbers)
        }
    }
}

/// Makes one segment of several, a slice at a time.
enum TermMerge {
    private struct Source {
        private let chunks: [TermChunk]
        private var index = 0
        private var cursor: TermCursor
        private(set) var head: (term: Int64, list: ArraySlice<UInt8>)?

        init(_ chunks: [TermChunk]) throws(StorageError) {
            self.chunks = chunks
            cursor = TermCursor(chunks.first?.postings ?? [])
            try advance()
        }

        mutating func advance() throws(StorageError) {
            head = try cursor.next()
            while head == nil, index + 1 < chunks.count {
                index += 1
                cursor = TermCursor(chunks[index].postings)
                head = try cursor.next()
            }
        }
    }

    /// - Parameter segments: the chunks of each within one slice, in order.
    /// - Throws: `.corrupt`.
    static func merge(_ segments: [[TermChunk]]) throws(StorageError) -> [TermChunk] {
        var sources: [Source] = []
        for chunks in segments where !chunks.isEmpty { sources.append(try Source(chunks)) }
        var writer = TermChunkWriter()
        var lists: [ArraySlice<UInt8>] = []
        while let term = sources.lazy.compactMap(\.head?.term).min() {
            lists.removeAll(keepingCapacity: true)
            for index in sources.indices {
                guard let head = sources[index].head, head.term == term else { continue }
                lists.append(head.list)
                try sources[index].advance()
            }
            if lists.count == 1 { writer.add(term, list: lists[0]) } else { try writer.add(term, lists: lists) }
        }
        return writer.finish()
    }
}

extension [Int64] {
    func sortedUnique() -> [Int64] {
        var unique: [Int64] = []
        unique.reserveCapacity(count)
        for number in sorted() where unique.last != number { unique.append(number) }
        return unique
    }
}
