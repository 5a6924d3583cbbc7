public import PluginAPI
import Synchronization

/// Who is counted: a uid that the kernel vouched for, or an account that a token was shown for.
/// Never anything that a caller can make up.
public enum RateSubject: Sendable, Hashable {
    case uid(UInt32)
    case user(UserID)
}

/// The bound on calls a second for each caller and method: the generic cell rate algorithm (ITU-T I.371), which is a
/// token bucket kept in one number. It runs on the monotonic clock and holds at most `maxSubjects` callers; the one
/// unseen for longest is forgotten first.
public final class RateLimiter: Sendable {
    /// How many calls are let through.
    public struct Rate: Sendable, Hashable {
        /// Calls a second in the long run; 0 lets everything through.
        public var perSecond: Int
        /// Calls at once after a pause; at least 1.
        public var burst: Int

        public init(perSecond: Int, burst: Int) {
            self.perSecond = min(max(perSecond, 0), 1_000_000)
            self.burst = min(max(burst, 1), 1_000_000)
        }

        /// 10 a second, 10 at once.
        public static let standard = Rate(perSecond: 10, burst: 10)
        /// No bound.
        public static let off = Rate(perSecond: 0, burst: 1)
    }

    private struct Caller {
        let subject: RateSubject
        /// For each method, when its bucket is full again, in nanoseconds of uptime.
        var fullAt: [Int64]
        var lastSeen: Int64
    }

    private struct State {
        var rate: Rate
        var places: [RateSubject: Int] = [:]
        var callers: [Caller] = []
    }

    private let state: Mutex<State>
    /// Read before the lock is taken, so that a limiter that is off costs next to nothing.
    private let onFlag: Atomic<Bool>
    private let clock: any TimeSource
    private let maxSubjects: Int
    /// Told of every call that is let through, where other daemons count with this one.
    private let sharing: RateSharing?

    public init(rate: Rate, clock: any TimeSource, sharing: RateSharing? = nil, maxSubjects: Int = 4_096) {
        state = Mutex(State(rate: rate))
        onFlag = Atomic(rate.perSecond > 0)
        self.clock = clock
        self.sharing = sharing
        self.maxSubjects = max(maxSubjects, 1)
    }

    /// Changes the bound from the next call on; what was used up stays used up.
    public func setRate(_ rate: Rate) {
        state.withLock { $0.rate = rate }
        onFlag.store(rate.perSecond > 0, ordering: .releasing)
    }

    /// The bound now.
    public var rate: Rate { state.withLock { $0.rate } }

    /// Whether there is a bound at all.
    var isOn: Bool { onFlag.load(ordering: .acquiring) }

    /// How many callers are remembered; never over the bound given at the start.
    var subjectCount: Int { state.withLock { $0.callers.count } }

    /// Counts one call of the method with this index.
    /// - Returns: nil when it may go on, else how long to wait until one may.
    public func take(_ subject: RateSubject, method: Int) -> Duration? {
        guard isOn, method >= 0 else { return nil }
        let now = clock.uptime().wholeNanoseconds
        let wait = take(subject, method, now)
        if wait == nil { sharing?.note(subject, method: method) }
        return wait
    }

    private func take(_ subject: RateSubject, _ method: Int, _ now: Int64) -> Duration? {
        state.withLock { state in
            guard state.rate.perSecond > 0 else { return nil }
            let interval = 1_000_000_000 / Int64(state.rate.perSecond)
            let place = self.place(of: subject, now: now, in: &state)
            Self.makeRoom(for: method, in: &state.callers[place])
            state.callers[place].lastSeen = now
            let next = max(state.callers[place].fullAt[method], now) + interval
            let excess = next - now - interval * Int64(state.rate.burst)
            guard excess <= 0 else { return .nanoseconds(excess) }
            state.callers[place].fullAt[method] = next
            return nil
        }
    }

    /// Charges calls that other daemons let through.
    ///
    /// They can make a caller wait for at most a second more than an empty bucket does, whatever is charged: then a lie
    /// about them shuts nobody out.
    /// - Parameter since: the uptime, in nanoseconds, at which the first of them may have been.
    func charge(_ subject: RateSubject, method: Int, calls: Int64, since: Int64) {
        guard isOn, method >= 0, calls > 0 else { return }
        let now = clock.uptime().wholeNanoseconds
        state.withLock { state in
            guard state.rate.perSecond > 0 else { return }
            let second: Int64 = 1_000_000_000
            let interval = second / Int64(state.rate.perSecond)
            let bucket = interval * Int64(state.rate.burst)
            let place = self.place(of: subject, now: now, in: &state)
            Self.makeRoom(for: method, in: &state.callers[place])
            let start = max(state.callers[place].fullAt[method], min(since, now))
            // As many calls as can matter, so that the product fits.
            let most = (bucket + second + (now - min(start, now))) / max(interval, 1) + 1
            state.callers[place].fullAt[method] = max(
                state.callers[place].fullAt[method], min(start + interval * min(calls, most), now + bucket + second))
        }
    }

    private static func makeRoom(for method: Int, in caller: inout Caller) {
        let missing = method + 1 - caller.fullAt.count
        if missing > 0 { caller.fullAt.append(contentsOf: repeatElement(Int64.min, count: missing)) }
    }

    private func place(of subject: RateSubject, now: Int64, in state: inout State) -> Int {
        if let place = state.places[subject] { return place }
        let newcomer = Caller(subject: subject, fullAt: [], lastSeen: now)
        guard state.callers.count >= maxSubjects else {
            state.callers.append(newcomer)
            state.places[subject] = state.callers.count - 1
            return state.callers.count - 1
        }
        var oldest = 0
        for index in state.callers.indices where state.callers[index].lastSeen < state.callers[oldest].lastSeen {
            oldest = index
        }
        state.places[state.callers[oldest].subject] = nil
        state.callers[oldest] = newcomer
        state.places[subject] = oldest
        return oldest
    }
}

extension Duration {
    /// Whole nanoseconds, held at the ends of 64 bits.
    var wholeNanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, carry) = product.addingReportingOverflow(attoseconds / 1_000_000_000)
        return overflow || carry ? (seconds < 0 ? .min : .max) : sum
    }
}
