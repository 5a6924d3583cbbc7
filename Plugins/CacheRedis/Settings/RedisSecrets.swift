import Glibc
import NIOSSL
import PluginAPI

/// What a connection shows and trusts, read from files once at the start. Never printed.
struct RedisSecrets: Sendable, CustomReflectable {
    /// What is sent first: password and database.
    let greeting: [RedisCommand]
    /// Nil for a Unix socket.
    let tls: NIOSSLContext?
    /// The name that the certificate must be for, on every server of a cluster; nil when the URL names an address, which the
    /// certificate must then hold.
    let serverName: String?

    var customMirror: Mirror { Mirror(self, children: []) }

    /// - Throws: `PluginStartError` when a file cannot be used.
    init(_ options: RedisOptions) throws(PluginStartError) {
        var greeting: [RedisCommand] = []
        if let file = options.passwordFile {
            let password = try SecretFile.read(file)
            greeting.append(
                RedisCommand(
                    [Array("AUTH".utf8)] + (options.user.isEmpty ? [] : [Array(options.user.utf8)]) + [password]))
        }
        if options.address.database != 0 { greeting.append(RedisCommand("SELECT", "\(options.address.database)")) }
        self.greeting = greeting
        guard case .tls(let host, _) = options.address.place else {
            (tls, serverName) = (nil, nil)
            return
        }
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv13
        configuration.certificateVerification = .fullVerification
        do {
            if let file = options.authorityFile { configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(file)) }
            tls = try NIOSSLContext(configuration: configuration)
        } catch {
            throw PluginStartError("cache.redis.authorityFile holds no certificates that can be used (\(error))")
        }
        serverName = Self.isAddress(host) ? nil : host
    }

    private static func isAddress(_ host: String) -> Bool {
        var four = in_addr()
        var six = in6_addr()
        return inet_pton(AF_INET, host, &four) == 1 || inet_pton(AF_INET6, host, &six) == 1
    }
}

/// Reads a small file that only its owner may read.
private enum SecretFile {
    private static let limit = 1_024

    /// The bytes without the line end. Never waits, follows no link.
    static func read(_ path: String) throws(PluginStartError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard descriptor >= 0 else {
            throw PluginStartError("cache.redis.passwordFile \(path) cannot be opened (error \(errno))")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_mode & 0o077 == 0,
            status.st_uid == geteuid() || status.st_uid == 0
        else {
            throw PluginStartError("cache.redis.passwordFile \(path) must be a file that only the daemon's user may read; chmod 600")
        }
        var bytes = [UInt8](repeating: 0, count: limit + 1)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        guard count > 0, count <= limit else { throw PluginStartError("cache.redis.passwordFile \(path) holds no password") }
        let line = bytes[..<count].prefix { $0 != 0x0A && $0 != 0x0D }
        guard !line.isEmpty else { throw PluginStartError("cache.redis.passwordFile \(path) holds no password") }
        return Array(line)
    }
}
