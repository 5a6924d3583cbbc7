import JournalRPC
import PluginAPI
import Synchronization

/// One connection as services see it: who is at the other end, and a way to tell it something unasked.
public final class ConnectionHandle: Sendable {
    private struct State {
        var principal: Principal?
        var isBound = false
        var isClosed = false
        var closers: [@Sendable () -> Void] = []
    }

    /// Unique in this process, counted from 1.
    public let id: UInt64
    /// What the kernel said at accept.
    public let peer: PeerCredentials

    private let send: @Sendable ([UInt8]) -> Bool
    private let state = Mutex(State())
    private let requests = Atomic<UInt64>(0)

    /// A connection whose notifications go to `send`: complete frames, newline included. `send` never waits and says
    /// whether it took the frame.
    public init(id: UInt64, peer: PeerCredentials, send: @escaping @Sendable ([UInt8]) -> Bool) {
        self.id = id
        self.peer = peer
        self.send = send
    }

    /// Queues a notification; never waits and keeps nothing back.
    /// - Returns: false when it was not queued, because the caller reads too slowly or is gone. Count what was
    ///   missed and say so in the next notification that gets through.
    public func sendNotification<Params: Encodable>(_ name: String, _ params: Params) -> Bool {
        var frame: [UInt8] = []
        do throws(RPCEncodingError) {
            try RPCReply.appendNotification(name, params, to: &frame)
        } catch {
            return false
        }
        return send(frame)
    }

    /// Runs `body` once when the connection has closed, or now if it has. `body` must not block.
    public func onClose(_ body: @escaping @Sendable () -> Void) {
        let isClosed = state.withLock { state in
            if !state.isClosed { state.closers.append(body) }
            return state.isClosed
        }
        if isClosed { body() }
    }

    /// Whether it has closed.
    public var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Who the connection speaks for, once that is known.
    public var principal: Principal? { state.withLock { $0.principal } }

    /// Makes the connection speak for the account of a token from now on.
    public func bind(to principal: Principal) {
        state.withLock { state in
            state.principal = principal
            state.isBound = true
        }
    }

    /// Makes the connection speak for nobody until a token is shown: after one that was refused.
    func speakForNobody() {
        state.withLock { state in
            state.principal = nil
            state.isBound = true
        }
    }

    /// Makes the connection speak for its uid again.
    func release() {
        state.withLock { state in
            state.principal = nil
            state.isBound = false
        }
    }

    /// Whether a token was shown: then the uid alone says nothing.
    var isBound: Bool { state.withLock { $0.isBound } }

    /// Remembers what the resolver said, unless a token was faster.
    func resolved(_ principal: Principal) {
        state.withLock { state in
            if !state.isBound { state.principal = principal }
        }
    }

    /// Whom the rate limiter counts. Without a token it is the uid, before and after its account is known.
    var rateSubject: RateSubject {
        state.withLock { state in
            if state.isBound, let principal = state.principal { return .user(principal.user) }
            return .uid(peer.uid)
        }
    }

    func nextRequestID() -> RequestID {
        RequestID(connection: id, number: requests.wrappingAdd(1, ordering: .relaxed).newValue)
    }

    func close() {
        let closers = state.withLock { state in
            state.isClosed = true
            defer { state.closers = [] }
            return state.closers
        }
        for closer in closers { closer() }
    }
}

/// Names one request in the log: the connection, and the how-manieth it is there. Not the id that the caller chose.
public struct RequestID: Sendable, Hashable, CustomStringConvertible {
    public let connection: UInt64
    public let number: UInt64

    public init(connection: UInt64, number: UInt64) {
        self.connection = connection
        self.number = number
    }

    public var description: String { "\(connection)-\(number)" }
}
