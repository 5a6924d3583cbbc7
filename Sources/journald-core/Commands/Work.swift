import ArgumentParser
import JournalEngine
import Logging
import PluginAPI

/// The worker process.
struct Work: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker", abstract: "Ask a model about texts that the daemon hands out.",
        discussion: """
            Connects to the daemon's socket as a system user that the daemon's setting workers.users names. It holds no \
            key of the journal and no database; it is given masked texts and never who wrote them. Any number of \
            workers share the work. SIGTERM ends it; texts that it held go back to the others.
            """)

    @OptionGroup var options: ConfigurationOptions

    @Option(name: .long, help: ArgumentHelp("The provider to run; the setting sentiment.provider if not said.", valueName: "id"))
    var provider: String?

    func run() async throws {
        let environment = ConfigurationOptions.environment
        let log = DaemonLog(environment: environment)
        LoggingSystem.bootstrap { log.makeHandler(label: $0) }
        let logger = Logger(label: "journald.worker")
        let notify = Notify()
        defer {
            notify.flush()
            log.flush()
        }
        do {
            let settings = try options.load(environment)
            log.minimumLevel = Logger.Level(rawValue: settings.values[CoreSettings.logLevel]) ?? .info
            let process = try await WorkerProcess.start(
                settings, provider: provider ?? settings.values[CoreSettings.sentimentProvider], environment, logger)
            notify.ready(status: process.status)
            logger.notice("\(process.status)", metadata: ["version": "\(Version.current)"])
            try await process.run()
            notify.stopping(status: "stopping")
            logger.notice("stopped")
        } catch {
            let lines = (error as? ExitWithMessage)?.lines ?? ["\(error)"]
            for line in lines { logger.critical("\(line)") }
            notify.status(lines.first ?? "failed")
            throw ExitCode((error as? ExitWithMessage)?.code.rawValue ?? ExitWithMessage.Code.failure.rawValue)
        }
    }
}
