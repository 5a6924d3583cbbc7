internal import Glibc

/// Folders and files that nobody else can read.
enum PrivateFiles {
    struct Failure: Error, Equatable {
        let path: String
        let code: Int32
    }

    /// Makes the folder and those above it, mode 0700. A folder that is there must belong to this user and be no
    /// symbolic link; it is closed to others if it was open.
    static func makeFolder(_ path: String) throws(Failure) {
        var prefix = ""
        for part in path.split(separator: "/") {
            prefix += "/" + part
            if mkdir(prefix, 0o700) != 0, errno != EEXIST { throw Failure(path: prefix, code: errno) }
        }
        var facts = stat()
        guard lstat(path, &facts) == 0 else { throw Failure(path: path, code: errno) }
        guard facts.st_mode & S_IFMT == S_IFDIR else { throw Failure(path: path, code: ENOTDIR) }
        guard facts.st_uid == geteuid() else { throw Failure(path: path, code: EPERM) }
        if facts.st_mode & 0o077 != 0, chmod(path, 0o700) != 0 { throw Failure(path: path, code: errno) }
    }

    /// Whether a folder is there and belongs to this user.
    static func ownsFolder(_ path: String) -> Bool {
        var facts = stat()
        return lstat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR && facts.st_uid == geteuid()
    }

    /// Writes a new file, mode 0600, complete and on disk before it has its name. An existing one is replaced.
    static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        let temporary = path + ".new"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw Failure(path: path, code: errno) }
        var code: Int32 = 0
        do throws(StreamWriter.Failure) {
            try StreamWriter.write(bytes, to: descriptor)
            if fsync(descriptor) != 0 { code = errno }
        } catch {
            code = error == .closed ? EPIPE : EIO
        }
        close(descriptor)
        if code == 0, rename(temporary, path) != 0 { code = errno }
        guard code == 0 else {
            unlink(temporary)
            throw Failure(path: path, code: code)
        }
    }

    /// Names in a folder, without `.` and `..`; at most `limit`.
    static func names(in folder: String, limit: Int = 10_000) -> [String] {
        guard let handle = opendir(folder) else { return [] }
        defer { closedir(handle) }
        var names: [String] = []
        while names.count < limit, let entry = readdir(handle) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    /// Removes a folder and the files in it; folders inside stay, and so does it then.
    static func removeFolder(_ path: String) {
        for name in names(in: path) { unlink(path + "/" + name) }
        rmdir(path)
    }
}

extension PrivateFiles {
    /// The bytes of a secret file, or nil when there is none.
    /// - Parameter isGiven: the user named it: links are followed, and it may be a pipe.
    /// - Throws: when it belongs to somebody else, others may read or write it, or it is over the limit.
    static func read(_ path: String, limit: Int, isGiven: Bool = false) throws(journalctl_x.Failure) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | (isGiven ? 0 : O_NOFOLLOW | O_NONBLOCK))
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw refused(path, "cannot be read (error \(errno))")
        }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { throw refused(path, "cannot be read") }
        let kind = facts.st_mode & S_IFMT
        guard kind == S_IFREG || (isGiven && kind == S_IFIFO) else { throw refused(path, "is not a file") }
        guard facts.st_uid == geteuid() || (isGiven && facts.st_uid == 0) else { throw refused(path, "belongs to another user") }
        guard facts.st_mode & 0o077 == 0 else { throw refused(path, "is open to other users", hint: "chmod 600 \(path)") }
        guard let bytes = SmallFile.readAll(descriptor, limit: limit) else { throw refused(path, "is too long") }
        return bytes
    }

    /// Whether there is anything of that name, a link without a target too.
    static func exists(_ path: String) -> Bool {
        var facts = stat()
        return lstat(path, &facts) == 0
    }

    private static func refused(_ path: String, _ why: String, hint: String? = nil) -> journalctl_x.Failure {
        journalctl_x.Failure(.signInNeeded, code: "secret_file", "\(path) \(why)", hint: hint)
    }
}
