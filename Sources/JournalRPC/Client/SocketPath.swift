internal import Glibc

/// Where the daemon's socket and data are. The daemon and its client share this rule, so that they meet.
public enum SocketPath {
    /// The socket of a daemon that runs as a system service.
    public static let system = "/run/journald-core/journald.sock"

    private static let folder = "journald-core"
    private static let name = "journald.sock"

    /// Where a daemon that was handed no socket makes its own: in `$RUNTIME_DIRECTORY` (set by systemd), else in
    /// `journald-core` of `$XDG_RUNTIME_DIR`, else of `/run/user/UID`, else in the state directory. The two runtime
    /// folders count only if they are there and belong to `uid`: `su` leaves another user's in the environment.
    public static func forDaemon(environment: [String: String], uid: UInt32, stateDirectory: String) -> String {
        if let directory = absolute(environment["RUNTIME_DIRECTORY"]) { return "\(directory)/\(name)" }
        if let directory = runtimeFolder(environment, uid) { return "\(directory)/\(folder)/\(name)" }
        return "\(stateDirectory)/\(name)"
    }

    /// Where a client looks, in order: one's own daemon first, then the system's.
    public static func forClient(environment: [String: String], uid: UInt32) -> [String] {
        var places: [String] = []
        if let directory = runtimeFolder(environment, uid) { places.append("\(directory)/\(folder)/\(name)") }
        if let directory = stateDirectory(environment: environment) { places.append("\(directory)/\(name)") }
        return places + [system]
    }

    /// The folder of the daemon's data: `$STATE_DIRECTORY` (set by systemd), else `journald-core` in
    /// `$XDG_STATE_HOME`, else in `~/.local/state`. Nil when there is no home either.
    public static func stateDirectory(environment: [String: String]) -> String? {
        if let directory = absolute(environment["STATE_DIRECTORY"]) { return directory }
        if let directory = absolute(environment["XDG_STATE_HOME"]) { return "\(directory)/\(folder)" }
        return absolute(environment["HOME"]).map { "\($0)/.local/state/\(folder)" }
    }

    private static func runtimeFolder(_ environment: [String: String], _ uid: UInt32) -> String? {
        [absolute(environment["XDG_RUNTIME_DIR"]), "/run/user/\(uid)"].compactMap { $0 }.first { path in
            var status = stat()
            return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR && status.st_uid == uid
        }
    }

    /// An absolute path without slashes at its end; of several, as systemd writes them, the first. Others are not
    /// used, as the XDG base directory specification says.
    private static func absolute(_ value: String?) -> String? {
        guard var path = value?.split(separator: ":", maxSplits: 1).first, path.utf8.first == UInt8(ascii: "/") else {
            return nil
        }
        while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path = path.dropLast() }
        return path.utf8.count > 1 ? String(path) : nil
    }
}
