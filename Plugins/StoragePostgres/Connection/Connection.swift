import CLibPQ
import Glibc

/// One connection to PostgreSQL, always in pipeline mode.
///
/// Not `Sendable`: it lives on the thread of one worker (see `ConnectionPool`), which its calls block. Nothing here waits
/// longer than the options say: every wait is a `poll` with a deadline.
final class Connection {
    let options: ConnectionOptions
    private(set) var handle: OpaquePointer?
    /// Names of prepared statements, by their text.
    private var prepared: [String: String] = [:]
    private var lastName = 0
    /// The timeline of the server's log. After a fail-over it is another one, and numbers of transactions mean others.
    private(set) var timeline = ""
    private static let preparedLimit = 400
    /// How often statements were run, and when the server makes its plans anew (see `refreshPlans`).
    private var runs = 0
    private var nextPlanning = Connection.firstPlanning
    private var lastPlanning: UInt64 = 0
    private static let firstPlanning = 8
    /// Nanoseconds.
    private static let planAge: UInt64 = 10_000_000_000
    /// Whether the transaction that runs may take long. Keep-alives still notice a server that is gone.
    var isPatient = false
    /// Milliseconds.
    private static let patience = 86_400_000

    init(_ options: ConnectionOptions) {
        self.options = options
    }

    deinit { close() }

    var isOpen: Bool { handle != nil }

    func close() {
        if let handle { PQfinish(handle) }
        handle = nil
        prepared = [:]
        isPatient = false
        (runs, nextPlanning, lastPlanning) = (0, Self.firstPlanning, Deadline.now)
    }

    /// Opens it unless it is open and alive.
    func ensureOpen() throws {
        if let handle {
            // A server that has gone away has closed the socket: it is readable although nothing was asked.
            var descriptor = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
            if poll(&descriptor, 1, 0) == 0 { return }
            if PQconsumeInput(handle) == 1, PQstatus(handle) == CONNECTION_OK { return }
            close()
        }
        try open()
    }

    private func open() throws {
        let made = try options.startConnecting()
        handle = made
        do {
            try finishConnecting(made)
            PQsetNoticeProcessor(made, { _, _ in }, nil)
            guard PQsetnonblocking(made, 1) == 0, PQenterPipelineMode(made) == 1 else { throw lost("no pipeline mode") }
            try prepareSession(made)
        } catch {
            close()
            throw error
        }
    }

    private func finishConnecting(_ made: OpaquePointer) throws {
        let deadline = Deadline(milliseconds: options.connectTimeout)
        var state = PGRES_POLLING_WRITING
        while state != PGRES_POLLING_OK {
            guard state != PGRES_POLLING_FAILED else { throw lost(Self.message(of: made)) }
            let events = state == PGRES_POLLING_READING ? POLLIN : POLLOUT
            try wait(on: made, for: Int16(events), until: deadline)
            state = PQconnectPoll(made)
        }
    }

    private func prepareSession(_ made: OpaquePointer) throws {
        guard PQserverVersion(made) >= 150_000 else {
            throw PostgresFailure(.server("0A000"), "the server is older than PostgreSQL 15")
        }
        let rows = try run(Query("""
            SELECT set_config('synchronous_commit', 'on', false)
            FROM (SELECT current_setting('synchronous_commit') AS now) s WHERE s.now IN ('off', 'local')
            """), Query("""
            SELECT CASE WHEN pg_is_in_recovery() THEN '' ELSE substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) END
            """))
        timeline = rows[1].first?.text(0) ?? ""
    }

    static func message(of handle: OpaquePointer) -> String {
        let text = PQerrorMessage(handle).map { String(cString: $0) } ?? ""
        return text.split(separator: "\n").joined(separator: "; ")
    }

    /// The connection is of no more use.
    func lost(_ message: String) -> PostgresFailure {
        close()
        return PostgresFailure(.connection, message.isEmpty ? "the connection was lost" : message)
    }
}

// Statements.
extension Connection {
    /// Runs statements in one round trip: one after the other, none after one that fails. Outside a transaction they are
    /// one transaction of their own.
    /// - Throws: `PostgresFailure` of the first that failed.
    func run(_ queries: Query...) throws -> [Rows] { try run(queries) }

    func run(_ queries: [Query]) throws -> [Rows] {
        guard let handle else { throw PostgresFailure(.connection, "the connection is closed") }
        try refreshPlans(handle)
        var steps: [Step] = []
        steps.reserveCapacity(queries.count + 2)
        for query in queries { try send(query, handle, &steps) }
        guard PQpipelineSync(handle) == 1 else { throw lost(Self.message(of: handle)) }
        return try receive(steps, handle)
    }

    /// Has the server forget its plans at the 8th, 16th, 32nd … call and every ten seconds of use, while no transaction is open.
    ///
    /// A plan that was made while a table was as good as empty goes by any index that names the user, and looks at all of that user's
    /// rows once there are some. The server itself plans anew only when it has analysed the table, a minute later or
    /// more: until then the cost of an entry would grow with their number.
    private func refreshPlans(_ handle: OpaquePointer) throws {
        runs += 1
        guard runs >= nextPlanning || Deadline.now > lastPlanning + Self.planAge, PQtransactionStatus(handle) == PQTRANS_IDLE
        else { return }
        if runs >= nextPlanning { nextPlanning = runs.multipliedReportingOverflow(by: 2).partialValue }
        lastPlanning = Deadline.now
        guard PQsendQueryParams(handle, "DISCARD PLANS", 0, nil, nil, nil, nil, 1) == 1, PQpipelineSync(handle) == 1 else {
            throw lost(Self.message(of: handle))
        }
        _ = try receive([.query], handle)
    }

