import Glibc
import JournalEngine
import JournalRPC
import PluginAPI

/// The folders that the daemon makes for itself.
enum StateDirectory {
    /// The daemon's own folder for data: there, its own, and closed to everybody else.
    static func open(_ settings: LoadedSettings, _ environment: [String: String]) throws(ExitWithMessage) -> String {
        let path = try path(settings, environment)
        try make(path)
        return path
    }

    private static func path(
        _ settings: LoadedSettings, _ environment: [String: String]
    ) throws(ExitWithMessage) -> String {
        let chosen = settings.values[CoreSettings.stateDirectory]
        guard let path = chosen.isEmpty ? SocketPath.stateDirectory(environment: environment) : chosen else {
            throw ExitWithMessage(.failure, ["no place for the data: set HOME, or use --state-directory"])
        }
        guard path.hasPrefix("/") else {
            throw ExitWithMessage(.configuration, ["state.directory must be absolute: \(path)"])
        }
        return path
    }

    /// The path of the socket when none was handed over.
    static func socketPath(
        _ settings: LoadedSettings, _ environment: [String: String]
    ) throws(ExitWithMessage) -> String {
        let chosen = settings.values[CoreSettings.socket]
        guard chosen.isEmpty else { return chosen }
        return SocketPath.forDaemon(
            environment: environment, uid: geteuid(), stateDirectory: try path(settings, environment))
    }

    /// The same; its folder is made if the daemon chose it.
    static func openSocketPath(
        _ settings: LoadedSettings, _ environment: [String: String]
    ) throws(ExitWithMessage) -> String {
        let path = try socketPath(settings, environment)
        if settings.values[CoreSettings.socket].isEmpty, let slash = path.lastIndex(of: "/") {
            try make(String(path[..<slash]))
        }
        return path
    }

    private static func make(_ path: String) throws(ExitWithMessage) {
        do {
            try OwnFolder.make(path)
        } catch {
            throw ExitWithMessage(.failure, [error.description])
        }
    }
}
