public import PluginAPI

extension PostgresStorage: StoragePlugin {
    /// Entries are summed from the journals' own counts; where there are many users, they are as of the last refresh of the sums
    /// over all of them (see `Upkeep`). The bytes are those of the whole database.
    public func statistics() async throws(StorageError) -> StorageStatistics {
        let store = try store()
        let sql = """
            WITH known AS MATERIALIZED (SELECT users, entries FROM \(OperatorViews.totals) WHERE users >= \(Self.manyUsers))
            SELECT coalesce((SELECT entries FROM known), (SELECT coalesce(sum(entries), 0)::bigint FROM journals)),
                coalesce((SELECT users FROM known), (SELECT count(*) FROM users)), \(store.layout.bytes)
            """
        let queued = store.commits.waiting + store.changes.waiting
        let found = try await read(Query(sql)) { row in
            StorageStatistics(entries: row.int(0), users: row.int(1), bytes: row.int(2), unindexed: 0, queued: queued)
        }
        guard let found = found.first else { throw .failed(reason: "PostgreSQL: no statistics") }
        return found
    }

    /// Users from which on they are not counted at each question.
    private static let manyUsers = 10_000
}
