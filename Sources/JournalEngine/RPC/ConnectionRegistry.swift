import NIOCore
import Synchronization

/// The open connections: bounds their number, and finds them again for a drain.
final class ConnectionRegistry: Sendable {
    private struct State {
        var channels: [UInt64: any Channel] = [:]
        var perUser: [UInt32: Int] = [:]
        var lastID: UInt64 = 0
        var isDraining = false
    }

    private let state = Mutex(State())
    private let limits: ServerLimits
    private let activity: ServerActivity

    init(limits: ServerLimits, activity: ServerActivity) {
        self.limits = limits
        self.activity = activity
    }

    /// Lets a connection in, or says why not. Each that was let in is removed again.
    func admit(_ channel: any Channel, uid: UInt32) -> Result<UInt64, ServiceError> {
        let outcome = state.withLock { state -> Result<UInt64, ServiceError> in
            guard !state.isDraining else { return .failure(.draining) }
            guard state.channels.count < limits.connections, state.perUser[uid, default: 0] < limits.connectionsPerUser
            else { return .failure(.unavailable(retryable: true, "too many connections")) }
            state.lastID += 1
            state.channels[state.lastID] = channel
            state.perUser[uid, default: 0] += 1
            return .success(state.lastID)
        }
        if case .success = outcome { activity.connectionsChanged(by: 1) }
        return outcome
    }

    func remove(_ id: UInt64, uid: UInt32) {
        let wasThere = state.withLock { state in
            guard state.channels.removeValue(forKey: id) != nil else { return false }
            let left = state.perUser[uid, default: 1] - 1
            state.perUser[uid] = left > 0 ? left : nil
            return true
        }
        if wasThere { activity.connectionsChanged(by: -1) }
    }

    /// Lets nobody in from now on.
    /// - Returns: who is in.
    func drain() -> [any Channel] {
        state.withLock { state in
            state.isDraining = true
            return Array(state.channels.values)
        }
    }

    var channels: [any Channel] { state.withLock { Array($0.channels.values) } }
}
