import Glibc
import PluginAPI

/// A secret that does not show: whatever prints it prints `<redacted>`.
struct APIKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let value: String

    /// Nil when it is not 1 to 512 printable ASCII characters: anything else could break out of its header.
    init?(_ value: String) {
        guard (1...512).contains(value.utf8.count), value.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else { return nil }
        self.value = value
    }

    /// The header that shows the key to the server.
    var header: (name: String, value: String) { ("Authorization", "Bearer \(value)") }

    var description: String { "<redacted>" }
    var debugDescription: String { "<redacted>" }
    var customMirror: Mirror { Mirror(self, children: []) }
}

extension APIKey {
    /// The key that the settings name, or nil when they name none. Reads the key's file anew each time.
    static func load(_ settings: SettingValues, stateDirectory: String) throws(PluginConfigurationError) -> APIKey? {
        let direct = settings[SentimentOpenAI.key]
        let file = settings[SentimentOpenAI.keyFile]
        if !direct.isEmpty {
            guard let key = APIKey(direct) else { throw malformed(SentimentOpenAI.key.spec.key) }
            return key
        }
        guard !file.isEmpty else { return nil }
        let name = SentimentOpenAI.keyFile.spec.key
        let path = file.utf8.first == UInt8(ascii: "/") ? file : stateDirectory + "/" + file
        let text: String
        do {
            text = try SecretFile.read(path)
        } catch {
            throw PluginConfigurationError(key: name, "\(path) \(error.description)")
        }
        guard let key = APIKey(text) else { throw malformed(name) }
        return key
    }

    private static func malformed(_ setting: String) -> PluginConfigurationError {
        PluginConfigurationError(key: setting, "does not hold a key: one line of printable ASCII without spaces")
    }
}

/// Reads a small file that only its owner may read.
private enum SecretFile {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private static let limit = 1_024

    /// The text without white space around it. Never waits, follows no link.
    static func read(_ path: String) throws(Failure) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard descriptor >= 0 else {
            throw Failure(description: errno == ENOENT ? "does not exist" : "cannot be opened (error \(errno))")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw Failure(description: "is no regular file")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw Failure(description: "may be read by others; chmod 600")
        }
        guard status.st_uid == geteuid() || status.st_uid == 0 else {
            throw Failure(description: "belongs to another user")
        }
        var bytes = [UInt8](repeating: 0, count: limit + 1)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        guard count >= 0, count <= limit else { throw Failure(description: "is no file with one key") }
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
        let text = bytes[..<count].drop(while: isSpace)
        let end = text.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? text.startIndex
        return String(decoding: text[..<end], as: UTF8.self)
    }
}
