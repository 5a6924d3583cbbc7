import Foundation
import Testing

@testable import JournalEngine

/// A datagram socket in the place of the service manager's.
struct FakeManager {
    let descriptor: Int32
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "jc-notify-\(UInt32.random(in: .min ... .max))"
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        try #require(withUnixAddress(path) { bind(descriptor, $0, $1) } == 0)
    }

    func receive() -> String {
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
    }

    func close() {
        Glibc.close(descriptor)
        unlink(path)
    }
}

func withUnixAddress<Result>(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
    return withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
    }
}

@Suite("Service manager", .serialized)
struct NotifyTests {
    @Test func everyStateReachesTheManagerInOrder() throws {
        let manager = try FakeManager()
        defer { manager.close() }
        setenv("NOTIFY_SOCKET", manager.path, 1)
        defer { unsetenv("NOTIFY_SOCKET") }
        let notify = Notify()
        notify.ready(status: "serving")
        notify.status("two\nlines READY=1")
        notify.reloading()
        notify.stopping(status: "draining")
        notify.watchdog()
        notify.extendTimeout(seconds: 30)
        notify.flush()
        #expect(manager.receive() == "READY=1\nSTATUS=serving")
        #expect(manager.receive() == "STATUS=two\\nlines READY=1")
        let reloading = manager.receive().split(separator: "\n")
        #expect(reloading.first == "RELOADING=1")
        #expect(reloading.last?.hasPrefix("MONOTONIC_USEC=") == true)
        #expect(UInt64(reloading.last?.dropFirst(15) ?? "") ?? 0 > 0)
        #expect(manager.receive() == "STOPPING=1\nSTATUS=draining")
        #expect(manager.receive() == "WATCHDOG=1")
        #expect(manager.receive() == "EXTEND_TIMEOUT_USEC=30000000")
    }

    @Test func nothingHappensWithoutAManager() {
        unsetenv("NOTIFY_SOCKET")
        let notify = Notify()
        for _ in 0..<1_000 { notify.watchdog() }
        notify.flush()
    }

    @Test func onlyAListeningUnixStreamSocketIsTaken() throws {
        let path = NSTemporaryDirectory() + "jc-listen-\(UInt32.random(in: .min ... .max))"
        let stream = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let datagram = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        let file = open("/dev/null", O_RDONLY)
        defer {
            for descriptor in [stream, datagram, file] { close(descriptor) }
            unlink(path)
        }
        #expect(throws: ListenFDsError.self) { try ListenFDs.check(stream) }
        try #require(withUnixAddress(path) { bind(stream, $0, $1) } == 0)
        try #require(listen(stream, 1) == 0)
        try ListenFDs.check(stream)
        #expect(throws: ListenFDsError.self) { try ListenFDs.check(datagram) }
        #expect(throws: ListenFDsError.self) { try ListenFDs.check(file) }
    }
}
