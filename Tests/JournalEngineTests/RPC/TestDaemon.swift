import FoundationEssentials
import Glibc
import JournalRPC
import Logging
import PluginAPI
import Synchronization

@testable import JournalEngine

/// A dispatcher with the test methods, and the same behind a socket: one test runs against both.
struct TestDaemon: Sendable {
    enum Mode: Sendable, CaseIterable {
        case inProcess, socket
    }

    let clock = TestClock()
    let gate = Gate()
    let recorder = Recorder()
    let resolver: TestResolver
    let limiter: RateLimiter
    let activity = ServerActivity()
    let table: MethodTable
    let dispatcher: Dispatcher

    init(role: UserRole = .user, rate: RateLimiter.Rate = .off) throws {
        resolver = TestResolver(role: role)
        limiter = RateLimiter(rate: rate, clock: clock)
        table = try Self.table(gate, recorder)
        dispatcher = Dispatcher(
            table: table, resolver: resolver, limiter: limiter, clock: clock,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
    }

    static func table(_ gate: Gate, _ recorder: Recorder) throws -> MethodTable {
        var methods = MethodTable.Builder()
        methods.registerImmediate(System.Ping.self) { _, _ in "pong" }
        methods.registerImmediate(TestMethods.Who.self) { _, context in try context.requirePrincipal().uid }
        methods.register(TestMethods.Echo.self) { params, _ in params }
        methods.register(TestMethods.Write.self) { params, _ in
            recorder.add("begin " + params.text)
            await Task.yield()
            recorder.add("end " + params.text)
            return params
        }
        methods.register(TestMethods.Wait.self) { _, _ in
            await gate.pass()
            return "waited"
        }
        methods.register(TestMethods.Big.self) { params, _ in String(repeating: "x", count: params.bytes) }
        methods.register(TestMethods.Fail.self) { params, _ in throw TestFailure.error(params.text) }
        methods.register(TestMethods.Admin.self) { _, _ in "admin" }
        methods.register(TestMethods.Watch.self) { params, context in
            context.afterReply {
                var missed = 0
                for _ in 0..<params.bytes {
                    let text = TestMethods.Text(text: String(repeating: "n", count: 1_000))
                    if !context.connection.sendNotification("test.noted", text) { missed += 1 }
                }
                recorder.add("missed \(missed)")
            }
            return "watching"
        }
        methods.registerDiscovery(
            System.Discover.self, info: Discovery.Info(title: "test", version: "1.0.0", description: "A test."))
        return try methods.build()
    }

    /// A connection without a socket.
    func connection(uid: UInt32 = 1_000) -> ConnectionHandle {
        ConnectionHandle(id: 1, peer: PeerCredentials(uid: uid, gid: uid, pid: 1)) { _ in false }
    }

    /// Calls `body` with a function that sends a line and returns the reply line; nil when there is none.
    func run(_ mode: Mode, _ body: (@Sendable (String) async throws -> String?) async throws -> Void) async throws {
        switch mode {
        case .inProcess:
            let connection = connection(uid: getuid())
            try await body { line in
                let reply = await dispatcher.reply(to: Array(line.utf8), from: connection)
                return reply.map { String(decoding: $0.dropLast(), as: UTF8.self) }
            }
        case .socket:
            try await serve { path in
                let client = try await LineClient.connect(to: path)
                try await body { line in
                    // The ping that follows tells whether the line itself was answered.
                    let marker = #"{"jsonrpc":"2.0","id":"marker","result":"pong"}"#
                    try await client.send(line: line)
                    try await client.send(line: #"{"jsonrpc":"2.0","id":"marker","method":"system.ping"}"#)
                    let first = try await client.line()
                    if first != marker {
                        let second = try await client.line()
                        return second == marker ? first : second
                    }
                    guard let call = JSONTest.first(line), call["id"] != nil || call["method"] == nil else { return nil }
                    return try await client.line()
                }
                await client.close()
            }
        }
    }

    /// Serves on a fresh socket while `body` runs, then drains.
    func serve(
        limits: ServerLimits = ServerLimits(), _ body: (String) async throws -> Void
    ) async throws {
        try await TestFolder.with { folder in
            let path = folder + "/j.sock"
            let server = server(at: .path(path), limits: limits)
            try await server.start()
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { await server.run() }
                do { try await body(path) } catch {
                    gate.open()
                    server.beginDrain()
                    throw error
                }
                gate.open()
                server.beginDrain()
                try await tasks.waitForAll()
            }
        }
    }

    func server(at endpoint: ServerEndpoint, limits: ServerLimits = ServerLimits()) -> RPCServer {
        RPCServer(
            endpoint: endpoint, limits: limits, dispatcher: dispatcher, activity: activity,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
    }
}

/// Time that stands still until it is moved.
final class TestClock: TimeSource {
    private let elapsed = Mutex(Duration.seconds(1_000))
    func now() -> Instant { Instant(microseconds: 0) }
    func uptime() -> Duration { elapsed.withLock { $0 } }
    func advance(by duration: Duration) { elapsed.withLock { $0 += duration } }
}

/// Knows everybody, or nobody, and counts how often it was asked.
final class TestResolver: PrincipalResolver {
    private let role: UserRole
    private let answers = Mutex<(asked: Int, failure: ServiceError?)>((0, nil))

    init(role: UserRole) { self.role = role }

    var asked: Int { answers.withLock { $0.asked } }
    func fail(with error: ServiceError?) { answers.withLock { $0.failure = error } }

    func principal(for peer: PeerCredentials) async throws(ServiceError) -> Principal {
        let failure = answers.withLock { answers in
            answers.asked += 1
            return answers.failure
        }
        await Task.yield()
        if let failure { throw failure }
        return Principal(user: UserID(high: 7, low: UInt64(peer.uid)), role: role, uid: peer.uid)
    }
}

enum TestFolder {
    /// A private folder that is gone afterwards.
    static func with<R>(_ body: (String) async throws -> R) async throws -> R {
        let path = "/tmp/journald-test-\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await body(path)
    }
}

enum JSONTest {
    static func value(_ text: String) throws -> JSONValue {
        let document = try JSONDocument(Array(text.utf8), maxBytes: 64 * 1_048_576)
        return document.root.flatMap { JSONValue($0) } ?? .null
    }

    /// The object, or the first object of a batch.
    static func first(_ text: String) -> JSONValue? {
        guard let value = try? value(text) else { return .null }
        return value.arrayValue?.first { $0["id"] != nil } ?? value.arrayValue?.first ?? value
    }
}
