import PluginAPI

/// Distributes the tables over the nodes of a Citus cluster. See docs/decisions/0023.
///
/// - *Distributed by user*, all alike, so that a user's rows are together on one node: journals and what is in them.
/// - *Reference tables*, whole on every node: what is the same for everybody and hardly ever changes.
/// - *On the coordinator*: who may come in, since a login must be unique over all users, and the queue of jobs, since a claim
///   passes over what others have locked, whosever it is; neither can be done across nodes.
///
/// Beside the sums of days that writers write are tables of old ones in columns (see `ColumnTables`).
///
/// The row that locks a journal is on the journal's node. A transaction over several nodes becomes visible on each at its own
/// time, the coordinator first; who has the lock has seen the last holder's transaction become visible there.
struct CitusLayout {
    let connection: Connection

    /// The first one is what the others are placed beside.
    static let distributed = [
        "journals", "entries", "contents", "history", "requests", "categories", "day_rollups", "hour_rollups",
        "category_day_rollups", "provider_days", "other_scores", "answers", "provider_use", "remote_consents",
        "term_segments", "term_chunks", "term_edits", "hour_months", "category_months",
    ]
    static let reference = ["facts", "choices"]
    private static let oldestVersion = 12
    /// The columnar storage has a version of its own, and came apart from Citus with this one.
    private static let oldestColumns = 11

    func lay() throws -> [String] {
        let setting = PostgresOptions.citusSetting.spec.key
        _ = try ServerExtension(name: "citus", setting: setting, parameter: "citus.shard_count", connection: connection)
            .require(version: Self.oldestVersion)
        try Self.requireColumns(connection)
        try checkNodes(setting)
        guard try !missing().isEmpty else { return [] }
        return try connection.transaction { transaction in
            _ = try transaction.run(Migrator.exclusively)
            let missing = try self.missing(transaction)
            for table in missing { _ = try transaction.run(Self.statements(table)) }
            if missing.contains(DaySums.days.columns) { try Self.countColumns(transaction) }
            return missing
        }
    }

    /// - Throws: `PluginStartError` where the server has no columnar storage.
    static func requireColumns(_ connection: Connection) throws {
        _ = try ServerExtension(
            name: "citus_columnar", setting: PostgresOptions.citusSetting.spec.key, parameter: "columnar.compression",
            connection: connection
        ).require(version: oldestColumns)
    }

    private func checkNodes(_ setting: String) throws {
        let target = connection.options.target
        let nodes = """
            SELECT citus_is_coordinator(),
                (SELECT count(*) FROM pg_dist_node WHERE noderole = 'primary' AND isactive AND shouldhaveshards)
            """
        guard let row = try connection.run(Query(nodes)).first else { return }
        guard row.bool(0) else {
            throw PluginStartError(
                "\(setting) is true, but \(target) is not the coordinator of its Citus cluster: connect to that.", lasting: true)
        }
        guard row.int(1) > 0 else {
            throw PluginStartError(
                """
                \(setting) is true, but the Citus cluster of \(target) has no node for shards: \
                add the workers by citus_set_coordinator_host and citus_add_node.
                """, lasting: true)
        }
    }

    private static let missingSQL = """
        SELECT t.name FROM unnest($1::text[]) WITH ORDINALITY AS t (name, place)
        LEFT JOIN pg_dist_partition p ON p.logicalrelid = to_regclass('\(Schema.name).' || t.name)
        WHERE p.logicalrelid IS NULL ORDER BY t.place
        """
    private static let missingQuery = Query(missingSQL) { $0.addArray(distributed + reference + ColumnTables.names) }

    /// The tables that are not laid out yet.
    private func missing() throws -> [String] { try connection.run(Self.missingQuery).map { $0.text(0) } }
    private func missing(_ transaction: Transaction) throws -> [String] {
        try transaction.run(Self.missingQuery).map { $0.text(0) }
    }

    /// Has the sums over all users count what is in columns.
    private static func countColumns(_ transaction: Transaction) throws {
        let grants = try transaction.run(Query(OperatorViews.grantsOfDays, isKept: false)).map { $0.text(0) }
        _ = try transaction.run((OperatorViews.daysOfBoth + grants).map { Query($0, isKept: false) })
    }

    /// Rows that are there are copied to the nodes, and the copies that stay behind are removed: a deleted account must not
    /// live on in one of them.
    private static func statements(_ table: String) -> [Query] {
        if let sums = DaySums.allCases.first(where: { $0.columns == table }) {
            return ColumnTables.make(sums, as: table).map { Query($0, isKept: false) }
        }
        let name = "\(Schema.name).\(table)"
        let layOut: String
        if reference.contains(table) {
            layOut = "SELECT create_reference_table('\(name)')"
        } else if table == distributed.first {
            layOut = "SELECT create_distributed_table('\(name)', 'user_id', colocate_with => 'none')"
        } else {
            layOut = "SELECT create_distributed_table('\(name)', 'user_id', colocate_with => '\(Schema.name).\(distributed[0])')"
        }
        return [layOut, "SELECT truncate_local_data_after_distributing_table('\(name)')"].map { Query($0, isKept: false) }
    }
}
