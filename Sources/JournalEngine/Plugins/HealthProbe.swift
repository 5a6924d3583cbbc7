import PluginAPI
import Synchronization

/// Asks one plugin for its health and waits no longer than a limit.
///
/// The question has a task of its own, because a plugin that hangs does not notice cancellation and must not hold
/// whoever asks. At most one such task exists a plugin: who asks meanwhile waits for the same answer.
final class HealthProbe: Sendable {
    private struct State {
        var isAsking = false
        var nextWaiter = 0
        var waiters: [Int: AsyncStream<PluginHealth>.Continuation] = [:]
    }

    private let plugin: any Plugin
    private let state = Mutex(State())

    init(_ plugin: any Plugin) { self.plugin = plugin }

    /// - Parameter expire: returns when the time for an answer is over, or throws when cancelled.
    /// - Returns: nil when there was no answer in time.
    func ask(expire: @escaping @Sendable () async throws -> Void) async -> PluginHealth? {
        let (answers, continuation) = AsyncStream<PluginHealth>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let (waiter, mustAsk) = state.withLock { state in
            let waiter = state.nextWaiter
            state.nextWaiter &+= 1
            state.waiters[waiter] = continuation
            let mustAsk = !state.isAsking
            state.isAsking = true
            return (waiter, mustAsk)
        }
        if mustAsk { Task { self.answer(await self.plugin.health()) } }
        defer { state.withLock { _ = $0.waiters.removeValue(forKey: waiter) } }
        return await withTaskGroup(of: PluginHealth?.self) { group in
            group.addTask { await answers.first { _ in true } }
            group.addTask {
                try? await expire()
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }

    private func answer(_ health: PluginHealth) {
        let waiters = state.withLock { state in
            state.isAsking = false
            defer { state.waiters = [:] }
            return state.waiters.values
        }
        for waiter in waiters { waiter.yield(health) }
    }
}
