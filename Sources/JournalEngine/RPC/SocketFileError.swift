#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Why the server cannot listen. Its description is the one line that the operator reads.
public enum SocketFileError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The path is relative, empty, or over the 107 bytes that a Unix socket's address holds (unix(7)).
    case badPath(String)
    /// Another process listens there.
    case inUse(path: String)
    /// Something that is not a socket, or a symbolic link, is in the way.
    case notASocket(path: String)
    /// The socket file belongs to somebody else.
    case foreign(path: String)
    /// The folder could let others put something in the socket's place; `reason` says how.
    case unsafeFolder(path: String, reason: String)
    /// The inherited descriptor is not a listening Unix stream socket.
    case badDescriptor(Int32)
    /// A system call failed with this errno.
    case system(call: String, path: String, errno: Int32)

    public var description: String {
        switch self {
        case .badPath(let path): "the socket path must be absolute and at most 107 bytes long: \(path)"
        case .inUse(let path): "another process is listening on \(path)"
        case .notASocket(let path): "\(path) is not a socket; move it away or choose another path"
        case .foreign(let path): "\(path) belongs to another user"
        case .unsafeFolder(let path, let reason): "the socket's folder \(path) is not safe: \(reason)"
        case .badDescriptor(let descriptor): "descriptor \(descriptor) is not a listening Unix stream socket"
        case .system(let call, let path, let errno): "\(call) \(path): \(String(cString: strerror(errno)))"
        }
    }
}
