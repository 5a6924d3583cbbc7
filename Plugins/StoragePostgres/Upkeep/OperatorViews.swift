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
