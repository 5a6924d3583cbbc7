/// Something the daemon told unasked, such as a change in a watched list.
public struct RPCNotification: Sendable, Equatable {
    /// The notification's name.
    public let method: String
    /// Its params; null when there are none.
    public let params: JSONValue

    /// A notification as it would arrive.
    public init(method: String, params: JSONValue) {
        self.method = method
        self.params = params
    }
}

/// A client that blocks: one connection, calls with deadlines on the monotonic clock.
///
/// For the command line and for tests. It belongs to one thread at a time (the class is not
/// Sendable). Replies may come in any order; notifications that arrive during a call are handed to
/// `onNotification`, or kept for `nextNotification` when there is none.
public final class RPCClient {
    /// How the client behaves.
    public struct Options: Sendable {
        /// How long `init` may take.
        public var connectTimeout: Duration
        /// How long a call may take when it does not say otherwise.
        public var callTimeout: Duration
        /// The largest frame that is read, in bytes.
        public var maxFrame: Int
        /// The most notifications kept; beyond it the oldest are dropped and counted.
        public var maxKeptNotifications: Int

        /// Options with the given values.
        public init(
            connectTimeout: Duration = .seconds(5), callTimeout: Duration = .seconds(30),
            maxFrame: Int = 16 * 1_024 * 1_024, maxKeptNotifications: Int = 10_000
        ) {
            self.connectTimeout = connectTimeout
            self.callTimeout = callTimeout
            self.maxFrame = maxFrame
            self.maxKeptNotifications = maxKeptNotifications
        }
    }

    /// Which way a traced frame went.
    public enum Direction: Sendable {
        /// To the daemon.
        case sent
        /// From the daemon.
        case received
    }

    /// Is given each frame without its newline; it may hold what the user wrote.
    public var trace: ((Direction, [UInt8]) -> Void)?
    /// Is given each notification as it arrives.
    public var onNotification: ((RPCNotification) -> Void)?
    /// How many notifications were dropped because nobody took them.
    public private(set) var droppedNotifications = 0

    private let options: Options
    private let socket: UnixSocket
    private var frames = FrameBuffer()
    private var chunk = [UInt8](repeating: 0, count: 65_536)
    private var document = JSONDocument()
    private var lastID: Int64 = 0
    /// Frames that wait for the next one.
    private var held: [UInt8] = []
    /// Calls whose reply is awaited.
    private var waiting: Set<RPCID> = []
    /// Calls that nobody waits for any more; their replies are dropped.
    private var abandoned: Set<RPCID> = []
    private var arrived: [RPCID: Result<JSONView, RPCError>] = [:]
    private var kept: [RPCNotification] = []
    /// Set once the stream cannot be trusted any more, such as after half a frame was sent.
    private var broken: RPCClientError?

    /// Connects to the daemon's socket.
    public init(path: String, options: Options = Options()) throws(RPCClientError) {
        self.options = options
        socket = try UnixSocket(path: path, deadline: Deadline(after: options.connectTimeout))
    }

    /// Calls a method and waits for its result, at most `timeout` (or the option's).
    public func call<M: RPCMethod>(
        _ method: M.Type, _ params: M.Params, timeout: Duration? = nil
    ) throws(RPCClientError) -> M.Result {
        let deadline = Deadline(after: timeout ?? options.callTimeout)
        let id = try send(method.name, params, deadline: deadline)
        return try decode(M.Result.self, try receive(id, deadline: deadline))
    }

    /// Calls a method by name with free-form params.
    public func callRaw(
        method: String, params: JSONValue = .object([]), timeout: Duration? = nil
    ) throws(RPCClientError) -> JSONValue {
        let deadline = Deadline(after: timeout ?? options.callTimeout)
        let id = try send(method, params, deadline: deadline)
        return try decode(JSONValue.self, try receive(id, deadline: deadline))
    }

    /// Sends a call without waiting; `finish` takes its result. Many may be under way at once.
    public func begin<M: RPCMethod>(_ method: M.Type, _ params: M.Params) throws(RPCClientError) -> RPCID {
        try send(method.name, params, deadline: Deadline(after: options.callTimeout))
    }

    /// Makes a call ready that leaves in one write with the next one; `finish` takes its result.
    public func hold<M: RPCMethod>(_ method: M.Type, _ params: M.Params) throws(RPCClientError) -> RPCID {
        let (id, frame) = try frame(method.name, params)
        held += frame
        waiting.insert(id)
        return id
    }

    /// The user that the daemon runs as, or whoever made its socket for it (SO_PEERCRED); nil when the kernel does not say.
    public var peerUID: UInt32? { socket.peerUID }

    /// Waits for the result of a call that was begun.
    public func finish<M: RPCMethod>(
        _ method: M.Type, _ id: RPCID, timeout: Duration? = nil
    ) throws(RPCClientError) -> M.Result {
        let deadline = Deadline(after: timeout ?? options.callTimeout)
        return try decode(M.Result.self, try receive(id, deadline: deadline))
    }

    /// The next notification that no `onNotification` took. Waits at most `timeout`; nil waits without end.
    public func nextNotification(timeout: Duration? = nil) throws(RPCClientError) -> RPCNotification {
        let deadline = Deadline(after: timeout)
        while kept.isEmpty { try readFrame(deadline) }
        return kept.removeFirst()
    }

