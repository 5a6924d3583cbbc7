import JournalRPC
import PluginAPI
import Tracing

extension Dispatcher {
    /// Serves what a frame asks for. The items of a batch run one after the other, and their replies make one array.
    func perform(_ work: Work, on connection: ConnectionHandle) async -> CallReply {
        switch work.content {
        case .single(let call):
            var reply = await perform(call, on: connection, refusal: work.refusal)
            if !reply.bytes.isEmpty { reply.bytes.append(newline) }
            return reply
        case .batch(let calls):
            return await perform(calls, on: connection, refusal: work.refusal)
        case .unread:
            return await perform(read(work), on: connection)
        }
    }

    private func perform(_ calls: [Call], on connection: ConnectionHandle, refusal: Refusal?) async -> CallReply {
        var whole = CallReply()
        for call in calls {
            let reply = await perform(call, on: connection, refusal: refusal)
            whole.hooks += reply.hooks
            guard !reply.bytes.isEmpty else { continue }
            whole.bytes.append(UInt8(ascii: whole.bytes.isEmpty ? "[" : ","))
            whole.bytes += reply.bytes
        }
        if !whole.bytes.isEmpty { whole.bytes += [UInt8(ascii: "]"), newline] }
        return whole
    }

    private func perform(_ call: Call, on connection: ConnectionHandle, refusal: Refusal?) async -> CallReply {
        guard let entry = call.entry else {
            var reply = CallReply()
            refuse(call, nil, to: &reply.bytes)
            return reply
        }
        // Errors stay inside the span: it would quote them.
        return await withSpan(entry.method.name, ofKind: .server) { span in
            if span.isRecording {
                span.attributes["rpc.system"] = "jsonrpc"
                span.attributes["rpc.method"] = entry.method.name
            }
            let reply = await perform(call, entry, on: connection, refusal: refusal)
            if span.isRecording, let failure = reply.failure {
                span.attributes["rpc.jsonrpc.error_code"] = failure.rawValue
                span.setStatus(SpanStatus(code: .error, message: failure.kind))
            }
            return reply.reply
        }
    }

    private func perform(
        _ call: Call, _ entry: MethodEntry, on connection: ConnectionHandle, refusal: Refusal?
    ) async -> (reply: CallReply, failure: RPCErrorCode?) {
        let request = connection.nextRequestID()
        let started = clock.uptime()
        do {
            let hooks = ReplyHooks()
            let bytes = try await serve(call, entry, on: connection, refusal: refusal, request, hooks)
            log.succeeded(entry, request, after: clock.uptime() - started)
            return (CallReply(bytes: bytes, hooks: hooks.take()), nil)
        } catch {
            let outcome = log.failed(error, entry, request, after: clock.uptime() - started)
            // What was sent behind a token that is refused must not be done for somebody else.
            if entry.identity == .claims { connection.speakForNobody() }
            var reply = CallReply()
            if let id = call.id { RPCReply.appendError(outcome, id: id, to: &reply.bytes, newline: false) }
            return (reply, outcome.code)
        }
    }

    private func serve(
        _ call: Call, _ entry: MethodEntry, on connection: ConnectionHandle, refusal: Refusal?, _ request: RequestID,
        _ hooks: ReplyHooks
    ) async throws -> [UInt8] {
        switch refusal {
        case .all(let error): throw error
        case .unidentified(let error) where call.needsPrincipal: throw error
        default: break
        }
        let principal = call.needsPrincipal ? try await identify(connection) : await identifyIfKnown(connection)
        try admit(entry, principal, connection)
        if entry.method.needsFreshLogin, let principal { try await resolver.requireFresh(principal, on: connection) }
        let context = RequestContext(
            principal: principal, connection: connection, requestID: request, logger: log.logger, replyHooks: hooks)
        switch entry.handler {
        case .asynchronous(let handler):
            return try await handler(call.params, context, call.id)
        case .immediate(let handler):
            var bytes: [UInt8] = []
            try handler(call.params, context, call.id, &bytes)
            return bytes
        }
    }

    // MARK: On the event loop

    /// Serves a call of an immediate method right here and appends its reply. `since` is when it began, and becomes
    /// when it ended.
    /// - Returns: false when the call is not of that kind, or has to know who is asking.
    func performNow(
        _ call: Call, on connection: ConnectionHandle, since: inout Duration, to out: inout [UInt8]
    ) -> Bool {
        guard case .method(let entry) = call.target, case .immediate(let handler) = entry.handler else { return false }
        // Whether who is asking may still ask is not known on the event loop.
        guard !entry.method.access.needsAccount else { return false }
        let request = connection.nextRequestID()
        let started = since
        let length = out.count
        do {
            try admit(entry, nil, connection)
            let context = RequestContext(principal: nil, connection: connection, requestID: request, logger: log.logger)
            try handler(call.params, context, call.id, &out)
            if out.count > length { out.append(newline) }
            since = clock.uptime()
            log.succeeded(entry, request, after: since - started)
        } catch {
            since = clock.uptime()
            let outcome = log.failed(error, entry, request, after: since - started)
            if let id = call.id { RPCReply.appendError(outcome, id: id, to: &out) }
        }
        return true
    }

    /// Appends the reply, without a newline, of a call that is refused unheard: for its own fault, or for `error`.
    func refuse(_ call: Call, _ error: ServiceError?, to out: inout [UInt8]) {
        let wire: RPCError
        switch call.target {
        case .refused(let own): wire = own
        case .method: wire = ErrorMapping.outcome(of: error ?? .unavailable(retryable: true)).error
        }
        log.refused(wire.code, call.entry)
        if let id = call.id { RPCReply.appendError(wire, id: id, to: &out, newline: false) }
    }

    /// The reply to a message that is given up because its time is over; empty when none is wanted.
    func giveUp(_ work: Work) -> [UInt8] {
        var whole: [UInt8] = []
        switch read(work).content {
        case .unread: break
        case .single(let call): refuse(call, .deadlineExceeded, to: &whole)
        case .batch(let calls):
            for call in calls {
                var reply: [UInt8] = []
                refuse(call, .deadlineExceeded, to: &reply)
                guard !reply.isEmpty else { continue }
                whole.append(UInt8(ascii: whole.isEmpty ? "[" : ","))
                whole += reply
            }
            if !whole.isEmpty { whole.append(UInt8(ascii: "]")) }
        }
        if !whole.isEmpty { whole.append(newline) }
        return whole
    }

    private var newline: UInt8 { 0x0A }
}
