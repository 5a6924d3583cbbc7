import DatabaseTestServers
import Testing

@Suite struct PostgresServerTests {
    @Test func isDurableAndHasFreshDatabases() async throws {
        let server = try await PostgresServer.shared()
        let names = [try await server.makeDatabase(), try await server.makeDatabase()]
        #expect(Set(names).count == 2)
        try await server.execute("CREATE TABLE t (n int)", in: names[0])
        let tables = try await server.execute("SELECT count(*) FROM pg_tables WHERE tablename = 't'", in: names[1])
        #expect(tables == [["0"]])
        #expect(try await server.execute("SHOW fsync", in: names[0]) == [["on"]])
        for name in names { try await server.dropDatabase(name) }
    }
}
