import Logging
import PluginAPI

/// A store that is open: its connections and its writer of entries.
///
/// How a store method is written:
///
/// - It reads with `reads.run { connection in … }`. `connection.run` sends one statement or several in one round trip; several
///   that must see the same moment go through `connection.snapshot`. What reads is repeated when the connection is lost.
///   What shows a user's own journal and decides nothing uses `PostgresStorage.readJournal`, which may ask a replica.
/// - It changes with `changes.run { connection in try connection.transaction { transaction in … } }`. The body first
///   locks what it decides on (`SELECT … FOR UPDATE`, several rows in order of id; a user's journal by
///   `Journal.lock`), then decides, then writes. It throws `StorageError` to refuse: everything is undone. It may run again, so it
///   does nothing but run statements. When `transaction` returns, the change is on disk.
/// - Parameters are bound in order, arrays go in as one parameter and come out by `unnest($1::uuid[], …)`; results are
///   binary and are read with `Row` by column, from 0.
/// - A text of SQL is constant, or one of a small number: it is prepared once for each connection. Others say `isKept: false`.
struct OpenStore: Sendable {
    let reads: ConnectionPool
    let changes: ConnectionPool
    let gate: ReconnectGate
    let commits: CommitQueue
    let indexer: TermIndexer
    let summer: MonthSummer
    let upkeep: Upkeep
    let layout: TableLayout
    let replicas: ReplicaSet?

    /// Connects, checks the server and migrates.
    /// - Throws: `PluginStartError`.
    /// - Parameter creates: whether a database without a journal gets its tables.
    static func open(_ options: PostgresOptions, creates: Bool, logger: Logger) async throws -> OpenStore {
        let gate = ReconnectGate()
        let changes = ConnectionPool(options.connection, gate: gate, size: options.changers, name: "change")
        do {
            let started = try await changes.run { connection in
                do {
                    let migrated = try Migrator(connection: connection, creates: creates).run()
                    return Result<Steps, PluginStartError>.success(
                        Steps(migrated: migrated, laidOut: try options.layout.lay(connection)))
                } catch let error as PluginStartError {
                    return .failure(error)
                }
            }
            let steps = try started.get()
            for step in steps.migrated { logger.notice("migrated the database", metadata: ["step": "\(step)"]) }
            for table in steps.laidOut { logger.notice("laid out a table", metadata: ["table": "\(table)"]) }
        } catch {
            await changes.close()
            throw startError(error, options.connection.target)
        }
        let upkeep = Upkeep(
            options.connection, interval: options.refreshInterval, columns: options.layout == .citus ? options.moving : nil,
            logger: logger)
        upkeep.begin()
        let replicas = options.replicas.map { ReplicaSet($0, primary: options.connection, gate: gate) }
        await replicas?.start()
        let indexer = TermIndexer(
            options.connection, gate: gate, layout: options.layout, indexing: options.indexing, logger: logger)
        indexer.start()
        return OpenStore(
            reads: ConnectionPool(options.connection, gate: gate, size: options.readers, name: "read"), changes: changes,
            gate: gate,
            commits: CommitQueue(
                options.connection, gate: gate, lanes: options.writers, layout: options.layout, indexer: indexer,
                logger: logger),
            indexer: indexer,
            summer: MonthSummer(
                options.connection, gate: gate, layout: options.layout, summing: options.summing, logger: logger),
            upkeep: upkeep, layout: options.layout, replicas: replicas)
    }

    /// What a start did to the database.
    private struct Steps {
        let migrated: [String]
        let laidOut: [String]
    }

    private static func startError(_ error: any Error, _ target: String) -> PluginStartError {
        if let error = error as? PluginStartError { return error }
        return switch StorageError(from: error) {
        case .unavailable(let reason), .failed(let reason), .corrupt(let reason):
            PluginStartError("the database \(target) cannot be used (\(reason)).")
        case .full: PluginStartError("the database \(target) cannot be written: is its disk full?")
        default: PluginStartError("the database \(target) cannot be used.")
        }
    }

    /// Finishes what waits and closes the connections.
    func close() async {
        upkeep.end()
        await commits.close()
        await indexer.close()
        await summer.close()
        await changes.close()
        await reads.close()
        await replicas?.close()
    }
}
