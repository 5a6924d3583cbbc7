import Logging
import NIOCore
import NIOPosix
import PluginAPI
import Synchronization

/// A cache in Redis. Whatever Redis does, a call returns within the time for a command, and what Redis says is only ever a value
/// that its reader must be able to prove, or a count.
final class RedisCache: CachePlugin {
    /// What happened since it was made.
    struct Statistics: Hashable {
        var hits = 0
        var misses = 0
        /// Calls that were not answered in time.
        var timeouts = 0
        /// Calls that found no connection, or too many before them.
        var unavailable = 0
        /// Replies of a wrong type or size, and errors.
        var refusals = 0
    }

    /// A century: longer lifetimes mean the same.
    private static let longestLifetime: Int64 = 3_155_760_000_000
    /// How long the table of a cluster is left alone after it was asked for.
    private static let refreshPause = Duration.milliseconds(500)

    private let options: RedisOptions
    private let time: any TimeSource
    private let logger: Logger
    private let router = Mutex<RedisRouter?>(nil)
    private let counts = Mutex(Statistics())

    init(options: RedisOptions, time: any TimeSource, logger: Logger) {
        self.options = options
        self.time = time
        self.logger = logger
    }

    var isShared: Bool { true }
    var statistics: Statistics { counts.withLock { $0 } }

    // MARK: Life

    /// A Redis that does not answer is no reason to stay without one later: only files that cannot be used end the start.
    func start() async throws {
        // The process's own loops are never shut down, so that a command that was just handed over always ends.
        let made = RedisRouter(
            options: options, secrets: try RedisSecrets(options),
            loop: MultiThreadedEventLoopGroup.singleton.next(), time: time, logger: logger)
        router.withLock { $0 = made }
        await made.begin()
    }

    /// Keeps the table of a cluster up to date.
    func run() async throws {
        guard options.isCluster, let router = router.withLock({ $0 }) else { return }
        for await _ in router.bells {
            await router.refresh()
            try await Task.sleep(for: Self.refreshPause)
        }
    }

    func stop() async {
        let former = router.withLock { router in
            defer { router = nil }
            return router
        }
        former?.stop()
    }

    func health() async -> PluginHealth {
        let nodes = router.withLock { $0 }?.nodes ?? []
        let now = statistics
        let detail = "\(now.hits) hits, \(now.misses) misses, \(now.timeouts) too late, \(now.unavailable) without a connection, "
            + "\(now.refusals) refused"
        let down = nodes.filter { !$0.isUp }
        guard let first = down.first else {
            return nodes.isEmpty ? PluginHealth(.failing, detail: "not started") : PluginHealth(.ok, detail: detail)
        }
        let reason = first.lastFailure.map { "\($0)" } ?? "connecting"
        return PluginHealth(
            down.count == nodes.count ? .failing : .degraded, detail: "\(first.place): \(reason); \(detail)")
    }

    // MARK: Values

    func value(for key: CacheKey) async -> [UInt8]? {
        guard let name = RedisKeys.name(key, prefix: options.prefix) else { return nil }
        switch await ask(.get(name), key: name) {
        case .bulk(let bytes):
            note { $0.hits += 1 }
            return bytes
        case .null:
            note { $0.misses += 1 }
            return nil
        case nil:
            return nil
        default:
            note { $0.refusals += 1 }
            return nil
        }
    }

    func store(_ value: [UInt8], for key: CacheKey, lifetime: Duration) async {
        guard let name = RedisKeys.name(key, prefix: options.prefix) else { return }
        let milliseconds = Self.milliseconds(lifetime)
        // What was there under this key is out of date, also when the new value is not kept.
        guard value.count <= options.valueBytes, milliseconds > 0 else { return await remove(named: name) }
        switch await ask(.set(name, value, milliseconds: milliseconds), key: name) {
        case .simple("OK"), nil: return
        default: note { $0.refusals += 1 }
        }
    }

    func remove(_ key: CacheKey) async {
        guard let name = RedisKeys.name(key, prefix: options.prefix) else { return }
        await remove(named: name)
    }

    private func remove(named name: [UInt8]) async {
        switch await ask(.delete(name), key: name) {
        case .integer, nil: return
        default: note { $0.refusals += 1 }
        }
    }

    // MARK: Counters

    func increment(_ key: CacheKey, by amount: Int64, lifetime: Duration) async -> Int64? {
        guard let name = RedisKeys.name(key, prefix: options.prefix) else { return nil }
        switch await ask(.add(amount, to: name, milliseconds: Self.milliseconds(lifetime)), key: name) {
        case .bulk(let digits):
            guard digits.count <= 20, let sum = Int64(String(decoding: digits, as: UTF8.self)) else { break }
            return sum
        case .error(let line) where line.contains("would overflow"):
            // A counter that is full stays full.
            return amount < 0 ? .min : .max
        case nil:
            return nil
        default:
            break
        }
        note { $0.refusals += 1 }
        return nil
    }

    // MARK: Asking

    /// The reply to a command about a key; nil when there is none in time.
    func ask(_ command: RedisCommand, key: [UInt8]) async -> RESPValue? {
        guard let router = router.withLock({ $0 }) else { return nil }
        do {
            return try await router.send(command, key: key)
        } catch {
            note { if error == .timedOut { $0.timeouts += 1 } else { $0.unavailable += 1 } }
            return nil
        }
    }

    private func note(_ change: (inout Statistics) -> Void) { counts.withLock { change(&$0) } }

    /// At least one for any lifetime above nothing.
    private static func milliseconds(_ lifetime: Duration) -> Int64 {
        guard lifetime > .zero else { return 0 }
        let (seconds, attoseconds) = lifetime.components
        guard seconds < longestLifetime / 1_000 else { return longestLifetime }
        return max(seconds * 1_000 + attoseconds / 1_000_000_000_000_000, 1)
    }
}
