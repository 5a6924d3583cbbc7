import JournalRPC
import PluginAPI
import PluginTestKit
import Synchronization
import Testing

@testable import JournalEngine

/// A cache that several daemons share in these tests, and that fails or lies when it is told to.
final class SharedCache: CachePlugin {
    struct State {
        var values: [CacheKey: [UInt8]] = [:]
        var counters: [CacheKey: Int64] = [:]
        var isDead = false
        var lie: Int64?
        var increments = 0
    }

    let state = Mutex(State())
    var isShared: Bool { true }

    func value(for key: CacheKey) async -> [UInt8]? { state.withLock { $0.isDead ? nil : $0.values[key] } }
    func store(_ value: [UInt8], for key: CacheKey, lifetime: Duration) async {
        state.withLock { if !$0.isDead { $0.values[key] = value } }
    }
    func remove(_ key: CacheKey) async { state.withLock { $0.values[key] = nil } }
    func increment(_ key: CacheKey, by amount: Int64, lifetime: Duration) async -> Int64? {
        state.withLock { state in
            state.increments += 1
            if state.isDead { return nil }
            if let lie = state.lie { return lie }
            state.counters[key, default: 0] += amount
            return state.counters[key]
        }
    }

    func change(_ body: (inout State) -> Void) { state.withLock { body(&$0) } }
}

@Suite struct RateSharingTests {
    let clock = ManualClock()
    let cache = SharedCache()

    /// One daemon's limiter with its part in the common count.
    struct Daemon {
        let sharing: RateSharing
        let limiter: RateLimiter

        init(_ cache: SharedCache, _ clock: ManualClock) throws {
            var builder = MethodTable.Builder()
            builder.registerImmediate(System.Ping.self) { _, _ in "pong" }
            let table = try builder.build()
            sharing = try #require(RateSharing(cache: cache, clock: clock, methods: table))
            limiter = RateLimiter(rate: .standard, clock: clock, sharing: sharing)
        }

        func passed(of count: Int, _ subject: RateSubject = .uid(1)) -> Int {
            (0..<count).filter { _ in limiter.take(subject, method: 0) == nil }.count
        }

        func exchange() async { await sharing.round(for: limiter) }
    }

    @Test func callsAtOneDaemonAreUsedUpAtTheOther() async throws {
        let (one, two) = (try Daemon(cache, clock), try Daemon(cache, clock))
        #expect(one.passed(of: 6) == 6)
        await one.exchange()
        #expect(two.passed(of: 1) == 1)
        await two.exchange()
        #expect(two.passed(of: 20) == 3)
        await two.exchange()
        #expect(one.passed(of: 1) == 1)
        await one.exchange()
        #expect(one.passed(of: 20) == 0)
        #expect(two.passed(of: 20) == 0)
        #expect(two.passed(of: 20, .uid(2)) == 10)
    }

    /// However calls are spread, N daemons let through at most N bursts and then the common rate.
    @Test(arguments: [2, 5]) func theLongRunIsTheCommonRate(_ count: Int) async throws {
        let daemons = try (0..<count).map { _ in try Daemon(cache, clock) }
        var passed = 0
        for step in 0..<600 {
            // Everybody is hammered, and one after the other exchanges.
            for daemon in daemons { passed += daemon.passed(of: 3) }
            await daemons[step % count].exchange()
            if step % count == count - 1 { for daemon in daemons { await daemon.exchange() } }
            clock.advance(by: .milliseconds(100))
        }
        // A minute: 600 calls, N bursts at the start, and what is let through between two exchanges.
        #expect(passed <= 600 + 10 * count + 60 * count)
        #expect(passed >= 540)
    }

    /// Moving on to another daemon with every window gains a burst at most.
    @Test func movingOnGainsNothing() async throws {
        let (one, two) = (try Daemon(cache, clock), try Daemon(cache, clock))
        var passed = 0
        for window in 0..<12 {
            let daemon = window % 2 == 0 ? one : two
            for _ in 0..<100 {
                passed += daemon.passed(of: 3)
                await daemon.exchange()
                clock.advance(by: .milliseconds(100))
            }
        }
        #expect(passed <= 1_200 + 12 * 12)
    }

    @Test func withoutTheCacheEachCountsForItself() async throws {
        let (one, two) = (try Daemon(cache, clock), try Daemon(cache, clock))
        cache.change { $0.isDead = true }
        #expect(one.passed(of: 20) == 10)
        await one.exchange()
        #expect(two.passed(of: 20) == 10)
        await two.exchange()
        clock.advance(by: .seconds(1))
        #expect(one.passed(of: 20) == 10)
        // It comes back, and the calls of meanwhile are nobody's.
        cache.change { $0.isDead = false }
        clock.advance(by: .seconds(1))
        #expect(two.passed(of: 4) == 4)
        await two.exchange()
        #expect(one.passed(of: 1) == 1)
        await one.exchange()
        #expect(one.passed(of: 20) == 5)
    }

