import Glibc
import PluginAPI

/// A transaction that is open on a connection. It begins with the first statement.
final class Transaction {
    private let connection: Connection
    /// The server's number of this transaction, which tells afterwards what became of it.
    fileprivate private(set) var number: String?

    fileprivate init(_ connection: Connection) {
        self.connection = connection
    }

    private static let begin = [Query("BEGIN"), Query("SELECT pg_current_xact_id()::text")]

    /// Runs statements in one round trip. After one that fails the transaction can only be given up.
    /// - Throws: `PostgresFailure`.
    func run(_ queries: [Query]) throws -> [Rows] {
        guard number == nil else { return try connection.run(queries) }
        let rows = try connection.run(Self.begin + queries)
        number = rows[1].first?.text(0) ?? ""
        return Array(rows.dropFirst(2))
    }

    func run(_ queries: Query...) throws -> [Rows] { try run(queries) }

    func run(_ query: Query) throws -> Rows {
        guard let rows = try run([query]).first else { throw PostgresFailure(.connection, "no answer") }
        return rows
    }

    /// Adds rows to a table by COPY. After a failure the transaction can only be given up.
    /// - Throws: `PostgresFailure`.
    func copy(_ rows: CopyRows) throws {
        guard rows.count > 0 else { return }
        if !hasBegun { _ = try run([]) }
        try connection.copy(rows)
    }

    var hasBegun: Bool { number != nil }

    /// Lets the statements of this transaction take as long as they need.
    func takeTime() throws {
        connection.isPatient = true
        _ = try run(Query("SET LOCAL statement_timeout = 0"))
    }
}

// Transactions that happen once or not at all.
extension Connection {
    private static let attempts = 6
    /// How long it is tried to find out what became of a COMMIT, in milliseconds.
    private static let outcomeTimeout = 10_000

    /// Runs `body` in a transaction and returns its value when that is on disk.
    ///
    /// `body` runs again when it lost to others or the connection was lost before the COMMIT, so it must do nothing but run
    /// statements. An error that it throws undoes everything. Where the connection is lost during COMMIT the server is asked what
    /// became of the transaction; if it cannot say, `PostgresFailure.unknownOutcome` is thrown and nothing is repeated.
    func transaction<Value>(_ body: (Transaction) throws -> Value) throws -> Value {
        var attempt = 0
        while true {
            attempt += 1
            do {
                return try once(ending: [], body)
            } catch let failure as PostgresFailure where failure.mayRepeat && attempt < Self.attempts {
                try pause(before: attempt, failure)
            }
        }
    }

    /// The same, with statements that are sent together with COMMIT. `body` returns them beside its value.
    func transaction<Value>(closing body: (Transaction) throws -> (Value, [Query])) throws -> Value {
        var attempt = 0
        while true {
            attempt += 1
            do {
                let transaction = Transaction(self)
                let (value, last) = try attemptBody(transaction, body)
                try finish(transaction, last)
                return value
            } catch let failure as PostgresFailure where failure.mayRepeat && attempt < Self.attempts {
                try pause(before: attempt, failure)
            }
        }
    }

    private func once<Value>(ending last: [Query], _ body: (Transaction) throws -> Value) throws -> Value {
        let transaction = Transaction(self)
        let value = try attemptBody(transaction, body)
        try finish(transaction, last)
        return value
    }

    private func attemptBody<Value>(_ transaction: Transaction, _ body: (Transaction) throws -> Value) throws -> Value {
        isPatient = false
        try ensureOpen()
        do {
            return try body(transaction)
        } catch {
            rollBack()
            throw error
        }
    }

    /// Reads with several statements that see the same moment, in one round trip.
    func snapshot(_ queries: [Query]) throws -> [Rows] {
        do {
            let begin = Query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            return Array(try run([begin] + queries + [Query("COMMIT")]).dropFirst().dropLast())
        } catch {
            rollBack()
            throw error
        }
    }

    /// Two that collided must not meet again in step.
    private func pause(before attempt: Int, _ failure: PostgresFailure) throws {
        if failure.isConnectionLost { return try ensureOpen() }
        usleep(UInt32.random(in: 500...(2_000 << UInt32(attempt))))
    }

    /// Gives a transaction up; a connection on which that fails is closed, which does the same.
    private func rollBack() {
        defer { isPatient = false }
        guard isOpen else { return }
        if (try? run(Query("ROLLBACK"))) == nil { close() }
    }

    private func finish(_ transaction: Transaction, _ last: [Query]) throws {
        defer { isPatient = false }
        if !transaction.hasBegun {
            guard !last.isEmpty else { return }
            _ = try transaction.run(Query("SELECT 1"))
        }
        do {
            let rows = try run(last + [Query("COMMIT")])
            // A transaction in which a statement failed answers COMMIT with ROLLBACK.
            guard rows.last?.tag == "COMMIT" else { throw PostgresFailure(.server("25P02"), "the transaction was undone") }
        } catch let failure as PostgresFailure where failure.isConnectionLost {
            try resolve(transaction, failure)
        } catch {
            rollBack()
            throw error
        }
    }

    /// Finds out what became of a transaction whose COMMIT was sent.
    /// - Throws: `failure` when it was undone, an unknown outcome when nobody can say.
    private func resolve(_ transaction: Transaction, _ failure: PostgresFailure) throws {
        let (number, line) = (transaction.number ?? "", timeline)
        let deadline = Deadline(milliseconds: Self.outcomeTimeout)
        while !deadline.isOver {
            if (try? ensureOpen()) != nil {
                // On another timeline the number may be another transaction's.
                guard timeline == line, !line.isEmpty else { break }
                let status = try? run(Query("SELECT pg_xact_status($1::text::xid8)") { $0.add(number) })
                switch status?.first?.optionalText(0) {
                case "committed": return
                case "aborted": throw failure
                default: break
                }
            }
            usleep(50_000)
        }
        throw PostgresFailure(.unknownOutcome, failure.message)
    }
}
