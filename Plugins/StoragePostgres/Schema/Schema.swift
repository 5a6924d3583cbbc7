/// The tables, as steps that bring a database from any earlier version to this one.
///
/// Every key of what belongs to a user begins with `user_id`, unique constraints included, so that the same tables can be
/// distributed by it. Global are only `users` and `uids`, which are looked up by login and uid, `choices` and `facts`.
/// Ids are `uuid`, instants microseconds since 1970 (UTC) in `bigint`, days their number in `integer`.
enum Schema {
    /// The schema that the tables are in.
    static let name = "journald"

    /// One step: a name that is remembered, and its statements.
    struct Migration: Sendable {
        let name: String
        let statements: [String]
    }

    /// In order; a step that was released is never changed.
    static let migrations = [
        Migration(name: "entries", statements: users + entries + sums),
        Migration(name: "accounts", statements: accounts),
        Migration(name: "jobs", statements: jobs),
        Migration(name: "transfers", statements: transfers),
        Migration(name: "report stamps", statements: ["ALTER TABLE journals ADD COLUMN changes bigint NOT NULL DEFAULT 0"]),
        Migration(name: "operator views", statements: OperatorViews.statements),
        Migration(name: "regions", statements: regions),
        Migration(name: "term segments", statements: terms),
        Migration(name: "planning", statements: planning),
        Migration(name: "months", statements: months),
        Migration(name: "columns", statements: columns),
    ]

    /// Tables whose rows go with their user, by their column `user_id`.
    static let ownedTables = [
        "contents", "history", "requests", "day_rollups", "hour_rollups", "category_day_rollups", "provider_days",
        "categories", "entries",
        "user_regions",
    ] + derivedTables + accountTables + jobTables

    /// `journals` is apart from `users` so that the row with the wrapped key is not rewritten by every commit. Its row is
    /// what a writer locks first: who holds it is the only one that changes that user's journal.
    private static let users = [
        """
        CREATE TABLE users (
            id uuid PRIMARY KEY, login text COLLATE "C" UNIQUE, role text NOT NULL, is_disabled boolean NOT NULL,
            zone text NOT NULL, locale text NOT NULL, day_end_hour integer NOT NULL, week_start integer NOT NULL,
            created_at bigint NOT NULL, wrapped_key bytea NOT NULL)
        """,
        // The uid that an account was made for (`is_own`) and those linked later: in one table, so that each is one account's.
        """
        CREATE TABLE uids (
            uid bigint PRIMARY KEY, user_id uuid NOT NULL, at bigint NOT NULL, is_own boolean NOT NULL)
        """,
        "CREATE INDEX uids_by_user ON uids (user_id)",
        """
        CREATE TABLE journals (
            user_id uuid PRIMARY KEY, last_number bigint NOT NULL DEFAULT 0, entries bigint NOT NULL DEFAULT 0)
            WITH (fillfactor = 50)
        """,
        "CREATE TABLE facts (name text PRIMARY KEY, value text NOT NULL)",
    ]

