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
            try await Task.sleep(for: .milliseconds(1_500))
            let sql = """
                SELECT coalesce(sum(idx_tup_read), 0)::bigint FROM pg_stat_user_indexes
                WHERE relname IN ('entries', 'contents') AND schemaname = 'journald'
                """
            #expect(try await store.read(Query(sql)) { $0.int(0) }.first ?? .max < 100_000)
        }
    }
}
