import PluginAPI
import Testing

@testable import PluginTestKit
@testable import StoragePostgres

/// Segments of entries that this daemon remembers, and what becomes of them where it remembers wrongly.
@Suite struct FreshTermsTests {
    private static func entry(_ number: Int64) -> IndexedEntry {
        IndexedEntry(number: number, terms: [TermHash(UInt64(number))], revision: 1)
    }

    private let owner = UserID(high: 1, low: 2)

    @Test func entriesFollowWithoutAGap() {
        let fresh = FreshTerms(capacity: 100)
        fresh.note((3...6).map(Self.entry), of: owner)
        fresh.note([8, 9].map(Self.entry), of: owner)
        #expect(fresh.entries(of: owner, after: 2, limit: 10).map(\.number) == [3, 4, 5, 6])
        #expect(fresh.entries(of: owner, after: 4, limit: 10).map(\.number) == [5, 6])
        #expect(fresh.entries(of: owner, after: 2, limit: 3).map(\.number) == [3, 4, 5])
        #expect(fresh.entries(of: owner, after: 1, limit: 10).isEmpty)
        #expect(fresh.entries(of: UserID(high: 1, low: 3), after: 2, limit: 10).isEmpty)
    }

    @Test func whatIsIndexedIsForgotten() {
        let fresh = FreshTerms(capacity: 8)
        fresh.note((1...4).map(Self.entry), of: owner)
        fresh.forget(owner, through: 3)
        #expect(fresh.entries(of: owner, after: 3, limit: 10).map(\.number) == [4])
        // There is room again for three.
        fresh.note((5...7).map(Self.entry), of: owner)
        #expect(fresh.entries(of: owner, after: 3, limit: 10).map(\.number) == [4, 5, 6, 7])
    }

    @Test func itIsBounded() {
        let fresh = FreshTerms(capacity: 8)
        fresh.note((1...4).map(Self.entry), of: owner)
        fresh.note([Self.entry(5)], of: owner)
        #expect(fresh.entries(of: owner, after: 0, limit: 10).isEmpty)
        #expect(fresh.entries(of: owner, after: 4, limit: 10).map(\.number) == [5])
        fresh.note((6...20).map(Self.entry), of: owner)
        #expect(fresh.entries(of: owner, after: 4, limit: 10).isEmpty)
    }

    /// Four entries in a database without an index, and what is known of them.
    private func withJournal(
        _ body: (PostgresStorage, ConnectionPool, TermIndex, Samples, [NewEntry]) async throws -> Void
    ) async throws {
        try await TestStores.with { stores in
            let store = try await stores.make()
            var samples = Samples(11)
            try await store.createUser(samples.user)
            let new = (0..<4).map { place in
                var entry = samples.entry()
                entry.terms = [TermHash(7), TermHash(UInt64(100 + place))]
                return entry
            }
            for result in try await store.commit(new.map { .create($0) }, of: samples.owner) { _ = try result.get() }
            let pool = ConnectionPool(store.options.connection, gate: ReconnectGate(), size: 1, name: "index")
            try await body(store, pool, TermIndex(owner: samples.owner, indexing: .ofFew, layout: .plain), samples, new)
            await pool.close()
        }
    }

    private func memory(of new: [NewEntry], _ owner: UserID, revision: Int64 = 1) -> FreshTerms {
        let fresh = FreshTerms(capacity: 100)
        fresh.note(
            zip(1..., new).map { IndexedEntry(number: Int64($0), terms: $1.terms, revision: revision) }, of: owner)
        return fresh
    }

    private func count(_ term: UInt64, _ store: PostgresStorage, _ owner: UserID) async throws -> Int {
        try await store.countSearch([TermConjunction(all: [TermHash(term)])], matching: EntryFilter(), of: owner)
    }

    @Test func aSegmentIsMadeFromMemory() async throws {
        try await withJournal { store, pool, index, samples, new in
            let fresh = memory(of: new, samples.owner)
            try await pool.run { connection throws in
                #expect(try connection.transaction { try index.extend(from: .memory(fresh), $0) } == .done)
                #expect(try connection.transaction { try index.extend(from: .memory(fresh), $0) } == .nothing)
            }
            #expect(fresh.entries(of: samples.owner, after: 0, limit: 9).isEmpty)
            #expect(try await store.read(.of(samples.owner, "SELECT indexed FROM journals WHERE user_id = $1")) { $0.int(0) } == [4])
            #expect(try await count(7, store, samples.owner) == 4)
            #expect(try await count(102, store, samples.owner) == 1)
        }
    }

