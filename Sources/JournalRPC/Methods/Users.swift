/// The accounts of a daemon, for admins: who may come in, never what they write.
public enum Users {
    public struct Info: Codable, Sendable {
        public var id: String
        public var login: String?
        public var uids: [UInt32]
        public var role: String
        public var disabled: Bool
        public var hasPassword: Bool
        public var totp: Bool
        public var createdAt: String
        public var lastSeenAt: String?
        /// Until when the password, which somebody else chose, is good for choosing another.
        public var initialUntil: String?
        /// A password that was just made for the account; shown once.
        public var initialPassword: SecretString?

        public init(
            id: String, login: String?, uids: [UInt32], role: String, disabled: Bool, hasPassword: Bool, totp: Bool,
            createdAt: String, lastSeenAt: String?, initialUntil: String? = nil
        ) {
            self.id = id
            self.login = login
            self.uids = uids
            self.role = role
            self.disabled = disabled
            self.hasPassword = hasPassword
            self.totp = totp
            self.createdAt = createdAt
            self.lastSeenAt = lastSeenAt
            self.initialUntil = initialUntil
        }

        static let schema = Schema.object([
            .required("id", .uuid), .optional("login", .login), .required("uids", .array(of: .uid)),
            .required("role", .role), .required("disabled", .boolean), .required("hasPassword", .boolean),
            .required("totp", .boolean, "Whether it has a second factor."), .required("createdAt", .instant),
            .optional("lastSeenAt", .instant, "To within some minutes."),
            .optional("initialUntil", .instant, "Until when the password, which somebody else chose, is good for choosing another."),
        ])

        /// With a password that was made for the account.
        static let schemaWithPassword = Schema.object([
            .required("id", .uuid), .optional("login", .login), .required("uids", .array(of: .uid)),
            .required("role", .role), .required("disabled", .boolean), .required("hasPassword", .boolean),
            .required("totp", .boolean, "Whether it has a second factor."), .required("createdAt", .instant),
            .optional("lastSeenAt", .instant, "To within some minutes."),
            .optional("initialUntil", .instant, "Until when the password is good for choosing another."),
            .optional("initialPassword", .secret(AccountLimits.newPassword), "The password, if none was given; shown once."),
        ])
    }

    /// Names one account.
    public struct Target: Codable, Sendable {
        /// Its id or its login name.
        public var user: String

        public init(user: String) { self.user = user }

        static let property = Schema.Property.required("user", .accountReference, "Its id or its login name.")
        static let schema = Schema.object([property])
    }

    public enum List: RPCMethod {
        public typealias Params = PageParams
        public typealias Result = ItemList<Info>
        public static let name = "users.list"
        public static let help = "All accounts, in the order in which they were made."
        public static let params = Schema.object(PageParams.properties)
        public static let result = ItemList<Info>.schema(of: Info.schema)
        public static let access = RPCAccess.admin
    }

    public enum Create: RPCMethod {
        public struct Params: Codable, Sendable {
            public var login: String?
            public var password: SecretString?
            public var uid: UInt32?
            public var role: String?

            public init(login: String? = nil, password: SecretString? = nil, uid: UInt32? = nil, role: String? = nil) {
                self.login = login
                self.password = password
                self.uid = uid
                self.role = role
            }
        }

        public typealias Result = Info
        public static let name = "users.create"
        public static let help =
            "Makes an account for a login name, for a system user, or for both. A name gets a first password, "
            + "which is good for seven days and only for choosing another; if the account answers to a uid, only from there. "
            + "A name or uid that is taken answers -32006."
        public static let params = Schema.object([
            .optional("login", .login, "The name to log in with."),
            .optional("password", .secret(AccountLimits.newPassword), "The first password; if absent, one is made and shown once."),
            .optional("uid", .uid, "The system user that it answers to."), .optional("role", .role, "user if absent."),
        ])
        public static let result = Info.schemaWithPassword
        public static let access = RPCAccess.admin
        public static let isWrite = true
        public static let needsFreshLogin = true
    }

    public enum Disable: RPCMethod {
        public typealias Params = Target
        public typealias Result = Info
        public static let name = "users.disable"
        public static let help = "Shuts an account out: sessions end, tokens and its uids are refused. Its journal stays."
        public static let params = Target.schema
        public static let result = Info.schema
        public static let access = RPCAccess.admin
        public static let isWrite = true
    }

    public enum Enable: RPCMethod {
        public typealias Params = Target
        public typealias Result = Info
        public static let name = "users.enable"
        public static let help = "Lets a disabled account in again."
        public static let params = Target.schema
        public static let result = Info.schema
        public static let access = RPCAccess.admin
        public static let isWrite = true
    }

    public enum ResetPassword: RPCMethod {
        public typealias Params = Target
        public typealias Result = Info
        public static let name = "users.resetPassword"
        public static let help =
            "Replaces a password that was lost by one that is good for seven days and only for choosing another, and ends all "
            + "sessions; the second factor stays. An admin must not come into a journal that way: if the account answers "
            + "to a uid the password is good from there alone, and if not, only an account without entries can have one (-32006)."
        public static let params = Target.schema
        public static let result = Info.schemaWithPassword
        public static let access = RPCAccess.admin
        public static let isWrite = true
        public static let needsFreshLogin = true
    }

    public enum SetRole: RPCMethod {
        public struct Params: Codable, Sendable {
            public var user: String
            public var role: String

            public init(user: String, role: String) {
                self.user = user
                self.role = role
            }
        }

        public typealias Result = Info
        public static let name = "users.setRole"
        public static let help = "Changes what an account may do beyond its own journal. One enabled admin must stay (-32006)."
        public static let params = Schema.object([Target.property, .required("role", .role, "user or admin.")])
        public static let result = Info.schema
        public static let access = RPCAccess.admin
        public static let isWrite = true
        public static let needsFreshLogin = true
    }

    public enum Delete: RPCMethod {
        public struct Params: Codable, Sendable {
            public var user: String
            /// The id of the account, to show that it is meant.
            public var confirm: String

            public init(user: String, confirm: String) {
                self.user = user
                self.confirm = confirm
            }
        }

        public struct Result: Codable, Sendable {
            public var account: String

            public init(account: String) { self.account = account }
        }

        public static let name = "users.delete"
        public static let help = "Destroys an account's key and everything in it. There is no way back."
        public static let params = Schema.object([
            Target.property, .required("confirm", .uuid, "The id of the account, to show that it is meant."),
        ])
        public static let result = Schema.object([.required("account", .uuid)])
        public static let access = RPCAccess.admin
        public static let isWrite = true
        public static let needsFreshLogin = true
    }
}
