import GRDBSQLite

/// The write-ahead log as seen from the writing connection, the only one that ever checkpoints: SQLite before 3.51.3
/// can damage a database when two connections reset the log at the same time.
final class WriteAheadLog {
    private let connection: OpaquePointer
    /// Written by SQLite's hook at each commit, on the thread that commits.
    private let pageCount: UnsafeMutablePointer<Int32>

    init(connection: OpaquePointer) {
        self.connection = connection
        pageCount = .allocate(capacity: 1)
        pageCount.initialize(to: 0)
        // A hook takes the place of SQLite's own checkpoints, which would keep callers waiting.
        sqlite3_wal_hook(
            connection,
            { context, _, _, pages in
                context?.assumingMemoryBound(to: Int32.self).pointee = pages
                return SQLITE_OK
            }, pageCount)
    }

    deinit { pageCount.deallocate() }

    /// Pages in the log after the last commit.
    var pages: Int32 { pageCount.pointee }

    /// Detaches the hook; call before the connection or this object goes.
    func close() { sqlite3_wal_hook(connection, nil, nil) }

    /// Copies what no reader needs any more into the database, without waiting.
    @discardableResult
    func copy() -> Bool {
        let code = sqlite3_wal_checkpoint_v2(connection, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
        pageCount.pointee = 0
        return code == SQLITE_OK
    }

    /// Copies everything into the database and cuts the log to nothing, waiting so many milliseconds for readers.
    /// - Returns: whether it is empty now.
    @discardableResult
    func empty(within milliseconds: Int32) -> Bool {
        sqlite3_busy_timeout(connection, milliseconds)
        defer { sqlite3_busy_timeout(connection, 0) }
        let code = sqlite3_wal_checkpoint_v2(connection, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
        if code == SQLITE_OK { pageCount.pointee = 0 }
        return code == SQLITE_OK
    }
}
