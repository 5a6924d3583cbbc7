/// What people sign in with and what came of it.
extension Schema {
    /// `audit.user_id` is the nil UUID for events of no account; no user has that id.
    static let accounts = [
        """
        CREATE TABLE credentials (
            user_id uuid PRIMARY KEY, password_hash text, initial_until bigint, seed bytea, last_step bigint,
            pending_seed bytea)
        """,
        "CREATE TABLE recovery_codes (user_id uuid NOT NULL, hash bytea NOT NULL, PRIMARY KEY (user_id, hash))",
        """
        CREATE TABLE sessions (
            user_id uuid NOT NULL, id uuid NOT NULL, uid bigint NOT NULL, label bytea, second_factor boolean NOT NULL,
            created_at bigint NOT NULL, used_at bigint NOT NULL, idle_until bigint NOT NULL, expires_at bigint NOT NULL,
            refresh bytea NOT NULL, PRIMARY KEY (user_id, id)) WITH (fillfactor = 80)
        """,
        "CREATE INDEX sessions_by_end ON sessions (least(idle_until, expires_at))",
        """
        CREATE TABLE used_refresh_tokens (
            user_id uuid NOT NULL, session uuid NOT NULL, serial bigint NOT NULL, hash bytea NOT NULL,
            PRIMARY KEY (user_id, session, serial))
        """,
        """
        CREATE TABLE api_tokens (
            user_id uuid NOT NULL, id uuid NOT NULL, label bytea NOT NULL, hash bytea NOT NULL, scopes text NOT NULL,
            created_at bigint NOT NULL, expires_at bigint NOT NULL, used_at bigint, used_by bigint,
            PRIMARY KEY (user_id, id)) WITH (fillfactor = 80)
        """,
        """
        CREATE TABLE audit (
            user_id uuid NOT NULL, id uuid NOT NULL, at bigint NOT NULL, account uuid, actor uuid, uid bigint,
            kind text NOT NULL, outcome text NOT NULL, method text, subject text, PRIMARY KEY (user_id, id))
        """,
        "CREATE INDEX audit_by_id ON audit (id)",
        "CREATE INDEX audit_by_time ON audit (at)",
        "CREATE TABLE sightings (user_id uuid PRIMARY KEY, at bigint NOT NULL) WITH (fillfactor = 50)",
        // Not among the tables that go with their user: shares are destroyed after the user is, and by name.
        "CREATE TABLE key_shares (user_id uuid PRIMARY KEY, share bytea NOT NULL)",
        "CREATE TABLE condemned_shares (user_id uuid PRIMARY KEY)",
    ]

    /// Those of them whose rows go with their user.
    static let accountTables = [
        "credentials", "recovery_codes", "sessions", "used_refresh_tokens", "api_tokens", "audit", "sightings",
    ]
}
