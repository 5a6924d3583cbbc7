import FileStatus
import Glibc

/// A folder that the daemon keeps to itself.
public enum OwnFolder {
    /// Why a folder cannot be used; one line for the operator.
    public struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
        public let description: String
    }

    /// Makes a folder (mode 0700) and those above it, and checks that it is the daemon's own. An open one is closed.
    /// - Parameter path: absolute.
    public static func make(_ path: String) throws(Problem) {
        var end = path.startIndex
        repeat {
            end = path[path.index(after: end)...].firstIndex(of: "/") ?? path.endIndex
            let folder = String(path[..<end])
            guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw failure("cannot make", folder) }
        } while end < path.endIndex
        guard let status = FileStatus(at: path) else { throw failure("cannot look at", path) }
        guard status.kind == .folder else { throw Problem(description: "\(path) is not a folder") }
        guard status.owner == geteuid() else {
            throw Problem(description: "\(path) belongs to another user (uid \(status.owner))")
        }
        if status.mode & 0o077 != 0, chmod(path, 0o700) != 0 { throw failure("cannot close to others", path) }
    }

    private static func failure(_ what: String, _ path: String) -> Problem {
        Problem(description: "\(what) \(path): \(String(cString: strerror(errno)))")
    }
}
