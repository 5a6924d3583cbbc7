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
