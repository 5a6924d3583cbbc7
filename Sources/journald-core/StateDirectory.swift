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

    /// Makes a folder (mode 0700) and those above it, and checks that it is the daemon's own. An open one is closed.
    private static func make(_ path: String) throws(ExitWithMessage) {
        var end = path.startIndex
        repeat {
            end = path[path.index(after: end)...].firstIndex(of: "/") ?? path.endIndex
            let folder = String(path[..<end])
            guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw failure("cannot make", folder) }
        } while end < path.endIndex
        var status = stat()
        guard lstat(path, &status) == 0 else { throw failure("cannot look at", path) }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw ExitWithMessage(.failure, ["\(path) is not a folder"])
        }
        guard status.st_uid == geteuid() else {
            throw ExitWithMessage(.failure, ["\(path) belongs to another user (uid \(status.st_uid))"])
        }
        if status.st_mode & 0o077 != 0, chmod(path, 0o700) != 0 { throw failure("cannot close to others", path) }
    }

    private static func failure(_ what: String, _ path: String) -> ExitWithMessage {
        ExitWithMessage(.failure, ["\(what) \(path): \(String(cString: strerror(errno)))"])
    }
}
