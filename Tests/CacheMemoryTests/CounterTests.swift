@testable import CacheMemory
import Logging
import PluginAPI
import Testing

@Suite("Counters of the memory cache")
struct CounterTests {
    let time = ManualTime()

    func cache(count: Int = 100, bytes: Int = 1_000_000) -> MemoryCache {
        MemoryCache(limits: CacheLimits(count: count, bytes: bytes, valueBytes: 1_000), time: time)
    }

    @Test("A counter adds up from zero, each key for itself, until it is removed")
    func sums() async {
        let cache = cache()
        #expect(await cache.increment(key(1), by: 1, lifetime: .hour) == 1)
        #expect(await cache.increment(key(1), by: 5, lifetime: .hour) == 6)
        #expect(await cache.increment(key(1), by: -7, lifetime: .hour) == -1)
        #expect(await cache.increment(key(2), by: 3, lifetime: .hour) == 3)
        await cache.remove(key(1))
        #expect(await cache.increment(key(1), by: 1, lifetime: .hour) == 1)
    }

    @Test("A counter expires its lifetime after the first use, not the last")
    func expiry() async {
        let cache = cache()
        _ = await cache.increment(key(1), by: 1, lifetime: .seconds(60))
        time.advance(by: .seconds(59))
        #expect(await cache.increment(key(1), by: 1, lifetime: .seconds(60)) == 2)
        time.advance(by: .seconds(1))
        #expect(await cache.increment(key(1), by: 1, lifetime: .seconds(60)) == 1)
        #expect(await cache.increment(key(9), by: 4, lifetime: .zero) == 4)
        #expect(await cache.increment(key(9), by: 4, lifetime: .hour) == 4)
    }

    @Test("A counter that is full stays full")
    func saturation() async {
        let cache = cache()
        #expect(await cache.increment(key(1), by: .max, lifetime: .hour) == .max)
        #expect(await cache.increment(key(1), by: 1, lifetime: .hour) == .max)
        #expect(await cache.increment(key(2), by: .min, lifetime: .hour) == .min)
        #expect(await cache.increment(key(2), by: -1, lifetime: .hour) == .min)
    }

    @Test("Counters are bounded, and a flood of values leaves them alone")
    func bounds() async {
        let cache = cache(count: 10)
        _ = await cache.increment(key(0), by: 41, lifetime: .hour)
        for number in 1...500 { await cache.store([1], for: key(number), lifetime: .hour) }
        #expect(await cache.increment(key(0), by: 1, lifetime: .hour) == 42)
        for number in 1...500 { _ = await cache.increment(key(number), by: 1, lifetime: .hour) }
        #expect(cache.statistics.counters == 10)
        #expect(await cache.increment(key(0), by: 1, lifetime: .hour) == 1)
        let long = CacheKey(space: "test", bytes: [UInt8](repeating: 7, count: 257))
        #expect(await cache.increment(long, by: 1, lifetime: .hour) == nil)
    }

    @Test("Many tasks at once lose no count and keep the bounds")
    func concurrency() async {
        let cache = cache(count: 20, bytes: 20_000)
        await withTaskGroup(of: Void.self) { group in
            for task in 0..<64 {
                group.addTask {
                    for step in 0..<200 {
                        _ = await cache.increment(key(task % 4), by: 1, lifetime: .hour)
                        let name = key((task * 7 + step) % 50)
                        await cache.store(name.bytes, for: name, lifetime: .hour)
                        if let value = await cache.value(for: name) { #expect(value == name.bytes) }
                        if step % 10 == 0 { await cache.remove(key(step % 50 + 100)) }
                    }
                }
            }
        }
        for counter in 0..<4 { #expect(await cache.increment(key(counter), by: 0, lifetime: .hour) == 16 * 200) }
        #expect(cache.statistics.values == 20)
        #expect(cache.statistics.bytes <= 20_000)
        #expect(cache.statistics.hits + cache.statistics.misses == 64 * 200)
    }

    @Test("The factory makes a cache with the limits that are set")
    func factory() async throws {
        let factory = CacheMemory.factory
        #expect(factory.kind == .cache)
        #expect(factory.id == "memory")
        let settings = SettingValues(["cache.memory.entries": .integer(1)])
        let cache = try factory.make(
            PluginContext(settings: settings, logger: Logger(label: "test"), time: time, stateDirectory: "/nonexistent"))
        try await cache.start()
        await cache.store([1], for: key(1), lifetime: .hour)
        await cache.store([2], for: key(2), lifetime: .hour)
        #expect(await cache.value(for: key(1)) == nil)
        #expect(await cache.value(for: key(2)) == [2])
        let nothing = try factory.make(
            PluginContext(
                settings: SettingValues(["cache.memory.entries": .integer(0)]), logger: Logger(label: "test"), time: time,
                stateDirectory: "/nonexistent"))
        await nothing.store([1], for: key(1), lifetime: .hour)
        #expect(await nothing.value(for: key(1)) == nil)
        #expect(await nothing.increment(key(1), by: 1, lifetime: .hour) == nil)
    }
}
