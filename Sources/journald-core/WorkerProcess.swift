import Glibc
import JournalEngine
import JournalRPC
import Logging
import PluginAPI
import ServiceLifecycle

/// A provider without a journal around it, and the daemon's socket.
struct WorkerProcess: Sendable {
    private let provider: Worker.Provider
    private let source: SocketWork
    private let worker: Worker
    let status: String

    /// Makes and starts the provider. The daemon need not be there yet.
    static func start(
        _ settings: LoadedSettings, provider id: String, _ environment: [String: String], _ logger: Logger
    ) async throws -> WorkerProcess {
        guard let factory = BuiltinPlugins.catalog.sentiment.first(where: { $0.id == id }) else {
            throw ExitWithMessage(.configuration, ["there is no sentiment provider \(id) in this build"])
        }
        let keys = Set(factory.settings.map(\.key))
        let plugin: any SentimentPlugin
        do throws(PluginConfigurationError) {
            // No state directory: a worker keeps nothing. Relative paths are meant from where it runs.
            plugin = try factory.make(
                PluginContext(
                    settings: settings.values(of: keys), logger: Logger(label: "journald.plugin.sentiment.\(id)"),
                    time: SystemTime(), stateDirectory: "."))
        } catch {
            throw ExitWithMessage(.configuration, ["\(error.key): \(error.description)"])
        }
        guard plugin.delivery == .deferred else {
            throw ExitWithMessage(
                .configuration, ["the daemon runs \(id) itself: name a deferred provider with --provider or sentiment.provider"])
        }
        do {
            try await plugin.start()
        } catch {
            await plugin.stop()
            throw error
        }
        return WorkerProcess(settings, Worker.Provider(id: id, plugin: plugin), environment, logger)
    }

    private init(
        _ settings: LoadedSettings, _ provider: Worker.Provider, _ environment: [String: String], _ logger: Logger
    ) {
        self.provider = provider
        let named = settings.values[CoreSettings.socket]
        let paths = named.isEmpty ? SocketPath.forClient(environment: environment, uid: geteuid()) : [named]
        source = SocketWork(paths: paths)
        let lease = settings.values[AnalysisSettings.leaseSeconds]
        worker = Worker(
            source: source, claimTexts: settings.values[AnalysisSettings.claimTexts],
            renewal: .seconds(max(1, lease / 3)), logger: logger, provider: { provider })
        status = "working for \(paths.first ?? "nobody") with \(provider.id)"
    }

    /// Works until SIGTERM or SIGINT.
    func run() async throws {
        let services: [any Service] = [PluginWork(plugin: provider.plugin), WorkerLoop(worker: worker)]
        var quiet = Logger(label: "journald.lifecycle")
        quiet.logLevel = .warning
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await ServiceGroup.daemon(services, patience: .seconds(5), logger: quiet).run())
        } catch {
            outcome = .failure(error)
        }
        source.close()
        await provider.plugin.stop()
        try outcome.get()
    }
}

/// The provider's own background work.
private struct PluginWork: Service {
    let plugin: any SentimentPlugin

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown {
                try await plugin.run()
                // A provider without background work is no reason to end.
                try await Task.sleep(for: .seconds(1 << 31))
            }
        } catch is CancellationError {
            // That is how it ends.
        }
    }
}

private struct WorkerLoop: Service {
    let worker: Worker

    func run() async throws { await cancelWhenGracefulShutdown { await worker.run() } }
}
