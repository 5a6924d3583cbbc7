import JournalEngine
import Logging
import ServiceLifecycle

/// Reads the settings again. A file that is wrong changes nothing: the old settings stay in force.
actor Reloader {
    nonisolated let status: String
    private let sources: SettingsSources
    private var settings: LoadedSettings
    private let notify: Notify
    private let apply: @Sendable (LoadedSettings) async throws -> Void
    private let logger = Logger(label: "journald.reload")

    /// - Parameters:
    ///   - status: what the service manager shows once the reload is over.
    ///   - apply: hands over settings that were checked; throws when they are refused.
    init(
        sources: SettingsSources, settings: LoadedSettings, notify: Notify, status: String,
        apply: @escaping @Sendable (LoadedSettings) async throws -> Void
    ) {
        self.sources = sources
        self.settings = settings
        self.notify = notify
        self.status = status
        self.apply = apply
    }

    /// Asked one after the other, by one service.
    func reload() async {
        notify.reloading()
        defer { notify.ready(status: status) }
        do {
            let (new, waiting) = settings.reloaded(with: try SettingsLoader(settings.schema).load(sources))
            try await apply(new)
            let changed = new.keys(changedFrom: settings)
            settings = new
            logger.notice("reloaded", metadata: ["changed": "\(changed.joined(separator: ","))"])
            if !waiting.isEmpty {
                logger.warning("some changes need a restart", metadata: ["keys": "\(waiting.joined(separator: ","))"])
            }
        } catch let error as SettingsError {
            for issue in error.issues { refuse(issue.description) }
        } catch {
            refuse("\(error)")
        }
    }

    private func refuse(_ reason: String) {
        logger.error("not reloaded, the old settings stay", metadata: ["reason": "\(reason)"])
    }
}

/// The server as a service: SIGTERM begins its drain.
struct ServerService: Service {
    let server: RPCServer
    let notify: Notify
    /// Called once, when a signal to stop would be heard: a service manager that is told earlier may kill instead of ending.
    var ready: @Sendable () -> Void = {}

    func run() async throws {
        ready()
        await withGracefulShutdownHandler {
            await server.run()
        } onGracefulShutdown: {
            notify.stopping(status: "draining")
            server.beginDrain()
        }
    }
}
