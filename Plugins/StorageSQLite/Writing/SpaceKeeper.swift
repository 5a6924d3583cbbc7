import GRDBSQLite

/// Keeps room for deletions on a full disk: without it even they fail, because they write too.
///
/// The reserve is given up for a call that frees room. From then on nothing may grow until it could be made again.
final class SpaceKeeper {
    private let connection: OpaquePointer
    private let reserve: ReserveFile
    /// Pages that the database may have, 0 for no limit of our own.
    private let pageLimit: Int64
    let reservePages: Int64
    /// There is no reserve, though there should be one.
    private(set) var isShort = false
    /// Calls that need more room are let through, into what was freed inside the file if need be.
    private(set) var mayGrow = true

    init(connection: OpaquePointer, reserve: ReserveFile, maximumBytes: Int64, pageSize: Int64) {
        self.connection = connection
        self.reserve = reserve
        reservePages = (reserve.bytes + pageSize - 1) / pageSize
        pageLimit = maximumBytes / pageSize
        setPageLimit(pageLimit)
        if reserve.bytes > 0, !reserve.make() {
            isShort = true
            mayGrow = hasFreePages
        }
    }

    /// Gives the reserve up.
    /// - Returns: false when there is none to give.
    func release() -> Bool {
        guard reserve.bytes > 0 else { return false }
        reserve.remove()
        isShort = true
        mayGrow = false
        if pageLimit > 0 { setPageLimit(pageLimit + reservePages) }
        return true
    }

    /// Makes the reserve again.
    /// - Returns: whether the database may grow.
    func recover() -> Bool {
        if reserve.make() {
            isShort = false
            mayGrow = true
            setPageLimit(pageLimit)
            return true
        }
        mayGrow = hasFreePages
        return mayGrow
    }

    private var hasFreePages: Bool { freePages() > max(min(reservePages, 1_024), 256) }

    /// Pages inside the database file that hold nothing: growth can use them on a full disk.
    private func freePages() -> Int64 {
        var statement: OpaquePointer?
        defer { sqlite3_finalize(statement) }
        guard sqlite3_prepare_v2(connection, "PRAGMA freelist_count", -1, &statement, nil) == SQLITE_OK,
            sqlite3_step(statement) == SQLITE_ROW
        else { return 0 }
        return sqlite3_column_int64(statement, 0)
    }

    private func setPageLimit(_ pages: Int64) {
        guard pages > 0 else { return }
        sqlite3_exec(connection, "PRAGMA max_page_count = \(pages)", nil, nil, nil)
    }
}
