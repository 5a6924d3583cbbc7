import PluginAPI
import Synchronization

/// A clock that moves only when it is told to.
final class ManualTime: TimeSource {
    private let elapsed = Mutex(Duration.zero)

    func now() -> Instant { Instant(microseconds: 0) }
    func uptime() -> Duration { elapsed.withLock { $0 } }
    func advance(by duration: Duration) { elapsed.withLock { $0 += duration } }
}

/// A key named by a number.
func key(_ number: Int, space: String = "test") -> CacheKey {
    CacheKey(space: space, bytes: Array(String(number).utf8))
}

extension Duration {
    static let hour = Duration.seconds(3_600)
}
