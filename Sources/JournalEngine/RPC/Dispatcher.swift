import JournalRPC
public import Logging
public import PluginAPI

/// From frames to replies: envelope, method table, access, rate limit, schema, decoding, handler, encoding.
/// Whatever the bytes, it answers; nothing is thrown out of it. The server drives it, and tests can without a socket.
public struct Dispatcher: Sendable {
    let table: MethodTable
    let resolver: any PrincipalResolver
    let limiter: RateLimiter
    let clock: any TimeSource
    let workers: WorkerPolicy
    let log: RequestLog

    public init(
        table: MethodTable, resolver: any PrincipalResolver, limiter: RateLimiter, clock: any TimeSource,
        workers: WorkerPolicy = .none, logger: Logger
    ) {
        self.table = table
        self.resolver = resolver
        self.limiter = limiter
        self.clock = clock
        self.workers = workers
        log = RequestLog(logger: logger)
    }

    /// Answers one frame in process, as the server would: the items of a batch one after the other.
    /// - Returns: the reply with its newline, or nil when there is none to give.
    public func reply(to frame: [UInt8], from connection: ConnectionHandle) async -> [UInt8]? {
        let work = Work(content: .unread(frame), requests: 1, bytes: frame.count)
        let reply = await perform(read(work, maxBytes: JSONDocument.defaultMaxBytes), on: connection)
        for hook in reply.hooks { hook() }
        return reply.bytes.isEmpty ? nil : reply.bytes
    }

    // MARK: Reading

    /// The call that an envelope asks for.
    func call(for envelope: RPCEnvelope) -> Call {
        switch envelope {
        case .call(let id, let method, let params):
            Call(id: id, params: params, target: target(method))
        case .notification(let method, let params):
            Call(id: nil, params: params, target: target(method))
        case .invalid(let id, let error):
            Call(id: id ?? .null, params: nil, target: .refused(error))
        }
    }

    private func target(_ method: JSONView) -> Call.Target {
        if let entry = table.find(method) { .method(entry) } else { .refused(RPCError(.methodNotFound)) }
    }

    /// What a parsed frame asks for.
    func content(of message: RPCMessage) -> Work.Content {
        switch message {
        case .single(let envelope): .single(call(for: envelope))
        case .batch(let items): .batch(items.map { call(for: RPCEnvelope.parse($0)) })
        case .invalid(let error): .single(Call(id: .null, params: nil, target: .refused(error)))
        }
    }

    /// Parses a frame that was left unread. The server has bounded frames already.
    func read(_ work: Work, maxBytes: Int = .max) -> Work {
        guard case .unread(let bytes) = work.content else { return work }
        var document = JSONDocument()
        var work = work
        work.content = bytes.withUnsafeBytes { frame in
            content(of: RPCMessage.parse(frame, with: &document, maxBytes: maxBytes))
        }
        return work
    }

    // MARK: Access

    /// Finds out who is asking and whether that still holds, and keeps it for the connection.
    @discardableResult
    func identify(_ connection: ConnectionHandle) async throws(ServiceError) -> Principal {
        if let known = connection.principal { return try await resolver.confirm(known, on: connection) }
        guard !connection.isBound, connection.peer.isIdentity else { throw .unauthenticated }
        let principal = try await resolver.principal(for: connection.peer)
        connection.resolved(principal)
        return principal
    }

    /// Who is asking, for a method that anyone may call: nobody, if that cannot be said.
    func identifyIfKnown(_ connection: ConnectionHandle) async -> Principal? {
        guard let known = connection.principal else { return nil }
        return try? await resolver.confirm(known, on: connection)
    }

    /// Whether the call may be served: role and scope, then rate.
    func admit(_ entry: MethodEntry, _ principal: Principal?, _ connection: ConnectionHandle) throws(ServiceError) {
        try AccessCheck.check(entry.method, principal, peer: connection.peer, workers: workers)
        guard limiter.isOn else { return }
        if let wait = limiter.take(connection.rateSubject, method: entry.index) {
            throw .rateLimited(retryAfter: wait)
        }
    }
}