    @Test func anEmptiedCacheChargesNothingTwice() async throws {
        let (one, two) = (try Daemon(cache, clock), try Daemon(cache, clock))
        #expect(one.passed(of: 3) == 3)
        await one.exchange()
        #expect(two.passed(of: 2) == 2)
        await two.exchange()
        cache.change { $0.counters = [:] }
        clock.advance(by: .seconds(1))
        #expect(two.passed(of: 1) == 1)
        await two.exchange()
        #expect(two.passed(of: 20) == 9)
        await two.exchange()
        clock.advance(by: .seconds(2))
        #expect(one.passed(of: 1) == 1)
        await one.exchange()
        #expect(one.passed(of: 20) <= 9)
    }

    @Test(arguments: [Int64.max, .min, -1, 0, 1_000_000]) func aLieSlowsAndShutsNobodyOut(_ lie: Int64) async throws {
        let daemon = try Daemon(cache, clock)
        cache.change { $0.lie = lie }
        var passed = 0
        var longest = Duration.zero
        for _ in 0..<300 {
            if let wait = daemon.limiter.take(.uid(1), method: 0) { longest = max(longest, wait) } else { passed += 1 }
            await daemon.exchange()
            clock.advance(by: .milliseconds(100))
        }
        #expect(passed >= 20)
        #expect(longest <= .milliseconds(1_100))
        #expect(passed <= 310)
    }

    @Test func aCallCostsNoExchangeAndManyShareOne() async throws {
        let daemon = try Daemon(cache, clock)
        #expect(daemon.passed(of: 10) == 10)
        #expect(cache.state.withLock { $0.increments } == 0)
        await daemon.exchange()
        // The window's count, and a look at the one before.
        #expect(cache.state.withLock { $0.increments } == 2)
        await daemon.exchange()
        #expect(cache.state.withLock { $0.increments } == 2)
        clock.advance(by: .seconds(1))
        #expect(daemon.passed(of: 10) == 10)
        await daemon.exchange()
        #expect(cache.state.withLock { $0.increments } == 3)
    }

    @Test func whatIsCountedIsBoundedAndNamesNobody() async throws {
        let daemon = try Daemon(cache, clock)
        for number in 0..<UInt32(RateSharing.capacity + 100) { _ = daemon.passed(of: 1, .uid(number)) }
        while await daemon.sharing.round(for: daemon.limiter) {}
        let keys = cache.state.withLock { Array($0.counters.keys) }
        #expect(keys.count == 2 * RateSharing.capacity)
        let user = UserID(high: 0x0123_4567_89AB_CDEF, low: 7)
        #expect(keys.allSatisfy { $0.owner.count == 12 && $0.bytes.count <= 30 })
        clock.advance(by: .seconds(30))
        _ = daemon.passed(of: 1, .user(user))
        await daemon.exchange()
        #expect(!cache.state.withLock { $0.counters.keys.contains { String(describing: $0.bytes).contains("\(user)") } })
    }

    @Test func aCacheOfOnesOwnIsNotAsked() throws {
        var builder = MethodTable.Builder()
        builder.registerImmediate(System.Ping.self) { _, _ in "pong" }
        #expect(RateSharing(cache: DictionaryCache(), clock: clock, methods: try builder.build()) == nil)
    }

    /// Two engines on one store and one cache.
    @Test func twoEnginesLimitTogether() async throws {
        let storage = MemoryStorage()
        let first = try await TestEngine(storage: storage, cache: cache, rate: .standard, clock: clock)
        let second = try await TestEngine(storage: storage, cache: cache, rate: .standard, clock: clock, keysOf: first)
        let (one, two) = (first.client(), second.client())
        func passed(_ client: TestClient, of count: Int) async throws -> Int {
            var passed = 0
            for _ in 0..<count {
                do {
                    _ = try await client.call(System.Status.self, NoParams())
                    passed += 1
                } catch let error as RPCError {
                    #expect(error.code == .rateLimited)
                }
            }
            return passed
        }
        #expect(try await passed(one, of: 20) == 10)
        await first.shareRates()
        #expect(try await passed(two, of: 1) == 1)
        await second.shareRates()
        #expect(try await passed(two, of: 20) == 0)
        clock.advance(by: .seconds(30))
        #expect(try await passed(two, of: 20) == 10)
    }
}
