import ArgumentParser
import Glibc
import JournalEngine

/// The daemon's command line.
struct JournaldCore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journald-core",
        abstract: "A private journal daemon that reads your mood.",
        version: "journald-core \(Version.current)",
        subcommands: [
            Serve.self, Work.self, CheckConfiguration.self, PrintConfiguration.self, PrintDefaultConfiguration.self,
            ListPlugins.self, MigrateStore.self, MoveUser.self, PrintSettingsManual.self,
        ],
        defaultSubcommand: Serve.self)
}

/// What the program is called by.
enum Version {
    static let current = "0.1.0"
}

@main
enum Main {
    static func main() async {
        ProcessHardening.apply()
        // Before anything else runs: taking the sockets changes the environment.
        HandedOver.take()
        do {
            var command = try JournaldCore.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let error as ExitWithMessage {
            // An error thrown out of main would end in a trap.
            let text = error.lines.map { "journald-core: \($0)\n" }.joined()
            _ = text.withCString { write(STDERR_FILENO, $0, strlen($0)) }
            exit(error.code.rawValue)
        } catch {
            JournaldCore.exit(withError: error)
        }
    }
}

/// Ends the program with lines for the operator.
struct ExitWithMessage: Error {
    enum Code: Int32 {
        /// It did not come up, or could not go on.
        case failure = 1
        /// Data or key are missing, damaged or do not fit: trying again does not help (EX_DATAERR of sysexits.h).
        case data = 65
        /// The configuration is wrong: trying again does not help (EX_CONFIG of sysexits.h).
        case configuration = 78
    }

    let code: Code
    /// Each printable, without line breaks.
    let lines: [String]

    init(_ code: Code, _ lines: [String]) {
        self.code = code
        self.lines = lines.map(LineEscape.escaped)
    }

    init(_ error: SettingsError) {
        code = .configuration
        lines = error.issues.map(\.description)
    }
}
