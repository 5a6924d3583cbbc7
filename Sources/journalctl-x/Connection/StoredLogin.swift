import JournalRPC

/// A login as it is kept between two runs of the client.
struct StoredLogin: Codable, Sendable {
    /// The socket of the daemon that it is good for.
    var socket: String
    /// The user that the daemon ran as.
    var daemon: UInt32?
    var tokens: Sessions.Tokens

    /// What people call it.
    var name: String { tokens.login ?? tokens.account }

    /// Whether the access token is still good for a while.
    func isFresh(at now: Timestamp) -> Bool {
        guard let end = Timestamp(rfc3339: tokens.expiresAt), let soon = now.adding(seconds: 15) else { return false }
        return soon < end
    }
}
