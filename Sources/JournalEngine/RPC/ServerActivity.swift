import Metrics
import Synchronization

/// How busy the server is, for `system.status` and the metrics. Make one before the services, give it to the server.
public final class ServerActivity: Sendable {
    private let openConnections = Atomic<Int>(0)
    private let pendingRequests = Atomic<Int>(0)
    private let handedOver = Atomic<UInt64>(0)
    private let gauge = Gauge(label: "journald_rpc_connections")

    public init() {}

    /// Connections that are open.
    public var connections: Int { openConnections.load(ordering: .relaxed) }

    /// Requests that were handed to handlers and not yet answered.
    public var requestsInFlight: Int { pendingRequests.load(ordering: .relaxed) }

    /// Requests that were handed to handlers since the start.
    var requestsSoFar: UInt64 { handedOver.load(ordering: .relaxed) }

    func connectionsChanged(by delta: Int) {
        gauge.record(openConnections.wrappingAdd(delta, ordering: .relaxed).newValue)
    }

    func requestsChanged(by delta: Int) {
        if delta > 0 { handedOver.wrappingAdd(UInt64(delta), ordering: .relaxed) }
        pendingRequests.wrappingAdd(delta, ordering: .relaxed)
    }
}
