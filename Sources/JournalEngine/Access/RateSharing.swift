import Crypto
public import PluginAPI
import Synchronization

/// Lets several daemons that share a cache count as one: what a caller used up at one is used up at the others.
///
/// Nothing waits for the cache. Each daemon decides by its own buckets at once, and tells the cache shortly after how many calls
/// it let through. The sum that comes back says what the others let through in the meantime, and that is charged to the own
/// bucket. So a caller who spreads calls over N daemons gets at most N bursts at once and then the common rate. When the
/// cache is away, slow, emptied or wrong, each daemon counts for itself: a lie can slow a caller to about one call a second
/// for each method, and let nobody do more than the own bucket allows.
///
/// Calls are counted in windows of ten seconds of the wall clock, so clocks that differ by a few seconds do little harm.
public final class RateSharing: Sendable {
    struct Key: Hashable, Sendable {
        let subject: RateSubject
        let method: Int
    }

    /// What is known of one caller and method in a window.
    private struct Window {
        var number: Int64 = .min
        /// Calls that were told to the cache.
        var own: Int64 = 0
        /// Calls of others that were charged.
        var others: Int64 = 0
    }

    private struct Tally {
        var pending: Int64 = 0
        var current = Window()
        var previous = Window()
        /// Uptime of the last exchange, in nanoseconds: others' calls that are new came after it.
        var exchangedAt: Int64?
    }

    private struct State {
        var tallies: [Key: Tally] = [:]
        /// Those with calls to tell, in the order of their first.
        var waiting: [Key] = []
    }

    static let windowSeconds: Int64 = 10
    /// Callers and methods that are counted together; more are each daemon's own.
    static let capacity = 8_192
    /// Exchanges of one round, and how many of them at a time.
    static let batch = 512
    private static let atOnce = 64
    private static let mostCalls: Int64 = 1 << 40
    /// What comes in between is told together.
    private static let pause = Duration.milliseconds(20)

    private let cache: any CachePlugin
    private let clock: any TimeSource
    private let names: [[UInt8]]
    private let state = Mutex(State())
    private let bell: AsyncStream<Void>.Continuation
    private let bells: AsyncStream<Void>

    /// Nil when the cache is this daemon's alone.
    /// - Parameter methods: by their index; daemons of different versions agree on names.
    public init?(cache: any CachePlugin, clock: any TimeSource, methods: MethodTable) {
        guard cache.isShared else { return nil }
        self.cache = cache
        self.clock = clock
        names = methods.entries.map(\.name)
        (bells, bell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Notes a call that was let through. Called under no lock, and never waits.
    func note(_ subject: RateSubject, method: Int) {
        guard names.indices.contains(method) else { return }
        let key = Key(subject: subject, method: method)
        let isFirst = state.withLock { state in
            if state.tallies[key] == nil, state.tallies.count >= Self.capacity { return false }
            if state.tallies[key, default: Tally()].pending == 0 { state.waiting.append(key) }
            state.tallies[key, default: Tally()].pending += 1
            return state.waiting.count == 1
        }
        if isFirst { bell.yield() }
    }

    /// Exchanges counts in the background until its task is cancelled.
    public func run(for limiter: RateLimiter) async {
        for await _ in bells {
            while await round(for: limiter) { try? await Task.sleep(for: Self.pause) }
        }
    }

    /// One round of exchanges.
    /// - Returns: whether more calls are to be told.
    @discardableResult
    func round(for limiter: RateLimiter) async -> Bool {
        let window = clock.now().microseconds / (Self.windowSeconds * 1_000_000)
        let work = begin(window)
        await withDiscardingTaskGroup { group in
            for (place, item) in work.enumerated() {
                if place >= Self.atOnce, place % Self.atOnce == 0 { await Task.yield() }
                group.addTask { await self.exchange(item.key, item.calls, window, item.isNew, limiter) }
            }
        }
        return state.withLock { !$0.waiting.isEmpty }
    }

    /// Takes what waits, and forgets callers that were quiet for a window.
    private func begin(_ window: Int64) -> [(key: Key, calls: Int64, isNew: Bool)] {
        state.withLock { state in
            if state.tallies.count > Self.capacity / 2 {
                state.tallies = state.tallies.filter { $0.value.pending > 0 || $0.value.current.number >= window - 1 }
            }
            let keys = state.waiting.prefix(Self.batch)
            state.waiting.removeFirst(keys.count)
            return keys.map { key in
                let tally = state.tallies[key] ?? Tally()
                state.tallies[key]?.pending = 0
                return (key, tally.pending, tally.current.number != window)
            }
        }
    }

    private func exchange(_ key: Key, _ calls: Int64, _ window: Int64, _ isNew: Bool, _ limiter: RateLimiter) async {
        // In a new window, what others used at the end of the last one still counts.
        var earlier: Int64?
        if isNew { earlier = await cache.increment(name(key, window - 1), by: 0, lifetime: .seconds(2 * Self.windowSeconds)) }
        let sum = await cache.increment(name(key, window), by: calls, lifetime: .seconds(3 * Self.windowSeconds))
        let now = clock.uptime().wholeNanoseconds
        // How far the window is, held to its length: the clock may have been set in between.
        let length = Self.windowSeconds * 1_000_000
        let begin = now - min(max(clock.now().microseconds &- window &* length, 0), length) * 1_000
        let (late, fresh, since) = state.withLock { state -> (Int64, Int64, Int64?) in
            guard var tally = state.tallies[key] else { return (0, 0, nil) }
            defer { state.tallies[key] = tally }
            if tally.current.number != window {
                tally.previous = tally.current.number == window - 1 ? tally.current : Window(number: window - 1)
                tally.current = Window(number: window)
            }
            let since = tally.exchangedAt
            let late = earlier.map { Self.take($0, adding: 0, in: &tally.previous) } ?? 0
            let fresh = sum.map { Self.take($0, adding: calls, in: &tally.current) } ?? 0
            tally.exchangedAt = sum == nil ? nil : now
            return (late, fresh, since)
        }
        let second: Int64 = 1_000_000_000
        if late > 0 { limiter.charge(key.subject, method: key.method, calls: late, since: since ?? begin - Self.windowSeconds * second) }
        if fresh > 0 { limiter.charge(key.subject, method: key.method, calls: fresh, since: max(since ?? begin, begin)) }
    }

    /// Takes a sum into account.
    /// - Returns: how many calls of others are new.
    private static func take(_ sum: Int64, adding calls: Int64, in window: inout Window) -> Int64 {
        // Held to what calls can be, so that no sum overflows whatever the cache says.
        let sum = min(max(sum, 0), Self.mostCalls)
        window.own = min(window.own + calls, Self.mostCalls)
        let others = sum - window.own
        guard others >= window.others else {
            // The counter was lost and began anew with these calls.
            window.own = calls
            window.others = max(0, sum - calls)
            return 0
        }
        defer { window.others = others }
        return others - window.others
    }

    /// Who and what, for the cache: hashed, so that whoever runs it learns that somebody is counted, and neither who nor for what.
    private func name(_ key: Key, _ window: Int64) -> CacheKey {
        var hash = SHA256()
        hash.update(data: Array("journald rate ".utf8))
        switch key.subject {
        case .uid(let uid): hash.update(data: Array("uid \(uid)".utf8))
        case .user(let user): hash.update(data: Array("user \(user)".utf8))
        }
        let owner = Array(hash.finalize().prefix(12))
        var method = SHA256()
        method.update(data: names[key.method])
        return CacheKey(space: "rate", bytes: Array(method.finalize().prefix(8)) + Array(String(window).utf8), owner: owner)
    }
}
