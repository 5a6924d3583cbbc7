public import PluginAPI

extension PostgresStorage: StoragePlugin {
    /// Entries are summed from the journals' own counts. The bytes are those of the whole database.
    public func statistics() async throws(StorageError) -> StorageStatistics {
        let sql = """
            SELECT (SELECT coalesce(sum(entries), 0)::bigint FROM journals), (SELECT count(*) FROM users),
                pg_database_size(current_database())
            """
        let store = try store()
        let queued = store.commits.waiting + store.changes.waiting
        let found = try await read(Query(sql)) { row in
            StorageStatistics(entries: row.int(0), users: row.int(1), bytes: row.int(2), unindexed: 0, queued: queued)
        }
        guard let found = found.first else { throw .failed(reason: "PostgreSQL: no statistics") }
        return found
    }
}
