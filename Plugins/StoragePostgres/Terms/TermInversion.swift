import PluginAPI

/// An entry and the terms that it is found by.
struct IndexedEntry: Sendable {
    let number: Int64
    /// In any order.
    let terms: [TermHash]
    let revision: Int64
}

/// Turns entries with their terms into terms with their entries.
enum TermInversion {
    private struct Pair {
        let term: Int64
        let number: Int64
    }

    /// Pairs of a bucket, about: few enough to be put in order by insertion.
    private static let bucketSize = 16
    /// Of a bucket with many pairs, which most are of one common term.
    private static let largestInserted = 64

    /// Pairs are thrown into buckets by the first bits of their terms. Terms are hashes: buckets are even.
    private static func bits(_ pairs: Int) -> Int { min(max((pairs / bucketSize).bitWidth - (pairs / bucketSize).leadingZeroBitCount, 4), 16) }

    /// - Parameter entries: by number.
    static func chunks(of entries: [IndexedEntry]) -> [TermChunk] {
        let count = entries.reduce(0) { $0 + $1.terms.count }
        let shift = UInt64(64 - bits(count))
        func bucket(_ term: Int64) -> Int { Int((UInt64(bitPattern: term) ^ (1 << 63)) >> shift) }
        // Where each bucket ends; before the pairs are in, where it begins.
        var ends = [Int](repeating: 0, count: 1 << (64 - Int(shift)) + 1)
        for entry in entries {
            for term in entry.terms { ends[bucket(term.number) + 1] += 1 }
        }
        for index in 1..<ends.count { ends[index] += ends[index - 1] }
        var pairs = [Pair](repeating: Pair(term: 0, number: 0), count: count)
        for entry in entries {
            for term in entry.terms {
                let bucket = bucket(term.number)
                pairs[ends[bucket]] = Pair(term: term.number, number: entry.number)
                ends[bucket] += 1
            }
        }
        var writer = TermChunkWriter()
        var start = 0
        for end in ends {
            sort(&pairs, start..<end)
            write(pairs[start..<end], to: &writer)
            start = end
        }
        return writer.finish()
    }

    /// By term; numbers are in order already, and what is equal stays so.
    private static func sort(_ pairs: inout [Pair], _ range: Range<Int>) {
        guard range.count <= largestInserted else {
            return pairs[range].sort { ($0.term, $0.number) < ($1.term, $1.number) }
        }
        for index in range.dropFirst() {
            let pair = pairs[index]
            var place = index
            while place > range.lowerBound, pairs[place - 1].term > pair.term {
                pairs[place] = pairs[place - 1]
                place -= 1
            }
            pairs[place] = pair
        }
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
