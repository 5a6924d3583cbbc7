import ArgumentParser
import JournalEngine
import Logging
import PluginAPI

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the daemon (the default).",
        discussion: """
            Listens on the socket that systemd hands over, or makes one: in $XDG_RUNTIME_DIR/journald-core, else in \
            the state directory. SIGTERM ends it once every request in flight is answered; SIGHUP reads the settings again.
            """)

    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
        let environment = ConfigurationOptions.environment
        let log = DaemonLog(environment: environment)
        LoggingSystem.bootstrap { log.makeHandler(label: $0) }
        let logger = Logger(label: "journald.daemon")
        let notify = Notify()
        defer {
            notify.flush()
            log.flush()
        }
        do {
            let settings = try options.load(environment)
            log.minimumLevel = Logger.Level(rawValue: settings.values[CoreSettings.logLevel]) ?? .info
            let daemon = try await Daemon.start(
                settings, sources: options.sources(environment), log: log, notify: notify)
            try await daemon.run()
        } catch {
            // By way of the log, so that it is found in the journal; the status says the rest.
            let (code, lines) = Self.explain(error)
            for line in lines { logger.critical("\(line)") }
            notify.status(lines.first ?? "failed")
            throw ExitCode(code.rawValue)
        }
    }

    private static func explain(_ error: any Error) -> (ExitWithMessage.Code, [String]) {
        switch error {
        case let error as ExitWithMessage: (error.code, error.lines)
        case let error as PluginStartError where error.isLasting: (.data, [error.description])
        case let error as PluginFailure where error.isLasting: (.data, ["\(error)"])
        default: (.failure, ["\(error)"])
        }
    }
}
