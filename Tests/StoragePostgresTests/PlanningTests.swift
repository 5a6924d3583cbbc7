import PluginAPI
import Testing

@testable import StoragePostgres

/// By which index rows are found.
@Suite struct PlanningTests {
    /// Until the server had analysed the table, each entry was looked up among all of its writer's.
    @Test func entriesAreLookedUpByTheirIDFromTheFirstOneOn() async throws {
        try await TestStores.with { stores in
            let store = try await stores.make()
            var samples = Samples(5)
            try await store.createUser(samples.user)
            for _ in 0..<40 {
                let mutations = (0..<50).map { _ in EntryMutation.create(samples.entry()) }
                for result in try await store.commit(mutations, of: samples.owner) { _ = try result.get() }
            }
            // The server counts with some delay.
            try await Task.sleep(for: .milliseconds(1_500))
            let sql = """
                SELECT coalesce(sum(idx_tup_read), 0)::bigint FROM pg_stat_user_indexes
                WHERE indexrelname = 'entries_by_number' AND schemaname = 'journald'
                """
            // 40 groups of 50, each compared with all entries that there are, would be two millions.
            #expect(try await store.read(Query(sql)) { $0.int(0) }.first ?? .max < 10_000)
        }
    }

    /// What is looked up by its whole key is found by its whole key, in tables that are still empty.
    @Test(arguments: [
        ("SELECT number FROM entries WHERE user_id = $1 AND id = $2", "entries_pkey"),
        ("SELECT id FROM categories WHERE user_id = $1 AND id = $2", "categories_pkey"),
        ("SELECT kind FROM jobs WHERE user_id = $1 AND id = $2", "jobs_pkey"),
        ("SELECT kind FROM jobs WHERE user_id = $1 AND entry = $2", "jobs_by_entry"),
    ]) func keysAreFoundByTheirIndex(_ sql: String, index: String) async throws {
        try await TestStores.with { stores in
            let store = try await stores.make()
            let plan = try await store.read { connection in
                _ = try connection.run(
                    Query("PREPARE look (uuid, uuid) AS \(sql)", isKept: false))
                let id = "'00000000-0000-0000-0000-000000000001'"
                return try connection.run(Query("EXPLAIN EXECUTE look (\(id), \(id))", isKept: false)).map { $0.text(0) }
            }
            #expect(plan.joined(separator: "\n").contains(" \(index) "), "\(plan)")
            for table in ["entries", "categories", "jobs"] {
                #expect(try await store.read(Query("SELECT count(*) FROM \(table)", isKept: false)) { $0.int(0) } == [0])
            }
        }
    }
}
