/// Sums over all users, for operators: materialized views that one elected daemon refreshes (see `Upkeep`).
///
/// They hold no user's own numbers, so a role that draws charts may be let read them. A user's reports never ask them: running
/// sums answer those exactly, in as many steps as there are days.
enum OperatorViews {
    /// Entries and users, in one row.
    static let totals = "instance_totals"
    /// Users that wrote, entries, words and scores of each day.
    static let days = "instance_days"
    /// What each provider's answers took in each month.
    static let usage = "instance_usage"

    private static let sums = "sum(entries)::bigint AS entries, sum(words)::bigint AS words, sum(scored)::bigint AS scored, sum(score_sum)::bigint AS score_sum"
    private static let writers = "count(*) FILTER (WHERE entries > 0) AS users"

    /// The days of journals, where a day's sums are in two tables: a view, so that either may be exchanged under `days`.
    private static let journalDays = "journal_days"

    /// Makes that view, or has it ask another table of columns.
    static func daySums(columns: String) -> String {
        let names = ["entries", "words", "scored", "score_sum"]
        func columnNames(_ table: String) -> String { (["user_id", "day"] + names).map { "\(table).\($0)" }.joined(separator: ", ") }
        let merges = names.map { "sum(\($0))::bigint AS \($0)" }.joined(separator: ", ")
        return """
            CREATE OR REPLACE VIEW \(journalDays) AS SELECT user_id, day, \(merges) FROM (
                SELECT \(columnNames("r")) FROM \(DaySums.days.rows) r
                UNION ALL SELECT \(columnNames("c")) FROM \(columns) c
                    JOIN journals j ON j.user_id = c.user_id AND j.columns_generation = c.generation) s
            GROUP BY user_id, day
            """
    }

    /// The same days from both tables, in place of the view of one.
    static let daysOfBoth = [
        daySums(columns: DaySums.days.columns),
        "DROP MATERIALIZED VIEW \(days)",
        "CREATE MATERIALIZED VIEW \(days) AS SELECT day, \(writers), \(sums) FROM \(journalDays) GROUP BY day",
        "CREATE UNIQUE INDEX \(days)_key ON \(days) (day)",
    ]

    /// Gives whom an operator has let read the days that right again, once the view was made anew.
    static let grantsOfDays = """
        SELECT format('GRANT %s ON \(days) TO %s', a.privilege_type, CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(r.rolname) END)
        FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
        WHERE c.oid = to_regclass('\(Schema.name).\(days)') AND a.grantee <> c.relowner
        """

    /// The migration that makes them. Each has the unique index that a refresh without a lock needs.
    static let statements = [
        """
        CREATE MATERIALIZED VIEW \(totals) AS
        SELECT 1 AS id, (SELECT count(*) FROM users) AS users,
            (SELECT coalesce(sum(entries), 0)::bigint FROM journals) AS entries, now() AS refreshed_at
        """,
        "CREATE UNIQUE INDEX \(totals)_key ON \(totals) (id)",
        "CREATE MATERIALIZED VIEW \(days) AS SELECT day, \(writers), \(sums) FROM day_rollups GROUP BY day",
        "CREATE UNIQUE INDEX \(days)_key ON \(days) (day)",
        """
        CREATE MATERIALIZED VIEW \(usage) AS
        SELECT month, provider, count(*) AS users, sum(calls)::bigint AS calls, sum(input_tokens)::bigint AS input_tokens,
            sum(output_tokens)::bigint AS output_tokens, sum(cost)::bigint AS cost
        FROM provider_use GROUP BY month, provider
        """,
        "CREATE UNIQUE INDEX \(usage)_key ON \(usage) (month, provider)",
    ]

    /// The same days as a continuous aggregate of TimescaleDB, in place of the view.
    static let continuousDays = [
        "DROP MATERIALIZED VIEW \(days)",
        """
        CREATE MATERIALIZED VIEW \(days) WITH (timescaledb.continuous, timescaledb.materialized_only = false) AS
        SELECT time_bucket(1, day) AS day, \(writers), \(sums) FROM day_rollups GROUP BY 1 WITH NO DATA
        """,
    ]
}