    private func send<P: Encodable>(
        _ method: String, _ params: P, deadline: Deadline
    ) throws(RPCClientError) -> RPCID {
        let (id, frame) = try frame(method, params)
        waiting.insert(id)
        held += frame
        do throws(RPCClientError) {
            try flush(deadline)
        } catch {
            waiting.remove(id)
            throw error
        }
        return id
    }

    /// The next id, and the frame of a call with it.
    private func frame<P: Encodable>(_ method: String, _ params: P) throws(RPCClientError) -> (RPCID, [UInt8]) {
        if let broken { throw broken }
        lastID += 1
        let id = RPCID(lastID)
        var frame: [UInt8] = []
        do throws(RPCEncodingError) {
            try RPCReply.appendRequest(method, params, id: id, to: &frame)
        } catch {
            throw .protocolViolation("the params of \(method) cannot be encoded: \(error)")
        }
        trace?(.sent, Array(frame.dropLast()))
        return (id, frame)
    }

    /// Sends what was held back.
    private func flush(_ deadline: Deadline) throws(RPCClientError) {
        guard !held.isEmpty else { return }
        let bytes = held
        held = []
        do throws(RPCClientError) {
            try socket.send(bytes, deadline: deadline)
        } catch {
            broken = error == .timedOut ? .closed : error
            throw error
        }
    }

    private func receive(_ id: RPCID, deadline: Deadline) throws(RPCClientError) -> JSONView {
        guard waiting.contains(id) else { throw .protocolViolation("no such call is under way") }
        defer { waiting.remove(id) }
        try flush(deadline)
        while true {
            if let outcome = arrived.removeValue(forKey: id) ?? arrived.removeValue(forKey: .null) {
                switch outcome {
                case .success(let view): return view
                case .failure(let error): throw .remote(error)
                }
            }
            do throws(RPCClientError) {
                try readFrame(deadline)
            } catch {
                if error == .timedOut { abandoned.insert(id) }
                throw error
            }
        }
    }

    private func decode<T: Decodable>(_ type: T.Type, _ view: JSONView) throws(RPCClientError) -> T {
        do throws(RPCDecodingError) {
            return try RPCDecoder.decode(type, from: view)
        } catch {
            throw .protocolViolation("the result is not as described: \(error.pointer) \(error.message)")
        }
    }

    /// Reads until one frame was complete, and files it.
    private func readFrame(_ deadline: Deadline) throws(RPCClientError) {
        if let broken { throw broken }
        do throws(RPCClientError) {
            try take(try nextFrame(deadline))
        } catch {
            if error != .timedOut { broken = error }
            throw error
        }
    }

    private func nextFrame(_ deadline: Deadline) throws(RPCClientError) -> [UInt8] {
        while true {
            if let frame = frames.next() { return frame }
            guard frames.pending <= options.maxFrame else {
                throw .protocolViolation("a frame is over \(options.maxFrame) bytes")
            }
            guard try fill(deadline) else { throw .closed }
        }
    }

    /// Reads once; false at the end of the stream.
    private func fill(_ deadline: Deadline) throws(RPCClientError) -> Bool {
        let outcome = chunk.withUnsafeMutableBytes { buffer -> Result<Int, RPCClientError> in
            do throws(RPCClientError) {
                guard case .bytes(let count) = try socket.receive(into: buffer, deadline: deadline) else {
                    return .success(0)
                }
                frames.append(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                return .success(count)
            } catch {
                return .failure(error)
            }
        }
        return try outcome.get() > 0
    }

    private func take(_ frame: [UInt8]) throws(RPCClientError) {
        trace?(.received, frame)
        let view: JSONView
        do throws(JSONError) {
            view = try document.parse(frame, maxBytes: options.maxFrame)
        } catch {
            throw .protocolViolation("a frame is not JSON: \(error.kind.rawValue) at byte \(error.offset)")
        }
        switch RPCIncoming.parse(view) {
        case .result(let id, let result): try file(id, .success(result))
        case .failure(let id, let error): try file(id, .failure(error))
        case .notification(let method, let params):
            deliver(RPCNotification(method: method, params: params.flatMap { JSONValue($0) } ?? .null))
        case nil: throw .protocolViolation("a frame is neither a reply nor a notification")
        }
    }

    private func file(_ id: RPCID, _ outcome: Result<JSONView, RPCError>) throws(RPCClientError) {
        if abandoned.remove(id) != nil { return }
        // A null id is the answer to a frame that the daemon could not read; whoever waits gets it.
        let isRefusal = if case .failure = outcome { id == .null && !waiting.isEmpty } else { false }
        guard waiting.contains(id) || isRefusal else {
            throw .protocolViolation("a reply to a call that was not made")
        }
        arrived[id] = outcome
    }

    private func deliver(_ notification: RPCNotification) {
        if let onNotification { return onNotification(notification) }
        if kept.count >= options.maxKeptNotifications {
            kept.removeFirst()
            droppedNotifications += 1
        }
        kept.append(notification)
    }
}
