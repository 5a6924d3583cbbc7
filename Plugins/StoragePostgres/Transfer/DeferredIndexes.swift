/// Indexes that a journal being moved here does without until all of it has come: each of them would be changed at many places by
/// every page, and is made in a fraction of that time from all rows at once.
///
/// How they were is kept in a table that goes with the end of the move. Unique ones stay: they find what came twice, and the check
/// reads by them. A migration that changes one of the others must do with its absence, and change what is kept here.
enum DeferredIndexes {
    /// The tables with a row for each entry, and the only ones that are large.
    private static let tables = ["entries", "contents"]
    /// What PostgreSQL may take to make one, where the server would give it less.
    private static let memory = "256MB"

    private static let places = tables.map { "'\(Schema.name).\($0)'::regclass" }.joined(separator: ", ")
    private static let keep = """
        CREATE TABLE transfer_indexes AS
        SELECT c.relname::text AS name, pg_get_indexdef(i.indexrelid) AS definition
        FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        WHERE NOT i.indisunique AND i.indrelid = ANY (ARRAY[\(places)])
        """

    /// Removes them; the transaction is that which begins the move.
    static func drop(_ transaction: Transaction) throws {
        _ = try transaction.run(Query(keep, isKept: false))
        let names = try transaction.run(Query("SELECT quote_ident(name) FROM transfer_indexes", isKept: false)).map { $0.text(0) }
        _ = try transaction.run(names.map { Query("DROP INDEX \(Schema.name).\($0)", isKept: false) })
    }

    /// Makes them again; the transaction is that which ends the move.
    static func make(_ transaction: Transaction) throws {
        // A move that an earlier version began has kept them.
        let isThere = Query("SELECT to_regclass('\(Schema.name).transfer_indexes') IS NOT NULL", isKept: false)
        guard try transaction.run(isThere).first?.bool(0) == true else { return }
        let raise = """
            SELECT set_config('maintenance_work_mem', '\(memory)', true)
            WHERE pg_size_bytes(current_setting('maintenance_work_mem')) < pg_size_bytes('\(memory)')
            """
        let definitions = try transaction.run(
            Query(raise, isKept: false), Query("SELECT definition FROM transfer_indexes ORDER BY name", isKept: false)
        )[1].map { $0.text(0) }
        for definition in definitions { _ = try transaction.run(Query(definition, isKept: false)) }
        _ = try transaction.run(Query("DROP TABLE transfer_indexes", isKept: false))
    }
}
