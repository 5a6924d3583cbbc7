import JournalRPC

/// One request after its envelope was read and its method looked up.
struct Call: Sendable {
    enum Target: Sendable {
        case method(MethodEntry)
        indirect case refused(RPCError)
    }

    /// Nil for a notification, which never gets a reply.
    let id: RPCID?
    let params: JSONView?
    let target: Target

    var entry: MethodEntry? {
        if case .method(let entry) = target { entry } else { nil }
    }

    /// Whether it has to know who is asking.
    var needsPrincipal: Bool { entry?.method.access.needsAccount ?? false }

    var isWrite: Bool { entry?.method.isWrite ?? false }

    /// Whether it may change for whom the connection speaks.
    var changesIdentity: Bool { entry.map { $0.identity != .none } ?? false }
}

/// What goes back for one message, and what is to happen once it is queued.
struct CallReply: Sendable {
    /// Complete frames; empty when nothing goes back.
    var bytes: [UInt8] = []
    var hooks: [@Sendable () -> Void] = []
}

/// Why calls are refused before their handlers are asked.
enum Refusal: Sendable {
    /// Every call.
    case all(ServiceError)
    /// The calls that have to know who is asking, because that could not be found out.
    case unidentified(ServiceError)
}

/// What one frame asks for, on its way from the event loop to the connection's task.
struct Work: Sendable {
    enum Content: Sendable {
        case single(Call)
        case batch([Call])
        /// A long frame that was not parsed on the event loop.
        case unread([UInt8])
    }

    var content: Content
    /// What it counts for in the bound on requests in flight.
    let requests: Int
    /// The length of its frame.
    let bytes: Int
    var refusal: Refusal?
    /// Its number among the messages of its connection that were handed to tasks; see `Outbox.expect`.
    var ticket: UInt64 = 0

    /// The calls of a parsed frame.
    private func contains(_ test: (Call) -> Bool) -> Bool {
        switch content {
        case .single(let call): test(call)
        case .batch(let calls): calls.contains(where: test)
        case .unread: false
        }
    }

    /// Whether it has to wait for its turn among the connection's writes; a batch with a write in it does.
    var isWrite: Bool { contains { $0.isWrite } }

    var needsPrincipal: Bool { contains { $0.needsPrincipal } }

    /// Whether it has to run alone: everything before it done, everything after it waiting.
    var isBarrier: Bool { contains { $0.changesIdentity } }
}
