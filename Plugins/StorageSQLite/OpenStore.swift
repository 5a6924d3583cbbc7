import Dispatch
import GRDB
import GRDBSQLite
import Logging
import PluginAPI

/// An open database: the pool, the queue of writes, the files.
final class OpenStore: Sendable {
    let pool: DatabasePool
    let queue: WriteQueue
    let files: StateFiles
    let watch: FileWatch
    let shares: KeyShareKeeper
    private let lock: StateLock
    private let logger: Logger

    private init(
        pool: DatabasePool, queue: WriteQueue, files: StateFiles, watch: FileWatch, shares: KeyShareKeeper, lock: StateLock,
        logger: Logger
    ) {
        self.watch = watch
        self.shares = shares
        self.pool = pool
        self.queue = queue
        self.files = files
        self.lock = lock
        self.logger = logger
    }

    /// Opens the database on a thread of its own.
    /// - Throws: `PluginStartError`.
    static func open(_ options: SQLiteOptions, logger: Logger) async throws -> OpenStore {
        let result: Result<OpenStore, any Error> = await withCheckedContinuation { continuation in
            DispatchQueue(label: "journald.storage.sqlite.open").async {
                continuation.resume(returning: Result { try openNow(options, logger: logger) })
            }
        }
        return try result.get()
    }

    private static func openNow(_ options: SQLiteOptions, logger: Logger) throws -> OpenStore {
        let files = StateFiles(database: options.path)
        try files.makeFolder()
        let lock = try StateLock(path: files.lock, state: files.database)
        try files.checkPresence(shares: options.keyShares, traces: options.traces)
        let lastRun = files.lastRun
        let mark = try LogMarkFile(path: files.mark, files.firstMark(after: lastRun))
        try files.prepare()
        if files.folderIsOpen {
            logger.warning("others may enter the folder of the database", metadata: ["folder": "\(files.folder)"])
        }
        do {
            let pool = try DatabasePool(path: files.database, configuration: configuration(options))
            try pool.writeWithoutTransaction { db in try prepare(db, lastRun: lastRun, options) }
            try Schema.migrate(pool)
            let shares = KeyShareKeeper(try openShares(pool, options.keyShares, logger: logger))
            try files.note(.unclean)
            syncFolder(of: files.database)
            let watch = FileWatch([files.database, files.log])
            let queue = try makeQueue(pool, files, mark, watch, options, logger)
            return OpenStore(
                pool: pool, queue: queue, files: files, watch: watch, shares: shares, lock: lock, logger: logger)
        } catch let error as PluginStartError {
            throw error
        } catch {
            throw startError(error, files)
        }
    }

    private static func configuration(_ options: SQLiteOptions) -> Configuration {
        var configuration = Configuration()
        configuration.label = "journald.storage.sqlite"
        configuration.foreignKeysEnabled = false
        configuration.maximumReaderCount = options.readers
        configuration.persistentReadOnlyConnections = true
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF")
            // A damaged page then is an error when it is read, instead of a page on which nothing is found.
            try db.execute(sql: "PRAGMA cell_size_check = ON")
            try db.execute(sql: "PRAGMA cache_size = \(db.configuration.readonly ? -2_048 : -16_384)")
            // Checkpoints are made by the writer, between transactions (see `WriteAheadLog`), and by nobody else.
            try db.execute(sql: "PRAGMA wal_autocheckpoint = 0")
        }
        return configuration
    }

    private static func prepare(_ db: Database, lastRun: StateFiles.LastRun, _ options: SQLiteOptions) throws {
        // GRDB opens WAL databases with NORMAL, which loses acknowledged entries in a power cut.
        try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA secure_delete = FAST")
        guard lastRun == .unclean, options.checksAfterCrash else { return }
        let finding = try String.fetchOne(db, sql: "PRAGMA quick_check(1)") ?? "no answer"
        guard finding == "ok" else {
            throw PluginStartError("\(options.path) is damaged (\(finding)): put it back from a backup.", lasting: true)
        }
    }

    private static func makeQueue(
        _ pool: DatabasePool, _ files: StateFiles, _ mark: LogMarkFile, _ watch: FileWatch, _ options: SQLiteOptions,
        _ logger: Logger
    ) throws -> WriteQueue {
        let board = WriteBoard()
        let box = try pool.writeWithoutTransaction { db in
            guard let connection = db.sqliteConnection else {
                throw PluginStartError("\(files.database) was closed while it was opened.")
            }
            let pageSize = try Int64.fetchOne(db, sql: "PRAGMA page_size") ?? 4_096
            let reserve = ReserveFile(path: files.reserve, bytes: options.reserveBytes)
            let space = SpaceKeeper(
                connection: connection, reserve: reserve, maximumBytes: options.maximumBytes, pageSize: pageSize)
            if space.isShort {
                logger.warning(
                    "no room for the reserve: nothing can be added until there is, or the setting is lowered",
                    metadata: [
                        "setting": "\(SQLiteOptions.reserveSetting.spec.key)", "bytes": "\(options.reserveBytes)",
                        "file": "\(files.reserve)",
                    ])
            }
            let log = WriteAheadLog(connection: connection, path: files.log, pageSize: pageSize, mark: mark)
            let engine = WriteEngine(
                writer: try Writer(connection: connection), log: log, space: space, watch: watch,
                unindexedLimit: options.unindexedLimit, board: board, logger: logger)
            return WriteEngineBox(engine)
        }
        let queue = WriteQueue(pool: pool, engine: box, board: board)
        queue.wake()
        return queue
    }

    private static func startError(_ error: any Error, _ files: StateFiles) -> PluginStartError {
        switch StorageError(from: error) {
        case .corrupt(let reason):
            PluginStartError("\(files.database) is damaged (\(reason)): put it back from a backup.", lasting: true)
        case .full:
            PluginStartError("\(files.database) cannot be written: is the disk full or read-only?")
        case .unavailable(let reason), .failed(let reason):
            PluginStartError("\(files.database) cannot be opened (\(reason)).")
        default:
            PluginStartError("\(files.database) cannot be opened.")
        }
    }

    /// Finishes what waits, empties the log, closes the connections (readers first, so that the last one to close is
    /// the writer) and notes that the run ended well.
    func close() async {
        await queue.close()
        await shares.close()
        let isClosed: Bool = await withCheckedContinuation { continuation in
            DispatchQueue(label: "journald.storage.sqlite.close").async { [pool, logger] in
                pool.invalidateReadOnlyConnections()
                do {
                    try pool.close()
                    continuation.resume(returning: true)
                } catch {
                    logger.error("the database did not close", metadata: ["error": "\(StorageError(from: error))"])
                    continuation.resume(returning: false)
                }
            }
        }
        if isClosed { try? files.note(.clean) }
        lock.release()
    }
}
