extension Account {
    /// The system users that an account answers to without a login. Each uid has one account at most.
    ///
    /// Linking takes two: the owner names a uid and gets a code; a connection of that uid, which the kernel vouches
    /// for, hands the code in. So nobody can pull somebody else's uid over, nor be pulled over by a code found later.
    public enum UIDs {
        public struct Info: Codable, Sendable {
            public var uid: UInt32
            public var linkedAt: String?
            /// Whether it is the uid of this connection.
            public var current: Bool

            public init(uid: UInt32, linkedAt: String?, current: Bool) {
                self.uid = uid
                self.linkedAt = linkedAt
                self.current = current
            }

            static let schema = Schema.object([
                .required("uid", .uid), .optional("linkedAt", .instant),
                .required("current", .boolean, "Whether it is the uid of this connection."),
            ])
        }

        public enum Link: RPCMethod {
            public struct Params: Codable, Sendable {
                public var uid: UInt32

                public init(uid: UInt32) { self.uid = uid }
            }

            public struct Result: Codable, Sendable {
                public var code: SecretString
                public var expiresAt: String

                public init(code: SecretString, expiresAt: String) {
                    self.code = code
                    self.expiresAt = expiresAt
                }
            }

            public static let name = "account.uids.link"
            public static let help =
                "A code with which that system user, and no other, can join your account within ten minutes, once."
            public static let params = Schema.object([.required("uid", .uid, "The system user that may join.")])
            public static let result = Schema.object([
                .required("code", .secret(16...64), "For account.uids.redeem."), .required("expiresAt", .instant),
            ])
            public static let isWrite = true
            public static let scope = RPCScope.person
            public static let needsFreshLogin = true
        }

        public enum Redeem: RPCMethod {
            public struct Params: Codable, Sendable {
                public var code: SecretString

                public init(code: SecretString) { self.code = code }
            }

            public struct Result: Codable, Sendable {
                public var account: String
                public var login: String?
                public var uid: UInt32

                public init(account: String, login: String?, uid: UInt32) {
                    self.account = account
                    self.login = login
                    self.uid = uid
                }
            }

            public static let name = "account.uids.redeem"
            public static let help =
                "Joins this connection's system user to the account that made the code for it. An account of its own that "
                + "holds anything is kept, and answers -32006; an empty one is given up."
            public static let params = Schema.object([.required("code", .secret(16...64), "From account.uids.link.")])
            public static let result = Schema.object([
                .required("account", .uuid), .optional("login", .login), .required("uid", .uid),
            ])
            public static let access = RPCAccess.anyone
            public static let isWrite = true
        }

        public enum Unlink: RPCMethod {
            public struct Params: Codable, Sendable {
                public var uid: UInt32

                public init(uid: UInt32) { self.uid = uid }
            }

            public struct Result: Codable, Sendable {
                public var uid: UInt32

                public init(uid: UInt32) { self.uid = uid }
            }

            public static let name = "account.uids.unlink"
            public static let help =
                "That system user no longer has your account. The last way in cannot be given up: without a password, one "
                + "uid must stay (-32006)."
            public static let params = Schema.object([.required("uid", .uid, "The system user that shall go.")])
            public static let result = Schema.object([.required("uid", .uid)])
            public static let isWrite = true
            public static let scope = RPCScope.person
            public static let needsFreshLogin = true
        }

        public enum List: RPCMethod {
            public typealias Params = NoParams
            public typealias Result = ItemList<Info>
            public static let name = "account.uids.list"
            public static let help = "The system users that have your account without a login."
            public static let params = NoParams.schema
            public static let result = ItemList<Info>.schema(of: Info.schema)
            public static let scope = RPCScope.person
        }
    }
}
