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
    }

    let configuration: Configuration
    private var client: RPCClient?
    private var hasCheckedVersion = false

    init(_ configuration: Configuration) {
        self.configuration = configuration
    }

    /// Calls a method. A rate limit is waited out for a few seconds; a connection that broke is made again once if the call may be repeated.
    func call<M: RPCMethod>(
        _ method: M.Type, _ params: M.Params, repeatable: Bool? = nil, timeout: Duration? = nil
    ) throws(Failure) -> M.Result {
        try attempt(repeatable: repeatable ?? !method.isWrite) { client throws(RPCClientError) in
            try client.call(method, params, timeout: timeout)
        }
    }

    /// Calls a method by its name.
    func callRaw(_ method: String, _ params: JSONValue, timeout: Duration? = nil) throws(Failure) -> JSONValue {
        try attempt(repeatable: false) { client throws(RPCClientError) in
            try client.callRaw(method: method, params: params, timeout: timeout)
        }
    }

    /// One call over a connection of its own, without patience: for waiting until the daemon is there.
    func once<M: RPCMethod>(_ method: M.Type, _ params: M.Params, timeout: Duration) throws(Failure) -> M.Result {
        client = nil
        do throws(RPCClientError) {
            return try connected().call(method, params, timeout: timeout)
        } catch {
            throw Failure(error)
        }
    }

    /// The next notification, or nil when none came in time. nil waits without end.
    func nextNotification(timeout: Duration?) throws(Failure) -> RPCNotification? {
        do throws(RPCClientError) {
            return try connected().nextNotification(timeout: timeout)
        } catch {
            if error == .timedOut { return nil }
            throw Failure(error)
        }
    }

    private func attempt<Result>(
        repeatable: Bool, _ body: (RPCClient) throws(RPCClientError) -> Result
    ) throws(Failure) -> Result {
        var waited: Int64 = 0
        var mayRepeat = repeatable
        while true {
            try checkVersion()
            do throws(RPCClientError) {
                return try body(try connected())
            } catch {
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
    private static func wait(for error: RPCClientError) -> Int64? {
        guard case .remote(let refusal) = error, refusal.code == .rateLimited else { return nil }
        return max(refusal.data.retryAfterMs ?? 1_000, 1)
    }

    /// The socket of the connection, or the first one to try.
    private(set) lazy var socket = configuration.sockets.first ?? ""

    private func connected() throws(RPCClientError) -> RPCClient {
        if let client { return client }
        let fresh = try connect()
        if let trace = configuration.trace {
            fresh.trace = { direction, frame in
                trace((direction == .sent ? "--> " : "<-- ") + FrameMask.masked(frame))
            }
        }
        client = fresh
        return fresh
    }

    /// The first socket that answers. When none does, the error is that of one's own daemon.
    private func connect() throws(RPCClientError) -> RPCClient {
        var first: RPCClientError?
        for path in configuration.sockets {
            configuration.step("connecting to \(path)")
            do throws(RPCClientError) {
                let client = try RPCClient(
                    path: path, options: .init(connectTimeout: .seconds(5), callTimeout: configuration.callTimeout))
                socket = path
                return client
            } catch {
                // A socket that is there and refuses says more than one that is missing.
                if first == nil || error.isRefusal { first = error }
            }
        }
        throw first ?? .unreachable(path: socket, reason: "there is no socket to try")
    }
}

extension RPCClientError {
    /// Whether a socket was there, but nobody answered or the caller may not use it.
    fileprivate var isRefusal: Bool {
        if case .unreachable(_, let reason) = self { return !reason.hasPrefix("No such file") }
        return true
    }
}

extension Session {
    /// Compares the wire's versions before the first call: another major is refused, another minor gets one line.
    private func checkVersion() throws(Failure) {
        guard !hasCheckedVersion else { return }
        hasCheckedVersion = true
        let status: System.Status.Result
        do throws(RPCClientError) {
            status = try connected().call(System.Status.self, NoParams())
        } catch {
            // A daemon that does not answer this will say so itself to the call that follows.
            if case .remote = error { return }
            throw Failure(error)
        }
        switch ClientVersion.compare(daemon: status.protocolVersion) {
        case .same: break
        case .compatible(let text): configuration.warn(text + " (daemon \(status.version), client \(ClientVersion.number))")
        case .incompatible(let text):
            throw Failure(
                .internalError, code: "version", text + " (daemon \(status.version), client \(ClientVersion.number))",
                hint: "update the older of the two")
        }
    }
}
