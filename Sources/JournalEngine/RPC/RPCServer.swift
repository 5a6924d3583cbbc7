import JournalRPC
public import Logging
import NIOCore
import NIOPosix
import Synchronization

/// Where the server listens.
public enum ServerEndpoint: Sendable, Hashable {
    /// At a path of its own making, with this mode.
    case path(String, mode: UInt32 = 0o660)
    /// On a descriptor that systemd or a parent process made and listens on. The server closes it.
    case inherited(descriptor: Int32)

    /// Asks whether a socket could be made at a path, as far as others are concerned; nothing is changed.
    /// - Throws: `.inUse` when somebody listens there.
    public static func checkIsFree(_ path: String) throws(SocketFileError) { try ListeningSocket.checkIsFree(path) }
}

/// JSON-RPC over a Unix stream socket: one child task for each connection, all of them under `run()`.
///
/// `start()`, then `run()` once. `beginDrain()` makes `run()` return: no new connection is accepted, requests in
/// flight are answered, later ones are refused as retryable, everything is flushed and closed, within `limits.drain`.
public final class RPCServer: Sendable {
    private struct State {
        var listener: (any Channel)?
        var socket: ListeningSocket?
        var isDraining = false
    }

    let endpoint: ServerEndpoint
    let limits: ServerLimits
    private let dispatcher: Dispatcher
    private let activity: ServerActivity
    private let logger: Logger
    private let group: MultiThreadedEventLoopGroup
    private let registry: ConnectionRegistry
    private let scratches: [ObjectIdentifier: NIOLoopBoundBox<LoopScratch>]
    private let state = Mutex(State())
    private let accepted: AsyncStream<Connection>
    private let acceptor: AsyncStream<Connection>.Continuation

    /// - Parameter threads: event loops. One serves about as many requests as one core can parse.
    public init(
        endpoint: ServerEndpoint, limits: ServerLimits = ServerLimits(), dispatcher: Dispatcher,
        activity: ServerActivity = ServerActivity(), logger: Logger, threads: Int = 1
    ) {
        self.endpoint = endpoint
        self.limits = limits
        self.dispatcher = dispatcher
        self.activity = activity
        self.logger = logger
        group = MultiThreadedEventLoopGroup(numberOfThreads: max(threads, 1))
        registry = ConnectionRegistry(limits: limits, activity: activity)
        var scratches: [ObjectIdentifier: NIOLoopBoundBox<LoopScratch>] = [:]
        for loop in group.makeIterator() {
            scratches[ObjectIdentifier(loop)] = NIOLoopBoundBox.makeBoxSendingValue(LoopScratch(), eventLoop: loop)
        }
        self.scratches = scratches
        // Bounded by the number of connections that the registry lets in.
        (accepted, acceptor) = AsyncStream.makeStream(of: Connection.self)
    }

    /// Listens. Connections are accepted once this returns, and served once `run()` runs.
    /// A server that failed to start is of no further use.
    /// - Throws: `SocketFileError`, which names what is in the way; `ServiceError` after `beginDrain()`.
    public func start() async throws {
        do {
            try await bind()
        } catch {
            try? await group.shutdownGracefully()
            throw error
        }
    }

    private func bind() async throws {
        let socket = try listen()
        let listener = try await bootstrap.withBoundSocket(socket.descriptor).get()
        let isTooLate = state.withLock { state in
            state.listener = listener
            state.socket = socket
            return state.isDraining
        }
        guard !isTooLate else {
            closeListener()
            throw ServiceError.draining
        }
    }

    /// Serves connections until a drain has ended. A cancelled `run()` drains as well, without waiting.
    public func run() async {
        await withTaskCancellationHandler {
            await withTaskGroup(of: Void.self) { tasks in
                tasks.addTask { await self.serve() }
                tasks.addTask { await self.enforceDrain() }
                await tasks.next()
                tasks.cancelAll()
            }
        } onCancel: {
            beginDrain()
            closeConnections()
        }
        try? await group.shutdownGracefully()
    }

    /// Begins a drain; returns at once. A second call does nothing.
    public func beginDrain() {
        let isFirst = state.withLock { state in
            defer { state.isDraining = true }
            return !state.isDraining
        }
        guard isFirst else { return }
        closeListener()
        for channel in registry.drain() {
            channel.pipeline.fireUserInboundEventTriggered(DrainEvent())
        }
        acceptor.finish()
    }

    /// Returns once every event loop has done a piece of work: never, while one is stuck.
    public func loopsAnswer() async -> Bool {
        for loop in group.makeIterator() {
            guard (try? await loop.submit({}).get()) != nil else { return false }
        }
        return true
    }

    // MARK: Serving

    private func serve() async {
        await withDiscardingTaskGroup { connections in
            for await connection in accepted {
                connections.addTask {
                    await connection.run()
                    self.registry.remove(connection.handle.id, uid: connection.handle.peer.uid)
                }
            }
        }
    }

    /// Returns when a drain has taken too long, after cutting off what is left.
    private func enforceDrain() async {
        let drained = AsyncStream<Never>.makeStream()
        acceptor.onTermination = { _ in drained.continuation.finish() }
        if state.withLock({ $0.isDraining }) { drained.continuation.finish() }
        for await _ in drained.stream {}
        guard (try? await Task.sleep(for: limits.drain)) != nil else { return }
        logger.warning("connections are cut off: they did not finish in time")
        closeConnections()
    }

    private func closeConnections() {
        for channel in registry.channels { channel.close(promise: nil) }
    }

    private func closeListener() {
        let (listener, socket) = state.withLock { state in
            defer { (state.listener, state.socket) = (nil, nil) }
            return (state.listener, state.socket)
        }
        listener?.close().whenComplete { _ in socket?.removeFile() }
    }

    // MARK: Accepting

    private func listen() throws(SocketFileError) -> ListeningSocket {
        switch endpoint {
        case .path(let path, let mode): try ListeningSocket.make(at: path, mode: mode)
        case .inherited(let descriptor): try ListeningSocket.inherit(descriptor)
        }
    }

    private var bootstrap: ServerBootstrap {
        ServerBootstrap(group: group)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(
                .writeBufferWaterMark, value: .init(low: limits.softOutput / 2, high: limits.softOutput)
            )
            .childChannelInitializer { channel in
                PeerCredentials.of(channel).flatMap { self.accept(channel, $0) }
            }
    }

    private func accept(_ channel: any Channel, _ peer: PeerCredentials) -> EventLoopFuture<Void> {
        channel.eventLoop.makeCompletedFuture {
            let id: UInt64
            switch registry.admit(channel, uid: peer.uid) {
            case .success(let admitted): id = admitted
            case .failure(let error):
                return try channel.pipeline.syncOperations.addHandler(RefusingHandler(error))
            }
            let outbox = Outbox(limits: limits)
            let handle = ConnectionHandle(id: id, peer: peer) { outbox.notify($0) }
            let (works, continuation) = AsyncStream.makeStream(of: [Work].self)
            let handler = ConnectionHandler(
                handle: handle, outbox: outbox, works: continuation, dispatcher: dispatcher, limits: limits,
                scratch: scratches[ObjectIdentifier(channel.eventLoop)]?.value ?? LoopScratch())
            try channel.pipeline.syncOperations.addHandler(handler)
            let connection = Connection(
                handle: handle, outbox: outbox, works: works, dispatcher: dispatcher, limits: limits,
                activity: activity)
            if case .terminated = acceptor.yield(connection) {
                registry.remove(id, uid: peer.uid)
                throw ServiceError.draining
            }
        }
    }
}