    /// Runs one statement.
    func run(_ query: Query) throws -> Rows {
        guard let rows = try run([query]).first else { throw PostgresFailure(.connection, "no answer") }
        return rows
    }

    private enum Step {
        case prepare(sql: String, name: String)
        case query
    }

    private func send(_ query: Query, _ handle: OpaquePointer, _ steps: inout [Step]) throws {
        var name: String?
        if query.isKept {
            name = prepared[query.sql]
            if name == nil, prepared.count < Self.preparedLimit {
                lastName += 1
                let new = "s\(lastName)"
                guard PQsendPrepare(handle, new, query.sql, 0, nil) == 1 else { throw lost(Self.message(of: handle)) }
                prepared[query.sql] = new
                steps.append(.prepare(sql: query.sql, name: new))
                name = new
            }
        }
        let isSent = query.parameters.withPointers { count, values, lengths, formats in
            if let name { return PQsendQueryPrepared(handle, name, count, values, lengths, formats, 1) }
            return PQsendQueryParams(handle, query.sql, count, nil, values, lengths, formats, 1)
        }
        guard isSent == 1 else { throw lost(Self.message(of: handle)) }
        steps.append(.query)
    }

    private func receive(_ steps: [Step], _ handle: OpaquePointer) throws -> [Rows] {
        var found: [Rows] = []
        var failure: PostgresFailure?
        for step in steps {
            guard let result = try nextResult(handle) else { throw lost("the pipeline lost its order") }
            let status = PQresultStatus(result)
            if status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK {
                if case .query = step { found.append(Rows(result)) } else { PQclear(result) }
            } else {
                if status != PGRES_PIPELINE_ABORTED, failure == nil { failure = PostgresFailure(result: result) }
                PQclear(result)
                // What was not executed was not prepared either.
                if case .prepare(let sql, _) = step { prepared[sql] = nil }
                if failure?.isConnectionLost == true { break }
            }
            guard try nextResult(handle) == nil else { throw lost("the pipeline lost its order") }
        }
        if let failure, failure.isConnectionLost { throw lost(failure.message) }
        guard let sync = try nextResult(handle) else { throw lost("the pipeline lost its order") }
        defer { PQclear(sync) }
        guard PQresultStatus(sync) == PGRES_PIPELINE_SYNC else { throw lost("the pipeline lost its order") }
        if let failure { throw failure }
        return found
    }

    /// The server ends a statement that takes too long; the grace is for the network.
    var statementDeadline: Deadline {
        Deadline(milliseconds: isPatient ? Self.patience : options.statementTimeout + 5_000)
    }

    /// The next result, or nil at the end of a statement's results.
    func nextResult(_ handle: OpaquePointer) throws -> OpaquePointer? {
        let deadline = statementDeadline
        while true {
            let unsent = PQflush(handle)
            guard unsent >= 0 else { throw lost(Self.message(of: handle)) }
            if PQisBusy(handle) == 0 { break }
            try wait(on: handle, for: Int16(unsent == 1 ? POLLIN | POLLOUT : POLLIN), until: deadline)
            guard PQconsumeInput(handle) == 1 else { throw lost(Self.message(of: handle)) }
        }
        let result = PQgetResult(handle)
        if result == nil, PQstatus(handle) != CONNECTION_OK { throw lost(Self.message(of: handle)) }
        return result
    }

    /// Waits until the socket can be read or written, as asked.
    func wait(on handle: OpaquePointer, for events: Int16, until deadline: Deadline) throws {
        var descriptor = pollfd(fd: PQsocket(handle), events: events, revents: 0)
        while true {
            let ready = poll(&descriptor, 1, deadline.millisecondsLeft)
            if ready > 0 { return }
            if ready == 0 { throw lost("the server does not answer") }
            guard errno == EINTR else { throw lost("poll failed: error \(errno)") }
        }
    }
}

/// A moment on the monotonic clock.
struct Deadline {
    private let nanoseconds: UInt64

    init(milliseconds: Int) {
        nanoseconds = Self.now + UInt64(max(0, milliseconds)) * 1_000_000
    }

    static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    var isOver: Bool { Self.now >= nanoseconds }
    var millisecondsLeft: Int32 {
        let now = Self.now
        return now >= nanoseconds ? 0 : Int32(clamping: (nanoseconds - now) / 1_000_000 + 1)
    }
}

extension Parameters {
    /// Calls `body` with the arrays that libpq wants.
    fileprivate func withPointers<Result>(
        _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Result
    ) -> Result {
        guard count > 0 else { return body(0, nil, nil, nil) }
        // An empty array has no address, and a null pointer would mean NULL.
        let kept = bytes.isEmpty ? [0] : bytes
        return kept.withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) { characters in
                let values = places.map { place -> UnsafePointer<CChar>? in
                    guard place.length >= 0, let base = characters.baseAddress else { return nil }
                    return place.length == 0 ? base : base + place.start
                }
                let lengths = places.map { max(0, $0.length) }
                let formats = [Int32](repeating: 1, count: count)
                return body(Int32(count), values, lengths, formats)
            }
        }
    }
}
