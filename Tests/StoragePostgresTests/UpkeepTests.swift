import DatabaseTestServers
import PluginAPI
import Testing

@testable import StoragePostgres

/// The sums over all users, and the daemon that refreshes them.
@Suite struct UpkeepTests {
    @Test func oneConnectionIsElectedAndTheNextWhenItDies() async throws {
        let server = try await PostgresServer.shared()
        let database = try await server.makeDatabase()
        let url = server.url(of: database)
        let pools = try (0..<2).map { try pool(url, "stand\($0)") }
        let first = try await pools[0].run { connection in
            (try Upkeep.stand(connection), try connection.run(Query("SELECT pg_backend_pid()")).first?.int(0) ?? 0)
        }
        #expect(first.0)
        #expect(try await !pools[1].run { try Upkeep.stand($0) })
        // As when its daemon dies, or the network between them.
        try await server.execute("SELECT pg_terminate_backend(\(first.1), 60000)", in: database)
        #expect(try await pools[1].run { try Upkeep.stand($0) })
        for pool in pools { await pool.close() }
        try await server.clearDatabase(database, schemas: [])
    }

    @Test func aRefreshShowsWhatWasWritten() async throws {
        try await TestStores.with { stores in
            let server = try await PostgresServer.shared()
            let database = try await server.makeDatabase()
            let url = server.url(of: database)
            let store = try await stores.keep(TestStores.settings(url))
            var sample = Samples(3)
            try await store.createUser(sample.user)
            for result in try await store.commit((1...30).map { _ in .create(sample.entry()) }, of: sample.owner) {
                _ = try result.get()
            }
            try await store.addUsage(
                SentimentUsage(calls: 2, inputTokens: 30, outputTokens: 4, cost: 5), by: "model",
                at: Instant(microseconds: 1_700_000_000_000_000), of: sample.owner)
            let pool = try pool(url, "refresh")
            try await pool.run { try OperatorViews.refresh($0) }
            let totals = try await server.execute("SELECT users, entries FROM journald.instance_totals", in: database)
            #expect(totals == [["1", "30"]])
            let days = try await server.execute(
                "SELECT count(*), sum(entries), max(users), sum(words) FROM journald.instance_days", in: database)
            #expect(days == [["5", "30", "1", "300"]])
            let usage = try await server.execute(
                "SELECT provider, users, calls, input_tokens, output_tokens, cost FROM journald.instance_usage", in: database)
            #expect(usage == [["model", "1", "2", "30", "4", "5"]])
            await pool.close()
        }
    }

    private func pool(_ url: String, _ name: String) throws -> ConnectionPool {
        let options = try PostgresOptions(TestStores.context(TestStores.settings(url)))
        return ConnectionPool(options.connection, gate: ReconnectGate(), size: 1, name: name)
    }
}
