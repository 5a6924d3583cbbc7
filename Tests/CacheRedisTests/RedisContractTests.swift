@testable import CacheRedis
import DatabaseTestServers
import PluginAPI
import PluginTestKit
import Testing

/// The contract on a real server. Time passes for it by moving the ends of all keys, so that nothing waits.
@Suite struct RedisContractTests {
    @Test(arguments: CacheContract.checks)
    func contract(_ check: CacheContract.Check) async throws {
        let server = try await RedisServer()
        let cache = try makeCache(server.url, patient)
        try await cache.start()
        do {
            try await check.run {
                CacheUnderTest(cache) { duration in await age(cache, by: duration) }
            }
        } catch {
            Issue.record(error)
        }
        await cache.stop()
        await server.end()
    }

    private static let aging = """
        for _,k in ipairs(redis.call('KEYS','*')) do
        local t=redis.call('PTTL',k)
        if t>=0 then
        if t-tonumber(ARGV[1])>0 then redis.call('PEXPIRE',k,t-ARGV[1]) else redis.call('DEL',k) end
        end
        end
        return 1
        """

    private func age(_ cache: RedisCache, by duration: Duration) async {
        let milliseconds = duration.components.seconds * 1_000 + duration.components.attoseconds / 1_000_000_000_000_000
        let reply = await cache.ask(RedisCommand("EVAL", Self.aging, "0", "\(milliseconds)"), key: [])
        #expect(reply == .integer(1))
    }

    @Test("Two daemons see one cache, and keys with another prefix are another's")
    func shared() async throws {
        let server = try await RedisServer()
        let (one, two) = (try makeCache(server.url, patient), try makeCache(server.url, patient))
        let other = try makeCache(server.url, patient.merging(["cache.redis.prefix": .text("other:")]) { $1 })
        for cache in [one, two, other] { try await cache.start() }
        await one.store([7], for: sampleKey, lifetime: .seconds(60))
        #expect(await two.value(for: sampleKey) == [7])
        #expect(await other.value(for: sampleKey) == nil)
        let counter = CacheKey(space: "n", bytes: [1])
        #expect(await one.increment(counter, by: 1, lifetime: .seconds(60)) == 1)
        #expect(await two.increment(counter, by: 1, lifetime: .seconds(60)) == 2)
        #expect(await other.increment(counter, by: 1, lifetime: .seconds(60)) == 1)
        #expect(one.isShared)
        for cache in [one, two, other] { await cache.stop() }
        #expect(await one.value(for: sampleKey) == nil)
        #expect(await one.health().status == .failing)
        await server.end()
    }

    @Test("Counters are exact to 64 bits, stay full when they are, and always have an end")
    func counters() async throws {
        let server = try await RedisServer()
        let cache = try makeCache(server.url, patient)
        try await cache.start()
        let key = CacheKey(space: "n", bytes: [1])
        #expect(await cache.increment(key, by: .max - 1, lifetime: .seconds(600)) == .max - 1)
        #expect(await cache.increment(key, by: 1, lifetime: .seconds(600)) == .max)
        #expect(await cache.increment(key, by: 1, lifetime: .seconds(600)) == .max)
        #expect(await cache.increment(key, by: .min, lifetime: .seconds(600)) == -1)
        let other = CacheKey(space: "n", bytes: [2])
        #expect(await cache.increment(other, by: 4, lifetime: .zero) == 4)
        #expect(await cache.increment(other, by: 4, lifetime: .seconds(Int64.max)) == 4)
        let name = try #require(RedisKeys.name(other, prefix: Array("journald:".utf8)))
        guard case .integer(let left)? = await cache.ask(RedisCommand("PTTL", bytes: name), key: name) else {
            Issue.record("no end"); return
        }
        #expect(left > 3_000_000_000_000)
        await cache.stop()
        await server.end()
    }
}
