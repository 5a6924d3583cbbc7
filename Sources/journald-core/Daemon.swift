import Glibc
import JournalEngine
import JournalRPC
import Logging
import PluginAPI
import ServiceLifecycle

/// The parts of the daemon, put together. Nothing but wiring.
struct Daemon: Sendable {
    private let plugins: PluginHost
    private let server: ServerService
    private let reloader: Reloader
    private let activity: ServerActivity
    private let insideWorker: InsideWorker
    private let notify: Notify
    private let time: any TimeSource
    private let drain: Duration
    private let engine: Engine
    private let rateSharing: RateSharingService?

    /// Opens everything in order: data, plugins, services, socket. Returns when clients can connect.
    /// - Throws: with one line for the operator; what was opened is closed again.
    static func start(
        _ settings: LoadedSettings, sources: SettingsSources, log: DaemonLog, notify: Notify
    ) async throws -> Daemon {
        notify.status("starting")
        if HandedOver.isEmpty {
            // Asked before anything is made: a daemon that is turned away leaves nothing behind.
            try ServerEndpoint.checkIsFree(try StateDirectory.socketPath(settings, sources.environment))
        }
        let state = try StateDirectory.open(settings, sources.environment)
        let time = SystemTime()
        let plugins = try await PluginHost.start(
            BuiltinPlugins.catalog, settings: settings, stateDirectory: state,
            traces: Engine.traces(
                stateDirectory: state, credentialsDirectory: sources.environment["CREDENTIALS_DIRECTORY"]),
            time: time, logger: Logger(label: "journald.plugins"))
        do {
            return try await Daemon(settings, sources, state: state, plugins, time, log, notify)
        } catch {
            await plugins.stop()
            throw error
        }
    }

    private init(
        _ settings: LoadedSettings, _ sources: SettingsSources, state: String, _ plugins: PluginHost,
        _ time: SystemTime, _ log: DaemonLog, _ notify: Notify
    ) async throws {
        let values = settings.values
        let engine = try await Engine.make(
            EngineParts(
                settings: values, stateDirectory: state,
                credentialsDirectory: sources.environment["CREDENTIALS_DIRECTORY"], plugins: plugins, time: time,
                logger: Logger(label: "journald.engine"), version: Version.current))
        let sharing = RateSharing(cache: plugins.cache, clock: time, methods: engine.methods)
        let limiter = RateLimiter(rate: Self.rate(values), clock: time, sharing: sharing)
        let endpoint = try Self.endpoint(settings, sources.environment)
        let logger = Logger(label: "journald.server")
        let server = RPCServer(
            endpoint: endpoint, limits: ServerLimits(values),
            dispatcher: Dispatcher(
                table: engine.methods, resolver: engine.accounts, limiter: limiter, clock: time, workers: engine.workers,
                logger: logger),
            activity: engine.activity, logger: logger)
        try await server.start()
        self.plugins = plugins
        self.engine = engine
        rateSharing = sharing.map { RateSharingService(sharing: $0, limiter: limiter) }
        insideWorker = engine.insideWorker
        self.server = ServerService(server: server, notify: notify)
        self.notify = notify
        activity = engine.activity
        self.time = time
        drain = .seconds(values[CoreSettings.drainSeconds])
        reloader = Reloader(
            sources: sources, settings: settings, notify: notify, status: "serving \(endpoint.shown)"
        ) { new in
            try await plugins.reload(new)
            try await engine.reload(new.values)
            limiter.setRate(Self.rate(new.values))
            log.minimumLevel = Logger.Level(rawValue: new.values[CoreSettings.logLevel]) ?? .info
        }
    }

    /// Serves until SIGTERM or SIGINT, then drains and closes everything in reverse order.
    /// - Throws: when a part that the daemon cannot do without fails.
    func run() async throws {
        let logger = Logger(label: "journald.daemon")
        var services: [any Service] = [
            plugins, UpkeepService(engine: engine), HangupService { await reloader.reload() },
            IdleMemory(activity: activity), insideWorker,
        ]
        if let rateSharing { services.append(rateSharing) }
        if let interval = Watchdog.intervalFromEnvironment() {
            services.append(
                Watchdog(
                    interval: interval, time: time, check: { [server] in await plugins.storageAnswers() ? await server.server.loopsAnswer() : false },
                    ping: { notify.watchdog() }))
        }
        // The last is ended first: no request comes in any more while the others end.
        var server = server
        server.ready = { [notify, reloader] in
            notify.ready(status: reloader.status)
            logger.notice("\(reloader.status)", metadata: ["version": "\(Version.current)"])
        }
        services.append(server)
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(
                try await ServiceGroup.daemon(services, patience: drain + .seconds(5), logger: Self.quiet).run())
        } catch {
            outcome = .failure(error)
        }
        notify.stopping(status: "stopping")
        await plugins.stop()
        logger.notice("stopped")
        try outcome.get()
    }

    private static func rate(_ values: SettingValues) -> RateLimiter.Rate {
        let perSecond = values[CoreSettings.requestsPerSecond]
        return RateLimiter.Rate(perSecond: perSecond, burst: perSecond)
    }

    private static func endpoint(
        _ settings: LoadedSettings, _ environment: [String: String]
    ) throws -> ServerEndpoint {
        if let descriptor = try HandedOver.socket() { return .inherited(descriptor: descriptor) }
        let mode = UInt32(settings.values[CoreSettings.socketMode], radix: 8) ?? 0o600
        return .path(try StateDirectory.openSocketPath(settings, environment), mode: mode)
    }

    /// The library's own steps are of no use to an operator.
    private static var quiet: Logger {
        var logger = Logger(label: "journald.lifecycle")
        logger.logLevel = .warning
        return logger
    }
}

/// The common count of calls as a service.
struct RateSharingService: Service {
    let sharing: RateSharing
    let limiter: RateLimiter

    func run() async throws {
        await cancelWhenGracefulShutdown { await sharing.run(for: limiter) }
    }
}

/// The engine's background work as a service.
struct UpkeepService: Service {
    let engine: Engine

    func run() async throws {
        await cancelWhenGracefulShutdown { await engine.run() }
    }
}

extension ServerEndpoint {
    /// For a status line.
    var shown: String {
        switch self {
        case .path(let path, _): "on \(path)"
        case .inherited: "on the socket handed over"
        }
    }
}
