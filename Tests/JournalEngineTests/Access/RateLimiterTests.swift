import PluginAPI
import Synchronization
import Testing

@testable import JournalEngine

@Suite struct RateLimiterTests {
    private let clock = ManualUptime()
    private let ann = RateSubject.uid(1)
    private let ben = RateSubject.uid(2)

    /// Moves by hand.
    private final class ManualUptime: TimeSource {
        private let elapsed = Mutex(Duration.zero)
        func now() -> Instant { Instant(microseconds: 0) }
        func uptime() -> Duration { elapsed.withLock { $0 } }
        func advance(by duration: Duration) { elapsed.withLock { $0 += duration } }
    }

    private func passed(_ limiter: RateLimiter, _ subject: RateSubject, of count: Int, method: Int = 0) -> Int {
        (0..<count).filter { _ in limiter.take(subject, method: method) == nil }.count
    }

    @Test func burstThenSteadyRate() {
        let limiter = RateLimiter(rate: .standard, clock: clock)
        #expect(passed(limiter, ann, of: 20) == 10)
        #expect(limiter.take(ann, method: 0) == .milliseconds(100))
        clock.advance(by: .milliseconds(99))
        #expect(limiter.take(ann, method: 0) == .milliseconds(1))
        clock.advance(by: .milliseconds(1))
        #expect(passed(limiter, ann, of: 5) == 1)
        clock.advance(by: .seconds(1))
        #expect(passed(limiter, ann, of: 50) == 10)
        clock.advance(by: .seconds(3_600))
        #expect(passed(limiter, ann, of: 50) == 10)
    }

    @Test func callersAndMethodsAreCountedApart() {
        let limiter = RateLimiter(rate: .standard, clock: clock)
        #expect(passed(limiter, ann, of: 20) == 10)
        #expect(passed(limiter, ben, of: 20) == 10)
        #expect(passed(limiter, ann, of: 20, method: 7) == 10)
        #expect(passed(limiter, .user(UserID(high: 0, low: 1)), of: 20) == 10)
    }

    @Test func refusedCallsCostNothing() {
        let limiter = RateLimiter(rate: .standard, clock: clock)
        #expect(passed(limiter, ann, of: 10_000) == 10)
        clock.advance(by: .milliseconds(100))
        #expect(limiter.take(ann, method: 0) == nil)
    }

    @Test func zeroIsOffAndTheRateChangesAtRunTime() {
        let limiter = RateLimiter(rate: .off, clock: clock)
        #expect(passed(limiter, ann, of: 1_000) == 1_000)
        #expect(limiter.subjectCount == 0)
        limiter.setRate(RateLimiter.Rate(perSecond: 2, burst: 3))
        #expect(passed(limiter, ann, of: 10) == 3)
        limiter.setRate(.off)
        #expect(passed(limiter, ann, of: 10) == 10)
    }

    @Test func memoryIsBoundedAndTheLongestUnseenGoes() {
        let limiter = RateLimiter(rate: .standard, clock: clock, maxSubjects: 3)
        for uid in 1...3 {
            clock.advance(by: .milliseconds(1))
            #expect(passed(limiter, .uid(UInt32(uid)), of: 20) == 10)
        }
        clock.advance(by: .milliseconds(1))
        #expect(limiter.take(.uid(4), method: 0) == nil)
        #expect(limiter.subjectCount == 3)
        #expect(limiter.take(.uid(3), method: 0) != nil)
        #expect(limiter.take(.uid(1), method: 0) == nil)
    }

    @Test(arguments: [Int.min, -1, 0, 1, 1_000_000, Int.max]) func anySettingIsSafe(number: Int) {
        let limiter = RateLimiter(rate: RateLimiter.Rate(perSecond: number, burst: number), clock: clock)
        #expect(limiter.take(ann, method: 0) == nil)
        #expect(limiter.take(ann, method: -1) == nil)
    }
}
