import DatabaseTestServers
import PluginAPI
import Testing

@testable import StoragePostgres

@Suite struct MigrationTests {
    @Test func tenStoresMigrateOneDatabaseAtOnce() async throws {
        let server = try await PostgresServer.shared()
        let database = try await server.makeDatabase()
        let stores = try (0..<10).map { _ in try TestStores.unstarted(TestStores.settings(server.url(of: database))) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for store in stores { group.addTask { try await store.start() } }
            try await group.waitForAll()
        }
        let steps = try await server.execute("SELECT count(*), count(DISTINCT name) FROM journald.migrations", in: database)
        #expect(steps == [["\(Schema.migrations.count)", "\(Schema.migrations.count)"]])
        for store in stores { await store.stop() }
        try await server.dropDatabase(database)
    }

    @Test func aNewerDatabaseIsRefused() async throws {
        let server = try await PostgresServer.shared()
        let database = try await server.makeDatabase()
        let settings = TestStores.settings(server.url(of: database))
        let first = try TestStores.unstarted(settings)
        try await first.start()
        await first.stop()
        try await server.execute("INSERT INTO journald.migrations (name) VALUES ('from the future')", in: database)
        let second = try TestStores.unstarted(settings)
        let error = await #expect(throws: PluginStartError.self) { try await second.start() }
        #expect(error?.isLasting == true)
        #expect(error?.description.contains("newer journald-core") == true)
        try await server.dropDatabase(database)
    }

    @Test func everyTableOfAUserIsKnownAndKeyedByThem() async throws {
        let server = try await PostgresServer.shared()
        let database = try await server.makeDatabase()
        let store = try TestStores.unstarted(TestStores.settings(server.url(of: database)))
        try await store.start()
        let tables = try await server.execute(
            """
            SELECT table_name FROM information_schema.columns
            WHERE table_schema = 'journald' AND column_name = 'user_id' ORDER BY 1
            """, in: database)
        // Those that outlive their user, each for a reason that stands with its table, and those that `deleteUser` names itself.
        let others = ["uids", "journals", "key_shares", "condemned_shares", "batches"]
        #expect(Set(tables.map { $0[0] }) == Set((Schema.ownedTables + others).map(Optional.some)))
        let strange = try await server.execute(
            """
            SELECT i.indexrelid::regclass FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'journald'
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'user_id'
            WHERE i.indisunique AND i.indkey[0] <> a.attnum AND c.relname <> 'uids'
            """, in: database)
        #expect(strange == [], "unique constraints that do not begin with user_id")
        await store.stop()
        try await server.dropDatabase(database)
    }
}
