public import JournalRPC
public import PluginAPI

/// The one place where an error becomes what the wire says, and where what it hides is kept apart for the log.
public enum ErrorMapping {
    /// What the caller gets, and what the log gets.
    public struct Outcome: Sendable {
        /// For the caller.
        public let error: RPCError
        /// For the log; nil when the caller's error says it all.
        public let cause: String?
    }

    /// An internal error carries a fresh id and nothing else; an error of an unknown type is one, and of it the log
    /// gets only the type, because its description may quote what it stumbled over.
    public static func outcome(of error: any Error) -> Outcome {
        switch error {
        case let error as RPCError: Outcome(error: error, cause: nil)
        case let error as ServiceError: outcome(of: error)
        case let error as StorageError: outcome(of: ServiceError(error))
        case is CancellationError: outcome(of: .unavailable(retryable: true, cause: "cancelled"))
        default: outcome(of: .internal(cause: "unexpected error of type \(type(of: error))"))
        }
    }

    private static func outcome(of error: ServiceError) -> Outcome {
        guard error.code == .internalError else {
            return Outcome(error: RPCError(error.code, error.message, data: error.data), cause: error.cause)
        }
        return Outcome(
            error: RPCError(.internalError, data: RPCErrorData(errorId: newErrorID())),
            cause: error.cause ?? "no cause given")
    }

    /// 64 random bits in 16 hexadecimal digits.
    private static func newErrorID() -> String {
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: max(0, 16 - digits.utf8.count)) + digits
    }
}

extension ServiceError {
    /// What a store's error means to a caller.
    public init(_ error: StorageError) {
        switch error {
        case .notFound: self = .notFound("thing")
        case .alreadyExists: self = .conflict("it exists already")
        case .revisionConflict(let current): self = .conflict(currentRevision: Int64(current))
        case .trashed: self = .conflict("the entry is in the trash", hint: "restore it first")
        case .idempotencyConflict: self = .conflict("the idempotency key was used for another content")
        case .invalidPosition:
            self = .invalid(path: "/cursor", rule: "format", message: "is no cursor of this list")
        case .full: self = .storageFull
        case .unavailable(let reason): self = .unavailable(retryable: true, cause: "store unavailable: \(reason)")
        case .corrupt(let reason):
            self = .unavailable(
                retryable: false, "the store is damaged or its disk fails: put it back from a backup",
                cause: "store corrupt: \(reason)")
        case .failed(let reason): self = .internal(cause: "store failed: \(reason)")
        }
    }
}
