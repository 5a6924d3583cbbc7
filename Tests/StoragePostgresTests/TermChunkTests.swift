import PluginAPI
import Testing

@testable import PluginTestKit
@testable import StoragePostgres

/// Segments as bytes, without a database.
@Suite struct TermChunkTests {
    private static func entries(_ numbers: some Sequence<Int64>, _ chance: inout SeededGenerator) -> [IndexedEntry] {
        let words = (0..<400).map { _ in Int64(bitPattern: chance.next()) } + [0, -1, 1, .min, .max]
        return numbers.map { number in
            IndexedEntry(number: number, terms: (0..<60).map { _ in TermHash(UInt64(bitPattern: words.randomElement(using: &chance) ?? 0)) }, revision: 1)
        }
    }

    /// What a segment says of every term.
    private static func lists(_ chunks: [TermChunk]) throws -> [Int64: [Int64]] {
        var lists: [Int64: [Int64]] = [:]
        for chunk in chunks {
            var cursor = TermCursor(chunk.postings)
            while let (term, list) = try cursor.next() {
                #expect(lists[term] == nil)
                lists[term] = try PostingList.numbers(list)
                #expect(try TermChunk.numbers(of: term, in: chunk.postings) == lists[term])
            }
        }
        return lists
    }

    private static func expected(_ entries: [IndexedEntry]) -> [Int64: [Int64]] {
        var lists: [Int64: [Int64]] = [:]
        for entry in entries.sorted(by: { $0.number < $1.number }) {
            for term in Set(entry.terms.map(\.number)) { lists[term, default: []].append(entry.number) }
        }
        return lists
    }

    private static func expectOrder(_ chunks: [TermChunk]) throws {
        #expect(zip(chunks, chunks.dropFirst()).allSatisfy { $0.firstTerm < $1.firstTerm })
        for chunk in chunks {
            var (cursor, terms) = (TermCursor(chunk.postings), [Int64]())
            while let found = try cursor.next() { terms.append(found.term) }
            #expect(terms.first == chunk.firstTerm)
            #expect(terms == terms.sorted())
            #expect(Set(terms.map(TermChunk.slice)).count == 1)
        }
    }

    @Test(arguments: [1, 2, 3, 40, 500]) func aSegmentHasWhatWentIn(count: Int64) throws {
        var chance = SeededGenerator(seed: UInt64(count))
        let entries = Self.entries((0..<count).map { 7 + 3 * $0 }, &chance)
        let chunks = TermInversion.chunks(of: entries)
        try Self.expectOrder(chunks)
        #expect(try Self.lists(chunks) == Self.expected(entries))
    }

    @Test func mergingIsLikeInvertingAllAtOnce() throws {
        var chance = SeededGenerator(seed: 5)
        var (all, segments): ([IndexedEntry], [[TermChunk]]) = ([], [])
        for part in 0..<6 {
            let entries = Self.entries((1...90).map { Int64(part) * 100 + $0 }, &chance)
            all += entries
            segments.append(TermInversion.chunks(of: entries))
        }
        // Entries that were changed after they were indexed are in two segments.
        let changed = Self.entries([5, 90, 333, 559], &chance)
        segments.append(TermInversion.chunks(of: changed))
        let merged = try (0..<TermChunk.slices).flatMap { slice in
            try TermMerge.merge(segments.map { $0.filter { TermChunk.slice(of: $0.firstTerm) == slice } })
        }
        try Self.expectOrder(merged)
        let expected = Self.expected(all + changed).mapValues { $0.sortedUnique() }
        #expect(try Self.lists(merged) == expected)
    }

    @Test func slicesCoverAllTermsInOrder() {
        #expect(TermChunk.slice(of: .min) == 0 && TermChunk.slice(of: .max) == TermChunk.slices - 1)
        #expect(TermChunk.firstTerm(ofSlice: 0) == .min)
        for slice in 0..<TermChunk.slices {
            #expect(TermChunk.slice(of: TermChunk.firstTerm(ofSlice: slice)) == slice)
            if slice > 0 { #expect(TermChunk.slice(of: TermChunk.firstTerm(ofSlice: slice) - 1) == slice - 1) }
        }
    }

    @Test func numbersOfAnySizeComeBack() throws {
        let numbers: [Int64] = [1, 2, 127, 128, 129, 16_383, 16_384, 1 << 40, .max - 1, .max]
        var bytes: [UInt8] = []
        PostingList.append(numbers, to: &bytes)
        #expect(try PostingList.numbers(bytes[...]) == numbers)
        #expect(try PostingList.numbers([]).isEmpty)
    }

    /// Whatever is cut or changed, the answer is an error or some list, never a trap.
    @Test func damageIsAnErrorOrAList() throws {
        var chance = SeededGenerator(seed: 9)
        let chunk = try #require(TermInversion.chunks(of: Self.entries(1...50, &chance)).first)
        for length in 0..<chunk.postings.count { _ = try? Self.read(Array(chunk.postings.prefix(length))) }
        for _ in 0..<2_000 {
            var bytes = chunk.postings
            bytes[Int.random(in: 0..<bytes.count, using: &chance)] = UInt8.random(in: 0...255, using: &chance)
            _ = try? Self.read(bytes)
        }
        #expect(throws: StorageError.self) { try Self.read(Array(chunk.postings.dropLast())) }
        #expect(throws: StorageError.self) { try PostingList.numbers([0x05, 0x00]) }
        #expect(throws: StorageError.self) { try PostingList.numbers([0x80]) }
        #expect(throws: StorageError.self) { try PostingList.numbers([UInt8](repeating: 0xFF, count: 12)[...]) }
    }

    private static func read(_ bytes: [UInt8]) throws {
        var cursor = TermCursor(bytes)
        while let (_, list) = try cursor.next() { _ = try PostingList.numbers(list) }
    }
}
