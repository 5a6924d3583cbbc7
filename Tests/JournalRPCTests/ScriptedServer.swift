import Glibc
import JournalRPC
import Synchronization
import Testing

/// A server of one connection on a thread of its own that does what a test's script says.
final class ScriptedServer: Sendable {
    /// The server's end of the connection, for the script.
    struct Connection: Sendable {
        fileprivate let descriptor: Int32

        /// The next line without its end; nil when the client has gone.
        func readLine() -> String? {
            var line: [UInt8] = []
            var byte: UInt8 = 0
            while recv(descriptor, &byte, 1, 0) == 1 {
                if byte == 0x0A { return String(decoding: line, as: UTF8.self) }
                line.append(byte)
            }
            return nil
        }

        /// What one read(2) gives; nil when the client has gone.
        func readOnce() -> String? {
            var bytes = [UInt8](repeating: 0, count: 65_536)
            let count = recv(descriptor, &bytes, bytes.count, 0)
            return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
        }

        /// Sends text, cut into pieces of so many bytes.
        func write(_ text: String, pieces: Int = .max) {
            let bytes = Array(text.utf8)
            var position = 0
            while position < bytes.count {
                let count = min(pieces, bytes.count - position)
                let sent = bytes.withUnsafeBytes { send(descriptor, $0.baseAddress.map { $0 + position }, count, Int32(MSG_NOSIGNAL)) }
                guard sent > 0 else { return }
                position += sent
            }
        }
    }

    let path: String
    private let folder: String
    private let listener: Int32
    private let thread: Mutex<pthread_t?>

    private final class Job: Sendable {
        let listener: Int32
        let script: @Sendable (Connection) -> Void

        init(_ listener: Int32, _ script: @escaping @Sendable (Connection) -> Void) {
            self.listener = listener
            self.script = script
        }

        func run() {
            let descriptor = accept(listener, nil, nil)
            guard descriptor >= 0 else { return }
            script(Connection(descriptor: descriptor))
            close(descriptor)
        }
    }

    init(_ script: @escaping @Sendable (Connection) -> Void) throws {
        var template = Array("/tmp/journal-rpc-XXXXXX".utf8CString)
        let made = try #require(mkdtemp(&template))
        let folder = String(cString: made)
        let path = folder + "/s"
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(bound == 0 && listen(listener, 8) == 0)
        var started = pthread_t()
        let job = Unmanaged.passRetained(Job(listener, script)).toOpaque()
        let status = pthread_create(&started, nil, { argument in
            if let argument { Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().run() }
            return nil
        }, job)
        try #require(status == 0)
        thread = Mutex(started)
        self.folder = folder
        self.path = path
        self.listener = listener
    }

    /// Waits for the script's end and removes the socket. The client must be gone or served by then.
    func finish() {
        shutdown(listener, Int32(SHUT_RDWR))
        if let running = thread.withLock({ thread in
            defer { thread = nil }
            return thread
        }) {
            pthread_join(running, nil)
        }
        close(listener)
        unlink(path)
        rmdir(folder)
    }
}

/// The id of a request line as it stands there.
func requestID(_ line: String?) -> String {
    guard let line, let view = try? parse(line), let id = view["id"] else { return "null" }
    return text(id.rawBytes)
}

/// A success reply as a line.
func reply(_ id: String, _ result: String) -> String {
    "{\"jsonrpc\":\"2.0\",\"id\":\(id),\"result\":\(result)}\n"
}
