/// Who may call a method. The dispatcher checks it before params are looked at.
public enum RPCAccess: String, Sendable, Codable, CaseIterable {
    /// Also a connection that has not said who it is.
    case anyone
    /// A known user, about their own things.
    case user
    /// A user with the admin role.
    case admin
    /// A system user whom the operator lets do the daemon's outside work; it needs no account.
    case worker

    /// Whether it must be known whose account is meant.
    public var needsAccount: Bool {
        switch self {
        case .anyone, .worker: false
        case .user, .admin: true
        }
    }
}

/// One method of the wire: its name, its params and its result belong to one type, so that they
/// cannot drift apart. The dispatcher, the validator, `rpc.discover`, the reference and the client
/// all read the same declaration.
///
/// Declare the schemas as `static let`: they are built once.
public protocol RPCMethod: Sendable {
    /// What the caller sends; always an object on the wire. `NoParams` when there is nothing to say.
    associatedtype Params: Codable & Sendable
    /// What comes back.
    associatedtype Result: Codable & Sendable
    /// The name on the wire, such as `entries.create`.
    static var name: String { get }
    /// One sentence for the reference.
    static var help: String { get }
    /// The rule that params follow; always an object.
    static var params: Schema { get }
    /// The rule that the result follows.
    static var result: Schema { get }
    /// Who may call it.
    static var access: RPCAccess { get }
    /// Whether it changes something; writes of one connection keep their order.
    static var isWrite: Bool { get }
    /// What an API token must be good for to call it.
    static var scope: RPCScope { get }
    /// Whether a caller whose account has a password must have proved it lately (-32011 otherwise): for what could
    /// take an account over or destroy it. `session.reauthenticate` and a login of the last minutes are such proof.
    static var needsFreshLogin: Bool { get }
    /// Whether a login with a password that somebody else chose is good for it (-32012 otherwise).
    static var allowsInitialPassword: Bool { get }
}

extension RPCMethod {
    /// A known user.
    public static var access: RPCAccess { .user }
    /// A method only reads unless it says otherwise.
    public static var isWrite: Bool { false }
    /// `admin` for what only admins may call, `write` for what changes something, else `read`.
    public static var scope: RPCScope { access == .admin ? .admin : isWrite ? .write : .read }
    /// Most methods do not.
    public static var needsFreshLogin: Bool { false }
    /// Only what leads to a password of one's own.
    public static var allowsInitialPassword: Bool { false }
}

/// The params of a method that takes none: `{}` or absent on the wire.
public struct NoParams: Codable, Sendable, Equatable {
    /// Nothing.
    public init() {}

    /// The schema of no params.
    public static let schema = Schema.object([])
}

/// A method's description without its types: what a list of methods is made of.
public struct AnyMethod: Sendable {
    /// The name on the wire.
    public let name: String
    /// One sentence for the reference.
    public let help: String
    /// The rule that params follow.
    public let params: Schema
    /// The rule that the result follows.
    public let result: Schema
    /// Who may call it.
    public let access: RPCAccess
    /// Whether it changes something.
    public let isWrite: Bool
    /// What an API token must be good for to call it.
    public let scope: RPCScope
    /// Whether the caller must have proved the account's password lately.
    public let needsFreshLogin: Bool
    /// Whether a login with a password that somebody else chose is good for it.
    public let allowsInitialPassword: Bool

    /// The description of one method type.
    public init<M: RPCMethod>(_ method: M.Type) {
        name = method.name
        help = method.help
        params = method.params
        result = method.result
        access = method.access
        isWrite = method.isWrite
        scope = method.scope
        needsFreshLogin = method.needsFreshLogin
        allowsInitialPassword = method.allowsInitialPassword
    }
}
