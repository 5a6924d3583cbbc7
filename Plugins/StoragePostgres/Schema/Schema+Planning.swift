/// What the server is told of tables, so that it plans every look-up for the largest journal.
extension Schema {
    /// Any user may be the one who has all the rows. With an average of one row a user, an index that names the user alone would
    /// seem as good as the one that names the row, and costs less to ask. See also `Connection.refreshPlans`.
    static let planning = ["entries", "jobs", "categories"].map {
        "ALTER TABLE \($0) ALTER COLUMN user_id SET (n_distinct = 1)"
    }
}
