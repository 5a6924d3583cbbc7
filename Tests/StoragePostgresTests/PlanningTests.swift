import PluginAPI
import Testing

@testable import StoragePostgres

/// By which index rows are found.
@Suite struct PlanningTests {
    /// Until the server had analysed the table, each entry was looked up among all of its writer's.
    @Test func entriesAreLookedUpByTheirIDWhileTheTableGrows() async throws {
        try await TestStores.with { stores in
            let store = try await stores.make()
            var samples = Samples(5)
            try await store.createUser(samples.user)
            for _ in 0..<80 {
                let mutations = (0..<50).map { _ in EntryMutation.create(samples.entry()) }
                for result in try await store.commit(mutations, of: samples.owner) { _ = try result.get() }
            }
            // The server counts with some delay.
            try await Task.sleep(for: .milliseconds(1_500))
            let sql = """
                SELECT coalesce(sum(idx_tup_read), 0)::bigint FROM pg_stat_user_indexes
                WHERE indexrelname = 'entries_by_number' AND schemaname = 'journald'
                """
            // 80 groups of 50, each compared with all entries that there are, would be eight millions.
            #expect(try await store.read(Query(sql)) { $0.int(0) }.first ?? .max < 1_000_000)
        }
    }

    /// Until the server had analysed the tables, a search compared the texts of all entries with each entry, and these with all again.
    @Test func aSearchLooksAtEachEntryOnceWhileTheTableGrows() async throws {
        try await TestStores.with { stores in
            let store = try await stores.make()
            var samples = Samples(6)
            try await store.createUser(samples.user)
            for group in 1...20 {
                let mutations = (0..<20).map { _ in EntryMutation.create(samples.entry(terms: 2)) }
                for result in try await store.commit(mutations, of: samples.owner) { _ = try result.get() }
                let terms = [7_000, 8_001].map { TermConjunction(all: [TermHash($0)], none: []) }
                #expect(try await store.countSearch(terms, matching: EntryFilter(), of: samples.owner) == 2)
                let page = PageRequest(limit: 10 + group)
                #expect(try await store.search(terms, matching: EntryFilter(), page: page, of: samples.owner).items.count == 2)
            }
            #expect(try await Self.entriesRead(store) < 100_000)
        }
    }

    /// Common words are in most entries: how many is what the index's lists say.
    @Test func countingAWordLooksAtNoEntryThatTheIndexHas() async throws {
        try await TestStores.with { stores in
            let store = try await stores.make(indexing: TermIndexing(least: 20, most: 64))
            var samples = Samples(7)
            try await store.createUser(samples.user)
            var ids: [EntryID] = []
            for _ in 0..<20 {
                let mutations = (0..<20).map { _ in
                    var entry = samples.entry(terms: 2)
                    entry.terms.append(TermHash(1))
                    ids.append(entry.id)
                    return EntryMutation.create(entry)
                }
                for result in try await store.commit(mutations, of: samples.owner) { _ = try result.get() }
            }
            let waiting = Query("SELECT last_number - indexed FROM journals")
            for _ in 0..<6_000 where try await store.read(waiting, { $0.int(0) }) != [0] { try await Task.sleep(for: .milliseconds(10)) }
            let changes: [EntryMutation] = [.trash(ids[3], at: Instant(microseconds: 1)), .purge(ids[5]), .purge(ids[399])]
            for result in try await store.commit(changes, of: samples.owner) { _ = try result.get() }
            let before = try await Self.entriesRead(store)
            let terms = [TermConjunction(all: [TermHash(1)], none: [])]
            for _ in 0..<20 { #expect(try await store.countSearch(terms, matching: EntryFilter(), of: samples.owner) == 397) }
            var trash = EntryFilter()
            trash.trashed = true
            #expect(try await store.countSearch(terms, matching: trash, of: samples.owner) == 1)
            #expect(try await Self.entriesRead(store) - before < 1_000)
        }
    }

    private static func entriesRead(_ store: PostgresStorage) async throws -> Int64 {
        // The server counts with some delay.
        try await Task.sleep(for: .milliseconds(1_500))
        let sql = """
            SELECT coalesce(sum(idx_tup_read), 0)::bigint FROM pg_stat_user_indexes
            WHERE relname IN ('entries', 'contents') AND schemaname = 'journald'
            """
        return try await store.read(Query(sql)) { $0.int(0) }.first ?? 0
    }
}
