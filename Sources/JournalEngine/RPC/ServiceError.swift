public import JournalRPC

/// Why a service did not do what it was asked: a code and a message that are safe to show, and a cause that only the
/// log sees. Neither carries a user's text.
public struct ServiceError: Error, Sendable, Equatable {
    /// Which error of the wire.
    public var code: RPCErrorCode
    /// One sentence for the caller.
    public var message: String
    /// What the caller's program needs.
    public var data: RPCErrorData
    /// What happened inside, for the log alone.
    public var cause: String?

    /// An error; without a message the code's summary is used.
    public init(
        _ code: RPCErrorCode, _ message: String? = nil, data: RPCErrorData = RPCErrorData(), cause: String? = nil
    ) {
        self.code = code
        self.message = message ?? code.summary
        self.data = data
        self.cause = cause
    }

    /// Nothing of that kind belongs to the caller. `what` is a word of the program, such as `entry`.
    public static func notFound(_ what: StaticString) -> ServiceError {
        ServiceError(.notFound, "no such \(what)")
    }

    /// A param that the schema could not judge. `path` is a JSON pointer from params, `rule` a word for programs.
    public static func invalid(path: String, rule: String, message: String) -> ServiceError {
        let issue = SchemaIssue(path: path, rule: rule, message: message)
        return ServiceError(.invalidParams, data: RPCErrorData(issues: [issue]))
    }

    /// The thing changed meanwhile and has this revision now.
    public static func conflict(currentRevision: Int64) -> ServiceError {
        ServiceError(.conflict, "the revision is stale", data: RPCErrorData(currentRevision: currentRevision))
    }

    /// It cannot be done as things stand; the message says how they stand.
    public static func conflict(_ message: String, hint: String? = nil) -> ServiceError {
        ServiceError(.conflict, message, data: RPCErrorData(hint: hint))
    }

    /// The caller's role or scope does not allow it.
    public static let forbidden = ServiceError(.forbidden)

    /// Who is calling is not known. The same words for every cause.
    public static let unauthenticated = ServiceError(.unauthenticated)

    /// The method wants a fresh login.
    public static let reauthenticationRequired = ServiceError(.reauthenticationRequired)

    /// The caller has to choose a password of their own first.
    public static let passwordChangeRequired = ServiceError(.passwordChangeRequired)

    /// A one-time code is needed; `challenge` goes with it, if it is to end a login.
    public static func secondFactorRequired(challenge: String?) -> ServiceError {
        ServiceError(.secondFactorRequired, data: RPCErrorData(challenge: challenge))
    }

    /// Not now; `retryable` says whether the same call may succeed later.
    public static func unavailable(
        retryable: Bool, _ message: String? = nil, cause: String? = nil
    ) -> ServiceError {
        ServiceError(.unavailable, message, data: RPCErrorData(retryable: retryable), cause: cause)
    }

    /// Over a size limit; the message names the limit.
    public static func tooLarge(_ message: String) -> ServiceError {
        ServiceError(.tooLarge, message)
    }

    /// Nothing more can be written.
    public static let storageFull = ServiceError(.storageFull)

    /// Something failed inside. The caller gets an id to tell; the log gets the cause under that id.
    public static func `internal`(cause: String) -> ServiceError {
        ServiceError(.internalError, cause: cause)
    }

    /// Too many calls.
    public static func rateLimited(retryAfter: Duration) -> ServiceError {
        let nanoseconds = max(retryAfter.wholeNanoseconds, 0)
        let (whole, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000)
        return ServiceError(.rateLimited, data: RPCErrorData(retryAfterMs: rest > 0 ? whole + 1 : whole))
    }

    /// It took longer than it may.
    public static let deadlineExceeded = ServiceError(.deadlineExceeded)
}
