import PluginAPI
import Synchronization

/// A cache in memory: bounded in count and bytes, the least recently used goes first.
///
/// Values and counters are kept apart, so that a flood of values cannot push out the counters of a rate limit. One lock
/// guards both; it is held for a few table operations, never over a suspension.
final class MemoryCache: CachePlugin {
    /// What happened since it was made.
    struct Statistics: Hashable {
        var hits = 0
        var misses = 0
        /// Values and counters that gave way to newer ones.
        var evictions = 0
        /// Values that were over a limit by themselves, or whose key was.
        var refusals = 0
        var values = 0
        var counters = 0
        /// Keys, values and what they cost besides, without counters.
        var bytes = 0
    }

    private struct State {
        var limits: CacheLimits
        var values = RecencyTable<[UInt8]>()
        var counters = RecencyTable<Int64>()
        var statistics = Statistics()
    }

    /// A century: longer lifetimes mean the same, and adding them to a clock cannot overflow.
    private static let longestLifetime = Duration.seconds(3_155_760_000)
    /// How many others are looked at for expiry with each write.
    private static let sweepStep = 2

    private let time: any TimeSource
    private let state: Mutex<State>

    init(limits: CacheLimits, time: any TimeSource) {
        self.time = time
        state = Mutex(State(limits: limits))
    }

    func value(for key: CacheKey) async -> [UInt8]? {
        let now = time.uptime()
        return state.withLock { state in
            let value = state.values.use(key, now: now)
            if value == nil { state.statistics.misses += 1 } else { state.statistics.hits += 1 }
            return value
        }
    }

    func store(_ value: [UInt8], for key: CacheKey, lifetime: Duration) async {
        let now = time.uptime()
        state.withLock { state in
            state.values.sweep(Self.sweepStep, now: now)
            guard state.limits.admit(key, valueBytes: value.count) else {
                // What was there under this key is out of date now.
                state.values.remove(key)
                state.statistics.refusals += 1
                return
            }
            guard lifetime > .zero else { state.values.remove(key); return }
            state.values.put(value, for: key, valueBytes: value.count, until: now + min(lifetime, Self.longestLifetime))
            Self.shrink(&state)
        }
    }

    func remove(_ key: CacheKey) async {
        state.withLock { state in
            state.values.remove(key)
            state.counters.remove(key)
        }
    }

    func increment(_ key: CacheKey, by amount: Int64, lifetime: Duration) async -> Int64? {
        guard key.bytes.count <= CacheLimits.keyBytes else { return nil }
        let now = time.uptime()
        return state.withLock { state in
            state.counters.sweep(Self.sweepStep, now: now)
            if let count = state.counters.use(key, now: now) {
                let sum = Self.saturated(count, amount)
                state.counters.replace(sum, for: key)
                return sum
            }
            guard lifetime > .zero, state.limits.count > 0 else { return lifetime > .zero ? nil : amount }
            state.counters.put(amount, for: key, valueBytes: 0, until: now + min(lifetime, Self.longestLifetime))
            Self.shrink(&state)
            return amount
        }
    }

    func stop() async {
        state.withLock { state in
            state.values = RecencyTable()
            state.counters = RecencyTable()
        }
    }

    func health() async -> PluginHealth {
        let now = statistics
        return PluginHealth(
            .ok,
            detail: "\(now.values) values in \(now.bytes) bytes, \(now.counters) counters, "
                + "\(now.hits) hits, \(now.misses) misses, \(now.evictions) evicted")
    }

    func reload(_ settings: SettingValues) async throws {
        let limits = CacheLimits(settings)
        state.withLock { state in
            state.limits = limits
            Self.shrink(&state)
        }
    }

    var statistics: Statistics {
        state.withLock { state in
            var result = state.statistics
            result.values = state.values.count
            result.counters = state.counters.count
            result.bytes = state.values.bytes
            return result
        }
    }

    /// Lets go of the least recently used until both tables are within the limits.
    private static func shrink(_ state: inout State) {
        while state.values.count > state.limits.count || state.values.bytes > state.limits.bytes {
            guard state.values.removeOldest() else { break }
            state.statistics.evictions += 1
        }
        while state.counters.count > state.limits.count, state.counters.removeOldest() {
            state.statistics.evictions += 1
        }
    }

    /// A sum held at the ends of what can be said: a counter that is full stays full.
    private static func saturated(_ count: Int64, _ amount: Int64) -> Int64 {
        let (sum, overflow) = count.addingReportingOverflow(amount)
        return overflow ? (amount < 0 ? .min : .max) : sum
    }
}
