import FileStatus
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The folder of a socket file, opened once without following a link, and locked while a socket is put in place: two
/// daemons that start at the same moment cannot both find a stale file and replace each other's.
struct SocketFolder: ~Copyable {
    private let descriptor: Int32
    let path: String

    /// - Throws: when it is not a folder, or others could replace what is in it.
    init(_ path: String) throws(SocketFileError) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else {
            let code = errno
            if code == ELOOP || code == ENOTDIR {
                throw .unsafeFolder(path: path, reason: "it is a link or no folder")
            }
            throw .system(call: "open", path: path, errno: code)
        }
        try check()
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    private func check() throws(SocketFileError) {
        guard let status = FileStatus(of: descriptor) else { throw .system(call: "stat", path: path, errno: errno) }
        guard status.owner == geteuid() || status.owner == 0 else {
            throw .unsafeFolder(path: path, reason: "it belongs to another user")
        }
        guard status.mode & 0o022 == 0 || status.isSticky else {
            throw .unsafeFolder(path: path, reason: "others may write to it")
        }
    }

    /// Held until the folder is closed. Taken without waiting: who holds it is about to listen.
    func lock(for socket: String) throws(SocketFileError) {
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw errno == EWOULDBLOCK ? .inUse(path: socket) : .system(call: "lock", path: path, errno: errno)
        }
    }

    /// What is there under a name, links not followed; nil when nothing is.
    func status(of name: String) throws(SocketFileError) -> FileStatus? {
        guard let status = FileStatus(at: name, in: descriptor) else {
            if errno == ENOENT { return nil }
            throw .system(call: "stat", path: "\(path)/\(name)", errno: errno)
        }
        return status
    }

    func remove(_ name: String) throws(SocketFileError) {
        guard unlinkat(descriptor, name, 0) == 0 || errno == ENOENT else {
            throw .system(call: "unlink", path: "\(path)/\(name)", errno: errno)
        }
    }

    /// The mode of a socket that was just made; the folder keeps anybody from having put something else there.
    func setMode(_ mode: UInt32, of name: String) throws(SocketFileError) {
        guard fchmodat(descriptor, name, mode, 0) == 0 else {
            throw .system(call: "chmod", path: "\(path)/\(name)", errno: errno)
        }
    }
}
