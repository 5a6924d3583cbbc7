/// Work that is done later, and what providers answered.
extension Schema {
    /// Kinds and states are numbered as in `JobRow`; the partial indexes name them. An entry has at most one analysis.
    static let jobs = [
        """
        CREATE TABLE jobs (
            user_id uuid NOT NULL, id uuid NOT NULL, kind smallint NOT NULL, state smallint NOT NULL,
            provider text COLLATE "C" NOT NULL, entry uuid, revision integer NOT NULL, parent uuid,
            created_at bigint NOT NULL, updated_at bigint NOT NULL, due_at bigint NOT NULL, tries integer NOT NULL,
            returns integer NOT NULL, lease uuid, lease_until bigint, reason text, total bigint NOT NULL,
            done bigint NOT NULL, failed bigint NOT NULL, skipped bigint NOT NULL, since bigint, before bigint,
            first_day integer, last_day integer, position bytea, is_expanded boolean NOT NULL, aside bigint NOT NULL,
            place bigint,
            PRIMARY KEY (user_id, id))
        """,
        // `user_id` may be a deleted account's: its texts are still to be deleted at the server. `calls` and what follows is what
        // settled analyses of a batch took.
        """
        CREATE TABLE batches (
            user_id uuid NOT NULL, id uuid NOT NULL, parent uuid NOT NULL, provider text COLLATE "C" NOT NULL,
            model text NOT NULL, prompt_version text NOT NULL, created_at bigint NOT NULL, count bigint NOT NULL,
            ticket text, is_over boolean NOT NULL, holder uuid, due_at bigint NOT NULL, calls bigint NOT NULL DEFAULT 0,
            input_tokens bigint NOT NULL DEFAULT 0, output_tokens bigint NOT NULL DEFAULT 0,
            cost bigint NOT NULL DEFAULT 0, PRIMARY KEY (user_id, id))
        """,
        "CREATE INDEX batches_by_id ON batches (id)",
        "CREATE INDEX batches_due ON batches (provider, due_at)",
        "CREATE UNIQUE INDEX jobs_by_entry ON jobs (user_id, entry) WHERE entry IS NOT NULL",
        "CREATE INDEX jobs_to_claim ON jobs (provider, due_at, id) WHERE state = 0 AND kind = 0",
        "CREATE INDEX jobs_held ON jobs (lease) WHERE lease IS NOT NULL",
        "CREATE INDEX jobs_lapsing ON jobs (lease_until) WHERE state = 1 AND kind = 0",
        "CREATE INDEX jobs_parked ON jobs (provider) WHERE state = 2 AND kind = 0",
        "CREATE INDEX jobs_to_expand ON jobs (provider, id) WHERE kind = 1 AND NOT is_expanded",
        "CREATE INDEX jobs_by_parent ON jobs (user_id, parent, id)",
        """
        CREATE TABLE other_scores (
            user_id uuid NOT NULL, entry uuid NOT NULL, provider text COLLATE "C" NOT NULL, label smallint NOT NULL,
            score integer NOT NULL, positive integer NOT NULL, neutral integer NOT NULL, negative integer NOT NULL,
            confidence integer NOT NULL, analysed_at bigint NOT NULL, model text NOT NULL, detail bytea NOT NULL,
            PRIMARY KEY (user_id, entry, provider))
        """,
        """
        CREATE TABLE answers (
            user_id uuid NOT NULL, key bytea NOT NULL, answer bytea NOT NULL, kept_at bigint NOT NULL,
            PRIMARY KEY (user_id, key))
        """,
        "CREATE INDEX answers_by_age ON answers (kept_at)",
        """
        CREATE TABLE provider_use (
            user_id uuid NOT NULL, month bigint NOT NULL, provider text COLLATE "C" NOT NULL, calls bigint NOT NULL,
            input_tokens bigint NOT NULL, output_tokens bigint NOT NULL, cost bigint NOT NULL,
            PRIMARY KEY (user_id, month, provider))
        """,
        "CREATE INDEX provider_use_by_month ON provider_use (month)",
        """
        CREATE TABLE remote_consents (
            user_id uuid PRIMARY KEY, is_given boolean NOT NULL, masks boolean NOT NULL, monthly_micros bigint)
        """,
        "CREATE TABLE choices (name text PRIMARY KEY, value text NOT NULL)",
    ]

    /// Those of them whose rows go with their user.
    static let jobTables = ["jobs", "other_scores", "answers", "provider_use", "remote_consents"]
}
