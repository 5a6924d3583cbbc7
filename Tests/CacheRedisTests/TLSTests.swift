@testable import CacheRedis
import DatabaseTestServers
import ModelTestServer
import PluginAPI
import Testing

@Suite("Redis off the machine")
struct TLSTests {
    static func server(_ authority: TestAuthority, for name: String, _ lines: [String] = []) async throws -> RedisServer {
        let certificate = try authority.issue(name)
        return try await RedisServer(
            configuration: lines,
            tls: .init(certificate: certificate.certificate, key: certificate.key, authority: authority.path))
    }

    /// Whether a cache can use a server.
    static func works(_ url: String, _ authority: String?) async throws -> (PluginHealth.Status, String) {
        var settings = patient
        settings["cache.redis.connectTimeoutMilliseconds"] = .integer(20_000)
        if let authority { settings["cache.redis.authorityFile"] = .text(authority) }
        let cache = try makeCache(url, settings)
        try await cache.start()
        await cache.store([5], for: sampleKey, lifetime: .seconds(60))
        let value = await cache.value(for: sampleKey)
        let health = await cache.health()
        #expect((value == [5]) == (health.status == .ok))
        await cache.stop()
        return (health.status, health.detail ?? "")
    }

    @Test("TLS 1.3 with the right certificate is accepted, by name and by address")
    func accepted() async throws {
        let authority = try TestAuthority()
        for name in ["localhost", "127.0.0.1"] {
            let server = try await Self.server(authority, for: name, ["tls-protocols \"TLSv1.3\""])
            let port = try #require(server.tlsPort)
            #expect(try await Self.works("rediss://\(name):\(port)/0", authority.path).0 == .ok)
            await server.end()
        }
    }

    @Test("TLS 1.2 is refused")
    func old() async throws {
        let authority = try TestAuthority()
        let server = try await Self.server(authority, for: "localhost", ["tls-protocols \"TLSv1.2\""])
        let port = try #require(server.tlsPort)
        let (status, detail) = try await Self.works("rediss://localhost:\(port)", authority.path)
        #expect(status == .failing)
        #expect(detail.contains("refused"))
        await server.end()
    }

    @Test("An authority that is not trusted, another name and another address are refused")
    func untrusted() async throws {
        let (authority, other) = (try TestAuthority(), try TestAuthority())
        for (name, host, trusted) in [
            ("localhost", "localhost", other.path), ("localhost", "localhost", nil), ("cache.example.org", "localhost", authority.path),
            ("127.0.0.2", "127.0.0.1", authority.path), ("localhost", "127.0.0.1", authority.path),
        ] as [(String, String, String?)] {
            let server = try await Self.server(authority, for: name)
            let port = try #require(server.tlsPort)
            #expect(try await Self.works("rediss://\(host):\(port)", trusted).0 == .failing)
            await server.end()
        }
    }

    @Test("A cluster of three: keys are found where they are, moves and the loss of one are survived")
    func cluster() async throws {
        let authority = try TestAuthority()
        let certificate = try authority.issue("127.0.0.1")
        var servers: [RedisServer] = []
        for _ in 0..<3 {
            servers.append(
                try await RedisServer(
                    configuration: ["cluster-require-full-coverage no"],
                    tls: .init(certificate: certificate.certificate, key: certificate.key, authority: authority.path),
                    isCluster: true))
        }
        try await RedisServer.join(servers)
        var settings = patient
        settings["cache.redis.authorityFile"] = .text(authority.path)
        settings["cache.redis.cluster"] = .boolean(true)
        settings["cache.redis.connectTimeoutMilliseconds"] = .integer(20_000)
        let cache = try makeCache("rediss://127.0.0.1:\(try #require(servers[0].tlsPort))", settings)
        try await cache.start()
        try await Self.checkKeys(cache)
        // A table that knows nothing is corrected by the servers' own answers.
        let fresh = try makeCache("rediss://127.0.0.1:\(try #require(servers[1].tlsPort))", settings)
        try await fresh.start()
        try await Self.checkKeys(fresh)
        #expect(fresh.statistics.refusals == 0)
        // One is lost: its keys are gone, the others' are served, and nothing waits.
        try await servers[2].kill()
        try await eventually("noticing the loss") {
            for key in Self.keys { _ = await cache.value(for: key) }
            return await cache.health().status == .degraded
        }
        var found = 0
        for key in Self.keys where await cache.value(for: key) != nil { found += 1 }
        #expect(found > 0 && found < Self.keys.count)
        for cache in [cache, fresh] { await cache.stop() }
        for server in servers { await server.end() }
    }

    static let keys = (0..<60 as Range<UInt8>).map { CacheKey(space: "a", bytes: [$0], owner: [$0 / 3]) }

    static func checkKeys(_ cache: RedisCache) async throws {
        for key in keys { await cache.store(key.bytes, for: key, lifetime: .seconds(3_600)) }
        for key in keys { #expect(await cache.value(for: key) == key.bytes) }
        let counter = CacheKey(space: "n", bytes: [UInt8.random(in: 0...255), 1], owner: [9])
        for count in 1...3 as ClosedRange<Int64> {
            #expect(await cache.increment(counter, by: 1, lifetime: .seconds(60)) == count)
        }
        await cache.remove(counter)
        #expect(cache.statistics.unavailable == 0)
        #expect(await cache.health().status == .ok)
    }

    @Test("A key that has moved is followed, for good and for once")
    func redirections() async throws {
        let authority = try TestAuthority()
        let certificate = try authority.issue("127.0.0.1")
        let tls = RedisServer.TLS(certificate: certificate.certificate, key: certificate.key, authority: authority.path)
        var servers: [RedisServer] = []
        for _ in 0..<3 { servers.append(try await RedisServer(tls: tls, isCluster: true)) }
        try await RedisServer.join(servers)
        var settings = patient
        settings["cache.redis.authorityFile"] = .text(authority.path)
        settings["cache.redis.cluster"] = .boolean(true)
        settings["cache.redis.connectTimeoutMilliseconds"] = .integer(20_000)
        let cache = try makeCache("rediss://127.0.0.1:\(try #require(servers[0].tlsPort))", settings)
        try await cache.start()
        // Nobody runs the table's upkeep here: only MOVED and ASK can bring the commands home.
        let key = Self.keys[0]
        let name = try #require(RedisKeys.name(key, prefix: Array("journald:".utf8)))
        let slot = HashSlot.of(name)
        let owner = slot <= 5_460 ? 0 : slot <= 10_922 ? 1 : 2
        let target = (owner + 1) % 3
        let ids = [try await servers[owner].nodeID(), try await servers[target].nodeID()]
        try await servers[target].command("cluster", "setslot", "\(slot)", "importing", ids[0])
        try await servers[owner].command("cluster", "setslot", "\(slot)", "migrating", ids[1])
        // The key is not at its old home, which sends whoever asks to the new one, for once.
        await cache.store([1], for: key, lifetime: .seconds(3_600))
        #expect(await cache.value(for: key) == [1])
        for server in [target, owner] { try await servers[server].command("cluster", "setslot", "\(slot)", "node", ids[1]) }
        #expect(await cache.value(for: key) == [1])
        #expect(await cache.value(for: key) == [1])
        #expect(cache.statistics.refusals == 0)
        #expect(cache.statistics.unavailable == 0)
        await cache.stop()
        for server in servers { await server.end() }
    }
}
