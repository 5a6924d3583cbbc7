import PluginAPI

/// The rows of one journal, from one cluster to another. Both connections live on the thread that calls.
enum JournalCopy {
    private static let pageRows: Int64 = 500

    /// Puts all of a closed journal into another cluster, in one transaction there. What is there of it already goes first.
    static func copy(_ owner: UserID, from source: Connection, to target: Connection, _ layout: TableLayout) throws {
        try source.ensureOpen()
        let rows = try source.run(
            MainProvider.select, .of(owner, "SELECT last_number, entries, changes FROM journals WHERE user_id = $1"))
        let provider = rows[0].first?.text(0)
        guard let counts = rows[1].first else { throw StorageError.notFound }
        let journal = Query("""
            INSERT INTO journals (user_id, last_number, entries, changes, closed) VALUES ($1, $2, $3, $4, 0)
            ON CONFLICT (user_id) DO UPDATE SET last_number = excluded.last_number, entries = excluded.entries,
                changes = excluded.changes, closed = 0, \(Schema.nothingDerived)
            """) {
            $0.add(owner)
            $0.add(counts.int(0))
            $0.add(counts.int(1))
            $0.add(counts.int(2) + 1)
        }
        try target.transaction { transaction in
            _ = try transaction.run([Query("SET LOCAL statement_timeout = 0", isKept: false)] + clear(owner))
            for table in Schema.journalTables { try copy(table, owner, from: source, to: transaction, layout) }
            try countProviders(owner, provider, transaction)
            _ = try transaction.run(journal)
        }
    }

    /// Removes a journal's rows, its own row excepted.
    static func clear(_ owner: UserID) -> [Query] {
        (Schema.journalTables + Schema.derivedTables + ["provider_days"]).map { .of(owner, "DELETE FROM \($0) WHERE user_id = $1") }
    }

    /// As the text of whole rows: it has every column of every type, exactly.
    private static func copy(
        _ table: String, _ owner: UserID, from source: Connection, to transaction: Transaction, _ layout: TableLayout
    ) throws {
        let insert = """
            INSERT INTO \(table) SELECT (r.r).* FROM (
                SELECT n.x::\(table) AS r FROM unnest($1::text[]) AS n (x) OFFSET 0) r
            """
        try scan(table, layout, owner, source) { rows in
            _ = try transaction.run(Query(insert) { $0.addArray(rows) })
        }
    }

    private static func scan(
        _ table: String, _ layout: TableLayout, _ owner: UserID, _ source: Connection, _ page: ([String]) throws -> Void
    ) throws {
        // A transaction that an error left open ends here; a cursor needs one.
        if (try? source.run(Query("ROLLBACK"))) == nil { source.close() }
        try source.ensureOpen()
        let rows = rows(table, layout)
        let declare = Query("DECLARE journal NO SCROLL CURSOR FOR SELECT t::text FROM \(rows) WHERE user_id = $1", isKept: false) {
            $0.add(owner)
        }
        _ = try source.run(Query("BEGIN READ ONLY"), Query("SET LOCAL statement_timeout = 0", isKept: false), declare)
        while true {
            let rows = try source.run(Query("FETCH \(pageRows) FROM journal", isKept: false)).map { $0.text(0) }
            if rows.isEmpty { break }
            try page(rows)
        }
        _ = try source.run(Query("COMMIT"))
    }

    /// The rows `t` of a table. Sums that are partly in columns move as one row, which begins anew in the other cluster.
    private static func rows(_ table: String, _ layout: TableLayout) -> String {
        DaySums(rawValue: table)?.merged(layout, from: "\(Schema.nothingSummed)", as: "t") ?? "\(table) t"
    }

    /// Each cluster has a main provider of its own, whose scores are not counted apart (see `MainProvider`).
    private static func countProviders(_ owner: UserID, _ provider: String?, _ transaction: Transaction) throws {
        guard let provider else { return }
        let count = """
            INSERT INTO provider_days (user_id, day, provider, entries)
            SELECT e.user_id, e.day, e.provider, count(*) FROM entries e
            WHERE e.user_id = $1 AND e.trashed_at IS NULL AND e.provider IS NOT NULL
                AND e.provider <> (SELECT value FROM facts WHERE name = 'mainProvider')
            GROUP BY e.user_id, e.day, e.provider
            """
        _ = try transaction.run(MainProvider.insert(provider), .of(owner, count))
    }

    /// - Returns: how many rows each table has of a journal, and a sum over their hashes.
    static func digest(_ owner: UserID, _ connection: Connection, _ layout: TableLayout) throws -> [String] {
        try connection.ensureOpen()
        let queries = Schema.journalTables.map { table in
            Query.of(owner, """
                SELECT count(*)::text || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0)::text FROM \(rows(table, layout))
                WHERE user_id = $1
                """)
        }
        let journal = Query.of(owner, "SELECT last_number || ' ' || entries FROM journals WHERE user_id = $1")
        let setting = Query("SET LOCAL statement_timeout = 0", isKept: false)
        return try connection.snapshot([setting] + queries + [journal]).dropFirst().map { $0.first?.text(0) ?? "" }
    }
}
