/// What a token must be good for before it may call a method. An API token holds some of these; the peer's uid and a
/// signed-in session hold all of them, within their role. Methods that anyone may call ask for none.
///
/// Scopes do not contain each other: a token with `write` alone can add entries and not read them back later.
public enum RPCScope: String, Sendable, Codable, CaseIterable {
    /// Reading what was written.
    case read
    /// Changing it.
    case write
    /// Reports, and scores of texts that the caller brings: numbers, never what was written.
    case analyse
    /// Looking after the daemon; the account must have the admin role as well.
    case admin
    /// Passwords, factors, sessions and tokens themselves: for a person, never for an API token.
    case person

    /// The scopes that an API token may be given.
    public static let grantable: [RPCScope] = [.read, .write, .analyse, .admin]
}
