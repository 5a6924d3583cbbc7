import PluginAPI
import Synchronization

/// Slows guesses down for each pair of what is guessed at and who guesses: five free tries, then a delay that doubles from
/// one second up to 15 minutes. A try counts when it begins, so that many at once are many; a right answer forgets the pair.
///
/// Nobody can lock an owner out: the delay is the guesser's own, because the source is a uid that the kernel vouches for. So that
/// names made up by a guesser neither fill the table nor give fresh tries, each source has a budget over all names as
/// well: 50 tries, of which one comes back every 15 seconds.
final class GuessThrottle: Sendable {
    struct Pair: Hashable, Sendable {
        /// A hash of what is guessed at; 32 bytes whatever was sent.
        let target: SecretHash
        let source: UInt32
    }

    private struct Count {
        var tries = 0
        /// When the next try is let through, in uptime.
        var freeAt = Duration.zero
        var lastSeen = Duration.zero
    }

    private struct State {
        var pairs: [Pair: Count] = [:]
        /// When the budget of a source is whole again.
        var wholeAt: [UInt32: Duration] = [:]
    }

    static let freeTries = 5
    static let longestDelay = Duration.seconds(900)
    static let capacity = 8_192
    /// A pair that was not tried for so long begins anew.
    static let memory = Duration.seconds(86_400)
    private static let sourceBudget = 50
    private static let sourceInterval = Duration.seconds(15)

    private let state = Mutex(State())
    private let time: any TimeSource

    init(time: any TimeSource) {
        self.time = time
    }

    /// Counts a try.
    /// - Returns: nil when it may be made, else how long to wait.
    func begin(_ pair: Pair) -> Duration? {
        let now = time.uptime()
        return state.withLock { state in
            var count = state.pairs[pair] ?? Count()
            if count.tries > 0, now - count.lastSeen > Self.memory { count = Count() }
            if count.freeAt > now { return count.freeAt - now }
            if let wait = takeBudget(of: pair.source, now, &state) { return wait }
            count.tries += 1
            count.lastSeen = now
            if count.tries >= Self.freeTries { count.freeAt = now + Self.delay(after: count.tries) }
            makeRoom(for: pair, now, &state)
            state.pairs[pair] = count
            return nil
        }
    }

    /// Forgets the tries of a pair whose guess was right.
    func succeeded(_ pair: Pair) {
        state.withLock { state in
            state.pairs[pair] = nil
            if let wholeAt = state.wholeAt[pair.source] { state.wholeAt[pair.source] = wholeAt - Self.sourceInterval }
        }
    }

    /// Gives a try back that nothing came of, because nobody looked at it: the hasher was full.
    func giveBack(_ pair: Pair) {
        state.withLock { state in
            if let wholeAt = state.wholeAt[pair.source] { state.wholeAt[pair.source] = wholeAt - Self.sourceInterval }
            guard var count = state.pairs[pair] else { return }
            count.tries -= 1
            count.freeAt = count.tries < Self.freeTries ? .zero : min(count.freeAt, count.lastSeen + Self.delay(after: count.tries))
            state.pairs[pair] = count.tries > 0 ? count : nil
        }
    }

    /// The delay after so many tries.
    static func delay(after tries: Int) -> Duration {
        let doublings = tries - freeTries
        guard doublings >= 0 else { return .zero }
        return doublings >= 10 ? longestDelay : min(.seconds(1 << doublings), longestDelay)
    }

    /// Pairs that are remembered.
    var count: Int { state.withLock { $0.pairs.count } }

    private func takeBudget(of source: UInt32, _ now: Duration, _ state: inout State) -> Duration? {
        let next = max(state.wholeAt[source] ?? .zero, now) + Self.sourceInterval
        let excess = next - now - Self.sourceInterval * Self.sourceBudget
        guard excess <= .zero else { return excess }
        if state.wholeAt[source] == nil, state.wholeAt.count >= Self.capacity {
            state.wholeAt = state.wholeAt.filter { $0.value > now }
        }
        state.wholeAt[source] = next
        return nil
    }

    private func makeRoom(for pair: Pair, _ now: Duration, _ state: inout State) {
        guard state.pairs[pair] == nil, state.pairs.count >= Self.capacity else { return }
        // Those that wait for nothing go first; they were tried least.
        if let idle = state.pairs.min(by: { ($0.value.freeAt, $0.value.lastSeen) < ($1.value.freeAt, $1.value.lastSeen) }) {
            state.pairs[idle.key] = nil
        }
    }
}
