/// What a connection may do next: a pure state machine. Events go in; the answers say whether to read, to go on with
/// what was read, or to close.
struct ConnectionState {
    enum Phase {
        /// Requests are served.
        case open
        /// New requests are refused, those in flight are answered.
        case draining
        /// Nothing more goes out.
        case closed
    }

    private(set) var phase = Phase.open
    private(set) var requestsInFlight = 0
    private(set) var bytesInFlight = 0
    /// The other end will send no more.
    private(set) var inputEnded = false
    /// More than the soft bound of output is unread.
    private(set) var outputIsFull = false
    private let limits: ServerLimits

    init(limits: ServerLimits) {
        self.limits = limits
    }

    /// Whether the next frame may be looked at.
    var mayProcess: Bool {
        phase != .closed && !outputIsFull && requestsInFlight < limits.requestsInFlight
            && bytesInFlight < limits.bytesInFlight
    }

    /// Whether bytes may be read from the socket.
    var mayRead: Bool { mayProcess && !inputEnded }

    /// Whether there is nothing left to do but to flush and close. `hasBacklog`: whole frames wait to be looked at.
    func isFinished(hasBacklog: Bool) -> Bool {
        switch phase {
        case .open: inputEnded && !hasBacklog && requestsInFlight == 0
        case .draining: requestsInFlight == 0
        case .closed: false
        }
    }

    mutating func began(requests: Int, bytes: Int) {
        requestsInFlight += requests
        bytesInFlight += bytes
    }

    mutating func finished(requests: Int, bytes: Int) {
        requestsInFlight = max(requestsInFlight - requests, 0)
        bytesInFlight = max(bytesInFlight - bytes, 0)
    }

    mutating func inputDidEnd() { inputEnded = true }

    mutating func outputChanged(isFull: Bool) { outputIsFull = isFull }

    mutating func drain() {
        if phase == .open { phase = .draining }
    }

    mutating func close() { phase = .closed }
}
