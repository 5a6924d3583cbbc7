public import PluginAPI

/// A cache that a check may use, and a way to let time pass for it.
public struct CacheUnderTest: Sendable {
    public let cache: any CachePlugin
    /// Lets this much time pass for the cache: moves its clock, or waits.
    public let advance: @Sendable (Duration) async -> Void

    /// - Parameter cache: started, empty, with room for at least a thousand small values.
    public init(_ cache: any CachePlugin, advance: @escaping @Sendable (Duration) async -> Void) {
        self.cache = cache
        self.advance = advance
    }
}

/// What every cache plugin must do. A cache may lose a value at any time; a check that finds one lost asks for it to be
/// kept only where nothing else was stored in between.
public enum CacheContract {
    public typealias Check = ContractCheck<CacheUnderTest>

    public static let checks: [Check] = [
        Check("a value comes back byte for byte until it is replaced or removed") { test in
            let cache = test.cache
            let key = CacheKey(space: "a", bytes: [0, 255, 10, 13])
            try expectEqual(await cache.value(for: key), nil, "an unknown key")
            for value in [[1, 2, 3], [], [0, 0], Array(0...255), [UInt8](repeating: 7, count: 4_000)] as [[UInt8]] {
                await cache.store(value, for: key, lifetime: .seconds(60))
                try expectEqual(await cache.value(for: key), value, "a value of \(value.count) bytes")
            }
            await cache.remove(key)
            try expectEqual(await cache.value(for: key), nil, "a removed value")
            await cache.remove(key)
        },
        Check("keys differ by space and by every byte") { test in
            let cache = test.cache
            let long = [UInt8](repeating: 9, count: 256)
            let keys = [
                CacheKey(space: "a", bytes: []), CacheKey(space: "b", bytes: []), CacheKey(space: "ab", bytes: []),
                CacheKey(space: "a", bytes: Array("b".utf8)), CacheKey(space: "a", bytes: [0]),
                CacheKey(space: "a", bytes: [0, 0]), CacheKey(space: "a", bytes: Array(":b".utf8)),
                CacheKey(space: "a", bytes: long), CacheKey(space: "a", bytes: long.dropLast() + [8]),
            ]
            for (place, key) in keys.enumerated() {
                await cache.store([UInt8(place)], for: key, lifetime: .seconds(60))
            }
            for (place, key) in keys.enumerated() {
                try expectEqual(await cache.value(for: key), [UInt8(place)], "value \(place)")
            }
        },
        Check("a value is gone after its lifetime, and a new one begins a new lifetime") { test in
            let cache = test.cache
            let key = CacheKey(space: "a", bytes: [1])
            // Minutes: what passes besides on a busy machine is little beside them.
            await cache.store([1], for: key, lifetime: .seconds(240))
            await test.advance(.seconds(30))
            try expectEqual(await cache.value(for: key), [1], "within the lifetime")
            await cache.store([2], for: key, lifetime: .seconds(3_600))
            await test.advance(.seconds(240))
            try expectEqual(await cache.value(for: key), [2], "within the second lifetime")
            await cache.store([3], for: key, lifetime: .seconds(60))
            await test.advance(.seconds(90))
            try expectEqual(await cache.value(for: key), nil, "after the third lifetime")
        },
        Check("a lifetime of nothing keeps nothing") { test in
            let key = CacheKey(space: "a", bytes: [1])
            for lifetime in [Duration.zero, .seconds(-5)] {
                await test.cache.store([1], for: key, lifetime: .seconds(60))
                await test.cache.store([2], for: key, lifetime: lifetime)
                try expect(await test.cache.value(for: key) != [2], "a value with the lifetime \(lifetime)")
            }
        },
        Check("a counter starts at zero and adds up") { test in
            let (first, second) = (CacheKey(space: "n", bytes: [1]), CacheKey(space: "n", bytes: [2]))
            for (amount, sum) in [(1, 1), (5, 6), (-2, 4), (0, 4), (1_000_000_000_000, 1_000_000_000_004)] as [(Int64, Int64)] {
                let found = await test.cache.increment(first, by: amount, lifetime: .seconds(60))
                try expectEqual(found, sum, "the sum after \(amount)")
            }
            try expectEqual(await test.cache.increment(second, by: 3, lifetime: .seconds(60)), 3, "another counter")
            await test.cache.remove(first)
            try expectEqual(await test.cache.increment(first, by: 1, lifetime: .seconds(60)), 1, "after a removal")
        },
        Check("a counter expires one lifetime after its first use, however often it is used") { test in
            let key = CacheKey(space: "n", bytes: [1])
            for count in 1...3 as ClosedRange<Int64> {
                let sum = await test.cache.increment(key, by: 1, lifetime: .seconds(360))
                try expectEqual(sum, count, "use \(count)")
                await test.advance(.seconds(48))
            }
            await test.advance(.seconds(240))
            try expectEqual(await test.cache.increment(key, by: 1, lifetime: .seconds(360)), 1, "after the lifetime")
        },
        Check("a hundred tasks that count lose nothing") { test in
            let key = CacheKey(space: "n", bytes: [1])
            let sums = await withTaskGroup(of: Int64?.self) { group in
                for _ in 0..<100 {
                    group.addTask { await test.cache.increment(key, by: 1, lifetime: .seconds(600)) }
                }
                return await group.reduce(into: [Int64?]()) { $0.append($1) }
            }
            try expectEqual(sums.compactMap { $0 }.sorted(), Array(1...100), "the sums that were seen")
        },
        Check("very many and very large values do no harm") { test in
            let cache = test.cache
            let large = [UInt8](repeating: 1, count: 8 << 20)
            let key = CacheKey(space: "a", bytes: [1])
            await cache.store(large, for: key, lifetime: .seconds(60))
            let kept = await cache.value(for: key)
            try expect(kept == nil || kept == large, "a large value is kept whole or not at all")
            for number in 0..<20_000 {
                let bytes = [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
                await cache.store(bytes, for: CacheKey(space: "many", bytes: bytes), lifetime: .seconds(60))
            }
            for number in stride(from: 0, to: 20_000, by: 37) {
                let bytes = [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
                let found = await cache.value(for: CacheKey(space: "many", bytes: bytes))
                try expect(found == nil || found == bytes, "a value is the one that was stored, or gone")
            }
            await cache.store([5], for: key, lifetime: .seconds(60))
            try expectEqual(await cache.value(for: key), [5], "the value stored last")
            try expect(await cache.health().status == .ok, "the cache is well")
        },
    ]
}
