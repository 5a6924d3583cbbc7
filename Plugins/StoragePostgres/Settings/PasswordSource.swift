import Glibc

/// Where a password comes from. It shows nowhere: whatever prints it prints `<redacted>`.
enum PasswordSource: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    case none
    case value(String)
    /// An absolute path.
    case file(String)

    /// The password, or nil when there is none.
    /// - Throws: `PostgresFailure` with a line for the operator.
    func read() throws -> String? {
        switch self {
        case .none: return nil
        case .value(let password): return password
        case .file(let path): return try Self.read(path)
        }
    }

    private static let limit = 1_024

    /// The text of a small file that only its owner may read, without a line end. Never waits, follows no link.
    private static func read(_ path: String) throws -> String {
        func failure(_ text: String) -> PostgresFailure { PostgresFailure(.connection, "the password file \(path) \(text)") }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard descriptor >= 0 else {
            throw failure(errno == ENOENT ? "does not exist" : "cannot be opened (error \(errno))")
        }
        defer { Glibc.close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw failure("is no regular file") }
        guard status.st_mode & 0o077 == 0 else { throw failure("may be read by others; chmod 600") }
        guard status.st_uid == geteuid() || status.st_uid == 0 else { throw failure("belongs to another user") }
        var bytes = [UInt8](repeating: 0, count: limit + 1)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        guard count >= 0, count <= limit else { throw failure("is too long for a password") }
        var text = bytes[..<count]
        while let last = text.last, last == 0x0A || last == 0x0D { text.removeLast() }
        guard !text.isEmpty, !text.contains(where: { $0 < 0x20 }) else { throw failure("does not hold one line with a password") }
        return String(decoding: text, as: UTF8.self)
    }

    var description: String { "<redacted>" }
    var debugDescription: String { "<redacted>" }
    var customMirror: Mirror { Mirror(self, children: []) }
}
