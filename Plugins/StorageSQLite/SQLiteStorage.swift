import GRDB
import Logging
public import PluginAPI
import Synchronization

/// Journals in one SQLite file: the storage of a personal daemon and of most servers.
///
/// One connection writes, a bounded pool reads; see docs/decisions/0003. `SQLiteStorage.factory` is what an
/// executable lists.
public final class SQLiteStorage: StoragePlugin {
    private enum Phase {
        case idle
        case starting
        case open(OpenStore)
        case closed
    }

    public var isExclusive: Bool { true }

    let options: SQLiteOptions
    let logger: Logger
    private let phase = Mutex(Phase.idle)

    init(options: SQLiteOptions, logger: Logger) {
        self.options = options
        self.logger = logger
    }

    /// Opens, checks and migrates the database.
    /// - Throws: `PluginStartError`.
    public func start() async throws { try await open(receiving: nil) }

    /// - Parameter transfer: what the store is to receive; nil for a store that is to serve.
    func open(receiving transfer: [UInt8]?) async throws {
        let mayStart = phase.withLock { phase in
            guard case .idle = phase else { return false }
            phase = .starting
            return true
        }
        guard mayStart else { throw PluginStartError("the SQLite store was started already.") }
        do {
            let store = try await OpenStore.open(options, logger: logger)
            let isWanted = phase.withLock { phase in
                guard case .starting = phase else { return false }
                phase = .open(store)
                return true
            }
            if !isWanted {
                await store.close()
                throw PluginStartError("the SQLite store was stopped while it started.")
            }
            try await checkTransfer(transfer)
            if transfer == nil { await destroyCondemnedShares() }
        } catch {
            await stop()
            throw error
        }
    }

    var databasePath: String { options.path }
    /// Whether there is a database before it is opened.
    var hasDatabase: Bool { (regularSize(options.path) ?? 0) > 0 }

    public func stop() async {
        let open = phase.withLock { phase -> OpenStore? in
            defer { phase = .closed }
            if case .open(let store) = phase { return store }
            return nil
        }
        await open?.close()
    }

    public func health() async -> PluginHealth {
        guard let store = try? store() else { return PluginHealth(.failing, detail: "not open") }
        if let missing = store.watch.missing {
            return PluginHealth(.failing, detail: "\(missing) was deleted or moved away: nothing is stored")
        }
        await store.shares.look()
        if store.shares.report.isMoved {
            return PluginHealth(.degraded, detail: "\(keySharePlace) was deleted or moved away: accounts cannot be added or deleted")
        }
        if let failure = store.shares.report.condemned {
            return PluginHealth(.degraded, detail: "the key share of a deleted account is not destroyed yet: \(failure)")
        }
        // Space may have come back since anybody wrote.
        if store.queue.report.isShortOfSpace { await store.queue.lookForSpace() }
        let report = store.queue.report
        if report.isShortOfSpace {
            let detail =
                report.mayGrow
                ? "the disk is nearly full: new entries take the place of deleted ones, and there is no reserve"
                : "the disk is full: only deleting works until there is space"
            return PluginHealth(.degraded, detail: detail)
        }
        if let failure = report.lastFailure {
            return PluginHealth(failure.isDamage ? .failing : .degraded, detail: "the last write failed: \(failure)")
        }
        return PluginHealth(.ok)
    }

    public func statistics() async throws(StorageError) -> StorageStatistics {
        let store = try store()
        let (entries, users) = try await read { reader in
            try reader.db.raw("SELECT coalesce(sum(entries), 0), count(*) FROM counters")
                .first({ _ in }) { ($0.int(0), $0.int(1)) } ?? (0, 0)
        }
        return StorageStatistics(
            entries: entries, users: users, bytes: store.files.bytes, unindexed: store.queue.report.pending,
            queued: store.queue.waiting)
    }

    /// Brings the search index up to date now; it does so by itself when it is quiet.
    func indexEverything() async throws(StorageError) { await (try store()).queue.indexEverything() }
}

extension SQLiteStorage {
    func store() throws(StorageError) -> OpenStore {
        let open = phase.withLock { phase -> OpenStore? in
            if case .open(let store) = phase { return store }
            return nil
        }
        guard let open else { throw .unavailable(reason: "the store is not open") }
        return open
    }

    /// Runs `body` in a transaction of the writing connection (see `WriteQueue.submit`).
    func write<Value: Sendable>(
        _ kind: WriteJob.Kind = .growing, _ body: @escaping @Sendable (Writer) throws -> Value
    ) async throws(StorageError) -> Value {
        try await store().queue.submit(kind, body)
    }

    /// Runs `body` on a reading connection, in one snapshot, on that connection's own queue.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Reader) throws -> Value
    ) async throws(StorageError) -> Value {
        let store = try store()
        do {
            return try await store.pool.read { db in try body(Reader(db: db)) }
        } catch {
            throw StorageError(from: error)
        }
    }
}
