import JournalRPC

/// How the connection comes to be: the first socket that answers, attached to the login if there is one, and of a
/// version that this client understands. Attaching and asking for the version leave in one write.
extension Session {
    /// The connection, ready for calls.
    func connected() throws(Failure) -> RPCClient {
        if let client { return client }
        let fresh: RPCClient
        do throws(RPCClientError) { fresh = try open() } catch { throw Failure(error) }
        guard attaches, let keeper = configuration.keeper, let token = try keeper.token(place(of: fresh), over: fresh) else {
            try checkVersion(fresh)
            client = fresh
            return fresh
        }
        let attached = try attached(fresh, token, keeper)
        client = attached
        return attached
    }

    /// The daemon that a login is kept for.
    func place() throws(Failure) -> DaemonPlace {
        place(of: try connected())
    }

    func place(of client: RPCClient) -> DaemonPlace {
        DaemonPlace(socket: socket, uid: client.peerUID)
    }

    /// Makes the next call over a connection that is not attached.
    func detach() {
        attaches = false
        client = nil
        token = nil
    }

    /// Attaches the connection, with the next token if this one is refused. A rate limit is waited out. Every further
    /// try has a connection of its own: after a refusal the old one speaks for nobody.
    private func attached(_ first: RPCClient, _ token: SecretString, _ keeper: LoginKeeper) throws(Failure) -> RPCClient {
        var (client, token) = (first, token)
        var waited: Int64 = 0
        var mayRenew = true
        while true {
            guard let refusal = try refusal(of: token, client) else {
                self.token = token
                return client
            }
            if refusal.code == .unauthenticated, mayRenew {
                token = try keeper.renewed(place(of: client), after: token, over: client)
                mayRenew = false
            } else if let wait = Self.wait(for: .remote(refusal)), waited + wait <= Self.patience {
                configuration.step("rate limited; waiting \(wait) ms")
                configuration.pause(.milliseconds(wait))
                waited += wait
            } else {
                throw Failure(refusal)
            }
            do throws(RPCClientError) { client = try open() } catch { throw Failure(error) }
        }
    }

    /// Attaches once; the daemon's refusal, or nil.
    private func refusal(of token: SecretString, _ client: RPCClient) throws(Failure) -> RPCError? {
        let attach: RPCID
        do throws(RPCClientError) {
            attach = try client.hold(Sessions.Attach.self, .init(accessToken: token))
        } catch { throw Failure(error) }
        try checkVersion(client)
        do throws(RPCClientError) {
            _ = try client.finish(Sessions.Attach.self, attach)
            return nil
        } catch {
            if case .remote(let refusal) = error { return refusal }
            throw Failure(error)
        }
    }

    func open() throws(RPCClientError) -> RPCClient {
        let fresh = try connect()
        if let trace = configuration.trace {
            fresh.trace = { direction, frame in
                trace((direction == .sent ? "--> " : "<-- ") + FrameMask.masked(frame))
            }
        }
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

    /// Compares the wire's versions before the first call: another major is refused, another minor gets one line.
    private func checkVersion(_ client: RPCClient) throws(Failure) {
        guard !hasCheckedVersion else { return }
        hasCheckedVersion = true
        let status: System.Status.Result
        do throws(RPCClientError) {
            status = try client.call(System.Status.self, NoParams())
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

extension RPCClientError {
    /// Whether a socket was there, but nobody answered or the caller may not use it.
    fileprivate var isRefusal: Bool {
        if case .unreachable(_, let reason) = self { return !reason.hasPrefix("No such file") }
        return true
    }
}
