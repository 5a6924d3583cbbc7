import FileStatus
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A listening Unix stream socket: one that was made at a path, or one that was inherited.
struct ListeningSocket: Sendable {
    /// What identifies the socket file that was made.
    private struct FileMark: Sendable, Equatable {
        let device: UInt64
        let inode: UInt64

        init(_ status: FileStatus) {
            device = status.device
            inode = status.inode
        }
    }

    /// The caller closes it, unless it gives it away.
    let descriptor: Int32
    private let path: String?
    private let mark: FileMark?

    /// The longest queue of connections that wait to be accepted; the kernel has its own bound (`net.core.somaxconn`).
    private static let backlog: Int32 = 1_024

    // MARK: Making one

    /// Listens at a path. A socket file that nobody listens on any more is replaced; everything else that is in the
    /// way is left alone and refused.
    static func make(at path: String, mode: UInt32) throws(SocketFileError) -> ListeningSocket {
        let (folderPath, name) = try split(path)
        let folder = try SocketFolder(folderPath)
        try folder.lock(for: path)
        try clearStale(path, name, in: folder)
        let descriptor = try open(path)
        do throws(SocketFileError) {
            // The file is born with this mode at most, whatever the umask.
            guard fchmod(descriptor, mode) == 0 else { throw .system(call: "chmod", path: path, errno: errno) }
            try bind(descriptor, path)
            try folder.setMode(mode, of: name)
            guard listen(descriptor, backlog) == 0 else { throw .system(call: "listen", path: path, errno: errno) }
            guard let status = try folder.status(of: name) else { throw .notASocket(path: path) }
            return ListeningSocket(descriptor: descriptor, path: path, mark: FileMark(status))
        } catch {
            close(descriptor)
            throw error
        }
    }

    /// Takes a socket that systemd or a parent process made and listens on.
    static func inherit(_ descriptor: Int32) throws(SocketFileError) -> ListeningSocket {
        guard option(SO_ACCEPTCONN, of: descriptor) == 1, option(SO_DOMAIN, of: descriptor) == AF_UNIX,
            option(SO_TYPE, of: descriptor) == streamType
        else { throw .badDescriptor(descriptor) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return ListeningSocket(descriptor: descriptor, path: nil, mark: nil)
    }

    /// Removes the socket file if it is still the one that was made; call it once the descriptor is closed. An inode
    /// number may be used again at once, so it must also be that nobody listens. An inherited socket's file is its
    /// owner's.
    func removeFile() {
        guard let path, let mark, let (folderPath, name) = try? Self.split(path),
            let folder = try? SocketFolder(folderPath), (try? folder.lock(for: path)) != nil,
            let status = try? folder.status(of: name), FileMark(status) == mark,
            let isAnswered = try? Self.isAnswered(path), !isAnswered
        else { return }
        try? folder.remove(name)
    }

    /// - Throws: `.inUse` when somebody listens at a path. What else is in the way is found out by `make`.
    static func checkIsFree(_ path: String) throws(SocketFileError) {
        _ = try split(path)
        if let isAnswered = try? isAnswered(path), isAnswered { throw .inUse(path: path) }
    }

    // MARK: Parts

    private static func split(_ path: String) throws(SocketFileError) -> (folder: String, name: String) {
        guard path.utf8.first == UInt8(ascii: "/"), path.utf8.count < maxPathBytes, !path.utf8.contains(0),
            let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        else { throw .badPath(path) }
        let name = String(path[path.utf8.index(after: slash)...])
        guard !name.isEmpty else { throw .badPath(path) }
        return (slash == path.utf8.startIndex ? "/" : String(path[..<slash]), name)
    }

    private static func clearStale(
        _ path: String, _ name: String, in folder: borrowing SocketFolder
    ) throws(SocketFileError) {
        guard let status = try folder.status(of: name) else { return }
        guard status.kind == .socket else { throw .notASocket(path: path) }
        guard status.owner == geteuid() || geteuid() == 0 else { throw .foreign(path: path) }
        guard try !isAnswered(path) else { throw .inUse(path: path) }
        try folder.remove(name)
    }

    /// Whether somebody listens. A full queue of waiting connections means yes.
    private static func isAnswered(_ path: String) throws(SocketFileError) -> Bool {
        let probe = try open(path)
        defer { close(probe) }
        let result = withAddress(path) { address, length in connect(probe, address, length) }
        if result == 0 || errno == EAGAIN || errno == EINPROGRESS { return true }
        guard errno == ECONNREFUSED || errno == ENOENT else {
            throw .system(call: "connect", path: path, errno: errno)
        }
        return false
    }

    private static func open(_ path: String) throws(SocketFileError) -> Int32 {
        let flags = Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let descriptor = socket(AF_UNIX, streamType | flags, 0)
        guard descriptor >= 0 else { throw .system(call: "socket", path: path, errno: errno) }
        return descriptor
    }

    private static func bind(_ descriptor: Int32, _ path: String) throws(SocketFileError) {
        let result = withAddress(path) { address, length in Glibc.bind(descriptor, address, length) }
        guard result == 0 else {
            throw errno == EADDRINUSE ? .inUse(path: path) : .system(call: "bind", path: path, errno: errno)
        }
    }

    private static let streamType = Int32(SOCK_STREAM.rawValue)

    private static var maxPathBytes: Int { MemoryLayout.size(ofValue: sockaddr_un().sun_path) }

    /// Calls `body` with the address of a path that `split` has accepted.
    private static func withAddress(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { field in
            field.copyBytes(from: Array(path.utf8.prefix(field.count - 1)))
        }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    private static func option(_ name: Int32, of descriptor: Int32) -> Int32? {
        var value: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(descriptor, SOL_SOCKET, name, &value, &length) == 0 ? value : nil
    }
}
