import PluginAPI
import Synchronization

/// What this daemon knows of the claims that it gave: on which connection each goes, so that a worker that is lost gives its
/// texts back at once; and whose the texts are, so that what an answer took is counted even when it comes too late.
///
/// It is kept in memory: after a restart leases end by their time, and the cost of a late answer is not counted.
final class LeaseBook: Sendable {
    /// Claims that are remembered; the oldest are forgotten.
    private static let capacity = 4_096

    private struct Claim {
        let provider: String
        var connection: UInt64?
        /// Whose jobs nobody has brought an answer for.
        var owners: [JobID: UserID] = [:]
    }

    private struct State {
        var claims: [LeaseID: Claim] = [:]
        /// In the order in which they were made.
        var order: [LeaseID] = []
        var connections: Set<UInt64> = []
        var lost: Set<LeaseID> = []
    }

    private let state = Mutex(State())

    /// Remembers whose jobs a claim holds.
    func note(_ jobs: [JobID], of owner: UserID, lease: LeaseID, provider: String) {
        state.withLock { state in
            if state.claims[lease] == nil {
                state.order.append(lease)
                if state.order.count > Self.capacity { Self.tidy(&state) }
            }
            for job in jobs { state.claims[lease, default: Claim(provider: provider)].owners[job] = owner }
        }
    }

    /// Ties a claim to a connection.
    /// - Returns: whether it is the connection's first: then its end must be reported.
    func hold(_ lease: LeaseID, connection: UInt64) -> Bool {
        state.withLock { state in
            state.claims[lease]?.connection = connection
            return state.connections.insert(connection).inserted
        }
    }

    /// The connection has closed: what it holds is lost. An answer may still come over another one.
    func close(_ connection: UInt64) {
        state.withLock { state in
            state.connections.remove(connection)
            for (lease, claim) in state.claims where claim.connection == connection {
                state.claims[lease]?.connection = nil
                state.lost.insert(lease)
            }
        }
    }

    /// The owner and the provider of a job whose answer has come: once, whatever is brought again.
    func settle(_ job: JobID, lease: LeaseID) -> (owner: UserID, provider: String)? {
        state.withLock { state in
            guard var claim = state.claims[lease], let owner = claim.owners.removeValue(forKey: job) else { return nil }
            state.claims[lease] = claim.owners.isEmpty ? nil : claim
            return (owner, claim.provider)
        }
    }

    /// The leases that were lost since the last time.
    func takeLost() -> [LeaseID] {
        state.withLock { state in
            defer { state.lost = [] }
            return Array(state.lost)
        }
    }

    /// Puts leases back that could not be released.
    func lose(_ leases: some Sequence<LeaseID>) {
        state.withLock { $0.lost.formUnion(leases) }
    }

    /// Forgets what is over, and the older half of the rest if that was little.
    private static func tidy(_ state: inout State) {
        state.order.removeAll { state.claims[$0] == nil }
        guard state.order.count > capacity / 2 else { return }
        for lease in state.order.prefix(capacity / 2) { state.claims[lease] = nil }
        state.order.removeFirst(capacity / 2)
    }
}
