import GRDBSQLite
import PluginAPI

/// The one connection that writes, with its prepared statements and what it remembers between transactions.
///
/// Not `Sendable`: it lives on the queue of the writing connection and is never used elsewhere.
final class Writer {
    /// What the writer knows of a user.
    struct Account {
        let owner: Int64
        var lastNumber: Int64
        var entries: Int64
        var lastCategory: Int64
    }

    let connection: OpaquePointer
    private var statements: [UnsafeRawPointer: RawStatement] = [:]
    private var transferStatements: [TransferSection: RawStatement] = [:]
    private var accounts: [UserID: Account] = [:]
    private var changedAccounts: Set<UserID> = []
    var deltas = RollupDeltas()
    /// The serial of the content that was written last; no other connection writes any.
    private var lastSerial: Int64
    var categoryMemory = CategoryMemory()
    /// The provider whose scores are not counted apart, once it is known (see `Writer+Providers`).
    var mainProvider: String?
    /// Rows of `pending`, and what this transaction adds to them.
    private(set) var pending: Int64
    private var pendingInTransaction: Int64 = 0
    private static let accountLimit = 10_000

    init(connection: OpaquePointer) throws {
        self.connection = connection
        pending = 0
        lastSerial = 0
        lastSerial = try prepared("SELECT max(serial) FROM contents").first({ _ in }) { $0.int(0) } ?? 0
        pending = try prepared("SELECT count(*) FROM pending WHERE stuck = 0").first({ _ in }) { $0.int(0) } ?? 0
    }

    deinit { finalize() }

    /// Gives the statements back; the writer must not be used any more.
    func finalize() {
        for statement in statements.values { sqlite3_finalize(statement.handle) }
        for statement in transferStatements.values { sqlite3_finalize(statement.handle) }
        statements = [:]
        transferStatements = [:]
    }

    /// A statement, prepared once. The literal's address is its name, so looking it up hashes no text.
    func prepared(_ sql: StaticString) throws -> RawStatement {
        if let statement = statements[UnsafeRawPointer(sql.utf8Start)] { return statement }
        return try prepared(sql, text: sql.description)
    }

    /// A statement whose text is put together, prepared once under a literal name.
    func prepared(_ literal: StaticString, text: @autoclosure () -> String) throws -> RawStatement {
        let name = UnsafeRawPointer(literal.utf8Start)
        if let statement = statements[name] { return statement }
        var handle: OpaquePointer?
        let code = sqlite3_prepare_v3(connection, text(), -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
        guard code == SQLITE_OK, let handle else { throw SQLiteFailure(connection: connection) }
        let statement = RawStatement(handle: handle)
        statements[name] = statement
        return statement
    }

    /// A statement of a transfer, prepared once for each section.
    func prepared(_ sql: @autoclosure () -> String, for section: TransferSection) throws -> RawStatement {
        if let statement = transferStatements[section] { return statement }
        var handle: OpaquePointer?
        let code = sqlite3_prepare_v3(connection, sql(), -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
        guard code == SQLITE_OK, let handle else { throw SQLiteFailure(connection: connection) }
        let statement = RawStatement(handle: handle)
        transferStatements[section] = statement
        return statement
    }

    /// Rows that the last statement changed.
    var changes: Int32 { sqlite3_changes(connection) }

    /// A serial for a new content. One that a failed transaction took is not given again.
    func nextSerial() -> Int64 {
        lastSerial += 1
        return lastSerial
    }

    func notePending(_ change: Int64) { pendingInTransaction += change }
}

// Transactions.
extension Writer {
    func begin() throws { try prepared("BEGIN IMMEDIATE").run { _ in } }

    /// Writes the sums and counters that the transaction changed, and makes everything durable.
    func commit() throws {
        try deltas.flush(with: self)
        for id in changedAccounts {
            guard let account = accounts[id] else { continue }
            try prepared("UPDATE counters SET lastNumber = ?, entries = ?, lastCategory = ? WHERE owner = ?").run {
                $0.add(account.lastNumber)
                $0.add(account.entries)
                $0.add(account.lastCategory)
                $0.add(account.owner)
            }
        }
        try prepared("COMMIT").run { _ in }
        pending += pendingInTransaction
        endTransaction()
        if accounts.count > Self.accountLimit { accounts.removeAll(keepingCapacity: true) }
    }

    /// Forgets the transaction. Safe to call when SQLite has already rolled back by itself.
    func rollBack() {
        if sqlite3_get_autocommit(connection) == 0 { try? prepared("ROLLBACK").run { _ in } }
        endTransaction()
        accounts.removeAll(keepingCapacity: true)
        categoryMemory.clear()
        mainProvider = nil
    }

    private func endTransaction() {
        pendingInTransaction = 0
        changedAccounts.removeAll(keepingCapacity: true)
        deltas.clear()
    }
}

// Accounts.
extension Writer {
    /// - Throws: `.notFound` for an unknown user.
    func account(of id: UserID) throws -> Account {
        if let account = accounts[id] { return account }
        let sql: StaticString = """
            SELECT u.owner, c.lastNumber, c.entries, c.lastCategory
            FROM users u JOIN counters c ON c.owner = u.owner WHERE u.id = ?
            """
        let found = try prepared(sql).first({ $0.add(id) }) { row in
            Account(owner: row.int(0), lastNumber: row.int(1), entries: row.int(2), lastCategory: row.int(3))
        }
        guard let found else { throw StorageError.notFound }
        accounts[id] = found
        return found
    }

    func setAccount(_ account: Account, of id: UserID) {
        accounts[id] = account
        changedAccounts.insert(id)
    }

    func forgetAccount(of id: UserID) {
        accounts[id] = nil
        changedAccounts.remove(id)
    }
}

// Switches of the connection.
extension Writer {
    /// Whether freed pages are overwritten too, or only what is rewritten anyway.
    func setSecureDelete(_ isOn: Bool) throws {
        try execute(isOn ? "PRAGMA secure_delete = ON" : "PRAGMA secure_delete = FAST")
    }

    func releaseMemory() { sqlite3_db_release_memory(connection) }

    func execute(_ sql: String) throws {
        guard sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK else {
            throw SQLiteFailure(connection: connection)
        }
    }
}
