import Dispatch
import Logging
import PluginAPI
import Synchronization

/// Work that one daemon does for all on the database: it refreshes the sums over all users, and keeps sums of old days in
/// columns where there are such.
///
/// Who does it is elected by an advisory lock that belongs to a connection: where its holder dies or loses the server, the
/// server frees the lock and another daemon takes it at its next try. Each has a connection and a thread for this alone.
final class Upkeep: Sendable {
    /// A number that nothing else locks: “journal” and 1.
    static let lock: Int64 = 0x6A6F_7572_6E61_6C01
    /// Seconds between tries to be elected, at most.
    private static let candidacy = 15
    /// Milliseconds that a refresh may take.
    private static let refreshTimeout = 6 * 3_600_000

    private let options: ConnectionOptions
    /// Seconds.
    private let interval: Int
    private let columns: ColumnMoving?
    private let logger: Logger
    private let queue = DispatchQueue(label: "journald.storage.postgres.upkeep")
    private let isOver = Atomic(false)
    private let bell = DispatchSemaphore(value: 0)

    /// - Parameter columns: what is moved to columns; nil where the layout has none.
    init(_ options: ConnectionOptions, interval: Int, columns: ColumnMoving?, logger: Logger) {
        self.options = ConnectionOptions(
            keywords: options.keywords, password: options.password, connectTimeout: options.connectTimeout,
            statementTimeout: Self.refreshTimeout, target: options.target)
        self.interval = interval
        self.columns = columns
        self.logger = logger
    }

    func begin() { queue.async { [self] in work() } }

    /// Begins no further refresh. One that is under way ends by itself and harms nobody: it shows all of its sums or none.
    func end() {
        isOver.store(true, ordering: .releasing)
        bell.signal()
    }

    private func work() {
        let connection = Connection(options)
        var isElected = false
        var columns = columns.map { ColumnUpkeep($0, logger: logger) }
        while !isOver.load(ordering: .acquiring) {
            var pause = min(interval, Self.candidacy)
            do {
                // The lock is gone with the connection; the question that follows finds that out.
                if !isElected {
                    isElected = try Self.stand(connection)
                    if isElected { logger.info("this daemon refreshes the sums over all users") }
                }
                if isElected {
                    let left = try secondsLeft(connection)
                    guard left > 0 else {
                        try OperatorViews.refresh(connection)
                        continue
                    }
                    if try columns?.step(connection) == true { continue }
                    pause = min(pause, left)
                }
            } catch {
                isElected = false
                connection.close()
                logger.debug("work for all daemons is put off", metadata: ["reason": "\(StorageError(from: error))"])
            }
            _ = bell.wait(timeout: .now() + .seconds(pause))
        }
        connection.close()
    }

    /// - Returns: whether this daemon is the one now.
    static func stand(_ connection: Connection) throws -> Bool {
        try connection.ensureOpen()
        // What reads everything must not be planned like what looks one thing up.
        let settings = ["enable_seqscan", "enable_hashjoin", "enable_mergejoin"].map { Query("SET \($0) = on", isKept: false) }
        _ = try connection.run(settings + [Query("SET statement_timeout = \(refreshTimeout)", isKept: false)])
        let elect = Query("SELECT pg_try_advisory_lock($1)") { $0.add(lock) }
        return try connection.run(elect).first?.bool(0) ?? false
    }

    /// Until the next refresh is due, whoever did the last.
    private func secondsLeft(_ connection: Connection) throws -> Int {
        let sql = """
            SELECT coalesce(ceil(extract(epoch FROM refreshed_at + $1::bigint * interval '1 second' - now()))::bigint, 0)
            FROM \(OperatorViews.totals)
            """
        return Int(try connection.run(Query(sql) { $0.add(Int64(interval)) }).first?.int(0) ?? 0)
    }
}

extension OperatorViews {
    /// Refreshes each while it goes on being read, the one that says when last.
    static func refresh(_ connection: Connection) throws {
        try refreshDays(connection)
        for view in [usage, totals] { _ = try connection.run(Query("REFRESH MATERIALIZED VIEW CONCURRENTLY \(view)", isKept: false)) }
    }

    /// As a view the days are summed anew; as a continuous aggregate those that changed are.
    private static func refreshDays(_ connection: Connection) throws {
        let isView = Query("SELECT 1 FROM pg_matviews WHERE schemaname = '\(Schema.name)' AND matviewname = '\(days)'")
        guard try connection.run(isView).first == nil else {
            _ = try connection.run(Query("REFRESH MATERIALIZED VIEW CONCURRENTLY \(days)", isKept: false))
            return
        }
        let sql = """
            SELECT quote_ident(n.nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
            WHERE e.extname = 'timescaledb'
            """
        guard let schema = try connection.run(Query(sql)).first?.text(0) else { return }
        let call = "CALL \(schema).refresh_continuous_aggregate('\(Schema.name).\(days)', NULL, NULL)"
        _ = try connection.run(Query(call, isKept: false))
    }
}
