@testable import CacheRedis
import DatabaseTestServers
import PluginAPI
import Testing

@Suite("A Redis that is dead, slow or emptied")
struct FaultTests {
    @Test("A server that stops answering costs one wait, then none, and is taken back")
    func paused() async throws {
        let server = try await RedisServer()
        let cache = try makeCache(server.url, ["cache.redis.timeoutMilliseconds": .integer(2_000)])
        try await cache.start()
        await cache.store([1], for: sampleKey, lifetime: .seconds(3_600))
        #expect(await cache.value(for: sampleKey) == [1])
        try await server.pause()
        await withTaskGroup(of: [UInt8]?.self) { group in
            for _ in 0..<50 { group.addTask { await cache.value(for: sampleKey) } }
            for await value in group { #expect(value == nil) }
        }
        let waited = cache.statistics.timeouts
        #expect(waited >= 1)
        // The connections that are made meanwhile are accepted by the kernel and their PING is not answered.
        for _ in 0..<200 {
            #expect(await cache.value(for: sampleKey) == nil)
            #expect(await cache.increment(sampleKey, by: 1, lifetime: .seconds(1)) == nil)
            await cache.store([2], for: sampleKey, lifetime: .seconds(1))
        }
        #expect(cache.statistics.timeouts == waited)
        #expect(cache.statistics.unavailable >= 600)
        #expect(await cache.health().status == .failing)
        try await server.resume()
        try await eventually("the cache's return") { await cache.value(for: sampleKey) == [1] }
        #expect(await cache.health().status == .ok)
        await cache.stop()
        await server.end()
    }

    @Test("A server that is killed and started again is taken back, empty")
    func killed() async throws {
        let server = try await RedisServer()
        let cache = try makeCache(server.url, patient)
        try await cache.start()
        await cache.store([1], for: sampleKey, lifetime: .seconds(3_600))
        try await server.kill()
        #expect(await cache.value(for: sampleKey) == nil)
        #expect(await cache.increment(sampleKey, by: 1, lifetime: .seconds(60)) == nil)
        try await server.start()
        try await eventually("the cache's return") { await cache.health().status == .ok }
        #expect(await cache.value(for: sampleKey) == nil)
        await cache.store([2], for: sampleKey, lifetime: .seconds(60))
        #expect(await cache.value(for: sampleKey) == [2])
        await cache.stop()
        await server.end()
    }

    @Test("A server that is not there yet does not end the start, and is taken when it comes")
    func late() async throws {
        let server = try await RedisServer()
        try await server.kill()
        let cache = try makeCache(server.url, patient)
        try await cache.start()
        #expect(await cache.health().status == .failing)
        #expect(await cache.value(for: sampleKey) == nil)
        try await server.start()
        try await eventually("the first connection") { await cache.health().status == .ok }
        await cache.stop()
        await server.end()
    }

    @Test("FLUSHALL loses values and counters, and nothing else")
    func flushed() async throws {
        let server = try await RedisServer()
        let cache = try makeCache(server.url, patient)
        try await cache.start()
        let counter = CacheKey(space: "n", bytes: [1])
        await cache.store([1], for: sampleKey, lifetime: .seconds(60))
        #expect(await cache.increment(counter, by: 5, lifetime: .seconds(60)) == 5)
        try await server.command("FLUSHALL")
        #expect(await cache.value(for: sampleKey) == nil)
        #expect(await cache.increment(counter, by: 1, lifetime: .seconds(60)) == 1)
        #expect(await cache.health().status == .ok)
        await cache.stop()
        await server.end()
    }

    @Test("A server that is out of memory or read-only refuses, and answers stay")
    func refusing() async throws {
        let server = try await RedisServer(configuration: ["maxmemory 100kb", "maxmemory-policy noeviction"])
        let cache = try makeCache(server.url, patient)
        try await cache.start()
        await cache.store([1], for: sampleKey, lifetime: .seconds(60))
        await cache.store([2], for: CacheKey(space: "a", bytes: [2]), lifetime: .seconds(60))
        #expect(await cache.increment(CacheKey(space: "n", bytes: [1]), by: 1, lifetime: .seconds(60)) == nil)
        #expect(await cache.value(for: sampleKey) == nil)
        #expect(cache.statistics.refusals >= 2)
        #expect(await cache.health().status == .ok)
        await cache.stop()
        await server.end()
    }

    @Test("Keys of a wrong type are no values and no counters")
    func wrongTypes() async throws {
        let server = try await RedisServer()
        let cache = try makeCache(server.url, patient)
        try await cache.start()
        let name = try #require(RedisKeys.name(sampleKey, prefix: Array("journald:".utf8)))
        #expect(await cache.ask(RedisCommand([Array("LPUSH".utf8), name, [1]]), key: name) == .integer(1))
        #expect(await cache.value(for: sampleKey) == nil)
        #expect(await cache.increment(sampleKey, by: 1, lifetime: .seconds(60)) == nil)
        await cache.store([9], for: sampleKey, lifetime: .seconds(60))
        #expect(await cache.value(for: sampleKey) == [9])
        #expect(await cache.increment(sampleKey, by: 1, lifetime: .seconds(60)) == nil)
        // A value that somebody made far too large is passed over, and the connection lives.
        #expect(await cache.ask(RedisCommand([Array("SETRANGE".utf8), name, Array("8000000".utf8), [1]]), key: name) != nil)
        #expect(await cache.value(for: sampleKey) == nil)
        #expect(await cache.health().status == .ok)
        #expect(cache.statistics.unavailable == 0)
        await cache.stop()
        await server.end()
    }

    @Test("Passwords: none, a wrong one, a right one, a file that others can read")
    func passwords() async throws {
        let server = try await RedisServer(configuration: ["requirepass correct-horse"])
        let folder = try SecretFolder()
        let cases: [(file: String?, status: PluginHealth.Status)] = [
            (nil, .failing), (try folder.write("wrong", "battery\n"), .failing),
            (try folder.write("right", "correct-horse\n"), .ok),
        ]
        for (file, status) in cases {
            let cache = try makeCache(server.url, patient.merging(file.map { ["cache.redis.passwordFile": .text($0)] } ?? [:]) { $1 })
            try await cache.start()
            #expect(await cache.health().status == status)
            #expect(await cache.health().detail?.contains("horse") != true)
            await cache.store([1], for: sampleKey, lifetime: .seconds(60))
            #expect(await cache.value(for: sampleKey) == (status == .ok ? [1] : nil))
            await cache.stop()
        }
        let open = try folder.write("open", "correct-horse", mode: 0o644)
        let cache = try makeCache(server.url, ["cache.redis.passwordFile": .text(open)])
        await #expect(throws: PluginStartError.self) { try await cache.start() }
        await cache.stop()
        await server.end()
    }
}
