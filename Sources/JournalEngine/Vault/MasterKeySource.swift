import FileStatus
import Glibc
import PluginAPI

/// Where the master keyring comes from: a credential that the service manager hands over, or a file of the daemon's own.
struct MasterKeySource: Sendable {
    enum Kind: String, Sendable {
        case credential, file
    }

    let kind: Kind
    let path: String

    /// The credential `master-key` if the manager supplies one, else `master.key` in the state directory.
    init(stateDirectory: String, credentialsDirectory: String?) {
        if let directory = credentialsDirectory, access(directory + "/master-key", F_OK) == 0 {
            kind = .credential
            path = directory + "/master-key"
        } else {
            kind = .file
            path = stateDirectory + "/master.key"
        }
    }

    /// Reads the keyring; makes it first where it is the daemon's own file and no store exists yet.
    /// - Parameter mayCreate: whether a missing file means a new journal. When it does not, a missing key is an error:
    ///   a new key could not read what is there.
    func load(mayCreate: Bool) throws(PluginStartError) -> (ring: MasterKeyring, isNew: Bool) {
        if let material = try PrivateFile.read(path, limit: 65_536, isOwn: kind == .file) {
            guard let ring = MasterKeyring(material: material) else {
                throw PluginStartError(
                    "the master key in \(path) is not 32 bytes or lines of 64 hexadecimal digits; restore it from your backup",
                    lasting: true)
            }
            return (ring, false)
        }
        guard kind == .file, mayCreate else {
            throw PluginStartError(
                "the master key \(path) is missing but there is a journal that needs it; restore the file from your backup",
                lasting: true)
        }
        let ring = MasterKeyring(current: MasterKey())
        try save(ring)
        return (ring, true)
    }

    /// Writes the keyring to the daemon's own file, whole or not at all, and returns when it is on disk.
    func save(_ ring: MasterKeyring) throws(PluginStartError) {
        try PrivateFile.replace(path, with: ring.material)
    }
}

/// Small files that only their owner reads.
enum PrivateFile {
    /// The content, or nil when there is no such file.
    /// - Parameter isOwn: whether nobody else may be allowed to read it. The modes of credentials are the service manager's.
    static func read(_ path: String, limit: Int, isOwn: Bool) throws(PluginStartError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw PluginStartError("cannot read \(path): \(String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        if isOwn { try refuseOpen(descriptor, path) }
        var content: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while content.count <= limit {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw PluginStartError("cannot read \(path): \(String(cString: strerror(errno)))")
            }
            if count == 0 { return content }
            content += chunk[..<count]
        }
        throw PluginStartError("\(path) is larger than \(limit) bytes")
    }

    /// As ssh does with its private keys: a key that others could read may not be a secret any more.
    private static func refuseOpen(_ descriptor: Int32, _ path: String) throws(PluginStartError) {
        guard let status = FileStatus(of: descriptor) else { throw failure("look at", path) }
        guard status.mode & 0o077 == 0 else {
            throw PluginStartError(
                "others may read \(path) (mode \(String(status.mode & 0o777, radix: 8))), so it is not used: chmod 600 it; if somebody could have, rotate the master key afterwards",
                lasting: true)
        }
    }

    /// Replaces a file (mode 0600) by way of a new one beside it, with both file and folder flushed.
    static func replace(_ path: String, with content: [UInt8]) throws(PluginStartError) {
        let temporary = path + ".new"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw failure("create", temporary) }
        defer { close(descriptor) }
        var written = 0
        while written < content.count {
            let count = content.withUnsafeBytes { buffer in
                buffer.baseAddress.map { write(descriptor, $0 + written, content.count - written) } ?? 0
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw failure("write", temporary)
            }
            written += count
        }
        guard fsync(descriptor) == 0, rename(temporary, path) == 0 else { throw failure("write", path) }
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let parent = open(folder.isEmpty ? "/" : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard parent >= 0 else { throw failure("open", folder) }
        defer { close(parent) }
        guard fsync(parent) == 0 else { throw failure("flush", folder) }
    }

    private static func failure(_ verb: String, _ path: String) -> PluginStartError {
        PluginStartError("cannot \(verb) \(path): \(String(cString: strerror(errno)))")
    }
}
