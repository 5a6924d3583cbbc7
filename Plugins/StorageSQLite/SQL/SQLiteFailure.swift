import GRDB
import GRDBSQLite
import PluginAPI

/// What SQLite said when a call failed: codes and its own words, never a bound value.
struct SQLiteFailure: Error, Sendable {
    /// The primary result code.
    let code: Int32
    let message: String

    init(code: Int32, message: String) {
        self.code = code & 0xFF
        self.message = message
    }

    /// The last failure of a connection.
    init(connection: OpaquePointer?) {
        self.init(
            code: sqlite3_extended_errcode(connection),
            message: sqlite3_errmsg(connection).map { String(cString: $0) } ?? "unknown error")
    }

    var isConstraint: Bool { code == SQLITE_CONSTRAINT }
}

extension StorageError {
    /// The error that a caller of the store sees for one from inside.
    init(from error: any Error) {
        switch error {
        case let error as StorageError: self = error
        case let error as SQLiteFailure: self.init(code: error.code, message: error.message)
        case let error as DatabaseError:
            self.init(code: error.resultCode.rawValue & 0xFF, message: error.message ?? "unknown error")
        case is CancellationError: self = .unavailable(reason: "the request was cancelled")
        default: self = .failed(reason: "unexpected error of type \(type(of: error))")
        }
    }

    private init(code: Int32, message: String) {
        switch code {
        case SQLITE_FULL, SQLITE_IOERR, SQLITE_READONLY: self = .full
        case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_INTERRUPT, SQLITE_NOMEM:
            self = .unavailable(reason: "SQLite: \(message)")
        case SQLITE_CORRUPT, SQLITE_NOTADB: self = .corrupt(reason: "SQLite: \(message)")
        default: self = .failed(reason: "SQLite \(code): \(message)")
        }
    }
}
