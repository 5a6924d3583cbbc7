import Glibc

/// What the kernel says of a file (stat(2)).
///
/// In a module of its own that imports nothing but the C library: where Foundation is anywhere among a module's imports, the
/// compiler may take the members of `stat` for CoreFoundation's, depending on which file it reads first, and refuse them.
public struct FileStatus: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case file, folder, socket, link, other
    }

    public let kind: Kind
    /// The permissions, with set-id bits and the sticky bit.
    public let mode: UInt32
    public let owner: UInt32
    public let device: UInt64
    public let inode: UInt64
    public let size: Int64

    /// Whether the sticky bit of a folder is set: only the owner of a file removes it.
    public var isSticky: Bool { mode & 0o1000 != 0 }

    /// Of an open file; nil and `errno` when the call fails.
    public init?(of descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    /// Of what is there under a path, links not followed; nil and `errno` when the call fails.
    /// - Parameter folder: an open folder that a relative path is meant from; nil for the working directory.
    public init?(at path: String, in folder: Int32? = nil) {
        var status = stat()
        guard fstatat(folder ?? AT_FDCWD, path, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
        self.init(status)
    }

    private init(_ status: stat) {
        kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFSOCK: .socket
            case S_IFLNK: .link
            default: .other
            }
        mode = UInt32(status.st_mode & 0o7777)
        owner = UInt32(status.st_uid)
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        size = Int64(status.st_size)
    }
}
