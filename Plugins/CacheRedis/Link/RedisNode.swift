import Logging
import NIOCore
import NIOPosix
import NIOSSL
import PluginAPI
import Synchronization

/// One Redis server: a connection that is made anew when it breaks.
///
/// This is the circuit breaker: the first command that is not answered in time closes the connection, and from then on every
/// command fails at once, without a wait, until a connection has been made in the background and its `PING` was answered.
final class RedisNode: Sendable {
    private enum Link {
        case idle
        case connecting
        case up(RedisConnection, since: Duration)
        case down
        case stopped
    }

    private struct State {
        var link = Link.idle
        var backoff = Backoff()
        var lastFailure: RedisFailure?
        var firstTry: [CheckedContinuation<Void, Never>] = []
    }

    let place: RedisAddress.Place
    private let options: RedisOptions
    private let secrets: RedisSecrets
    private let loop: any EventLoop
    private let time: any TimeSource
    private let logger: Logger
    private let onDown: @Sendable () -> Void
    private let state = Mutex(State())

    init(
        place: RedisAddress.Place, options: RedisOptions, secrets: RedisSecrets, loop: any EventLoop, time: any TimeSource,
        logger: Logger, onDown: @escaping @Sendable () -> Void = {}
    ) {
        self.place = place
        self.options = options
        self.secrets = secrets
        self.loop = loop
        self.time = time
        self.logger = logger
        self.onDown = onDown
    }

    // MARK: For callers

    /// Sends commands and returns their replies; fails at once when there is no connection.
    func send(_ commands: [RedisCommand]) async throws(RedisFailure) -> [RESPValue] {
        guard let connection else { throw .unavailable }
        return try await connection.send(commands, within: options.timeout)
    }

    private var connection: RedisConnection? {
        state.withLock { if case .up(let connection, _) = $0.link { connection } else { nil } }
    }

    var isUp: Bool { connection != nil }
    var lastFailure: RedisFailure? { state.withLock { $0.lastFailure } }

    /// Begins to connect, if nobody has yet, and goes on trying in the background until `stop`.
    func begin() {
        let isFirst = state.withLock { state in
            guard case .idle = state.link else { return false }
            state.link = .connecting
            return true
        }
        if isFirst { loop.execute { self.connect() } }
    }

    /// Returns when the first try is over, well or not; it is bounded by the time for connecting.
    func firstTry() async {
        begin()
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if case .connecting = state.link, state.backoff.failures == 0 {
                    state.firstTry.append(continuation)
                    return false
                }
                return true
            }
            if isOver { continuation.resume() }
        }
    }

    /// Closes for good.
    func stop() {
        let (former, waiters) = state.withLock { state in
            defer {
                state.link = .stopped
                state.firstTry = []
            }
            if case .up(let connection, _) = state.link { return (Optional(connection), state.firstTry) }
            return (nil, state.firstTry)
        }
        former?.end(.closed)
        for waiter in waiters { waiter.resume() }
    }

    // MARK: Connecting, on the loop

    private func connect() {
        guard !isStopped else { return }
        let limits = RESPLimits(bulkBytes: options.valueBytes)
        let (loop, secrets, place) = (loop, secrets, place)
        let bootstrap = ClientBootstrap(group: loop)
            .connectTimeout(options.connectTimeout)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                loop.makeCompletedFuture {
                    if let tls = secrets.tls, case .tls = place {
                        try channel.pipeline.syncOperations.addHandler(
                            NIOSSLClientHandler(context: tls, serverHostname: secrets.serverName))
                    }
                    try channel.pipeline.syncOperations.addHandler(RedisHandler(limits: limits))
                }
            }
        let opening =
            switch place {
            case .socket(let path): bootstrap.connect(unixDomainSocketPath: path)
            case .tls(let host, let port): bootstrap.connect(host: host, port: port)
            }
        opening.flatMap { self.greet($0) }.assumeIsolated().whenComplete { result in
            switch result {
            case .success(let connection): self.came(connection)
            case .failure(let error): self.failed(error as? RedisFailure ?? .refused("\(error)"))
            }
        }
    }

    /// Shows the password, chooses the database and sees that the server answers.
    private func greet(_ channel: any Channel) -> EventLoopFuture<RedisConnection> {
        do {
            let handler = try channel.pipeline.syncOperations.handler(type: RedisHandler.self)
            let connection = RedisConnection(channel: channel, handler: handler)
            return connection.submit(secrets.greeting + [RedisCommand("PING")], within: options.connectTimeout)
                .flatMapThrowing { replies in
                    for reply in replies {
                        if case .error(let line) = reply { throw RedisFailure.refused(Self.shown(line)) }
                    }
                    guard replies.last == .simple("PONG") else { throw RedisFailure.violation("no PONG to a PING") }
                    return connection
                }
                .flatMapErrorThrowing { error in
                    connection.end(error as? RedisFailure ?? .closed)
                    throw error
                }
        } catch {
            return loop.makeFailedFuture(RedisFailure.closed)
        }
    }

    private func came(_ connection: RedisConnection) {
        let (isWanted, waiters, wasFailing) = state.withLock { state in
            if case .stopped = state.link { return (false, [CheckedContinuation<Void, Never>](), false) }
            state.link = .up(connection, since: time.uptime())
            let failing = state.lastFailure != nil
            state.lastFailure = nil
            defer { state.firstTry = [] }
            return (true, state.firstTry, failing)
        }
        guard isWanted else { return connection.end(.closed) }
        for waiter in waiters { waiter.resume() }
        if wasFailing { logger.notice("Redis answers again", metadata: ["server": "\(place)"]) }
        connection.onEnd { self.failed($0) }
    }

    private func failed(_ reason: RedisFailure) {
        let chance = Double.random(in: 0..<1)
        let outcome = state.withLock { state -> (pause: Duration, waiters: [CheckedContinuation<Void, Never>], isNews: Bool)? in
            if case .stopped = state.link { return nil }
            var lived: Duration?
            if case .up(_, let since) = state.link { lived = time.uptime() - since }
            state.link = .down
            let isNews = state.lastFailure == nil
            state.lastFailure = reason
            defer { state.firstTry = [] }
            return (state.backoff.next(afterLiving: lived, chance: chance), state.firstTry, isNews)
        }
        guard let outcome else { return }
        for waiter in outcome.waiters { waiter.resume() }
        if outcome.isNews {
            logger.warning(
                "Redis is not used until it answers again", metadata: ["server": "\(place)", "reason": "\(reason)"])
        }
        onDown()
        loop.scheduleTask(in: .nanoseconds(outcome.pause.nanosecondsClamped)) { self.connect() }
    }

    private var isStopped: Bool {
        state.withLock { if case .stopped = $0.link { true } else { false } }
    }

    /// A server's word for the log: one short line that cannot steer a terminal.
    private static func shown(_ line: String) -> String {
        String(String.UnicodeScalarView(line.unicodeScalars.prefix(120).map { $0.value < 32 || $0.value == 127 ? " " : $0 }))
    }
}

extension Duration {
    /// Whole nanoseconds, held within what a timer takes.
    var nanosecondsClamped: Int64 {
        let (seconds, attoseconds) = components
        guard seconds < 1_000_000_000 else { return 1_000_000_000_000_000_000 }
        return max(seconds, 0) * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
