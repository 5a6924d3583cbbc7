import JournalRPC

/// The client's one connection to the daemon, made when it is first needed.
final class Session {
    /// How long a rate limit is waited out in all, in milliseconds.
    static let patience: Int64 = 5_000

    /// Where and how to connect.
    struct Configuration {
        /// The sockets to try, in order.
        var sockets: [String]
        var callTimeout: Duration
        /// Is given every frame, masked, for `--debug`.
        var trace: ((String) -> Void)?
        /// Is told what happens, for `-v`.
        var step: (String) -> Void = { _ in }
        /// Is told what a person should know, such as a version that differs.
        var warn: (String) -> Void = { _ in }
        var pause: (Duration) -> Void
        /// Knows whom to speak for; without one it is the system user.
        var keeper: LoginKeeper?
    }

    let configuration: Configuration
    /// False for a command that is about to log in or out: it speaks for nobody yet.
    var attaches = true
    var client: RPCClient?
    var hasCheckedVersion = false
    /// What the connection was attached with.
    var token: SecretString?

    init(_ configuration: Configuration) {
        self.configuration = configuration
    }

    /// Calls a method. A rate limit is waited out for a few seconds; a connection that broke is made again once if the call may be repeated.
    func call<M: RPCMethod>(
        _ method: M.Type, _ params: M.Params, repeatable: Bool? = nil, timeout: Duration? = nil
    ) throws(Failure) -> M.Result {
        let renewable = method.access != .anyone && !Self.proofs.contains(method.name)
        return try attempt(repeatable: repeatable ?? !method.isWrite, renewable: renewable) { client throws(RPCClientError) in
            try client.call(method, params, timeout: timeout)
        }
    }

    /// Methods that answer -32001 for a wrong password or code too: such an answer says nothing about the login.
    private static let proofs = [Sessions.Reauthenticate.name, Account.SetPassword.name, Account.TOTP.Confirm.name]

    /// Calls a method by its name.
    func callRaw(_ method: String, _ params: JSONValue, timeout: Duration? = nil) throws(Failure) -> JSONValue {
        try attempt(repeatable: false, renewable: false) { client throws(RPCClientError) in
            try client.callRaw(method: method, params: params, timeout: timeout)
        }
    }

    /// One call over a connection of its own, without patience: for waiting until the daemon is there.
    func once<M: RPCMethod>(_ method: M.Type, _ params: M.Params, timeout: Duration) throws(Failure) -> M.Result {
        client = nil
        do throws(RPCClientError) {
            let fresh = try open()
            client = fresh
            return try fresh.call(method, params, timeout: timeout)
        } catch {
            throw Failure(error)
        }
    }

    /// The next notification, or nil when none came in time. nil waits without end.
    func nextNotification(timeout: Duration?) throws(Failure) -> RPCNotification? {
        let client = try connected()
        do throws(RPCClientError) {
            return try client.nextNotification(timeout: timeout)
        } catch {
            if error == .timedOut { return nil }
            throw Failure(error)
        }
    }

    private func attempt<Result>(
        repeatable: Bool, renewable: Bool, _ body: (RPCClient) throws(RPCClientError) -> Result
    ) throws(Failure) -> Result {
        var waited: Int64 = 0
        var (mayRepeat, mayRenew) = (repeatable, renewable)
        while true {
            let current = try connected()
            do throws(RPCClientError) {
                return try body(current)
            } catch {
                // The token ended while the connection stood; what was refused was not done, so it can be sent again.
                if mayRenew, error.isUnauthenticated, let token, let keeper = configuration.keeper {
                    _ = try keeper.renewed(place(of: current), after: token, over: current)
                    client = nil
                    mayRenew = false
                    continue
                }
                if error == .closed, mayRepeat {
                    configuration.step("the connection broke; connecting again")
                    client = nil
                    mayRepeat = false
                    continue
                }
                guard let wait = Self.wait(for: error), waited + wait <= Self.patience else { throw Failure(error) }
                configuration.step("rate limited; waiting \(wait) ms")
                configuration.pause(.milliseconds(wait))
                waited += max(wait, 1)
            }
        }
    }

    /// Milliseconds that a rate limit asks for; nil for every other error.
    static func wait(for error: RPCClientError) -> Int64? {
        guard case .remote(let refusal) = error, refusal.code == .rateLimited else { return nil }
        return max(refusal.data.retryAfterMs ?? 1_000, 1)
    }

    /// The socket of the connection, or the first one to try.
    lazy var socket = configuration.sockets.first ?? ""
}

extension RPCClientError {
    /// Whether the daemon does not, or no longer, know who calls.
    var isUnauthenticated: Bool {
        if case .remote(let refusal) = self { return refusal.code == .unauthenticated }
        return false
    }
}
