import CLibPQ
import PluginAPI

/// Why a statement or a connection failed: a code and PostgreSQL's own words, never a value of a statement.
struct PostgresFailure: Error, Sendable {
    enum Kind: Hashable, Sendable {
        /// The server refused; its five-letter SQLSTATE.
        case server(String)
        /// The connection is gone, or could not be made. Nothing is known of a statement that was under way.
        case connection
        /// A COMMIT was sent and it could not be found out what became of it.
        case unknownOutcome
    }

    let kind: Kind
    let message: String

    init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    /// The error of a result. Only the primary message: the others may quote values.
    init(result: OpaquePointer?) {
        let state = Self.field("C", of: result)
        let message = Self.field("M", of: result) ?? "no message"
        let isFatal = ["FATAL", "PANIC"].contains(Self.field("V", of: result) ?? "")
        let named = Self.field("n", of: result).map { "\(message) (\($0))" } ?? message
        guard let state, !isFatal, !state.hasPrefix("08") else {
            self.init(.connection, named)
            return
        }
        // Class 22, data exceptions, is the one whose primary message quotes what it got.
        self.init(.server(state), state.hasPrefix("22") ? "data exception" : named)
    }

    private static func field(_ code: Character, of result: OpaquePointer?) -> String? {
        guard let result, let ascii = code.asciiValue, let text = PQresultErrorField(result, Int32(ascii)) else { return nil }
        return String(cString: text)
    }

    var state: String? {
        if case .server(let state) = kind { return state }
        return nil
    }

    var isConnectionLost: Bool { kind == .connection }
    /// A unique or exclusion constraint refused.
    var isTaken: Bool { state == "23505" }
    /// What was to be stored does not fit its column or breaks a rule of the table. Citus passes on what a node said to a COPY as
    /// words alone; where the node says it in another language it is a failure like any other.
    var isAboutValues: Bool {
        guard let state else { return false }
        return state.hasPrefix("22") || state.hasPrefix("23") || (state == "XX000" && message.contains(" violates "))
    }
    /// The transaction was undone because of others and may be done again.
    var isCollision: Bool { state == "40001" || state == "40P01" }
    /// Doing the same again cannot have it done twice.
    var mayRepeat: Bool { isConnectionLost || isCollision }
}

extension StorageError {
    /// The error that a caller of the store sees for one from inside.
    init(from error: any Error) {
        switch error {
        case let error as StorageError: self = error
        case let error as PostgresFailure: self.init(error)
        case is CancellationError: self = .unavailable(reason: "the request was cancelled")
        default: self = .failed(reason: "unexpected error of type \(type(of: error))")
        }
    }

    private init(_ failure: PostgresFailure) {
        let reason = "PostgreSQL: \(failure.message)"
        switch failure.kind {
        case .connection: self = .unavailable(reason: reason)
        case .unknownOutcome: self = .unavailable(reason: "\(reason); whether the change was stored is not known")
        case .server(let state):
            switch state {
            // The disk is full, a file cannot be written.
            case "53100", "58030": self = .full
            // Damaged data or index.
            case "XX001", "XX002": self = .corrupt(reason: reason)
            // Collisions that did not end, lock and statement timeouts, read-only servers, out of memory, shutting down.
            case "40001", "40P01", "55P03", "57014", "25006": self = .unavailable(reason: reason)
            default:
                self = state.hasPrefix("53") || state.hasPrefix("57P")
                    ? .unavailable(reason: reason) : .failed(reason: "\(reason) (\(state))")
            }
        }
    }
}
