import PluginAPI

/// Rids the columns of what is nobody's: rows of accounts that were deleted, and of journals that are elsewhere now.
///
/// Such rows count for nobody from the moment on in which the journal went, since no journal has their number. But a row in columns
/// cannot be removed, so what is still somebody's is copied to a new table, which takes the place of the old one.
struct ColumnErasure {
    let connection: Connection

    /// Whether columns hold what is nobody's. A journal has days in columns if it has anything there.
    func isDue() throws -> Bool {
        let sql = """
            SELECT c.user_id FROM \(DaySums.days.columns) c
            LEFT JOIN journals j ON j.user_id = c.user_id AND j.columns_generation = c.generation
            WHERE j.user_id IS NULL LIMIT 1
            """
        return try connection.run(Query(sql)).first != nil
    }

    /// Those of days come last: where it is cut, the rest is still due.
    static let order: [DaySums] = [.hours, .categories, .providers, .days]

    /// Makes a table anew. Readers go on with the old one until the transaction is over; who moves sums is kept out.
    func erase(_ sums: DaySums) throws {
        let successor = ColumnTables.successor(of: sums)
        try connection.transaction { transaction in
            try transaction.takeTime()
            _ = try transaction.run(ColumnMover.exclusively)
            var statements = ColumnTables.make(sums, as: successor) + [Self.copy(sums, to: successor)]
            if sums == .days { statements.append(OperatorViews.daySums(columns: successor)) }
            // Readers who come later wait as long as this waits for those who are there.
            statements += ["SET LOCAL lock_timeout = '2s'", "LOCK TABLE \(sums.columns) IN ACCESS EXCLUSIVE MODE"]
            statements += ["DROP TABLE \(sums.columns)", "ALTER TABLE \(successor) RENAME TO \(sums.columns)"]
            for statement in statements { _ = try transaction.run(Query(statement, isKept: false)) }
        }
    }

    /// What was moved later is added to its row on the way, and days without entries are left out: as of the last move of a
    /// journal, its columns are what it was.
    private static func copy(_ sums: DaySums, to successor: String) -> String {
        let key = sums.keyNames.map { "c.\($0)" }.joined(separator: ", ")
        return """
            INSERT INTO \(successor) (\(sums.names), generation) SELECT \(key), \(sums.merges(of: "c")), c.generation
            FROM \(sums.columns) c JOIN journals j ON j.user_id = c.user_id AND j.columns_generation = c.generation
            GROUP BY \(key), c.generation HAVING sum(c.entries) <> 0 ORDER BY \(key)
            """
    }
}
