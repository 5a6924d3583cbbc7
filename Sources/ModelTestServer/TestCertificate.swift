import Foundation
import NIOSSL

/// An authority that is made for a test, and lives in a folder that goes with it.
public final class TestAuthority: Sendable {
    private let folder: String
    /// Its certificate, for clients to trust.
    public var path: String { folder + "/authority.pem" }

    /// Makes an authority with the `openssl` command.
    public init() throws {
        folder = NSTemporaryDirectory() + "/journald-authority-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try openssl(
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
            "/CN=journald test authority", "-keyout", folder + "/authority.key", "-out", path, "-addext",
            "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign")
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// A server's certificate for a name. A negative number of days makes one that has expired.
    public func issue(_ name: String, days: Int = 1) throws -> TestCertificate {
        let base = folder + "/" + UUID().uuidString
        let isAddress = name.allSatisfy { $0.isNumber || $0 == "." || $0 == ":" }
        try openssl(
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=\(name)", "-keyout",
            base + ".key", "-out", base + ".csr", "-addext", "subjectAltName=\(isAddress ? "IP" : "DNS"):\(name)")
        try openssl(
            "x509", "-req", "-in", base + ".csr", "-CA", path, "-CAkey", folder + "/authority.key", "-CAcreateserial",
            "-days", "\(days)", "-copy_extensions", "copy", "-out", base + ".pem")
        return TestCertificate(certificate: base + ".pem", key: base + ".key", authority: self)
    }

    private func openssl(_ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(arguments: arguments) }
    }

    /// openssl did not do as it was told.
    public struct Failure: Error {
        let arguments: [String]
    }
}

/// A certificate of a server, with its key.
public struct TestCertificate: Sendable {
    /// Path of the certificate (PEM).
    public let certificate: String
    /// Path of its private key (PEM).
    public let key: String
    /// Keeps the folder.
    let authority: TestAuthority

    func configuration(offersHTTP2: Bool, only12: Bool) throws -> TLSConfiguration {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
        configuration.applicationProtocols = offersHTTP2 ? ["h2", "http/1.1"] : ["http/1.1"]
        if only12 { configuration.maximumTLSVersion = .tlsv12 }
        return configuration
    }
}
