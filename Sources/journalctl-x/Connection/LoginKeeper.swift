import JournalRPC

/// Whom the client speaks for: an API token of a file, a login of an earlier run, or nobody but the system user.
///
/// While a login is there the client never speaks for the system user instead, also when the login is over: what is
/// written would go into another journal. `logout` ends that.
final class LoginKeeper {
    let store: LoginStore?
    private let environment: Environment
    private let now: () -> Timestamp
    private let pause: (Duration) -> Void
    private let step: (String) -> Void

    init(
        environment: Environment, now: @escaping () -> Timestamp, pause: @escaping (Duration) -> Void,
        step: @escaping (String) -> Void
    ) {
        store = LoginStore(environment: environment)
        self.environment = environment
        self.now = now
        self.pause = pause
        self.step = step
    }

    /// Whether an API token is used, which no login stands behind.
    var usesTokenFile: Bool { environment.nonEmpty(TokenFile.variable) != nil }

    /// The token to attach, or nil. One that has ended is exchanged over `client` first.
    func token(_ place: DaemonPlace, over client: RPCClient) throws(Failure) -> SecretString? {
        if let token = try TokenFile.read(environment) { return token }
        guard let login = try login(place) else { return nil }
        if login.isFresh(at: now()) { return login.tokens.accessToken }
        return try renewed(place, after: login.tokens.accessToken, over: client)
    }

    /// The token to attach if no call is needed to get it: for completion, which has no time.
    func readyToken(_ place: DaemonPlace) throws(Failure) -> SecretString? {
        if let token = try TokenFile.read(environment) { return token }
        guard let login = try login(place) else { return nil }
        guard login.isFresh(at: now()) else { throw Self.over(login) }
        return login.tokens.accessToken
    }

    /// The login for that daemon.
    /// - Throws: when somebody else listens there now.
    func login(_ place: DaemonPlace) throws(Failure) -> StoredLogin? {
        guard let login = try store?.load(place) else { return nil }
        guard login.daemon == place.uid else {
            throw Failure(
                .signInNeeded, code: "daemon_changed",
                "another user than at your login runs the daemon at \(place.socket), so your login was not shown to it",
                hint: "if that is as it should be: journalctl-x login \(login.name)")
        }
        return login
    }

    /// A token that takes the place of one that was refused or has ended. One process at a time asks for it; whoever
    /// waited finds it in the file.
    func renewed(_ place: DaemonPlace, after old: SecretString, over client: RPCClient) throws(Failure) -> SecretString {
        guard !usesTokenFile, let store else {
            throw Failure(
                .signInNeeded, code: "token_refused", "the API token of \(TokenFile.variable) is not good any more",
                hint: "make one with: journalctl-x tokens create NAME --save FILE")
        }
        return try store.locked(place, pause: pause) { () throws(Failure) in
            guard var login = try self.login(place) else {
                throw Failure(.signInNeeded, code: "logged_out", "you logged out meanwhile", hint: "log in with: journalctl-x login NAME")
            }
            if login.tokens.accessToken.revealed != old.revealed { return login.tokens.accessToken }
            step("renewing the login of \(login.name)")
            do throws(RPCClientError) {
                login.tokens = try client.call(Sessions.Refresh.self, .init(refreshToken: login.tokens.refreshToken))
            } catch {
                if case .remote(let refusal) = error, refusal.code == .unauthenticated { throw Self.over(login) }
                throw Failure(error)
            }
            try store.save(login, place)
            return login.tokens.accessToken
        }
    }

    /// Keeps a new login.
    func keep(_ tokens: Sessions.Tokens, _ place: DaemonPlace) throws(Failure) {
        guard let store else {
            throw Failure(
                .usage, code: "no_state", "there is no place to keep the login", hint: "HOME or XDG_STATE_HOME must be set")
        }
        try store.locked(place, pause: pause) { () throws(Failure) in
            try store.save(StoredLogin(socket: place.socket, daemon: place.uid, tokens: tokens), place)
        }
    }

    /// Forgets the login; whether there was one.
    func forget(_ place: DaemonPlace) throws(Failure) -> Bool {
        guard let store, PrivateFiles.ownsFolder(store.folder) else { return false }
        return try store.locked(place, pause: pause) { () throws(Failure) in try store.remove(place) }
    }

    static func over(_ login: StoredLogin) -> Failure {
        Failure(
            .signInNeeded, code: "login_over", "the login of \(login.name) is over",
            hint: "log in again with: journalctl-x login \(login.name) (or be the system user again with: journalctl-x logout)")
    }
}
