@testable import CacheMemory
import PluginAPI
import Testing

@Suite("Values in the memory cache")
struct MemoryCacheTests {
    let time = ManualTime()

    func cache(count: Int = 100, bytes: Int = 1_000_000, valueBytes: Int = 100_000) -> MemoryCache {
        MemoryCache(limits: CacheLimits(count: count, bytes: bytes, valueBytes: valueBytes), time: time)
    }

    @Test("A value comes back under its key and space only")
    func roundTrip() async {
        let cache = cache()
        await cache.store([1, 2, 3], for: key(1), lifetime: .hour)
        #expect(await cache.value(for: key(1)) == [1, 2, 3])
        #expect(await cache.value(for: key(1, space: "other")) == nil)
        #expect(await cache.value(for: key(2)) == nil)
        await cache.store([], for: key(1), lifetime: .hour)
        #expect(await cache.value(for: key(1)) == [])
        await cache.remove(key(1))
        await cache.remove(key(1))
        #expect(await cache.value(for: key(1)) == nil)
        #expect(cache.statistics == .init(hits: 2, misses: 3))
    }

    @Test("The least recently used goes first; reading and writing count as use")
    func recency() async {
        let cache = cache(count: 3)
        for number in 1...3 { await cache.store([UInt8(number)], for: key(number), lifetime: .hour) }
        _ = await cache.value(for: key(1))
        await cache.store([22], for: key(2), lifetime: .hour)
        await cache.store([4], for: key(4), lifetime: .hour)  // 3 was used least recently
        #expect(await cache.value(for: key(3)) == nil)
        await cache.store([5], for: key(5), lifetime: .hour)  // then 1
        #expect(await cache.value(for: key(1)) == nil)
        #expect(await cache.value(for: key(2)) == [22])
        #expect(await cache.value(for: key(4)) == [4])
        #expect(await cache.value(for: key(5)) == [5])
        #expect(cache.statistics.evictions == 2)
        #expect(cache.statistics.values == 3)
    }

    @Test("Many random steps leave what a plain list of uses leaves")
    func recencyAgainstModel() async {
        let cache = cache(count: 7)
        var model: [(key: Int, value: UInt8)] = []  // newest last
        var random = SplitMix(state: 42)
        for step in 0..<5_000 {
            let number = Int(random.next() % 12)
            let found = model.firstIndex { $0.key == number }
            switch random.next() % 5 {
            case 0, 1:
                if let found { model.remove(at: found) }
                model.append((number, UInt8(truncatingIfNeeded: step)))
                if model.count > 7 { model.removeFirst() }
                await cache.store([UInt8(truncatingIfNeeded: step)], for: key(number), lifetime: .hour)
            case 2, 3:
                #expect(await cache.value(for: key(number)) == found.map { [model[$0].value] })
                if let found { model.append(model.remove(at: found)) }
            default:
                if let found { model.remove(at: found) }
                await cache.remove(key(number))
            }
            #expect(cache.statistics.values == model.count)
        }
    }

    @Test("Bytes are bounded, with what keys and tables cost")
    func byteBound() async {
        let one = RecencyTable<[UInt8]>.cost(of: key(1), valueBytes: 1_000)
        let cache = cache(bytes: 3 * one)
        for number in 1...9 {
            await cache.store([UInt8](repeating: 0, count: 1_000), for: key(number), lifetime: .hour)
            #expect(cache.statistics.bytes <= 3 * one)
        }
        #expect(cache.statistics.values == 3)
        #expect(await cache.value(for: key(6)) == nil)
        #expect(await cache.value(for: key(7)) != nil)
        // A larger value in place of a smaller one pushes out as much as it needs.
        await cache.store([UInt8](repeating: 0, count: 2_000), for: key(7), lifetime: .hour)
        #expect(cache.statistics.bytes <= 3 * one)
        #expect(await cache.value(for: key(7))?.count == 2_000)
        for number in 1...9 { await cache.remove(key(number)) }
        #expect(cache.statistics.bytes == 0)
    }

    @Test("A value over a limit is not kept, ends what was there, and pushes out nothing")
    func tooLarge() async {
        let small = cache(bytes: 2_000, valueBytes: 1_000)
        await small.store([1], for: key(1), lifetime: .hour)
        await small.store([2], for: key(2), lifetime: .hour)
        await small.store([UInt8](repeating: 0, count: 1_001), for: key(1), lifetime: .hour)
        #expect(await small.value(for: key(1)) == nil)
        #expect(await small.value(for: key(2)) == [2])

        let tight = cache(bytes: 2_000, valueBytes: 100_000)
        await tight.store([2], for: key(2), lifetime: .hour)
        await tight.store([UInt8](repeating: 0, count: 2_000), for: key(1), lifetime: .hour)
        #expect(await tight.value(for: key(1)) == nil)
        #expect(await tight.value(for: key(2)) == [2])
        #expect(tight.statistics.refusals == 1)

        let long = CacheKey(space: "test", bytes: [UInt8](repeating: 7, count: 257))
        await tight.store([1], for: long, lifetime: .hour)
        #expect(await tight.value(for: long) == nil)
        let allowed = CacheKey(space: "test", bytes: [UInt8](repeating: 7, count: 256))
        await tight.store([1], for: allowed, lifetime: .hour)
        #expect(await tight.value(for: allowed) == [1])
    }

    @Test("A value is there until its lifetime is over, and not after")
    func expiry() async {
        let cache = cache()
        await cache.store([1], for: key(1), lifetime: .seconds(10))
        time.advance(by: .seconds(10) - .nanoseconds(1))
        #expect(await cache.value(for: key(1)) == [1])
        time.advance(by: .nanoseconds(1))
        #expect(await cache.value(for: key(1)) == nil)
        #expect(cache.statistics.values == 0)
        await cache.store([2], for: key(1), lifetime: .seconds(10))
        await cache.store([3], for: key(1), lifetime: .zero)
        #expect(await cache.value(for: key(1)) == nil)
        await cache.store([4], for: key(1), lifetime: .seconds(Int64.max))
        time.advance(by: .seconds(1_000_000_000))
        #expect(await cache.value(for: key(1)) == [4])
    }

    @Test("What is over leaves memory as others are written, without being asked for")
    func sweep() async {
        let cache = cache()
        for number in 1...50 { await cache.store([1], for: key(number), lifetime: .seconds(1)) }
        time.advance(by: .seconds(1))
        for _ in 1...60 { await cache.store([1], for: key(0), lifetime: .hour) }
        #expect(cache.statistics.values == 1)
        #expect(cache.statistics.evictions == 0)
    }

    @Test("Stopping forgets everything; less room after a reload lets go of the oldest")
    func stopAndReload() async throws {
        let cache = cache()
        for number in 1...10 { await cache.store([1], for: key(number), lifetime: .hour) }
        try await cache.reload(SettingValues([
            "cache.memory.entries": .integer(2), "cache.memory.bytes": .integer(100_000),
            "cache.memory.valueBytes": .integer(1_000),
        ]))
        #expect(cache.statistics.values == 2)
        #expect(await cache.value(for: key(10)) == [1])
        #expect(await cache.value(for: key(8)) == nil)
        await cache.stop()
        await cache.stop()
        #expect(await cache.value(for: key(10)) == nil)
        #expect(cache.statistics.bytes == 0)
        #expect(await cache.health().status == .ok)
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers in every run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
