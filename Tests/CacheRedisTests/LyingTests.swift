@testable import CacheRedis
import PluginAPI
import Testing

@Suite("A server that lies")
struct LyingTests {
    struct Lie: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let bytes: [UInt8]
        /// Whether the connection can go on after it.
        let isHarmless: Bool

        init(_ name: String, _ text: String, harmless: Bool = false) {
            testDescription = name
            bytes = Array(text.utf8)
            isHarmless = harmless
        }
    }

    static let lies = [
        Lie("an HTTP page", "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"), Lie("two replies for one", ":1\r\n:2\r\n"),
        Lie("RESP3", "%1\r\n+a\r\n+b\r\n"), Lie("a huge length", "$99999999999\r\n"), Lie("a nest", "*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n"),
        Lie("a long line", "+" + String(repeating: "x", count: 10_000)), Lie("zeroes", String(repeating: "\0", count: 100) + "\r\n"),
        Lie("a list", "*1\r\n$1\r\na\r\n", harmless: true), Lie("an error", "-ERR no\r\n", harmless: true),
        Lie("another server's address", "-MOVED 1 192.0.2.1:6379\r\n", harmless: true), Lie("OK", "+OK\r\n", harmless: true),
        Lie("words in place of a number", "$3\r\nabc\r\n", harmless: true),
        Lie("a number that is too long", "$21\r\n922337203685477580799\r\n", harmless: true),
        Lie("nothing", "$-1\r\n", harmless: true),
    ]

    @Test("No lie is a count, none is a value unless it has a value's form, and none is fatal", arguments: lies)
    func lie(_ lie: Lie) async throws {
        let server = try await LyingServer { _ in lie.bytes }
        let cache = try makeCache(server.url, patient)
        try await cache.start()
        #expect(await cache.health().status == .ok)
        #expect(await cache.increment(sampleKey, by: 1, lifetime: .seconds(60)) == nil)
        if lie.isHarmless {
            #expect(await cache.health().status == .ok)
            let value = await cache.value(for: sampleKey)
            #expect(value == nil || value == Array("abc".utf8) || value?.count == 21)
        } else {
            try await eventually("giving the liar up") {
                _ = await cache.value(for: sampleKey)
                return cache.statistics.unavailable >= 1
            }
        }
        await cache.store([1], for: sampleKey, lifetime: .seconds(60))
        await cache.remove(sampleKey)
        await cache.stop()
        await server.end()
    }

    @Test("A server that greets and then says nothing, or never says all of it, is left alone after one wait", arguments: [
        "", "$100\r\nhalf of it", "+O", "*3\r\n:1\r\n",
    ])
    func silent(_ start: String) async throws {
        let server = try await LyingServer { count in count == 0 ? Array(start.utf8) : [] }
        let cache = try makeCache(server.url, ["cache.redis.timeoutMilliseconds": .integer(20)])
        try await cache.start()
        #expect(await cache.value(for: sampleKey) == nil)
        #expect(cache.statistics.timeouts == 1)
        // It greets again and again, and is left alone for longer each time.
        try await eventually("calls that wait for nothing") {
            #expect(await cache.value(for: sampleKey) == nil)
            return cache.statistics.unavailable >= 10
        }
        await cache.stop()
        await server.end()
    }

    @Test("A server that does not answer the greeting is never used", arguments: ["", "+OK\r\n", "-LOADING\r\n", "junk\r\n"])
    func greeting(_ text: String) async throws {
        let server = try await LyingServer(greeting: text) { _ in [] }
        let cache = try makeCache(server.url, ["cache.redis.connectTimeoutMilliseconds": .integer(50)])
        try await cache.start()
        #expect(await cache.health().status == .failing)
        #expect(await cache.value(for: sampleKey) == nil)
        #expect(cache.statistics.timeouts == 0)
        await cache.stop()
        await server.end()
    }
}
