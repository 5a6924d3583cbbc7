public import Logging
import JournalRPC
import PluginAPI
import Synchronization

/// What a handler knows of its request beyond the params.
public struct RequestContext: Sendable {
    /// Who is asking; nil only for methods that anyone may call.
    public let principal: Principal?
    /// Where the request came from.
    public let connection: ConnectionHandle
    /// The request's name in the log.
    public let requestID: RequestID
    private let baseLogger: Logger
    private let replyHooks: ReplyHooks?

    init(
        principal: Principal?, connection: ConnectionHandle, requestID: RequestID, logger: Logger,
        replyHooks: ReplyHooks? = nil
    ) {
        self.principal = principal
        self.connection = connection
        self.requestID = requestID
        baseLogger = logger
        self.replyHooks = replyHooks
    }

    /// A context without a server, for tests of handlers.
    public init(principal: Principal?, connection: ConnectionHandle, logger: Logger) {
        self.init(
            principal: principal, connection: connection, requestID: connection.nextRequestID(), logger: logger)
    }

    /// Who is asking.
    /// - Throws: `.unauthenticated` when that is not known.
    public func requirePrincipal() throws(ServiceError) -> Principal {
        guard let principal else { throw .unauthenticated }
        return principal
    }

    /// A logger that names the request. Never log params or results with it.
    public var logger: Logger {
        var logger = baseLogger
        logger[metadataKey: "request"] = .stringConvertible(requestID)
        return logger
    }

    /// Runs `body` once the reply is queued, so that a notification it sends comes after the reply; at once for
    /// immediate methods. It does not run when the request fails. `body` must not block.
    public func afterReply(_ body: @escaping @Sendable () -> Void) {
        if let replyHooks { replyHooks.add(body) } else { body() }
    }
}

/// What is to happen once a reply is queued. Each hook runs once.
final class ReplyHooks: Sendable {
    private let hooks = Mutex<[@Sendable () -> Void]>([])

    func add(_ body: @escaping @Sendable () -> Void) {
        hooks.withLock { $0.append(body) }
    }

    func take() -> [@Sendable () -> Void] {
        hooks.withLock { hooks in
            defer { hooks = [] }
            return hooks
        }
    }
}
