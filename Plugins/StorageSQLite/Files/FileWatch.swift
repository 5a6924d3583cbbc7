import Glibc

/// Tells whether the database and its log are still the files that were opened. SQLite goes on writing into files that
/// were deleted or moved away, and nobody would ever find again what it stores there.
struct FileWatch: Sendable {
    private struct Identity: Equatable, Sendable {
        let path: String
        let device: dev_t
        let inode: ino_t

        init?(_ path: String) {
            var status = stat()
            guard lstat(path, &status) == 0 else { return nil }
            (self.path, device, inode) = (path, status.st_dev, status.st_ino)
        }
    }

    private let opened: [Identity]

    /// Remembers which files stand under these paths now.
    init(_ paths: [String]) { opened = paths.compactMap(Identity.init) }

    /// The path of a file that is gone or is another one now.
    var missing: String? { opened.first { Identity($0.path) != $0 }?.path }
}
