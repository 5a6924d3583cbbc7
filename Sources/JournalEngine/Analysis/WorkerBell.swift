import Synchronization

/// Tells workers that found too little that there may be more now. Each is told once; it asks again by claiming.
final class WorkerBell: Sendable {
    /// Workers that wait; one more takes the place of any.
    private static let capacity = 256

    private struct Waiter {
        let provider: String
        let ring: @Sendable () -> Void
    }

    private let waiters = Mutex<[UInt64: Waiter]>([:])

    /// Waits for work. `ring` must not block.
    /// - Parameter id: names the waiter; waiting twice is waiting once.
    func wait(_ id: UInt64, provider: String, ring: @escaping @Sendable () -> Void) {
        waiters.withLock { waiters in
            if waiters.count >= Self.capacity, waiters[id] == nil, let any = waiters.keys.first { waiters[any] = nil }
            waiters[id] = Waiter(provider: provider, ring: ring)
        }
    }

    func stopWaiting(_ id: UInt64) {
        waiters.withLock { _ = $0.removeValue(forKey: id) }
    }

    /// There may be work for a provider.
    func ring(_ provider: String) {
        let woken = waiters.withLock { waiters in
            guard !waiters.isEmpty else { return [Waiter]() }
            let woken = waiters.filter { $0.value.provider.utf8.elementsEqual(provider.utf8) }
            for id in woken.keys { waiters[id] = nil }
            return Array(woken.values)
        }
        for waiter in woken { waiter.ring() }
    }
}

/// Which leases go with which connection, so that a worker that is lost gives its texts back at once.
final class LeaseBook: Sendable {
    private struct State {
        var held: [UInt64: Set<LeaseKey>] = [:]
        var lost: Set<LeaseKey> = []
    }

    struct LeaseKey: Hashable, Sendable {
        let high: UInt64
        let low: UInt64
    }

    private let state = Mutex(State())

    /// - Returns: whether it is the connection's first: then its end must be reported.
    func hold(_ lease: LeaseKey, connection: UInt64) -> Bool {
        state.withLock { state in
            let isFirst = state.held[connection] == nil
            state.held[connection, default: []].insert(lease)
            return isFirst
        }
    }

    func forget(_ lease: LeaseKey, connection: UInt64) {
        state.withLock { _ = $0.held[connection]?.remove(lease) }
    }

    /// The connection has closed: what it holds is lost.
    func close(_ connection: UInt64) {
        state.withLock { state in
            state.lost.formUnion(state.held.removeValue(forKey: connection) ?? [])
        }
    }

    /// The leases that were lost since the last time.
    func takeLost() -> [LeaseKey] {
        state.withLock { state in
            defer { state.lost = [] }
            return Array(state.lost)
        }
    }

    /// Puts leases back that could not be released.
    func lose(_ leases: some Sequence<LeaseKey>) {
        state.withLock { $0.lost.formUnion(leases) }
    }
}
