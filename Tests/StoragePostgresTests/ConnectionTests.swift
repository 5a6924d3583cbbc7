import DatabaseTestServers
import PluginAPI
import Testing

@testable import StoragePostgres

/// Values go out and come back, errors do not disturb what follows, transactions happen or do not.
@Suite struct ConnectionTests {
    /// A connection to a database of its own.
    private func withConnection(_ body: @escaping @Sendable (Connection) throws -> Void) async throws {
        let server = try await PostgresServer.shared()
        let database = try await server.makeDatabase()
        let options = try PostgresOptions(TestStores.context(TestStores.settings(server.url(of: database))))
        let pool = ConnectionPool(options.connection, gate: ReconnectGate(), size: 1, name: "test")
        let result: Result<Void, any Error>
        do {
            try await pool.run(body)
            result = .success(())
        } catch {
            result = .failure(error)
        }
        await pool.close()
        try await server.dropDatabase(database)
        try result.get()
    }

    private func count(_ connection: Connection) throws -> Int64? {
        try connection.run(Query("SELECT count(*) FROM public.t")).first?.int(0)
    }

    @Test func valuesComeBackAsTheyWere() async throws {
        try await withConnection { connection in
            let id = EntryID(high: 0xFEDC_BA98_7654_3210, low: 1)
            let row = try #require(
                try connection.run(
                    Query("""
                        SELECT $1::bigint, $2::text, $3::bytea, $4::uuid, $5::bool, $6::bigint, $7::bytea, $8::uuid[],
                            $9::bigint[], $10::text[], $11::bytea[], $12::bool[], 7::smallint, -8::integer, $13::bytea, $14::uuid[]
                        """) {
                        $0.add(Int64.min)
                        $0.add("ä\u{1F600}")
                        $0.add([0, 255, 1] as [UInt8])
                        $0.add(id)
                        $0.add(true)
                        $0.addNull()
                        $0.add([] as [UInt8])
                        $0.addArray([id, EntryID(high: 0, low: 0)])
                        $0.addArray([1, nil, Int64.max] as [Int64?])
                        $0.addArray(["a", "", nil] as [String?])
                        $0.addArray([[1], [], nil] as [[UInt8]?])
                        $0.addArray([true, false])
                        $0.add([] as [UInt8])
                        $0.addArray([] as [EntryID])
                    }).first)
            #expect(row.int(0) == .min)
            #expect(row.text(1) == "ä\u{1F600}")
            #expect(row.bytes(2) == [0, 255, 1])
            let found: EntryID = try row.id(3)
            #expect(found == id)
            #expect(row.bool(4))
            #expect(row.optionalInt(5) == nil)
            #expect(row.optionalBytes(6) == [])
            #expect(row.ids(7) == [id, EntryID(high: 0, low: 0)])
            #expect([row.int(12), row.int(13)] == [7, -8])
            #expect(row.optionalBytes(14) == [])
            #expect(row.ids(15) == [EntryID]())
        }
    }

    @Test func arraysBecomeRows() async throws {
        try await withConnection { connection in
            let rows = try connection.run(
                Query("SELECT * FROM unnest($1::bigint[], $2::text[], $3::bytea[], $4::bool[]) AS n (a, b, c, d)") {
                    $0.addArray([1, nil] as [Int64?])
                    $0.addArray(["x", nil] as [String?])
                    $0.addArray([[9], nil] as [[UInt8]?])
                    $0.addArray([false, true])
                })
            #expect(rows.map { $0.optionalInt(0) } == [1, nil])
            #expect(rows.map { $0.optionalText(1) } == ["x", nil])
            #expect(rows.map { $0.optionalBytes(2) } == [[9], nil])
            #expect(rows.map { $0.bool(3) } == [false, true])
            let none = try connection.run(Query("SELECT * FROM unnest($1::bigint[])") { $0.addArray([] as [Int64]) })
            #expect(none.count == 0)
        }
    }

    @Test func anErrorIsNamedAndTheNextStatementWorks() async throws {
        try await withConnection { connection in
            for round in 0..<3 {
                let failure = #expect(throws: PostgresFailure.self) {
                    try connection.run([Query("SELECT 1"), Query("SELECT 1 / $1::bigint") { $0.add(Int64(0)) }, Query("SELECT \(round)")])
                }
                #expect(failure?.state == "22012")
                let after = try connection.run(Query("SELECT \(round)")).first?.int(0)
                #expect(after == Int64(round))
            }
        }
    }

    @Test func aTransactionHappensWhollyOrNotAtAll() async throws {
        try await withConnection { connection in
            _ = try connection.run(Query("CREATE TABLE public.t (n bigint PRIMARY KEY)"))
            let insert = Query("INSERT INTO public.t VALUES ($1)") { $0.add(Int64(1)) }
            #expect(throws: StorageError.notFound) {
                try connection.transaction { transaction in
                    _ = try transaction.run(insert)
                    throw StorageError.notFound
                }
            }
            var rows = try count(connection)
            #expect(rows == 0)
            try connection.transaction { _ = try $0.run(insert) }
            let failure = #expect(throws: PostgresFailure.self) {
                try connection.transaction { transaction in
                    _ = try transaction.run(Query("INSERT INTO public.t VALUES (2)"))
                    _ = try transaction.run(insert)
                }
            }
            #expect(failure?.isTaken == true)
            rows = try count(connection)
            #expect(rows == 1)
        }
    }

    @Test func largeValuesDoNotBlock() async throws {
        try await withConnection { connection in
            let large = [UInt8](repeating: 7, count: 8 << 20)
            let queries = (0..<4).map { _ in Query("SELECT $1::bytea") { $0.add(large) } }
            for rows in try connection.run(queries) { #expect(rows.first?.bytes(0) == large) }
        }
    }

    @Test func aCutConnectionIsMadeAnew() async throws {
        try await withConnection { connection in
            _ = try connection.run(Query("CREATE TABLE public.t (n bigint)"))
            let failure = #expect(throws: PostgresFailure.self) {
                try connection.run(Query("SELECT pg_terminate_backend(pg_backend_pid())"))
            }
            #expect(failure?.isConnectionLost == true)
            var rounds = 0
            try connection.transaction { transaction in
                rounds += 1
                _ = try transaction.run(Query("INSERT INTO public.t VALUES (1)"))
                if rounds < 3 { _ = try transaction.run(Query("SELECT pg_terminate_backend(pg_backend_pid())")) }
            }
            #expect(rounds == 3)
            let rows = try count(connection)
            #expect(rows == 1)
        }
    }
}
