import Glibc

/// A file that holds disk space until it is needed.
struct ReserveFile: Sendable {
    let path: String
    let bytes: Int64

    /// Makes the file, or does nothing when it is there in full length.
    /// - Returns: whether it is there. True for a reserve of no bytes.
    func make() -> Bool {
        guard bytes > 0 else { return true }
        let file = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { return false }
        defer { close(file) }
        var status = stat()
        if fstat(file, &status) == 0, Int64(status.st_size) >= bytes, Int64(status.st_blocks) * 512 >= bytes {
            return true
        }
        // Asked first, because a file system may take long to find out that it cannot.
        var space = statvfs()
        let hasRoom = fstatvfs(file, &space) != 0 || Int64(clamping: space.f_bavail * space.f_frsize) > bytes
        guard hasRoom, posix_fallocate(file, 0, Int(bytes)) == 0 else {
            unlink(path)
            return false
        }
        return true
    }

    func remove() { unlink(path) }
}
