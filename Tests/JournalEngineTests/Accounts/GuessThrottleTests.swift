import PluginAPI
import PluginTestKit
import Testing

@testable import JournalEngine

@Suite struct GuessThrottleTests {
    static func pair(_ target: UInt8, _ source: UInt32) -> GuessThrottle.Pair {
        GuessThrottle.Pair(target: SecretHash([target]), source: source)
    }

    @Test func fiveAreFreeThenTheDelayDoublesUpToAQuarterOfAnHour() {
        let clock = ManualClock()
        let throttle = GuessThrottle(time: clock)
        let pair = Self.pair(1, 1_000)
        for _ in 0..<5 { #expect(throttle.begin(pair) == nil) }
        for delay in [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900] {
            #expect(throttle.begin(pair) == .seconds(delay))
            // Trying too early neither counts nor lengthens the wait.
            #expect(throttle.begin(pair) == .seconds(delay))
            clock.advance(by: .seconds(delay))
            #expect(throttle.begin(pair) == nil)
        }
        // The wall clock changes nothing.
        clock.setWallClock(to: Instant(microseconds: .max))
        #expect(throttle.begin(pair) == .seconds(900))
        throttle.succeeded(pair)
        #expect(throttle.begin(pair) == nil)
    }

    @Test func aTryThatNobodyLookedAtIsNone() {
        let clock = ManualClock()
        let throttle = GuessThrottle(time: clock)
        let pair = Self.pair(1, 1_000)
        for _ in 0..<200 {
            #expect(throttle.begin(pair) == nil)
            throttle.giveBack(pair)
        }
        #expect(throttle.count == 0)
        // Of those that were looked at, five are free as before.
        for _ in 0..<5 { #expect(throttle.begin(pair) == nil) }
        #expect(throttle.begin(pair) == .seconds(1))
        clock.advance(by: .seconds(1))
        #expect(throttle.begin(pair) == nil)
        throttle.giveBack(pair)
        #expect(throttle.begin(pair) == .seconds(1))
    }

    @Test func nobodyElseWaits() {
        let throttle = GuessThrottle(time: ManualClock())
        for _ in 0..<20 { _ = throttle.begin(Self.pair(1, 1_001)) }
        #expect(throttle.begin(Self.pair(1, 1_001)) != nil)
        #expect(throttle.begin(Self.pair(1, 1_000)) == nil)
    }

    @Test func manyAtOnceAreCountedOneByOne() async {
        let throttle = GuessThrottle(time: ManualClock())
        let admitted = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<200 { group.addTask { throttle.begin(Self.pair(1, 7)) == nil } }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(admitted == 5)
    }

    @Test func aSourceThatMakesUpNamesRunsOutAndFillsNothing() {
        let clock = ManualClock()
        let throttle = GuessThrottle(time: clock)
        var admitted = 0
        for name in 0..<10_000 {
            let target = SecretHash([UInt8(truncatingIfNeeded: name), UInt8(truncatingIfNeeded: name >> 8)])
            if throttle.begin(.init(target: target, source: 7)) == nil { admitted += 1 }
        }
        #expect(admitted == 50 && throttle.count == 50)
        #expect(throttle.begin(Self.pair(1, 8)) == nil)
        clock.advance(by: .seconds(15))
        #expect(throttle.begin(Self.pair(77, 7)) == nil && throttle.begin(Self.pair(78, 7)) != nil)
    }

    @Test func theTableIsBounded() {
        let throttle = GuessThrottle(time: ManualClock())
        for source in 0..<UInt32(GuessThrottle.capacity + 500) { _ = throttle.begin(Self.pair(1, source)) }
        #expect(throttle.count == GuessThrottle.capacity)
    }
}
