@testable import CacheRedis
import PluginAPI
import Testing

@Suite("Where Redis is and where it keeps a key")
struct PlacesTests {
    @Test("URLs that are taken")
    func good() throws {
        let wanted: [(String, RedisAddress.Place, Int)] = [
            ("redis+unix:///run/r.sock", .socket("/run/r.sock"), 0),
            ("redis+unix:///run/r.sock?db=3", .socket("/run/r.sock"), 3),
            ("rediss://cache.example.org", .tls(host: "cache.example.org", port: 6_379), 0),
            ("rediss://cache.example.org:7000/15", .tls(host: "cache.example.org", port: 7_000), 15),
            ("rediss://[::1]:7000/", .tls(host: "::1", port: 7_000), 0), ("rediss://[::1]", .tls(host: "::1", port: 6_379), 0),
        ]
        for (url, place, database) in wanted {
            let address = try RedisAddress(url)
            #expect(address.place == place)
            #expect(address.database == database)
        }
    }

    @Test("URLs that are refused with a reason", arguments: [
        "", "redis://localhost", "redis://localhost:6379/0", "http://localhost", "rediss://", "rediss://user:secret@host",
        "rediss://host:0", "rediss://host:65536", "rediss://host:x", "rediss://host/x", "rediss://host/-1", "rediss://[::1]7",
        "rediss://ho st", "rediss://host?x", "redis+unix://relative", "redis+unix:///r.sock?x=1", "redis+unix:///r?db=",
        "redis+unix:///" + String(repeating: "x", count: 110),
    ])
    func bad(_ url: String) {
        #expect(throws: RedisAddress.Refusal.self) { try RedisAddress(url) }
    }

    @Test("Plain text over TCP is refused with a line that says what to do instead")
    func plain() throws {
        let failure = #expect(throws: PluginConfigurationError.self) { _ = try makeCache("redis://cache.example.org") }
        #expect(failure?.key == "cache.redis.url")
        #expect(failure?.description.contains("in the clear") == true)
        #expect(failure?.description.contains("rediss://") == true)
    }

    @Test("Settings that do not fit together are refused")
    func settings() {
        let bad: [(String, [String: SettingValue])] = [
            ("redis+unix:///r.sock", ["cache.redis.cluster": .boolean(true)]),
            ("rediss://host/1", ["cache.redis.cluster": .boolean(true)]),
            ("redis+unix:///r.sock", ["cache.redis.user": .text("u")]),
            ("redis+unix:///r.sock", ["cache.redis.prefix": .text("a{b}")]),
        ]
        for (url, more) in bad { #expect(throws: PluginConfigurationError.self) { _ = try makeCache(url, more) } }
    }

    @Test("Slots are those of the specification")
    func slots() {
        let slot = { (key: String) in HashSlot.of(Array(key.utf8)) }
        #expect(slot("123456789") == 0x31C3)
        #expect(slot("") == 0)
        #expect(slot("{user1000}.following") == slot("user1000"))
        #expect(slot("{user1000}.followers") == slot("user1000"))
        #expect(slot("foo{bar}{zap}") == slot("bar"))
        #expect(slot("foo{{bar}}zap") == slot("{bar"))
        #expect(slot("foo{}{bar}") != slot("bar"))
        #expect(slot("{open") != slot("open"))
        // As redis-server says with CLUSTER KEYSLOT.
        #expect(slot("foo") == 12_182)
        #expect(slot("foo{}{bar}") == 8_363)
    }

    @Test("What has one owner is in one slot; what has none is spread")
    func owners() throws {
        let prefix = Array("journald:".utf8)
        var owned: Set<Int> = []
        var free: Set<Int> = []
        var names: Set<[UInt8]> = []
        for number in 0..<50 as Range<UInt8> {
            let mine = try #require(RedisKeys.name(CacheKey(space: "a", bytes: [number, 123, 125], owner: [1, 0xAB]), prefix: prefix))
            let none = try #require(RedisKeys.name(CacheKey(space: "a", bytes: [number, 7]), prefix: prefix))
            owned.insert(HashSlot.of(mine))
            free.insert(HashSlot.of(none))
            names.insert(mine)
            names.insert(none)
        }
        #expect(owned.count == 1)
        #expect(free.count > 40)
        #expect(names.count == 100)
        #expect(RedisKeys.name(CacheKey(space: "a", bytes: [UInt8](repeating: 0, count: 257)), prefix: prefix) == nil)
        #expect(RedisKeys.name(CacheKey(space: "a:b", bytes: []), prefix: prefix) == nil)
        #expect(
            RedisKeys.name(CacheKey(space: "a", bytes: [98], owner: [1, 0xAB]), prefix: prefix) == Array("journald:{01ab}a:b".utf8))
    }

