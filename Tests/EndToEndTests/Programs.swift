import Foundation
import JournalRPC
import Testing

/// The programs under test, as the build put them beside the tests.
enum Programs {
    static var folder: String {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return (tests as NSString).deletingLastPathComponent
    }

    static var daemon: String { folder + "/journald-core" }
    static var client: String { folder + "/journalctl-x" }

    /// What a program did.
    struct Outcome: Sendable {
        var status: Int32
        var output: String
        var errors: String
    }

    /// Runs a program to its end. A program that hangs is killed after the limit and has status 137.
    static func run(
        _ path: String, _ arguments: [String], environment: [String: String], input: String? = nil, limit: Double = 30
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = environment
        let output = try Capture()
        let errors = try Capture()
        process.standardOutput = output.handle
        process.standardError = errors.handle
        let stdin = Pipe()
        process.standardInput = input == nil ? FileHandle.nullDevice : stdin
        try process.run()
        if let input {
            try? stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
            try? stdin.fileHandleForWriting.close()
        }
        let deadline = Date(timeIntervalSinceNow: limit)
        while process.isRunning, Date() < deadline { usleep(5_000) }
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        let status = process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
        return Outcome(status: status, output: try output.text(), errors: try errors.text())
    }
}

/// A file that a program writes to, so that no pipe fills up.
final class Capture {
    private let path: String
    let handle: FileHandle

    init() throws {
        path = NSTemporaryDirectory() + "/journald-capture-" + UUID().uuidString
        _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        handle = try #require(FileHandle(forUpdatingAtPath: path))
    }

    func text() throws -> String { String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self) }

    deinit {
        try? handle.close()
        try? FileManager.default.removeItem(atPath: path)
    }
}

/// A daemon of its own for one test: state, socket and log in a folder that goes with it.
final class DaemonProcess {
    let folder: String
    var state: String { folder + "/state" }
    var socket: String { folder + "/run/journald.sock" }
    let log: Capture
    private(set) var process = Process()
    /// Characters of the log that runs before this one wrote.
    private var saidBefore = 0
    private let settings: [String: String]
    private let removesFolder: Bool
    private let launcher: String?

    /// - Parameters:
    ///   - settings: environment variables, such as `JOURNALD_LIMITS_REQUESTSPERSECOND`.
    ///   - launcher: a program that becomes the daemon (as env(1) does) instead of starting it directly.
    init(
        settings: [String: String] = ["JOURNALD_LIMITS_REQUESTSPERSECOND": "0"], folder: String? = nil,
        launcher: String? = nil
    ) throws {
        self.launcher = launcher
        self.folder = folder ?? "/tmp/journald-e2e-" + UUID().uuidString.prefix(8)
        removesFolder = folder == nil
        self.settings = settings
        log = try Capture()
        for name in ["state", "run", "home"] {
            try FileManager.default.createDirectory(
                atPath: self.folder + "/" + name, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
    }

    deinit {
        kill9()
        if removesFolder { try? FileManager.default.removeItem(atPath: folder) }
    }

    var environment: [String: String] {
        [
            "PATH": "/usr/bin:/bin", "HOME": folder + "/home", "TZ": "Europe/Madrid", "LANG": "C.UTF-8",
            "XDG_STATE_HOME": folder + "/home/state", "XDG_CONFIG_HOME": folder + "/home/config",
            "XDG_RUNTIME_DIR": folder + "/run", "SWIFT_BACKTRACE": "enable=no",
        ].merging(settings) { $1 }
    }

    /// Starts it without waiting.
    func launch(_ arguments: [String] = []) throws {
        saidBefore = try log.text().count
        process = Process()
        process.executableURL = URL(fileURLWithPath: launcher ?? Programs.daemon)
        process.arguments =
            (launcher == nil ? [] : [Programs.daemon]) + ["serve", "--state-directory", state, "--socket", socket] + arguments
        process.environment = environment
        process.standardOutput = log.handle
        process.standardError = log.handle
        process.standardInput = FileHandle.nullDevice
        try process.run()
    }

    /// Starts it and waits until it answers.
    func start(_ arguments: [String] = []) throws {
        try launch(arguments)
        let deadline = Date(timeIntervalSinceNow: 30)
        while Date() < deadline {
            if let client = try? connect(), (try? client.call(System.Ping.self, NoParams())) == "pong" {
                return try waitUntilItCanBeStopped()
            }
            guard process.isRunning else { break }
            usleep(10_000)
        }
        Issue.record("the daemon did not come up: \(try log.text())")
        throw Failure.notStarted
    }

    /// It answers a little before it hears signals, and says that it serves once it does. One that logs less says nothing.
    private func waitUntilItCanBeStopped() throws {
        let deadline = Date(timeIntervalSinceNow: 5)
        while Date() < deadline, try !log.text().dropFirst(saidBefore).contains("serving on") { usleep(5_000) }
    }

    enum Failure: Error { case notStarted }

    func connect() throws -> RPCClient { try RPCClient(path: socket) }

    /// Waits for its end; -1 when it does not come within the limit.
    func waitForExit(limit: Double = 20) -> Int32 {
        let deadline = Date(timeIntervalSinceNow: limit)
        while process.isRunning, Date() < deadline { usleep(5_000) }
        return process.isRunning ? -1 : process.terminationStatus
    }

    func stop() -> Int32 {
        process.terminate()
        return waitForExit()
    }

    func kill9() {
        guard process.isRunning else { return }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Runs the control client against it.
    func control(_ arguments: String..., input: String? = nil, environment more: [String: String] = [:]) throws -> Programs.Outcome {
        try Programs.run(
            Programs.client, ["--socket", socket] + arguments, environment: environment.merging(more) { $1 }, input: input)
    }
}
