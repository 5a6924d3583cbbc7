import Glibc
import JournalRPC
import Synchronization

/// A daemon that says what a test tells it to: JSON lines over a Unix socket, on a thread of its own.
final class FakeDaemon: Sendable {
    /// What it does with one request.
    enum Answer: Sendable {
        case result(JSONValue)
        case error(JSONValue)
        /// The connection is closed instead of an answer.
        case hangUp
        /// Nothing comes.
        case silence
        /// The result, then these notifications.
        case resultThen(JSONValue, notifications: [JSONValue])
    }

    /// A request that came: its method and its params.
    struct Call: Sendable, Equatable {
        let method: String
        let params: JSONValue
    }

    typealias Script = @Sendable (Call, _ count: Int) -> Answer

    let path: String
    private let listener: Int32
    private let script: Script
    private let seen = Mutex<[Call]>([])

    /// Every request so far but for `system.status`, which the client asks by itself.
    var calls: [Call] { seen.withLock { $0.filter { $0.method != "system.status" } } }

    /// The params of the only call of a method.
    func params(of method: String) -> JSONValue? {
        calls.last { $0.method == method }?.params
    }

    /// `script` answers each request; `count` says how many of the same method came before. `system.status` is answered if it gives nil.
    init(_ script: @escaping Script) throws {
        self.script = script
        var folder = Array("/tmp/jx-XXXXXX".utf8CString)
        guard mkdtemp(&folder) != nil else { throw Failed(step: "mkdtemp") }
        let name = String(decoding: folder.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        path = name + "/journald.sock"
        listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0, listen(listener, 16) == 0 else { throw Failed(step: "bind") }
        start()
    }

    struct Failed: Error {
        let step: String
    }

    deinit {
        // A thread that waits in accept(2) is woken by shutdown(2), not by close(2). It closes the descriptor itself: its number
        // must not become that of another test's daemon before this thread has left it alone.
        shutdown(listener, Int32(SHUT_RDWR))
        unlink(path)
        rmdir(String(path.dropLast("/journald.sock".count)))
    }

    /// Its threads know the parts, not the daemon itself, so that it can go when the test is over.
    private func start() {
        let (listener, script) = (listener, script)
        let seen = Seen { [weak self] call in self?.record(call) ?? 0 }
        Thread.start {
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else {
                    close(listener)
                    return
                }
                Thread.start { FakeConnection(descriptor: connection, script: script, seen: seen).serve() }
            }
        }
    }

    /// How many calls of that method came before.
    private func record(_ call: Call) -> Int {
        seen.withLock { calls in
            let before = calls.filter { $0.method == call.method }.count
            calls.append(call)
            return before
        }
    }

    struct Seen: Sendable {
        let record: @Sendable (Call) -> Int
        init(record: @escaping @Sendable (Call) -> Int) { self.record = record }
    }

    private enum Thread {
        final class Work: Sendable {
            let run: @Sendable () -> Void
            init(_ run: @escaping @Sendable () -> Void) { self.run = run }
        }

        static func start(_ run: @escaping @Sendable () -> Void) {
            var thread = pthread_t()
            let box = Unmanaged.passRetained(Work(run))
            let code = pthread_create(
                &thread, nil,
                { argument in
                    if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run() }
                    return nil
                }, box.toOpaque())
            if code == 0 { pthread_detach(thread) } else { box.release() }
        }
    }
}

/// One client of the fake daemon.
private struct FakeConnection {
    let descriptor: Int32
    let script: FakeDaemon.Script
    let seen: FakeDaemon.Seen

    static let status: JSONValue = [
        "version": "1.0.0", "protocolVersion": "1.0", "pid": 4242, "startedAt": "2026-10-30T08:00:00Z", "uptimeSeconds": 60,
        "store": ["provider": "sqlite"], "sentiment": ["provider": "lexicon", "model": "en-1"], "keySource": "file",
        "connections": 1, "requestsInFlight": 1, "watchers": 0,
    ]

    func serve() {
        var pending: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        defer { close(descriptor) }
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            guard count > 0 else { return }
            pending += chunk[..<count]
            while let end = pending.firstIndex(of: 0x0A) {
                let line = Array(pending[..<end])
                pending.removeFirst(end + 1)
                guard answer(line) else { return }
            }
        }
    }

    /// False when the connection is to end.
    private func answer(_ line: [UInt8]) -> Bool {
        guard let request = (try? JSONDocument(line))?.root.flatMap({ JSONValue($0) }), let id = request["id"],
            let method = request["method"]?.stringValue
        else { return false }
        let call = FakeDaemon.Call(method: method, params: request["params"] ?? [:])
        let before = seen.record(call)
        var reply = script(call, before)
        if method == "system.status", case .error(let error) = reply, error["code"] == -32601 { reply = .result(Self.status) }
        switch reply {
        case .result(let value): send(["jsonrpc": "2.0", "id": id, "result": value])
        case .error(let error): send(["jsonrpc": "2.0", "id": id, "error": error])
        case .hangUp: return false
        case .silence: break
        case .resultThen(let value, let notifications):
            send(["jsonrpc": "2.0", "id": id, "result": value])
            for notice in notifications {
                // A whole notification, or the params of the usual one.
                send(notice["jsonrpc"] == nil ? ["jsonrpc": "2.0", "method": "entries.changed", "params": notice] : notice)
            }
        }
        return true
    }

    private func send(_ value: JSONValue) {
        guard let bytes = try? value.encoded() else { return }
        let line = bytes + [0x0A]
        _ = line.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }
}
