internal import Glibc

/// A connected stream socket of the AF_UNIX family. Does not block beyond its deadlines; closes itself.
struct UnixSocket: ~Copyable {
    private let descriptor: Int32

    /// What reading gave.
    enum Arrival {
        case bytes(Int)
        case end
    }

    /// Connects to the socket file at `path`.
    init(path: String, deadline: Deadline) throws(RPCClientError) {
        descriptor = try Self.open(path, deadline)
    }

    private static func open(_ path: String, _ deadline: Deadline) throws(RPCClientError) -> Int32 {
        var address = try address(path)
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | flags, 0)
        guard descriptor >= 0 else { throw .unreachable(path: path, reason: reason(errno)) }
        while true {
            let status = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
            let code = errno
            if status == 0 || code == EISCONN { return descriptor }
            // On this family a full backlog says EAGAIN and cannot be polled for; a connect cut short
            // by a signal is simply made again.
            let mayFollow = code == EAGAIN || code == EINTR || code == EINPROGRESS
            if mayFollow, !deadline.hasPassed {
                _ = poll(nil, 0, 5)
                continue
            }
            _ = close(descriptor)
            throw mayFollow ? .timedOut : .unreachable(path: path, reason: reason(code))
        }
    }

    deinit {
        _ = close(descriptor)
    }

    /// The user of the process that listens, as the kernel noted it at listen(2).
    var peerUID: UInt32? {
        // `struct ucred` of unix(7), which the module of the C library leaves out.
        var credentials = (pid: Int32(0), uid: UInt32(0), gid: UInt32(0))
        var size = socklen_t(MemoryLayout.size(ofValue: credentials))
        guard getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &size) == 0 else { return nil }
        return credentials.uid
    }

    private static let flags = Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)

    private static func address(_ path: String) throws(RPCClientError) -> sockaddr_un {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let room = MemoryLayout.size(ofValue: address.sun_path)
        let bytes = Array(path.utf8)
        // One byte is for the closing zero; a leading zero would mean the abstract name space.
        guard !bytes.isEmpty, bytes.count < room, !bytes.contains(0) else {
            let reason = "the socket path must have 1 to \(room - 1) bytes, it has \(bytes.count)"
            throw .unreachable(path: path, reason: reason)
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return address
    }

    static func reason(_ code: Int32) -> String {
        var text = [CChar](repeating: 0, count: 256)
        return text.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress, strerror_r(code, base, buffer.count) == 0 else {
                return "error \(code)"
            }
            return String(cString: base)
        }
    }

    /// Sends all bytes.
    func send(_ bytes: [UInt8], deadline: Deadline) throws(RPCClientError) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.send(
                    descriptor, buffer.baseAddress.map { $0 + sent }, buffer.count - sent, Int32(MSG_NOSIGNAL))
            }
            if count > 0 {
                sent += count
            } else {
                try retry(errno, events: Int16(POLLOUT), deadline: deadline)
            }
        }
    }

    /// Reads what is there, or waits for it.
    func receive(into buffer: UnsafeMutableRawBufferPointer, deadline: Deadline) throws(RPCClientError) -> Arrival {
        while true {
            let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
            if count > 0 { return .bytes(count) }
            if count == 0 { return .end }
            try retry(errno, events: Int16(POLLIN), deadline: deadline)
        }
    }

    /// After a failed call: waits when it would have blocked, throws when it cannot go on.
    private func retry(_ code: Int32, events: Int16, deadline: Deadline) throws(RPCClientError) {
        switch code {
        case EINTR: return
        case EAGAIN, EWOULDBLOCK: try wait(events, deadline)
        case EPIPE, ECONNRESET: throw .closed
        default: throw .protocolViolation("the connection failed: \(Self.reason(code))")
        }
    }

    private func wait(_ events: Int16, _ deadline: Deadline) throws(RPCClientError) {
        var interest = pollfd(fd: descriptor, events: events, revents: 0)
        let ready = poll(&interest, 1, deadline.pollTimeout)
        if ready == 0, deadline.hasPassed { throw .timedOut }
        if ready < 0, errno != EINTR { throw .protocolViolation("poll failed: \(Self.reason(errno))") }
    }
}
