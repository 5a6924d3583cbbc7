public import PluginAPI
import Synchronization

/// Wraps a store and lets chosen calls fail before they reach it, so that a test can fail every call in turn.
///
/// Only calls of the storage protocols count; `start`, `run`, `stop` and `health` pass through.
public final class FaultyStorage: StoragePlugin {
    private struct State {
        var calls = 0
        var failing: Set<Int> = []
        var failsFrom: Int?
        var error = StorageError.unavailable(reason: "fault injected")
    }

    private let base: any StoragePlugin
    private let state = Mutex(State())

    public init(wrapping base: any StoragePlugin) {
        self.base = base
    }

    var place: String { base.keySharePlace }

    /// How many calls were made so far.
    public var calls: Int { state.withLock { $0.calls } }

    /// Lets one call fail: `next(1)` is the next one.
    public func failCall(next: Int, with error: StorageError) {
        state.withLock {
            $0.failing.insert($0.calls + next)
            $0.error = error
        }
    }

    /// Lets every call from now on fail, until `heal`.
    public func failEveryCall(with error: StorageError) {
        state.withLock {
            $0.failsFrom = $0.calls + 1
            $0.error = error
        }
    }

    /// No further call fails.
    public func heal() {
        state.withLock {
            $0.failing = []
            $0.failsFrom = nil
        }
    }

    func admit() throws(StorageError) {
        let error = state.withLock { state -> StorageError? in
            state.calls += 1
            let fails = state.failing.remove(state.calls) != nil || state.failsFrom.map { state.calls >= $0 } == true
            return fails ? state.error : nil
        }
        if let error { throw error }
    }

    func admitted() throws(StorageError) -> any StoragePlugin {
        try admit()
        return base
    }

    public var isExclusive: Bool { base.isExclusive }

    public func start() async throws { try await base.start() }
    public func run() async throws { try await base.run() }
    public func stop() async { await base.stop() }
    public func health() async -> PluginHealth { await base.health() }
    public func reload(_ settings: SettingValues) async throws { try await base.reload(settings) }

    public func statistics() async throws(StorageError) -> StorageStatistics {
        try await admitted().statistics()
    }
}
