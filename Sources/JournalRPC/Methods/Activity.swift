/// What the audit trail tells of: what may concern whoever watches over an account. A newer daemon may know more words.
public enum ActivityKind: String, Codable, Sendable, CaseIterable {
    case login, secondFactor, reauthentication, recoveryCodeUsed, refreshReuse, logout, sessionRevoked
    case passwordChanged, passwordReset, totpEnabled, totpDisabled, recoveryCodesRenewed
    case tokenCreated, tokenRevoked, tokenUsedFromNewPeer
    case uidLinkOffered, uidLinked, uidUnlinked
    case userCreated, userDisabled, userEnabled, userDeleted, roleChanged
    case keysRotated
}

/// One line of the audit trail. It holds no secret and nothing that anybody wrote.
public struct ActivityEvent: Codable, Sendable {
    public var at: String
    /// A word of `ActivityKind`.
    public var event: String
    /// `success`, or `failure`: refused, or the proof was wrong.
    public var outcome: String
    /// The account that it concerns; absent when nobody has that name.
    public var account: String?
    /// Who did it, when that was somebody else.
    public var actor: String?
    /// The system user at the other end of the connection.
    public var uid: UInt32?
    /// The method that was called.
    public var method: String?
    /// The session, token or other thing that it concerns, by its id.
    public var subject: String?

    public init(
        at: String, event: String, outcome: String, account: String?, actor: String?, uid: UInt32?, method: String?,
        subject: String?
    ) {
        self.at = at
        self.event = event
        self.outcome = outcome
        self.account = account
        self.actor = actor
        self.uid = uid
        self.method = method
        self.subject = subject
    }

    static let schema = Schema.object([
        .required("at", .instant), .required("event", .choice(ActivityKind.allCases.map(\.rawValue))),
        .required("outcome", .choice(["success", "failure"])),
        .optional("account", .uuid, "Whom it concerns; absent when nobody has that name."),
        .optional("actor", .uuid, "Who did it, when that was somebody else."),
        .optional("uid", .uid, "The system user at the other end."), .optional("method", .string()),
        .optional("subject", .uuid, "The session, token or other thing, by its id."),
    ])
}

extension Account {
    public enum Activity: RPCMethod {
        public typealias Params = PageParams
        public typealias Result = ItemList<ActivityEvent>
        public static let name = "account.activity"
        public static let help = "What happened to your account: logins, failures, changes of factors and tokens; the newest first."
        public static let params = Schema.object(PageParams.properties)
        public static let result = ItemList<ActivityEvent>.schema(of: ActivityEvent.schema)
        public static let scope = RPCScope.person
    }
}

/// The audit trail of all accounts.
public enum Audit {
    public enum List: RPCMethod {
        public struct Params: Codable, Sendable {
            /// One account's, by its id or login name.
            public var user: String?
            /// `success` or `failure`.
            public var outcome: String?
            public var limit: Int?
            public var cursor: String?

            public init(user: String? = nil, outcome: String? = nil, limit: Int? = nil, cursor: String? = nil) {
                self.user = user
                self.outcome = outcome
                self.limit = limit
                self.cursor = cursor
            }
        }

        public typealias Result = ItemList<ActivityEvent>
        public static let name = "audit.list"
        public static let help = "What happened to all accounts, the newest first."
        public static let params = Schema.object(
            [
                .optional("user", .accountReference, "One account's, by its id or login name."),
                .optional("outcome", .choice(["success", "failure"]), "Only what went well, or only what did not."),
            ] + PageParams.properties)
        public static let result = ItemList<ActivityEvent>.schema(of: ActivityEvent.schema)
        public static let access = RPCAccess.admin
    }
}
