import PluginAPI

/// Brings a database up to this version. Any number of daemons may do so at once: one works, the others wait for it.
struct Migrator {
    let connection: Connection
    /// Whether a database without a journal gets its tables.
    var creates = true

    /// A number that nothing else locks: “journald” as bytes.
    private static let lock: Int64 = 0x6A6F_7572_6E61_6C64

    /// - Returns: the names of the steps that were taken.
    /// - Throws: `PluginStartError` when a newer version made the database or the server cannot be used.
    func run() throws -> [String] {
        try checkServer()
        let known = Schema.migrations.map(\.name)
        if let applied = try applied() {
            try check(applied)
            if applied.count == known.count { return [] }
        } else if !creates {
            throw PluginStartError("there is no journal in the database \(connection.options.target).", lasting: true)
        }
        return try connection.transaction { transaction in
            _ = try transaction.run([
                Query("SET LOCAL statement_timeout = 0"), Query("SET LOCAL lock_timeout = 0"),
                Query("SELECT pg_advisory_xact_lock($1)") { $0.add(Self.lock) },
            ])
            let hasSchema = try transaction.run(Self.hasSchema).first?.bool(0) ?? false
            if !hasSchema { _ = try transaction.run(Query("CREATE SCHEMA \(Schema.name)")) }
            _ = try transaction.run(Query("""
                CREATE TABLE IF NOT EXISTS \(Schema.name).migrations (
                    name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())
                """))
            let applied = try transaction.run(Self.selectApplied).map { $0.text(0) }
            try check(applied)
            let missing = Schema.migrations.filter { !applied.contains($0.name) }
            for migration in missing {
                _ = try transaction.run(migration.statements.map { Query($0, isKept: false) })
                _ = try transaction.run(Query("INSERT INTO migrations (name) VALUES ($1)") { $0.add(migration.name) })
            }
            return missing.map(\.name)
        }
    }

    private static let hasSchema = Query("SELECT to_regnamespace('\(Schema.name)') IS NOT NULL")
    private static let selectApplied = Query("SELECT name FROM \(Schema.name).migrations")

    /// The steps that were taken, or nil in a database without any.
    private func applied() throws -> [String]? {
        let isThere = try connection.run(Query("SELECT to_regclass('\(Schema.name).migrations') IS NOT NULL"))
        guard isThere.first?.bool(0) == true else { return nil }
        return try connection.run(Self.selectApplied).map { $0.text(0) }
    }

    private func check(_ applied: [String]) throws {
        let known = Set(Schema.migrations.map(\.name))
        guard let stranger = applied.first(where: { !known.contains($0) }) else { return }
        throw PluginStartError(
            "the database \(connection.options.target) was made by a newer journald-core (it has the step “\(stranger)”): start that version.",
            lasting: true)
    }

    /// What an acknowledged entry needs from the server.
    private func checkServer() throws {
        let row = try connection.run(Query("SELECT current_setting('fsync'), current_setting('server_encoding')")).first
        guard row?.text(0) == "on" else {
            throw PluginStartError(
                "the server of \(connection.options.target) runs with fsync = off and would lose stored entries: turn it on.",
                lasting: true)
        }
        guard row?.text(1) == "UTF8" else {
            throw PluginStartError(
                "the database \(connection.options.target) has the encoding \(row?.text(1) ?? "?"): make one with UTF8.",
                lasting: true)
        }
    }
}
