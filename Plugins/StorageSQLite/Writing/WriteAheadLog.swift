import Glibc
import GRDBSQLite

/// The write-ahead log as seen from the writing connection, the only one that ever checkpoints: SQLite before 3.51.3
/// can damage a database when two connections reset the log at the same time.
final class WriteAheadLog {
    private let connection: OpaquePointer
    private let pageSize: Int64
    private let markFile: LogMarkFile
    /// The log, to read frames from; its file stays the same while the database is open.
    private let file: Int32
    /// Written by SQLite's hook at each commit, on the thread that commits.
    private let pageCount: UnsafeMutablePointer<Int32>

    /// - Parameter path: the log's, which is there once the database was opened.
    init(connection: OpaquePointer, path: String, pageSize: Int64, mark: LogMarkFile) {
        self.connection = connection
        self.pageSize = pageSize
        markFile = mark
        file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
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

    deinit {
        pageCount.deallocate()
        if file >= 0 { Glibc.close(file) }
    }

    /// Pages in the log after the last commit.
    var pages: Int32 { pageCount.pointee }

    /// Detaches the hook; call before the connection or this object goes.
    func close() { sqlite3_wal_hook(connection, nil, nil) }

    /// Marks how far the log is on disk. Call after each commit that was synced, before anybody is told of it.
    func markCommit() {
        let pages = pageCount.pointee
        guard pages > 0, let header = lastFrame(pages) else { return }
        markFile.write(
            LogMark(
                firstSalt: header.firstSalt, secondSalt: header.secondSalt, frames: UInt32(pages),
                firstSum: header.sum.first, secondSum: header.sum.second))
    }

    private func lastFrame(_ pages: Int32) -> LogFrameHeader? {
        let length = LogScan.frameHeaderLength
        let offset = Int64(LogScan.headerLength) + Int64(pages - 1) * (Int64(length) + pageSize)
        return withUnsafeTemporaryAllocation(byteCount: length, alignment: 8) { buffer in
            guard pread(file, buffer.baseAddress, length, off_t(offset)) == length else { return nil }
            return LogFrameHeader(UnsafeRawBufferPointer(buffer))
        }
    }

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
        let mark = markFile.mark
        if mark != .empty {
            // On disk before the log is cut: a crash between the two must not look like a loss.
            markFile.write(.empty)
            markFile.sync()
        }
        let code = sqlite3_wal_checkpoint_v2(connection, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
        if code == SQLITE_OK { pageCount.pointee = 0 } else { markFile.write(mark) }
        return code == SQLITE_OK
    }
}
