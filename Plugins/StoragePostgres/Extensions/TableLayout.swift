import PluginAPI

/// What the tables are laid out on. One setting each turns an extension on; without them plain PostgreSQL serves.
enum TableLayout: Hashable, CaseIterable, Sendable {
    case plain
    /// Journals are distributed by user over the nodes of a Citus cluster.
    case citus
    /// Running sums of days are hypertables of TimescaleDB.
    case timescale

    /// Lays the tables out, once; what is there moves. Called after the migrations, by every daemon that starts.
    /// - Returns: the tables that were laid out now.
    /// - Throws: `PluginStartError` when the server or the database lacks what the layout needs, or has another one.
    func lay(_ connection: Connection) throws -> [String] {
        switch self {
        case .plain:
            try Self.refuseDistributed(connection)
            return []
        case .citus: return try CitusLayout(connection: connection).lay()
        case .timescale:
            try Self.refuseDistributed(connection)
            return try TimescaleLayout(connection: connection).lay()
        }
    }

    /// Settings that every connection of this layout has.
    var sessionSettings: [String: String] {
        // Shards are visited one after the other and in one order, so that writers do not wait for each other in a ring, and
        // each session has one connection to a node. Plans depend on where the rows of the parameters are.
        //
        // Whoever changes entries, sums, categories or jobs has locked the journals' rows before, shard by shard, so nobody meets
        // anybody at the rows that follow; who moves a journal away has closed it. The extension's own locks of whole shards would let
        // writers of different users wait for each other in a ring.
        guard self == .citus else { return [:] }
        return [
            "citus.multi_shard_modify_mode": "sequential", "citus.enable_deadlock_prevention": "off", "plan_cache_mode": "auto",
        ]
    }

    /// What the database takes on all nodes, as SQL.
    var bytes: String {
        let own = "pg_database_size(current_database())"
        guard self == .citus else { return own }
        return """
            \(own) + (SELECT coalesce(sum(citus_total_relation_size(logicalrelid)), 0)::bigint FROM pg_dist_partition
                WHERE partmethod = 'h')
            """
    }

    /// A daemon that does not know of the nodes would fail at its first commit.
    private static func refuseDistributed(_ connection: Connection) throws {
        guard try connection.run(Query("SELECT to_regclass('pg_catalog.pg_dist_partition') IS NOT NULL")).first?.bool(0) == true
        else { return }
        let sql = """
            SELECT 1 FROM pg_catalog.pg_dist_partition WHERE logicalrelid = to_regclass('\(Schema.name).journals')
            """
        guard try connection.run(Query(sql, isKept: false)).first != nil else { return }
        throw PluginStartError(
            "the tables of \(connection.options.target) are distributed by Citus: set \(PostgresOptions.citusSetting.spec.key) to true.",
            lasting: true)
    }
}

/// An extension of the server, as an operator installs it.
struct ServerExtension {
    let name: String
    /// The setting that asks for it.
    let setting: String
    /// A parameter of the server that is there when its library is loaded.
    let parameter: String
    let connection: Connection

    /// Finds the extension in the database, or makes it there where that is allowed.
    /// - Returns: its schema.
    /// - Throws: `PluginStartError`.
    func require(version least: Int) throws -> String {
        if try find() == nil { try create() }
        guard let found = try find() else { throw missing("the extension did not appear") }
        guard Int(found.version.prefix { $0.isNumber }) ?? 0 >= least else {
            throw PluginStartError(
                "\(setting) is true, but \(connection.options.target) has \(name) \(found.version): \(least) or newer is needed.",
                lasting: true)
        }
        return found.schema
    }

    private func find() throws -> (version: String, schema: String)? {
        let sql = """
            SELECT e.extversion, n.nspname::text FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
            WHERE e.extname = $1
            """
        return try connection.run(Query(sql) { $0.add(name) }).first.map { ($0.text(0), $0.text(1)) }
    }

    private func create() throws {
        let available = Query("SELECT 1 FROM pg_available_extensions WHERE name = $1") { $0.add(name) }
        guard try connection.run(available).first != nil else {
            throw PluginStartError(
                """
                \(setting) is true, but the server of \(connection.options.target) has no extension \(name): \
                install it and name it in shared_preload_libraries, or set \(setting) to false.
                """, lasting: true)
        }
        let isLoaded = Query("SELECT current_setting($1, true) IS NOT NULL") { $0.add(parameter) }
        guard try connection.run(isLoaded).first?.bool(0) == true else { throw missing("it is not loaded") }
        do {
            // Without `public` in the search path it would become a part of the daemon's own schema.
            _ = try connection.run([
                Query("SET LOCAL search_path = public", isKept: false),
                Query("CREATE EXTENSION IF NOT EXISTS \(name)", isKept: false),
            ])
        } catch let failure as PostgresFailure where !failure.isConnectionLost {
            throw missing(failure.message)
        }
    }

    private func missing(_ reason: String) -> PluginStartError {
        PluginStartError(
            """
            \(setting) is true, but the database \(connection.options.target) has no extension \(name) (\(reason)): \
            as a superuser, name it in shared_preload_libraries and run CREATE EXTENSION \(name).
            """, lasting: true)
    }
}
