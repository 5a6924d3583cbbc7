/// What an error reply says: a code, a message that is safe to show, and machine-readable data.
/// Neither message nor data ever carries the caller's text or a cause from inside.
public struct RPCError: Error, Sendable, Equatable, Codable {
    /// Which error.
    public var code: RPCErrorCode
    /// One sentence for a person.
    public var message: String
    /// What a program needs; its `kind` is always the code's.
    public var data: RPCErrorData

    /// An error; without a message, the code's summary is used.
    public init(_ code: RPCErrorCode, _ message: String? = nil, data: RPCErrorData = RPCErrorData()) {
        self.code = code
        self.message = message ?? code.summary
        self.data = data
        self.data.kind = code.kind
    }
}

/// The machine-readable part of an error. Absent members are left out on the wire; `kind` never is.
public struct RPCErrorData: Sendable, Equatable, Codable {
    /// The code's word, such as `invalid_params`. `RPCError` sets it.
    public internal(set) var kind: String
    /// Every way in which params break their schema.
    public var issues: [SchemaIssue]?
    /// What to search the log for.
    public var errorId: String?
    /// How long to wait, in milliseconds.
    public var retryAfterMs: Int64?
    /// Whether the same call may succeed later.
    public var retryable: Bool?
    /// The revision that the thing has now.
    public var currentRevision: Int64?
    /// What `session.verify` wants back.
    public var challenge: String?
    /// What a person could do about it.
    public var hint: String?

    /// Data of the given parts.
    public init(
        issues: [SchemaIssue]? = nil, errorId: String? = nil, retryAfterMs: Int64? = nil,
        retryable: Bool? = nil, currentRevision: Int64? = nil, challenge: String? = nil, hint: String? = nil
    ) {
        self.kind = ""
        self.issues = issues
        self.errorId = errorId
        self.retryAfterMs = retryAfterMs
        self.retryable = retryable
        self.currentRevision = currentRevision
        self.challenge = challenge
        self.hint = hint
    }
}

extension RPCError {
    private enum Name: String, CodingKey {
        case code, message, data
    }

    /// Reads an error object. `data` may be absent, as in errors of other servers; a code that this
    /// table does not have is refused.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Name.self)
        self.init(
            try container.decode(RPCErrorCode.self, forKey: .code),
            try container.decode(String.self, forKey: .message),
            data: try container.decodeIfPresent(RPCErrorData.self, forKey: .data) ?? RPCErrorData())
    }
}