    /// What is long is apart: filters read short rows, and a new score rewrites neither a text nor its search terms.
    /// Ciphertext and hashes do not compress, so nothing tries (`EXTERNAL`), and rows stay in one piece up to a page.
    private static let entries = [
        """
        CREATE TABLE entries (
            user_id uuid NOT NULL, id uuid NOT NULL, number bigint NOT NULL, at bigint NOT NULL, zone text NOT NULL,
            day integer NOT NULL, hour smallint NOT NULL, mood smallint, starred boolean NOT NULL, words bigint NOT NULL,
            revision integer NOT NULL, created_at bigint NOT NULL, updated_at bigint NOT NULL, trashed_at bigint,
            categories uuid[] NOT NULL, analysis smallint NOT NULL, label smallint, score integer, positive integer,
            neutral integer, negative integer, confidence integer, analysed_at bigint, provider text, model text,
            detail bytea, PRIMARY KEY (user_id, id)) WITH (fillfactor = 90, toast_tuple_target = 8160)
        """,
        "ALTER TABLE entries ALTER COLUMN detail SET STORAGE EXTERNAL",
        "CREATE UNIQUE INDEX entries_by_number ON entries (user_id, number)",
        "CREATE INDEX entries_by_time ON entries (user_id, at, id) WHERE trashed_at IS NULL",
        "CREATE INDEX entries_trashed ON entries (user_id, at, id) WHERE trashed_at IS NOT NULL",
        "CREATE INDEX entries_starred ON entries (user_id, at, id) WHERE starred AND trashed_at IS NULL",
        "CREATE INDEX entries_by_category ON entries USING gin (categories) WHERE trashed_at IS NULL",
        """
        CREATE TABLE contents (
            user_id uuid NOT NULL, id uuid NOT NULL, title bytea, body bytea NOT NULL, terms bigint[] NOT NULL,
            PRIMARY KEY (user_id, id)) WITH (toast_tuple_target = 8160)
        """,
        "ALTER TABLE contents ALTER COLUMN title SET STORAGE EXTERNAL",
        "ALTER TABLE contents ALTER COLUMN body SET STORAGE EXTERNAL",
        "ALTER TABLE contents ALTER COLUMN terms SET STORAGE EXTERNAL",
        "CREATE INDEX contents_by_term ON contents USING gin (terms)",
        """
        CREATE TABLE history (
            user_id uuid NOT NULL, entry uuid NOT NULL, revision integer NOT NULL, saved_at bigint NOT NULL, title bytea,
            body bytea NOT NULL, PRIMARY KEY (user_id, entry, revision)) WITH (toast_tuple_target = 8160)
        """,
        "ALTER TABLE history ALTER COLUMN title SET STORAGE EXTERNAL",
        "ALTER TABLE history ALTER COLUMN body SET STORAGE EXTERNAL",
        """
        CREATE TABLE categories (
            user_id uuid NOT NULL, id uuid NOT NULL, name_hash bytea NOT NULL, sealed_name bytea NOT NULL, colour text,
            created_at bigint NOT NULL, PRIMARY KEY (user_id, id), UNIQUE (user_id, name_hash))
        """,
        """
        CREATE TABLE requests (
            user_id uuid NOT NULL, key bytea NOT NULL, fingerprint bytea NOT NULL, id uuid NOT NULL, number bigint NOT NULL,
            PRIMARY KEY (user_id, key))
        """,
    ]

    /// The columns of a tally, in the order of `Tally`'s fields.
    static let tallyColumns = [
        "entries", "words", "scored", "score_sum", "score_squares", "positive", "neutral", "negative", "mixed", "unknown",
        "mood1", "mood2", "mood3", "mood4", "mood5",
    ]

    /// Running sums, kept in the transaction of the entries that they count. The room in their pages lets a sum change in place.
    private static let sums: [String] = {
        let columns = tallyColumns.map { "\($0) bigint NOT NULL" }.joined(separator: ", ")
        return [
            """
            CREATE TABLE day_rollups (
                user_id uuid NOT NULL, day integer NOT NULL, first_at bigint NOT NULL, last_at bigint NOT NULL, \(columns),
                PRIMARY KEY (user_id, day)) WITH (fillfactor = 70)
            """,
            """
            CREATE TABLE hour_rollups (
                user_id uuid NOT NULL, day integer NOT NULL, hour smallint NOT NULL, entries bigint NOT NULL,
                scored bigint NOT NULL, score_sum bigint NOT NULL, PRIMARY KEY (user_id, day, hour)) WITH (fillfactor = 70)
            """,
            """
            CREATE TABLE category_day_rollups (
                user_id uuid NOT NULL, category uuid NOT NULL, day integer NOT NULL, \(columns),
                PRIMARY KEY (user_id, category, day)) WITH (fillfactor = 70)
            """,
            // Scores of all providers but the first that scored anything (`facts`): that one has what the others have not.
            """
            CREATE TABLE provider_days (
                user_id uuid NOT NULL, day integer NOT NULL, provider text COLLATE "C" NOT NULL, entries bigint NOT NULL,
                PRIMARY KEY (user_id, day, provider)) WITH (fillfactor = 70)
            """,
        ]
    }()
}
