/// Every error that the wire knows. The first five are JSON-RPC 2.0's own, the others ours; the
/// reference prints this table.
public enum RPCErrorCode: Int, Sendable, Codable, CaseIterable {
    /// The bytes are not JSON.
    case parseError = -32700
    /// The JSON is not a request.
    case invalidRequest = -32600
    /// There is no such method.
    case methodNotFound = -32601
    /// The params do not follow the method's schema.
    case invalidParams = -32602
    /// Something failed inside; the cause is in the log under the error id.
    case internalError = -32603
    /// Who is calling is not known.
    case unauthenticated = -32001
    /// The password was right, a code is needed as well.
    case secondFactorRequired = -32002
    /// The caller's role or scope does not allow it.
    case forbidden = -32003
    /// There is no such thing, or it belongs to somebody else.
    case notFound = -32004
    /// Too many calls; wait.
    case rateLimited = -32005
    /// The thing changed meanwhile.
    case conflict = -32006
    /// Over a size limit.
    case tooLarge = -32007
    /// Not now.
    case unavailable = -32008
    /// Nothing more can be written.
    case storageFull = -32009
    /// It took too long.
    case deadlineExceeded = -32010
    /// This method wants a fresh login.
    case reauthenticationRequired = -32011
    /// The password was chosen by somebody else.
    case passwordChangeRequired = -32012

    /// The word that clients match on, sent as `data.kind`.
    public var kind: String { row.kind }

    /// One sentence for the reference.
    public var summary: String { row.summary }

    /// The error whose `kind` is the given word.
    public init?(kind: String) {
        guard let code = Self.allCases.first(where: { $0.kind.utf8.elementsEqual(kind.utf8) }) else { return nil }
        self = code
    }

    private var row: (kind: String, summary: String) {
        switch self {
        case .parseError: ("parse_error", "The message is not JSON; the reply's id is null.")
        case .invalidRequest:
            ("invalid_request", "Not a request, an empty batch, a batch of over 100, or a member given twice.")
        case .methodNotFound: ("method_not_found", "There is no such method.")
        case .invalidParams:
            ("invalid_params", "The params break the method's schema; data.issues lists every issue.")
        case .internalError: ("internal", "Something failed inside; data.errorId finds the cause in the log.")
        case .unauthenticated: ("unauthenticated", "Who is calling is not known; one message for every cause.")
        case .secondFactorRequired:
            ("second_factor_required", "A one-time code is needed; data.challenge goes with it.")
        case .forbidden: ("forbidden", "The caller's role or scope does not allow this method.")
        case .notFound: ("not_found", "There is no such thing among the caller's own.")
        case .rateLimited: ("rate_limited", "Too many calls; try again after data.retryAfterMs.")
        case .conflict: ("conflict", "The revision is stale or the idempotency key was used for something else.")
        case .tooLarge: ("too_large", "The message or a field is over its limit.")
        case .unavailable:
            ("unavailable", "Starting, draining, overloaded, or something needed is down; see data.retryable.")
        case .storageFull: ("storage_full", "The disk is full or read-only.")
        case .deadlineExceeded: ("deadline_exceeded", "The call took longer than it may.")
        case .reauthenticationRequired: ("reauthentication_required", "This method needs a fresh login.")
        case .passwordChangeRequired:
            (
                "password_change_required",
                "Somebody else chose this password: choose your own with account.setPassword, then everything works."
            )
        }
    }
}
