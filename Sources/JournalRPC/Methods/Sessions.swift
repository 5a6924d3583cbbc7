/// Logging in, and what a login is good for: an access token for an hour, and a refresh token that gives the next pair.
///
/// On the socket a session belongs to the uid that made it: another uid's connection cannot attach or refresh it.
public enum Sessions {
    /// What a login or a refresh gives.
    public struct Tokens: Codable, Sendable {
        /// For `session.attach`; good for an hour.
        public var accessToken: SecretString
        /// For `session.refresh`; good once. Using it a second time ends the session.
        public var refreshToken: SecretString
        /// When the access token ends.
        public var expiresAt: String
        /// When the refresh token ends, if it is not used before.
        public var refreshExpiresAt: String
        public var session: String
        public var account: String
        public var login: String?
        /// True when somebody else chose the password: the session is good for `account.setPassword` until that is done.
        public var mustChangePassword: Bool?

        public init(
            accessToken: SecretString, refreshToken: SecretString, expiresAt: String, refreshExpiresAt: String,
            session: String, account: String, login: String?, mustChangePassword: Bool? = nil
        ) {
            self.accessToken = accessToken
            self.refreshToken = refreshToken
            self.expiresAt = expiresAt
            self.refreshExpiresAt = refreshExpiresAt
            self.session = session
            self.account = account
            self.login = login
            self.mustChangePassword = mustChangePassword
        }

        static let schema = Schema.object([
            .required("accessToken", .secret(AccountLimits.token), "For session.attach; good for an hour."),
            .required("refreshToken", .secret(AccountLimits.token), "For session.refresh; good once."),
            .required("expiresAt", .instant, "When the access token ends."),
            .required("refreshExpiresAt", .instant, "When the refresh token ends, if it is not used before."),
            .required("session", .uuid), .required("account", .uuid), .optional("login", .login),
            .optional(
                "mustChangePassword", .boolean,
                "True when somebody else chose the password: until account.setPassword everything else answers -32012."),
        ])
    }

    public enum Login: RPCMethod {
        public struct Params: Codable, Sendable {
            public var login: String
            public var password: SecretString
            /// What the session is called in `session.list`, such as the name of the program.
            public var label: String?

            public init(login: String, password: SecretString, label: String? = nil) {
                self.login = login
                self.password = password
                self.label = label
            }
        }

        public typealias Result = Tokens
        public static let name = "session.login"
        public static let help =
            "Logs in with a password. With a second factor it answers -32002, whose challenge session.verify wants. "
            + "The connection itself goes on as who it was: attach the token."
        public static let params = Schema.object([
            .required("login", .login, "Your login name; its case does not matter."),
            .required("password", .secret(AccountLimits.password), "Your password."),
            .optional("label", .name(AccountLimits.label), "What the session is called in session.list."),
        ])
        public static let result = Tokens.schema
        public static let access = RPCAccess.anyone
        public static let isWrite = true
    }

    public enum Verify: RPCMethod {
        public struct Params: Codable, Sendable {
            public var challenge: SecretString
            /// Six digits, or a recovery code.
            public var code: SecretString

            public init(challenge: SecretString, code: SecretString) {
                self.challenge = challenge
                self.code = code
            }
        }

        public typealias Result = Tokens
        public static let name = "session.verify"
        public static let help = "Ends a login with a one-time code or a recovery code. A challenge takes five tries."
        public static let params = Schema.object([
            .required("challenge", .secret(AccountLimits.token), "From the error of session.login."),
            .required("code", .secret(AccountLimits.code), "Six digits, or a recovery code."),
        ])
        public static let result = Tokens.schema
        public static let access = RPCAccess.anyone
        public static let isWrite = true
    }

    public enum Refresh: RPCMethod {
        public struct Params: Codable, Sendable {
            public var refreshToken: SecretString

            public init(refreshToken: SecretString) { self.refreshToken = refreshToken }
        }

        public typealias Result = Tokens
        public static let name = "session.refresh"
        public static let help =
            "The next pair of tokens. The token given is used up; whoever uses it again ends the session for both."
        public static let params = Schema.object([.required("refreshToken", .secret(AccountLimits.token), "The one of the last pair.")])
        public static let result = Tokens.schema
        public static let access = RPCAccess.anyone
        public static let isWrite = true
    }

    /// Who the connection speaks for from now on.
    ///
    /// Requests that the same connection sent after it wait until it is answered, so that it can ride in one write with
    /// the first of them. When it is refused, the connection speaks for nobody, not for its uid again: what was sent
    /// behind it is refused too (-32001) rather than done to the wrong account.
    public enum Attach: RPCMethod {
        public struct Params: Codable, Sendable {
            /// An access token of a session, or an API token.
            public var accessToken: SecretString

            public init(accessToken: SecretString) { self.accessToken = accessToken }
        }

        public struct Result: Codable, Sendable {
            public var account: String
            public var login: String?
            public var role: String
            /// Of a session; absent with an API token.
            public var session: String?
            /// Of an API token; absent with a session.
            public var scopes: [String]?
            public var expiresAt: String

            public init(
                account: String, login: String?, role: String, session: String?, scopes: [String]?, expiresAt: String
            ) {
                self.account = account
                self.login = login
                self.role = role
                self.session = session
                self.scopes = scopes
                self.expiresAt = expiresAt
            }
        }

        public static let name = "session.attach"
        public static let help =
            "Lets the connection speak for the token's account. Requests sent behind it wait for it; if it is refused, "
            + "the connection speaks for nobody."
        public static let params = Schema.object([
            .required("accessToken", .secret(AccountLimits.token), "An access token, or an API token.")
        ])
        public static let result = Schema.object([
            .required("account", .uuid), .optional("login", .login), .required("role", .role),
            .optional("session", .uuid, "With a session."), .optional("scopes", .scopes, "With an API token."),
            .required("expiresAt", .instant, "When the token ends."),
        ])
        public static let access = RPCAccess.anyone
        public static let isWrite = true
    }
}
