extension Account {
    public enum SetPassword: RPCMethod {
        public struct Params: Codable, Sendable {
            /// The name to log in with; needed when the account has none yet.
            public var login: String?
            /// The password until now; absent when there is none yet.
            public var current: SecretString?
            public var password: SecretString

            public init(login: String? = nil, current: SecretString? = nil, password: SecretString) {
                self.login = login
                self.current = current
                self.password = password
            }
        }

        public struct Result: Codable, Sendable {
            public var login: String
            /// How many other sessions it ended.
            public var ended: Int

            public init(login: String, ended: Int) {
                self.login = login
                self.ended = ended
            }
        }

        public static let name = "account.setPassword"
        public static let help =
            "Sets or changes the password, and with it the login name, and ends all other sessions. "
            + "With a second factor it wants a fresh login as well (-32011)."
        public static let params = Schema.object([
            .optional("login", .login, "The name to log in with; needed when the account has none yet."),
            .optional("current", .secret(AccountLimits.password), "The password until now, if there is one."),
            .required("password", .secret(AccountLimits.newPassword), "The new one; common passwords are refused."),
        ])
        public static let result = Schema.object([
            .required("login", .login), .required("ended", .integer(0...Int64.max), "Other sessions that ended."),
        ])
        public static let isWrite = true
        public static let scope = RPCScope.person
        public static let allowsInitialPassword = true
    }

    /// Time-based one-time passwords (RFC 6238): SHA-1, six digits, 30 seconds, as every authenticator app knows them.
    public enum TOTP {
        public enum Begin: RPCMethod {
            public typealias Params = NoParams

            public struct Result: Codable, Sendable {
                /// The key in Base32 (RFC 4648) without padding.
                public var secret: SecretString
                /// The key as `otpauth://totp/…`, for a QR code.
                public var uri: SecretString
                /// Until when it can be confirmed.
                public var expiresAt: String

                public init(secret: SecretString, uri: SecretString, expiresAt: String) {
                    self.secret = secret
                    self.uri = uri
                    self.expiresAt = expiresAt
                }
            }

            public static let name = "account.totp.begin"
            public static let help =
                "Makes a key for an authenticator app. It counts only after account.totp.confirm; beginning again replaces it. "
                + "The account needs a password, and must not have a second factor yet (-32006)."
            public static let params = NoParams.schema
            public static let result = Schema.object([
                .required("secret", .secret(16...128), "Base32 without padding."),
                .required("uri", .secret(16...1_024), "otpauth://totp/…, for a QR code."),
                .required("expiresAt", .instant, "Until when it can be confirmed."),
            ])
            public static let isWrite = true
            public static let scope = RPCScope.person
            public static let needsFreshLogin = true
        }

        public enum Confirm: RPCMethod {
            public struct Params: Codable, Sendable {
                public var code: SecretString

                public init(code: SecretString) { self.code = code }
            }

            public typealias Result = RecoveryCodeList
            public static let name = "account.totp.confirm"
            public static let help =
                "Turns the second factor on with a code of the new key, and gives ten recovery codes, once. "
                + "Other sessions end."
            public static let params = Schema.object([
                .required("code", .secret(6...6), "Six digits of the new key.")
            ])
            public static let result = RecoveryCodeList.schema
            public static let isWrite = true
            public static let scope = RPCScope.person
        }

        public enum Disable: RPCMethod {
            public typealias Params = NoParams

            public struct Result: Codable, Sendable {
                /// Whether there was a second factor.
                public var disabled: Bool

                public init(disabled: Bool) { self.disabled = disabled }
            }

            public static let name = "account.totp.disable"
            public static let help = "Turns the second factor off and forgets its key and the recovery codes."
            public static let params = NoParams.schema
            public static let result = Schema.object([.required("disabled", .boolean, "Whether there was one.")])
            public static let isWrite = true
            public static let scope = RPCScope.person
            public static let needsFreshLogin = true
        }
    }

    /// Codes that stand in for the second factor, each once.
    public struct RecoveryCodeList: Codable, Sendable {
        public var recoveryCodes: [SecretString]

        public init(recoveryCodes: [SecretString]) { self.recoveryCodes = recoveryCodes }

        static let schema = Schema.object([
            .required("recoveryCodes", .array(of: .secret(AccountLimits.code), 10...10), "Each is good once; shown once.")
        ])
    }

    public enum RecoveryCodes {
        public enum Renew: RPCMethod {
            public typealias Params = NoParams
            public typealias Result = RecoveryCodeList
            public static let name = "account.recoveryCodes.renew"
            public static let help = "Ten new recovery codes; the old ones are refused from then on."
            public static let params = NoParams.schema
            public static let result = RecoveryCodeList.schema
            public static let isWrite = true
            public static let scope = RPCScope.person
            public static let needsFreshLogin = true
        }
    }
}
