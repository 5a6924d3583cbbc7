import CSystemd
public import PluginAPI
public import ServiceLifecycle
import Synchronization

/// Pings the service manager's watchdog, as long as a real check keeps answering.
///
/// The check runs over and over; a ping leaves every third of the manager's interval, but only if the check answered
/// within the last two thirds. A check that hangs or fails so ends the pings, and the manager restarts the daemon.
public struct Watchdog: Service {
    private let interval: Duration
    private let time: any TimeSource
    private let check: @Sendable () async -> Bool
    private let ping: @Sendable () -> Void
    private let sleep: @Sendable (Duration) async throws -> Void

    /// - Parameters:
    ///   - interval: the manager's (`$WATCHDOG_USEC`).
    ///   - check: whether the daemon still does its work; cheap.
    ///   - sleep: waits on a monotonic clock and throws when the task is cancelled.
    public init(
        interval: Duration, time: any TimeSource, check: @escaping @Sendable () async -> Bool,
        ping: @escaping @Sendable () -> Void,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.interval = interval
        self.time = time
        self.check = check
        self.ping = ping
        self.sleep = sleep
    }

    /// The interval that the service manager asks for, or nil when it watches nothing.
    public static func intervalFromEnvironment() -> Duration? {
        var microseconds: UInt64 = 0
        guard sd_watchdog_enabled(0, &microseconds) > 0, microseconds > 0 else { return nil }
        return .microseconds(Int64(clamping: microseconds))
    }

    /// Whether an answer that old is recent enough for a ping.
    func isRecent(_ age: Duration) -> Bool { age <= interval * 2 / 3 }

    public func run() async throws {
        let lastAnswer = LastAnswer(time.uptime())
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await ask(lastAnswer) }
                group.addTask { await tell(lastAnswer) }
            }
        }
    }

    private func ask(_ lastAnswer: LastAnswer) async {
        repeat {
            if await check() { lastAnswer.set(time.uptime()) }
        } while await pause()
    }

    private func tell(_ lastAnswer: LastAnswer) async {
        repeat {
            if isRecent(time.uptime() - lastAnswer.get()) { ping() }
        } while await pause()
    }

    /// - Returns: false when the daemon stops.
    private func pause() async -> Bool {
        do {
            try await sleep(interval / 3)
            return !Task.isCancelled
        } catch {
            return false
        }
    }
}

/// When the check last answered.
private final class LastAnswer: Sendable {
    private let moment: Mutex<Duration>

    init(_ moment: Duration) { self.moment = Mutex(moment) }

    func get() -> Duration { moment.withLock { $0 } }
    func set(_ value: Duration) { moment.withLock { $0 = value } }
}
