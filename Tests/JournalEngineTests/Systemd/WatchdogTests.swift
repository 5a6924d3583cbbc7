import PluginAPI
import Synchronization
import Testing

@testable import JournalEngine

/// A clock that moves when both loops of the watchdog sleep, and that ends after so many moves.
private final class StepTime: TimeSource {
    private struct State {
        var uptime = Duration.zero
        var left: Int
        var sleeper: CheckedContinuation<Void, any Error>?
    }

    private let state: Mutex<State>

    init(steps: Int) { state = Mutex(State(left: steps)) }

    func now() -> Instant { Instant(microseconds: 0) }
    func uptime() -> Duration { state.withLock { $0.uptime } }

    func sleep(_ duration: Duration) async throws {
        try await withCheckedThrowingContinuation { (mine: CheckedContinuation<Void, any Error>) in
            let (other, ends) = state.withLock { state -> (CheckedContinuation<Void, any Error>?, Bool) in
                guard let other = state.sleeper else {
                    state.sleeper = mine
                    return (nil, false)
                }
                state.sleeper = nil
                state.left -= 1
                state.uptime += duration
                return (other, state.left < 0)
            }
            guard let other else { return }
            for sleeper in [other, mine] {
                if ends { sleeper.resume(throwing: CancellationError()) } else { sleeper.resume() }
            }
        }
    }
}

@Suite("Watchdog")
struct WatchdogTests {
    private func pings(steps: Int, check: @escaping @Sendable () async -> Bool) async throws -> Int {
        let time = StepTime(steps: steps)
        let pinged = Counter()
        let watchdog = Watchdog(
            interval: .seconds(30), time: time, check: check, ping: { pinged.add() },
            sleep: { try await time.sleep($0) })
        try await watchdog.run()
        return pinged.value
    }

    @Test func pingsWhileTheCheckAnswers() async throws {
        #expect(try await pings(steps: 12, check: { true }) == 13)
    }

    @Test func stopsPingingWhenTheCheckFails() async throws {
        // At 0, 10 and 20 s the start itself is recent enough; after that nothing is.
        #expect(try await pings(steps: 400, check: { false }) == 3)
    }

    @Test func anAnswerIsRecentForTwoThirds() {
        let watchdog = Watchdog(interval: .seconds(30), time: StepTime(steps: 0), check: { true }, ping: {})
        #expect(watchdog.isRecent(.seconds(20)))
        #expect(!watchdog.isRecent(.milliseconds(20_001)))
    }

    @Test func theSystemClockGrows() {
        let time = SystemTime()
        let first = time.uptime()
        #expect(time.uptime() >= first)
        #expect(time.now() > Instant(microseconds: 1_700_000_000_000_000))
    }
}

final class Counter: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func add() { count.withLock { $0 += 1 } }
}