    // MARK: The table of a cluster

    let seed = RedisAddress.Place.tls(host: "seed", port: 1)

    static func range(_ first: Int64, _ last: Int64, _ host: String?, _ port: Int64) -> RESPValue {
        .array([.integer(first), .integer(last), .array([host.map { .bulk(Array($0.utf8)) } ?? .null, .integer(port), .bulk([1])])])
    }

    @Test("A table is read from CLUSTER SLOTS")
    func table() throws {
        let reply = RESPValue.array([Self.range(0, 99, "a", 7), Self.range(100, 16_383, nil, 9)])
        let table = try #require(ClusterTable.reading(reply, from: seed, seed: seed))
        #expect(table.place(ofSlot: 0) == .tls(host: "a", port: 7))
        #expect(table.place(ofSlot: 99) == .tls(host: "a", port: 7))
        #expect(table.place(ofSlot: 100) == seed)
        #expect(table.place(ofSlot: 99_999) == seed)
    }

    @Test("What is no table is not taken")
    func noTable() {
        var many: [RESPValue] = []
        for number in 0..<100 as Range<Int64> { many.append(Self.range(number, number, "h\(number)", 1)) }
        let replies: [RESPValue] = [
            .null, .simple("OK"), .array([]), .array([.integer(1)]), .array([.array([.integer(0), .integer(1)])]),
            .array([Self.range(5, 4, "a", 1)]), .array([Self.range(0, 16_384, "a", 1)]), .array([Self.range(-1, 4, "a", 1)]),
            .array([Self.range(0, 1, "a/b", 1)]), .array([Self.range(0, 1, "a", 65_536)]), .array(many),
        ]
        for reply in replies { #expect(ClusterTable.reading(reply, from: seed, seed: seed) == nil) }
    }

    @Test("Redirections are read strictly")
    func redirections() throws {
        let moved = try #require(ClusterTable.Redirection("MOVED 3999 127.0.0.1:6381", from: seed))
        #expect(moved.isLasting && moved.slot == 3_999 && moved.place == .tls(host: "127.0.0.1", port: 6_381))
        let ask = try #require(ClusterTable.Redirection("ASK 1 ::1:9", from: seed))
        #expect(!ask.isLasting && ask.place == .tls(host: "::1", port: 9))
        #expect(ClusterTable.Redirection("MOVED 1 :9", from: seed)?.place == .tls(host: "seed", port: 9))
        for line in ["MOVED", "MOVED 1", "MOVED x a:1", "MOVED 16384 a:1", "MOVED -1 a:1", "MOVED 1 a:0", "MOVED 1 a b:1", "ERR 1 a:1"] {
            #expect(ClusterTable.Redirection(line, from: seed) == nil)
        }
    }

    @Test("The pause grows to its bound, and a connection that held starts it over")
    func backoff() {
        var backoff = Backoff()
        var pauses: [Duration] = []
        for _ in 0..<20 { pauses.append(backoff.next(afterLiving: nil, chance: 0.5)) }
        #expect(pauses.prefix(4) == [.milliseconds(100), .milliseconds(200), .milliseconds(400), .milliseconds(800)])
        #expect(pauses.last == .seconds(10))
        #expect(backoff.next(afterLiving: .seconds(9), chance: 0.5) == .seconds(10))
        #expect(backoff.next(afterLiving: .seconds(10), chance: 0) == .milliseconds(75))
        #expect(backoff.next(afterLiving: nil, chance: 2) == .milliseconds(250))
    }
}
