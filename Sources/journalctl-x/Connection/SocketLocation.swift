internal import Glibc
import JournalRPC

/// Where the daemon may be listening.
enum SocketLocation {
    /// The sockets to try, in order: one's own daemon, then the system's.
    static func candidates(environment: Environment) -> [String] {
        var values: [String: String] = [:]
        for name in ["XDG_RUNTIME_DIR", "XDG_STATE_HOME", "HOME"] { values[name] = environment[name] }
        return SocketPath.forClient(environment: values, uid: getuid())
    }
}
