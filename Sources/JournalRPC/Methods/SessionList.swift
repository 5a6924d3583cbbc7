extension Sessions {
    /// One login, as its owner sees it.
    public struct Info: Codable, Sendable {
        public var id: String
        public var label: String?
        /// The system user that it belongs to.
        public var uid: UInt32?
        public var createdAt: String
        public var lastUsedAt: String
        /// When it ends at the latest.
        public var expiresAt: String
        /// Whether a second factor was given.
        public var secondFactor: Bool
        /// Whether it is the one that asks.
        public var current: Bool

        public init(
            id: String, label: String?, uid: UInt32?, createdAt: String, lastUsedAt: String, expiresAt: String,
            secondFactor: Bool, current: Bool
        ) {
            self.id = id
            self.label = label
            self.uid = uid
            self.createdAt = createdAt
            self.lastUsedAt = lastUsedAt
            self.expiresAt = expiresAt
            self.secondFactor = secondFactor
            self.current = current
        }

        static let schema = Schema.object([
            .required("id", .uuid), .optional("label", .string()), .optional("uid", .uid, "Whom it belongs to."),
            .required("createdAt", .instant), .required("lastUsedAt", .instant),
            .required("expiresAt", .instant, "When it ends at the latest."),
            .required("secondFactor", .boolean, "Whether a second factor was given."),
            .required("current", .boolean, "Whether it is the one that asks."),
        ])
    }

    public enum List: RPCMethod {
        public typealias Params = NoParams
        public typealias Result = ItemList<Info>
        public static let name = "session.list"
        public static let help = "Your sessions that can still be used, the newest first."
        public static let params = NoParams.schema
        public static let result = ItemList<Info>.schema(of: Info.schema)
        public static let scope = RPCScope.person
    }

    public enum Revoke: RPCMethod {
        public struct Params: Codable, Sendable {
            public var session: String

            public init(session: String) { self.session = session }
        }

        public struct Result: Codable, Sendable {
            public var session: String

            public init(session: String) { self.session = session }
        }

        public static let name = "session.revoke"
        public static let help = "Ends one of your sessions; its tokens are refused from the next call on."
        public static let params = Schema.object([.required("session", .uuid, "Its id, from session.list.")])
        public static let result = Schema.object([.required("session", .uuid)])
        public static let isWrite = true
        public static let scope = RPCScope.person
    }

    public enum Logout: RPCMethod {
        public struct Params: Codable, Sendable {
            public var everywhere: Bool?

            public init(everywhere: Bool? = nil) { self.everywhere = everywhere }
        }

        public struct Result: Codable, Sendable {
            /// How many sessions ended.
            public var ended: Int

            public init(ended: Int) { self.ended = ended }
        }

        public static let name = "session.logout"
        public static let help =
            "Ends the session of this connection, or all of the account's; the connection speaks for its uid again."
        public static let params = Schema.object([
            .optional("everywhere", .boolean, "All sessions of the account. API tokens stay.")
        ])
        public static let result = Schema.object([.required("ended", .integer(0...Int64.max), "Sessions that ended.")])
        public static let isWrite = true
        public static let scope = RPCScope.person
        public static let allowsInitialPassword = true
    }

    /// Proof that whoever sits there knows the password, for methods with `needsFreshLogin`.
    public enum Reauthenticate: RPCMethod {
        public struct Params: Codable, Sendable {
            public var password: SecretString
            /// Six digits or a recovery code; needed when the account has a second factor.
            public var code: SecretString?

            public init(password: SecretString, code: SecretString? = nil) {
                self.password = password
                self.code = code
            }
        }

        public struct Result: Codable, Sendable {
            /// Until when this connection, and its session if it has one, counts as freshly logged in.
            public var freshUntil: String

            public init(freshUntil: String) { self.freshUntil = freshUntil }
        }

        public static let name = "session.reauthenticate"
        public static let help =
            "Shows the account's password again, and a code if it has a second factor (-32002 without a challenge asks "
            + "for it), for methods that want a fresh login."
        public static let params = Schema.object([
            .required("password", .secret(AccountLimits.password), "Your password."),
            .optional("code", .secret(AccountLimits.code), "Six digits, or a recovery code."),
        ])
        public static let result = Schema.object([.required("freshUntil", .instant)])
        public static let isWrite = true
        public static let scope = RPCScope.person
        public static let allowsInitialPassword = true
    }
}
