/// The index of search terms. See docs/decisions/0024.
///
/// `journals.indexed` is the number up to which entries are in segments. What is newer is looked at itself; so are entries
/// in `term_edits`, whose terms changed after they were indexed: `pending` until a segment has their new ones, and afterwards
/// because an older segment still has their old ones. Those that were removed are there as well, so that all others that a
/// segment names are known to be there. A segment holds `entries` entries, its chunks are as in `TermChunk`.
extension Schema {
    static let terms = [
        "DROP INDEX IF EXISTS contents_by_term",
        "ALTER TABLE journals ADD COLUMN indexed bigint NOT NULL DEFAULT 0",
        """
        CREATE TABLE term_segments (
            user_id uuid NOT NULL, segment bigint NOT NULL, entries bigint NOT NULL, PRIMARY KEY (user_id, segment))
        """,
        """
        CREATE TABLE term_chunks (
            user_id uuid NOT NULL, segment bigint NOT NULL, first_term bigint NOT NULL, postings bytea NOT NULL,
            PRIMARY KEY (user_id, segment, first_term)) WITH (toast_tuple_target = 8160)
        """,
        "ALTER TABLE term_chunks ALTER COLUMN postings SET STORAGE EXTERNAL",
        """
        CREATE TABLE term_edits (
            user_id uuid NOT NULL, number bigint NOT NULL, pending boolean NOT NULL, PRIMARY KEY (user_id, number))
        """,
        "CREATE INDEX term_edits_pending ON term_edits (user_id) WHERE pending",
    ]

    /// Tables whose rows can be made anew from a journal's entries.
    static let termTables = ["term_segments", "term_chunks", "term_edits"]
}