    /// Edited, removed, or of another daemon: what memory says is not what there is, and nothing of it is kept.
    @Test(arguments: ["edited", "removed", "unknown"])
    func whatMemoryHasWrongIsReadFromTheDatabase(_ change: String) async throws {
        try await withJournal { store, pool, index, samples, new in
            var samples = samples
            let fresh = memory(of: new, samples.owner)
            switch change {
            case "edited":
                let content = samples.entry()
                let revision = EntryRevision(
                    id: new[1].id, expectedRevision: 1, content: content.content, categories: content.categories, sentiment: nil,
                    analysis: .pending, terms: [TermHash(9)], updatedAt: content.createdAt, keepsHistory: false)
                for result in try await store.commit([.revise(revision)], of: samples.owner) { _ = try result.get() }
            case "removed":
                for result in try await store.commit([.purge(new[1].id)], of: samples.owner) { _ = try result.get() }
            default:
                fresh.forget(samples.owner, through: 4)
                fresh.note([IndexedEntry(number: 1, terms: [TermHash(7)], revision: 1), IndexedEntry(number: 2, terms: [], revision: 2)], of: samples.owner)
            }
            try await pool.run { connection throws in
                #expect(throws: TermIndex.Overtaken.self) { try connection.transaction { try index.extend(from: .memory(fresh), $0) } }
                #expect(try connection.run(Query("SELECT count(*) FROM term_chunks", isKept: false)).first?.int(0) == 0)
                #expect(try connection.transaction { try index.extend(from: .database, $0) } == .done)
            }
            #expect(try await count(7, store, samples.owner) == (change == "unknown" ? 4 : 3))
            #expect(try await count(101, store, samples.owner) == (change == "unknown" ? 1 : 0))
            #expect(try await count(9, store, samples.owner) == (change == "edited" ? 1 : 0))
        }
    }

    /// An edit that comes while the segment is being made, before the lock is taken.
    @Test func anEditMeanwhileIsNoticed() async throws {
        try await withJournal { store, pool, index, samples, new in
            let revise = { () async throws in
                var samples = samples
                let content = samples.entry()
                let revision = EntryRevision(
                    id: new[2].id, expectedRevision: 1, content: content.content, categories: content.categories, sentiment: nil,
                    analysis: .pending, terms: [TermHash(9)], updatedAt: content.createdAt, keepsHistory: false)
                for result in try await store.commit([.revise(revision)], of: samples.owner) { _ = try result.get() }
            }
            // A lock on the table of segments stops the indexer between reading and locking.
            let holder = ConnectionPool(store.options.connection, gate: ReconnectGate(), size: 1, name: "holder")
            try await holder.run { connection throws in
                _ = try connection.run(Query("BEGIN", isKept: false))
                _ = try connection.run(Query("LOCK TABLE term_chunks IN SHARE MODE", isKept: false))
            }
            async let outcome = pool.run { connection throws -> Bool in
                do {
                    _ = try connection.transaction { try index.extend(from: .database, $0) }
                    return false
                } catch is TermIndex.Overtaken {
                    return true
                }
            }
            let waiting = Query("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'term_chunks'::regclass", isKept: false)
            for _ in 0..<500 {
                if try await store.read(waiting, { $0.int(0) }) != [0] { break }
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(try await store.read(waiting) { $0.int(0) } == [1])
            // The writer does not wait for the segment.
            try await revise()
            try await holder.run { _ = try $0.run(Query("COMMIT", isKept: false)) }
            #expect(try await outcome)
            try await pool.run { connection throws in
                #expect(try connection.transaction { try index.extend(from: .lockedDatabase, $0) } == .done)
            }
            #expect(try await count(9, store, samples.owner) == 1)
            #expect(try await count(7, store, samples.owner) == 3)
            await holder.close()
        }
    }

    /// Two daemons that find the same to do: one does it, the other does not wait for it.
    @Test func anotherIndexerIsNotWaitedFor() async throws {
        try await withJournal { _, pool, index, samples, new in
            let fresh = memory(of: new, samples.owner)
            try await pool.run { connection throws in
                try connection.transaction { transaction throws in
                    #expect(try index.extend(from: .memory(fresh), transaction) == .done)
                    let other = Connection(connection.options)
                    defer { other.close() }
                    try other.ensureOpen()
                    #expect(try other.transaction { try index.extend(from: .database, $0) } == .nothing)
                }
            }
        }
    }
}
