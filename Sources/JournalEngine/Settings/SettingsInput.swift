import FileStatus
import Glibc

/// Reads the small files that settings come from.
enum SettingsInput {
    /// Longest settings file, in bytes.
    static let maxFileBytes = 262_144
    /// Longest credential, in bytes.
    static let maxCredentialBytes = 65_536

    /// A file's bytes and who may read or change it.
    struct File {
        let bytes: [UInt8]
        let mode: mode_t
    }

    enum Failure: Error, Equatable {
        case missing
        /// What is wrong, for a message.
        case unusable(String)
    }

    /// The whole of a regular file. Does not wait on pipes or devices.
    static func read(_ path: String, limit: Int) throws(Failure) -> File {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else {
            throw errno == ENOENT ? .missing : .unusable("cannot be opened: \(message(errno))")
        }
        defer { close(descriptor) }
        guard let status = FileStatus(of: descriptor), status.kind == .file else {
            throw .unusable("is not a file")
        }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count == 0 { return File(bytes: bytes, mode: mode_t(status.mode)) }
            if count < 0 {
                if errno == EINTR { continue }
                throw .unusable("cannot be read: \(message(errno))")
            }
            bytes.append(contentsOf: chunk.prefix(count))
            guard bytes.count <= limit else { throw .unusable("is over \(limit) bytes") }
        }
    }

    private static func message(_ code: Int32) -> String { String(cString: strerror(code)) }
}
