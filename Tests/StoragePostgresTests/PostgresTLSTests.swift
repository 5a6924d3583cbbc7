import DatabaseTestServers
import Foundation
import PluginAPI
import Testing

@testable import StoragePostgres

/// Over TCP a real server with a real certificate is spoken to, and no other.
@Suite struct PostgresTLSTests {
    @Test func onlyTheServerThatTheCertificateNamesIsSpokenTo() async throws {
        let certificates = try TestCertificates()
        defer { certificates.remove() }
        let port = try FreePort.find()
        let server = try await PostgresServer(configuration: ["listen_addresses = '127.0.0.1'", "port = \(port)"], port: port)
        let database = try await server.makeDatabase()
        try server.writeDataFile("server.crt", try String(contentsOfFile: certificates.path("server.crt"), encoding: .utf8))
        try server.writeDataFile("server.key", try String(contentsOfFile: certificates.path("server.key"), encoding: .utf8))
        let plain = "postgresql://postgres@localhost:\(port)/\(database)"

        try await expectRefusal(plain, certificates.path("ca.crt"), "a server without TLS", "SSL")
        try server.writeDataFile(
            "pg_hba.conf", "local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n")
        for sql in ["ALTER SYSTEM SET ssl = on", "ALTER USER postgres PASSWORD 'geheim'", "SELECT pg_reload_conf()"] {
            try await server.execute(sql, in: "postgres")
        }
        let secret = certificates.path("password")
        try "geheim\n".write(toFile: secret, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: secret)

        let store = try TestStores.unstarted([
            "storage.postgres.url": .text(plain), "storage.postgres.caFile": .text(certificates.path("ca.crt")),
            "storage.postgres.passwordFile": .text(secret),
        ])
        try await store.start()
        let version = try await store.read(Query("SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) { $0.text(0) }
        #expect(version == ["TLSv1.3"])
        await store.stop()

        try await expectRefusal(plain, certificates.path("other.crt"), "another authority", "certificate", secret)
        try await expectRefusal(
            plain.replacing("localhost", with: "127.0.0.1"), certificates.path("ca.crt"), "another name", "certificate", secret)
        try await expectRefusal(plain, certificates.path("absent.crt"), "no authorities", "absent.crt", secret)
        try await expectRefusal(plain, certificates.path("ca.crt"), "no password", "password")
        try "falsch".write(toFile: secret, atomically: false, encoding: .utf8)
        let refusal = try await expectRefusal(plain, certificates.path("ca.crt"), "a wrong password", "password", secret)
        #expect(!refusal.contains("falsch"))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: secret)
        try await expectRefusal(plain, certificates.path("ca.crt"), "a password that others read", "chmod 600", secret)
        await server.end()
    }

    @discardableResult
    private func expectRefusal(
        _ url: String, _ authorities: String, _ what: String, _ reason: String, _ password: String = ""
    ) async throws -> String {
        let store = try TestStores.unstarted([
            "storage.postgres.url": .text(url), "storage.postgres.caFile": .text(authorities),
            "storage.postgres.passwordFile": .text(password),
        ])
        let error = await #expect(throws: PluginStartError.self, "\(what)") { try await store.start() }
        let text = error?.description ?? ""
        #expect(text.contains(reason), "\(what): \(text)")
        return text
    }
}

/// A certificate authority, a server's certificate for `localhost`, and another authority; in a folder of their own.
private struct TestCertificates {
    private let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "jd-tls-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for name in ["ca", "other"] {
            try run("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=\(name) -keyout \(name).key -out \(name).crt")
        }
        try run("req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost -keyout server.key -out server.csr")
        try "subjectAltName=DNS:localhost".write(toFile: path("names"), atomically: false, encoding: .utf8)
        try run("x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -extfile names -out server.crt")
    }

    func path(_ name: String) -> String { folder + "/" + name }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    private func run(_ arguments: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = arguments.split(separator: " ").map(String.init)
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw ServerFailure("openssl \(arguments) failed") }
    }
}

/// A port of this machine that nobody uses.
private enum FreePort {
    static func find() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, length) == 0 && getsockname(descriptor, address, &length) == 0
            }
        }
        guard isBound else { throw ServerFailure("no free port: errno \(errno)") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
