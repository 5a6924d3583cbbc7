extension Account {
    /// API tokens: for scripts, with scopes and an end.
    public enum Tokens {
        /// A token without its text, which only its hash is kept of.
        public struct Info: Codable, Sendable {
            public var id: String
            public var label: String
            /// `read`, `write`, `analyse`, `admin`.
            public var scopes: [String]
            public var createdAt: String
            public var expiresAt: String
            public var lastUsedAt: String?
            /// The system user that used it last.
            public var lastUsedBy: UInt32?

            public init(
                id: String, label: String, scopes: [String], createdAt: String, expiresAt: String, lastUsedAt: String?,
                lastUsedBy: UInt32?
            ) {
                self.id = id
                self.label = label
                self.scopes = scopes
                self.createdAt = createdAt
                self.expiresAt = expiresAt
                self.lastUsedAt = lastUsedAt
                self.lastUsedBy = lastUsedBy
            }

            static let schema = Schema.object([
                .required("id", .uuid), .required("label", .string()), .required("scopes", .scopes),
                .required("createdAt", .instant), .required("expiresAt", .instant), .optional("lastUsedAt", .instant),
                .optional("lastUsedBy", .uid, "The system user that used it last."),
            ])
        }

        public enum Create: RPCMethod {
            public struct Params: Codable, Sendable {
                public var label: String
                public var scopes: [String]
                /// How long it lives; 90 if absent.
                public var days: Int?

                public init(label: String, scopes: [String], days: Int? = nil) {
                    self.label = label
                    self.scopes = scopes
                    self.days = days
                }
            }

            public struct Result: Codable, Sendable {
                /// The token's text; it cannot be had again.
                public var secret: SecretString
                public var token: Info

                public init(secret: SecretString, token: Info) {
                    self.secret = secret
                    self.token = token
                }
            }

            public static let name = "account.tokens.create"
            public static let help =
                "An API token, shown once; only its hash is kept. The scope admin is for accounts with that role."
            public static let params = Schema.object([
                .required("label", .name(AccountLimits.label), "What you call it."),
                .required("scopes", .scopes, "What it is good for."),
                .optional("days", .integer(AccountLimits.tokenDays), "How long it lives; 90 if absent."),
            ])
            public static let result = Schema.object([
                .required("secret", .secret(AccountLimits.token), "The token's text; it cannot be had again."),
                .required("token", Info.schema),
            ])
            public static let isWrite = true
            public static let scope = RPCScope.person
            public static let needsFreshLogin = true
        }

        public enum List: RPCMethod {
            public typealias Params = NoParams
            public typealias Result = ItemList<Info>
            public static let name = "account.tokens.list"
            public static let help = "Your API tokens, without their texts, the newest first."
            public static let params = NoParams.schema
            public static let result = ItemList<Info>.schema(of: Info.schema)
            public static let scope = RPCScope.person
        }

        public enum Revoke: RPCMethod {
            public struct Params: Codable, Sendable {
                public var token: String

                public init(token: String) { self.token = token }
            }

            public struct Result: Codable, Sendable {
                public var token: String

                public init(token: String) { self.token = token }
            }

            public static let name = "account.tokens.revoke"
            public static let help = "Ends one of your API tokens; it is refused from the next call on."
            public static let params = Schema.object([.required("token", .uuid, "Its id, not its text.")])
            public static let result = Schema.object([.required("token", .uuid)])
            public static let isWrite = true
            public static let scope = RPCScope.person
        }
    }
}
