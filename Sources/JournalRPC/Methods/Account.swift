/// The caller's own account.
public enum Account {
    public struct Info: Codable, Sendable {
        public var id: String
        public var uid: UInt32?
        public var role: String
        public var zone: String
        public var locale: String
        public var dayEndHour: Int
        public var weekStart: Int
        public var createdAt: String
        public var login: String?
        public var hasPassword: Bool?
        /// Whether it has a second factor.
        public var totp: Bool?
        /// How many recovery codes were not used yet; absent without a second factor.
        public var recoveryCodesLeft: Int?
        /// How the caller came to speak for it: `uid`, `session` or `token`.
        public var via: String?
        /// The caller's session, if it has one.
        public var session: String?
        /// What the caller's API token is good for, if it has one.
        public var scopes: [String]?
        /// Whether entries may be sent to a model outside.
        public var remoteAnalysis: Bool?
        /// Whether addresses, numbers and links are masked before.
        public var maskRemote: Bool?
        /// What models may cost in a month, in hundredths of the provider's currency; absent: the operator's default.
        public var monthlyCents: Int64?
        /// True when this login's password was chosen by somebody else.
        public var mustChangePassword: Bool?

        public init(
            id: String, uid: UInt32?, role: String, zone: String, locale: String, dayEndHour: Int, weekStart: Int,
            createdAt: String, login: String? = nil, hasPassword: Bool? = nil, totp: Bool? = nil,
            recoveryCodesLeft: Int? = nil, via: String? = nil, session: String? = nil, scopes: [String]? = nil
        ) {
            self.id = id
            self.uid = uid
            self.role = role
            self.zone = zone
            self.locale = locale
            self.dayEndHour = dayEndHour
            self.weekStart = weekStart
            self.createdAt = createdAt
            self.login = login
            self.hasPassword = hasPassword
            self.totp = totp
            self.recoveryCodesLeft = recoveryCodesLeft
            self.via = via
            self.session = session
            self.scopes = scopes
        }

        static let schema = Schema.object([
            .required("id", .uuid), .optional("uid", .integer(0...4_294_967_295), "The system user it answers to."),
            .required("role", .choice(["user", "admin"])), .required("zone", .zone), .required("locale", .string()),
            .required("dayEndHour", .integer(0...11)), .required("weekStart", .integer(1...7)),
            .required("createdAt", .instant), .optional("login", .login), .optional("hasPassword", .boolean),
            .optional("totp", .boolean, "Whether it has a second factor."),
            .optional("recoveryCodesLeft", .integer(0...10), "Not used yet."),
            .optional("via", .choice(["uid", "session", "token"]), "How you came to speak for it."),
            .optional("session", .uuid, "Yours, if you have one."),
            .optional("scopes", .scopes, "What your API token is good for, if you have one."),
            .optional("remoteAnalysis", .boolean, "Whether entries may be sent to a model outside."),
            .optional("maskRemote", .boolean, "Whether addresses, numbers and links are masked before."),
            .optional("monthlyCents", .integer(0...1_000_000_000), "What models may cost in a month; absent: the operator's default."),
            .optional("mustChangePassword", .boolean, "True when somebody else chose this login's password: only account.setPassword works."),
        ])
    }

    public enum Get: RPCMethod {
        public typealias Params = NoParams
        public typealias Result = Info
        public static let name = "account.get"
        public static let help = "Your account."
        public static let params = NoParams.schema
        public static let result = Info.schema
        public static let allowsInitialPassword = true
    }

    public enum Update: RPCMethod {
        public struct Params: Codable, Sendable {
            public var zone: String?
            public var locale: String?
            public var dayEndHour: Int?
            public var weekStart: Int?
            public var remoteAnalysis: Bool?
            public var maskRemote: Bool?
            public var monthlyCents: Int64?

            public init(zone: String? = nil, locale: String? = nil, dayEndHour: Int? = nil, weekStart: Int? = nil) {
                self.zone = zone
                self.locale = locale
                self.dayEndHour = dayEndHour
                self.weekStart = weekStart
            }
        }

        public typealias Result = Info
        public static let name = "account.update"
        public static let help = "Changes how days and weeks are counted, for new entries, and what may leave this machine."
        public static let params = Schema.object([
            .optional("zone", .zone, "IANA time zone for new entries."),
            .optional("locale", .string(2...35, format: .cursor), "BCP 47 language tag."),
            .optional("dayEndHour", .integer(0...11), "The hour at which your day ends."),
            .optional("weekStart", .integer(1...7), "1 Monday … 7 Sunday."),
            .optional("remoteAnalysis", .boolean, "Whether entries may be sent to a model outside; off until you say so."),
            .optional("maskRemote", .boolean, "Whether addresses, numbers and links are masked before; on until you say otherwise."),
            .optional("monthlyCents", .integer(0...1_000_000_000), "What models may cost you in a month, in hundredths of the provider's currency."),
        ])
        public static let result = Info.schema
        public static let isWrite = true
    }

    public enum Delete: RPCMethod {
        public struct Params: Codable, Sendable {
            public var confirm: String

            public init(confirm: String) { self.confirm = confirm }
        }

        public struct Result: Codable, Sendable {
            public var account: String

            public init(account: String) { self.account = account }
        }

        public static let name = "account.delete"
        public static let help = "Destroys your key and everything you wrote. There is no way back."
        public static let params = Schema.object([
            .required("confirm", .uuid, "The id of your account, to show that you mean it.")
        ])
        public static let result = Schema.object([.required("account", .uuid)])
        public static let isWrite = true
        public static let scope = RPCScope.person
        public static let needsFreshLogin = true
    }
}
