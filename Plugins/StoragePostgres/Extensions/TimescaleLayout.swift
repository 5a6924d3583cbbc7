import PluginAPI

/// Makes the running sums of days hypertables of TimescaleDB, a chunk a year. See docs/decisions/0023.
///
/// Days of years ago are kept in columns, at a fraction of the room. They may still be changed and removed, so sums stay exact
/// and an account is deleted wholly. The sums over all users become a continuous aggregate, which is brought up to date for
/// the days that changed alone. Entries are not a series: their keys do not begin with a time and every other question asks for
/// one by its id, so they stay as they are.
struct TimescaleLayout {
    let connection: Connection

    /// Tables with a day in their key, and the rest of the key after the user, by which columns of old days are grouped.
    static let hypertables: [(name: String, segments: String, order: String)] = [
        ("day_rollups", "user_id", "day"),
        ("hour_rollups", "user_id", "day, hour"),
        ("category_day_rollups", "user_id", "category, day"),
        ("provider_days", "user_id", "day, provider"),
    ]
    /// Days in a chunk.
    private static let chunk = 366
    /// Days after which a chunk that holds no younger one is kept in columns.
    private static let columnarAfter = 2 * chunk
    private static let oldestVersion = 2
    private static let today = "\(Schema.name).today"

    func lay() throws -> [String] {
        let setting = PostgresOptions.timescaleSetting.spec.key
        let schema = try ServerExtension(
            name: "timescaledb", setting: setting, parameter: "timescaledb.license", connection: connection
        ).require(version: Self.oldestVersion)
        try checkLicence(setting)
        guard try !missing().isEmpty else { return [] }
        return try connection.transaction { transaction in
            _ = try transaction.run(Migrator.exclusively)
            // The extension's functions are not in the daemon's own schema.
            _ = try transaction.run(Query("SELECT set_config('search_path', $1, true)") { $0.add("\(Schema.name), \(schema)") })
            let missing = try transaction.run(Self.missingQuery).map { $0.text(0) }
            guard !missing.isEmpty else { return [] }
            _ = try transaction.run(Query(Self.todaySQL, isKept: false))
            for table in Self.hypertables where missing.contains(table.name) {
                _ = try transaction.run(Self.statements(table).map { Query($0, isKept: false) })
            }
            if missing.contains("day_rollups") {
                _ = try transaction.run(OperatorViews.continuousDays.map { Query($0, isKept: false) })
            }
            return missing
        }
    }

    private func checkLicence(_ setting: String) throws {
        let licence = try connection.run(Query("SELECT current_setting('timescaledb.license', true)")).first?.optionalText(0)
        guard licence == "timescale" else {
            throw PluginStartError(
                """
                \(setting) is true, but the TimescaleDB of \(connection.options.target) has neither continuous aggregates nor \
                columns (timescaledb.license is \(licence ?? "not set")): install the community edition and set it to timescale.
                """, lasting: true)
        }
    }

    private static let missingSQL = """
        SELECT t.name FROM unnest($1::text[]) WITH ORDINALITY AS t (name, place)
        WHERE NOT EXISTS (SELECT 1 FROM timescaledb_information.hypertables h
            WHERE h.hypertable_schema = '\(Schema.name)' AND h.hypertable_name = t.name) ORDER BY t.place
        """
    private static let missingQuery = Query(missingSQL) { $0.addArray(hypertables.map(\.name)) }

    private func missing() throws -> [String] { try connection.run(Self.missingQuery).map { $0.text(0) } }

    /// Tells the extension which day it is. A day here or there only moves when a chunk is kept in columns.
    private static let todaySQL = """
        CREATE OR REPLACE FUNCTION \(today)() RETURNS integer LANGUAGE sql STABLE
            AS $$ SELECT current_date - date '1970-01-01' $$
        """

    private static func statements(_ table: (name: String, segments: String, order: String)) -> [String] {
        let name = "\(Schema.name).\(table.name)"
        return [
            """
            SELECT create_hypertable('\(name)', by_range('day', \(chunk)), create_default_indexes => false,
                migrate_data => true)
            """,
            "SELECT set_integer_now_func('\(name)', '\(today)')",
            """
            ALTER TABLE \(name) SET (timescaledb.compress, timescaledb.compress_segmentby = '\(table.segments)',
                timescaledb.compress_orderby = '\(table.order)')
            """,
            // Not at once: who lays the tables out is about to use them.
            "SELECT add_compression_policy('\(name)', \(columnarAfter), initial_start => now() + interval '1 hour')",
        ]
    }
}
