/// The sizes that names and secrets of accounts must keep, in UTF-8 bytes.
public enum AccountLimits {
    /// The name that somebody logs in with.
    public static let login = 1...128
    /// A new password (OWASP ASVS 5.0, V6.2.1 and V6.2.9); there are no other rules but that it is not a common one.
    public static let newPassword = 8...1_024
    /// A password to compare with; shorter ones are simply wrong.
    public static let password = 1...1_024
    /// A code of six digits, or a recovery code with or without its dashes.
    public static let code = 6...64
    /// A token of any kind.
    public static let token = 16...4_096
    /// What somebody calls a token or a device.
    public static let label = 1...64
    /// How many days an API token may live.
    public static let tokenDays: ClosedRange<Int64> = 1...366
}

extension Schema {
    /// The name that somebody logs in with. Its case does not matter.
    static let login = name(AccountLimits.login)
    /// An account by its id or its login name.
    static let accountReference = oneOf([.uuid, .login])
    /// The two roles.
    static let role = choice(["user", "admin"])
    /// A user of the operating system; 65534 and 4294967295 stand for nobody.
    static let uid = integer(0...4_294_967_294)
    /// The scopes of an API token.
    static let scopes = array(of: .choice(RPCScope.grantable.map(\.rawValue)), 1...RPCScope.grantable.count)
}
