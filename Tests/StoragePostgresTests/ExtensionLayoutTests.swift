import DatabaseTestServers
import PluginAPI
import PluginTestKit
import Testing

@testable import StoragePostgres

/// What the settings `storage.postgres.citus` and `storage.postgres.timescale` do to a database.
@Suite(.serialized) struct ExtensionLayoutTests {
    @Test(arguments: ["citus", "timescale"])
    func aServerWithoutTheExtensionIsRefused(_ name: String) async throws {
        let server = try await PostgresServer.shared()
        let database = try await server.makeDatabase()
        let settings = TestStores.settings(server.url(of: database), ["storage.postgres.\(name)": .boolean(true)])
        let store = try TestStores.unstarted(settings)
        let error = await #expect(throws: PluginStartError.self) { try await store.start() }
        #expect(error?.isLasting == true)
        #expect(error?.description.hasPrefix("storage.postgres.\(name) is true, but ") == true, "\(error?.description ?? "")")
        #expect(error?.description.contains("shared_preload_libraries") == true, "\(error?.description ?? "")")
        await store.stop()
        try await server.clearDatabase(database, schemas: [Schema.name])
    }

    /// Citus' columnar storage is an extension of its own.
    @Test func aServerWithoutColumnsIsRefused() async throws {
        let server = try await PostgresServer.shared()
        let database = try await server.makeDatabase()
        let options = try PostgresOptions(TestStores.context(TestStores.settings(server.url(of: database))))
        let pool = ConnectionPool(options.connection, gate: ReconnectGate(), size: 1, name: "columns")
        let words = try await pool.run { connection in
            do {
                try CitusLayout.requireColumns(connection)
                return ""
            } catch let error as PluginStartError {
                return error.description
            }
        }
        #expect(words.hasPrefix("storage.postgres.citus is true, but ") && words.contains("no extension citus_columnar"), "\(words)")
        await pool.close()
        try await server.clearDatabase(database, schemas: [])
    }

    @Test func bothAtOnceAreRefused() throws {
        let settings = TestStores.settings(
            "postgresql:///x?host=/nowhere",
            ["storage.postgres.citus": .boolean(true), "storage.postgres.timescale": .boolean(true)])
        let error = #expect(throws: PluginConfigurationError.self) { try TestStores.unstarted(settings) }
        #expect(error?.key == "storage.postgres.timescale")
    }

    /// A replica that has all of the coordinator's log may lack what the workers have.
    @Test func citusWithReplicasIsRefused() throws {
        let settings = TestStores.settings(
            "postgresql:///x?host=/nowhere",
            ["storage.postgres.citus": .boolean(true), "storage.postgres.replicas": .text("postgresql:///x?host=/elsewhere")])
        let error = #expect(throws: PluginConfigurationError.self) { try TestStores.unstarted(settings) }
        #expect(error?.key == "storage.postgres.replicas")
    }

    @Test(.enabled(if: PreparedDatabases.citus.isKnown, "JOURNALD_TEST_CITUS_URL is not set"))
    func aPlainDatabaseIsDistributedWithWhatIsInIt() async throws {
        let server = PreparedDatabases.citus
        try await server.withStores { stores in
            let url = server.urls[0]
            let before = try await filled(TestStores.settings(url), stores)
            let again = try await stores.keep(server.settings(url))
            try await expectSame(before, again)
            let tables = try await server.execute(
                "SELECT p.logicalrelid::regclass::text FROM pg_dist_partition p WHERE partmethod IN ('h', 'n')", at: url)
            let names = tables.compactMap { $0[0]?.replacing("\(Schema.name).", with: "") }
            #expect(Set(names) == Set(CitusLayout.distributed + CitusLayout.reference + ColumnTables.names))
            // What was copied to the nodes is not left on the coordinator.
            let left = try await server.execute("SELECT pg_relation_size('journald.entries')::text", at: url)
            #expect(left == [["0"]])
            // A second daemon finds everything done; one that does not know of the nodes is refused.
            let second = try await stores.keep(server.settings(url))
            try await expectSame(before, second)
            let plain = try await stores.keep(TestStores.settings(url), starts: false)
            let error = await #expect(throws: PluginStartError.self) { try await plain.start() }
            #expect(error?.description.contains("distributed by Citus") == true)
        }
    }

    @Test(.enabled(if: PreparedDatabases.timescale.isKnown, "JOURNALD_TEST_TIMESCALE_URL is not set"))
    func sumsStayExactWhenDaysInColumnsAreEdited() async throws {
        let server = PreparedDatabases.timescale
        try await server.withStores { stores in
            let url = server.urls[0]
            let before = try await filled(TestStores.settings(url), stores)
            let store = try await stores.keep(server.settings(url))
            try await expectSame(before, store)
            for table in TimescaleLayout.hypertables {
                try await server.execute(
                    "SELECT public.compress_chunk(c)::text FROM public.show_chunks('journald.\(table.name)') c", at: url)
            }
            try await expectSame(before, store)
            let entry = before.entries[0]
            _ = try await store.commit([.purge(entry.id)], of: before.owner)
            let days = try await store.dayRollups(in: everyDay, of: before.owner)
            #expect(days.reduce(0) { $0 + $1.tally.entries } == Int64(before.entries.count - 1))
            try await store.deleteUser(before.owner)
            let left = try await server.execute("SELECT count(*)::text FROM journald.day_rollups", at: url)
            #expect(left == [["0"]])
        }
    }

    private let everyDay = DaySpan(first: .distantPast, last: .distantFuture)

    private struct Known {
        let owner: UserID
        let entries: [StoredEntry]
        let days: [DayRollup]
    }

    /// Fills a plain database and stops its store.
    private func filled(_ settings: [String: SettingValue], _ stores: TestStores) async throws -> Known {
        let store = try await stores.keep(settings)
        var sample = Samples(7)
        try await store.createUser(sample.user)
        let results = try await store.commit((1...40).map { _ in .create(sample.entry()) }, of: sample.owner)
        for result in results { _ = try result.get() }
        let known = try await read(store, sample.owner)
        #expect(known.entries.count == 40)
        await store.stop()
        return known
    }

    private func read(_ store: PostgresStorage, _ owner: UserID) async throws -> Known {
        let page = try await store.entries(
            matching: EntryFilter(), order: .newest, page: PageRequest(limit: 100), of: owner)
        return Known(owner: owner, entries: page.items, days: try await store.dayRollups(in: everyDay, of: owner))
    }

    private func expectSame(_ before: Known, _ store: PostgresStorage) async throws {
        let now = try await read(store, before.owner)
        #expect(now.entries == before.entries)
        #expect(now.days == before.days)
    }
}
