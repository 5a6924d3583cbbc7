import DatabaseTestServers
import PluginAPI
import Testing

@testable import StoragePostgres

/// COPY: rows arrive as they were, all or none, and the connection goes on whatever became of them.
@Suite struct CopyTests {
    private static let columns: [CopyRows.Column] = [
        .init("id", .uuid), .init("small", .int2), .init("middle", .int4), .init("large", .int8), .init("flag", .bool),
        .init("words", .text), .init("content", .bytes), .init("ids", .uuids), .init("numbers", .numbers),
    ]

    /// A connection to a database with an empty table, and options for more of them.
    private func withTable(
        _ more: [String: SettingValue] = [:], _ body: @escaping @Sendable (Connection, ConnectionOptions) throws -> Void
    ) async throws {
        let server = try await PostgresServer.shared()
        let database = try await server.makeDatabase()
        try await server.execute(
            """
            CREATE TABLE public.t (id uuid PRIMARY KEY, small smallint, middle integer, large bigint, flag boolean,
                words text, content bytea, ids uuid[], numbers bigint[])
            """, in: database)
        let options = try PostgresOptions(TestStores.context(TestStores.settings(server.url(of: database), more))).connection
        let pool = ConnectionPool(options, gate: ReconnectGate(), size: 1, name: "test")
        let result: Result<Void, any Error>
        do {
            try await pool.run { try body($0, options) }
            result = .success(())
        } catch {
            result = .failure(error)
        }
        await pool.close()
        try await server.dropDatabase(database)
        try result.get()
    }

    private static func row(_ number: UInt64, bytes: Int = 0) -> [CopyRows.Value] {
        [
            .id(high: 1, low: number), .number(Int64(Int16.min)), .number(Int64(Int32.max)), .number(.min), .flag(true),
            .text("ä\u{1F600}"), .bytes([UInt8](repeating: 7, count: bytes)), .ids([(2, 3), (0, .max)]),
            .numbers([1, .min, .max]),
        ]
    }

    private static func rows(_ numbers: [UInt64], bytes: Int = 0) throws -> CopyRows {
        var rows = CopyRows("public.t", columns)
        for number in numbers { try rows.add(row(number, bytes: bytes)) }
        return rows
    }

    private static func count(_ connection: Connection) throws -> Int64? {
        try connection.run(Query("SELECT count(*) FROM public.t")).first?.int(0)
    }

    @Test func rowsArriveAsTheyWere() async throws {
        try await withTable { connection, _ in
            var rows = try Self.rows([5])
            try rows.add([.id(high: 1, low: 6)] + Self.columns.dropFirst().map { _ in .null })
            try rows.add(Self.row(7).dropLast(2) + [.ids([]), .numbers([])])
            try connection.transaction { try $0.copy(rows) }
            let found = try connection.run(Query("SELECT * FROM public.t ORDER BY id"))
            let row = try #require(found.first)
            #expect([row.int(1), row.int(2), row.int(3), row.int(4)] == [Int64(Int16.min), Int64(Int32.max), .min, 1])
            #expect(row.text(5) == "ä\u{1F600}" && row.optionalBytes(6) == [])
            #expect(row.ids(7) == [EntryID(high: 2, low: 3), EntryID(high: 0, low: .max)])
            #expect(row.terms(8).map(\.number) == [1, .min, .max])
            #expect(found.map { row in (1...8).map { row.isNull($0) } }[1] == Array(repeating: true, count: 8))
            let empty = try connection.run(Query("SELECT cardinality(ids), cardinality(numbers) FROM public.t WHERE words <> ''"))
            #expect(empty.map { [$0.int(0), $0.int(1)] } == [[2, 3], [0, 0]])
        }
    }

    @Test func valuesThatDoNotFitAreRefusedBeforeTheyAreSent() throws {
        var rows = CopyRows("t", [.init("small", .int2), .init("words", .text)])
        let bad: [[CopyRows.Value]] = [[.number(32_768), .text("")], [.text(""), .text("")], [.null], [.number(1), .bytes([1])]]
        for row in bad {
            let error = #expect(throws: PostgresFailure.self) { try rows.add(row) }
            #expect(error?.isAboutValues == true)
        }
    }

    /// Megabytes, so that most of them are sent after the server has refused the first.
    @Test func aRefusalUndoesAllAndTheConnectionGoesOn() async throws {
        try await withTable { connection, _ in
            let server = try connection.run(Query("SELECT pg_backend_pid()")).first?.int(0)
            try connection.transaction { try $0.copy(try Self.rows([1])) }
            let taken = #expect(throws: PostgresFailure.self) {
                try connection.transaction { try $0.copy(try Self.rows(Array(1...3_000), bytes: 4_000)) }
            }
            #expect(taken?.isTaken == true)
            var lost = CopyRows("public.nowhere", Self.columns)
            try lost.add(Self.row(1))
            let nowhere = #expect(throws: PostgresFailure.self) { try connection.transaction { try $0.copy(lost) } }
            #expect(nowhere?.state == "42P01")
            #expect(try Self.count(connection) == 1)
            try connection.transaction { transaction in
                try transaction.copy(try Self.rows(Array(2...3_000), bytes: 4_000))
                _ = try transaction.run(Query("DELETE FROM public.t WHERE id = '00000000-0000-0001-0000-000000000001'"))
                try transaction.copy(try Self.rows([1, 3_001]))
            }
            #expect(try Self.count(connection) == 3_001)
            #expect(try connection.run(Query("SELECT pg_backend_pid()")).first?.int(0) == server)
        }
    }

    @Test func aServerThatGoesAwayInTheMiddleIsAskedAgain() async throws {
        try await withTable { connection, _ in
            // A number of a sequence stays taken, so the second try comes through.
            for sql in [
                "CREATE SEQUENCE public.s",
                """
                CREATE FUNCTION public.die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    IF nextval('public.s') = 700 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
                    RETURN NEW;
                END $$
                """,
                "CREATE TRIGGER die BEFORE INSERT ON public.t FOR EACH ROW EXECUTE FUNCTION public.die()",
            ] { _ = try connection.run(Query(sql, isKept: false)) }
            let before = try connection.run(Query("SELECT pg_backend_pid()")).first?.int(0)
            var tries = 0
            try connection.transaction { transaction in
                tries += 1
                try transaction.copy(try Self.rows(Array(1...1_000), bytes: 4_000))
            }
            #expect(tries == 2)
            #expect(try Self.count(connection) == 1_000)
            #expect(try connection.run(Query("SELECT pg_backend_pid()")).first?.int(0) != before)
        }
    }

    @Test func aTableThatSomebodyHoldsCostsTheStatementsTime() async throws {
        try await withTable(["storage.postgres.statementTimeoutMs": .integer(200)]) { connection, options in
            let other = Connection(options)
            try other.ensureOpen()
            _ = try other.run(Query("BEGIN"), Query("LOCK TABLE public.t", isKept: false))
            let error = #expect(throws: PostgresFailure.self) {
                try connection.transaction { try $0.copy(try Self.rows([1])) }
            }
            #expect(error?.state == "57014")
            other.close()
            try connection.transaction { try $0.copy(try Self.rows([1])) }
            #expect(try Self.count(connection) == 1)
        }
    }
}
