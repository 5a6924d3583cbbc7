/// What the server is told of tables before it knows them.
///
/// A statement's plan is made once and kept. On a table without figures an index that names the user alone seems as good as the
/// one that names the row, and costs less to ask: each new entry would be compared with all entries of its writer until the table is
/// analysed, a minute or more later. With an average of one row a user that would seem so even then.
extension Schema {
    /// Any user may be the one who has all the rows (`n_distinct`), and there are as many as in a small journal: a sample is
    /// analysed and removed again. What the table really holds takes its place with the first analysis.
    static let planning: [String] = samples.flatMap { table, sample in
        [
            "ALTER TABLE \(table) ALTER COLUMN user_id SET (n_distinct = 1)",
            sample,
            "ANALYZE \(table)",
            "DELETE FROM \(table) WHERE user_id = \(nobody)",
        ]
    }

    private static let nobody = "'00000000-0000-0000-0000-000000000000'::uuid"

    private static let samples: [(table: String, insert: String)] = [
        (
            "entries", """
                INSERT INTO entries (user_id, id, number, at, zone, day, hour, starred, words, revision, created_at, updated_at,
                    categories, analysis)
                SELECT \(nobody), gen_random_uuid(), n, n, 'UTC', 0, 0, false, 1, 1, n, n, '{}', 0 FROM generate_series(1, 200) AS n
                """
        ),
        (
            "categories", """
                INSERT INTO categories (user_id, id, name_hash, sealed_name, created_at)
                SELECT \(nobody), gen_random_uuid(), int8send(n), '', n FROM generate_series(1, 200) AS n
                """
        ),
        (
            "jobs", """
                INSERT INTO jobs (user_id, id, kind, state, provider, revision, created_at, updated_at, due_at, tries, returns,
                    entry, parent, total, done, failed, skipped, is_expanded, aside)
                SELECT \(nobody), gen_random_uuid(), 0, 3, '', 1, n, n, n, 0, 0, gen_random_uuid(), gen_random_uuid(), 0, 0, 0, 0,
                    false, 0 FROM generate_series(1, 200) AS n
                """
        ),
    ]
}
