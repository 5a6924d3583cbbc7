import Glibc
import PluginAPI
import Synchronization

/// A server that follows the primary, with connections of its own.
///
/// What it is asked is asked together with a position of the primary's log, and it answers only when it has come that far.
/// One that is away, or far behind, is left out, and asked now and then by `look` whether it is back.
final class Replica: Sendable {
    /// What came of a read.
    enum Outcome<Value: Sendable>: Sendable {
        case value(Value)
        /// The read itself was refused, as it would be anywhere.
        case refused(StorageError)
        /// It has not come to the position yet.
        case isBehind
        /// It cannot answer this now.
        case isUnusable
    }

    private struct State {
        /// Why it is left out; nil while it is in use.
        var reason: String? = "not asked yet"
        /// The timeline that it is known to follow.
        var timeline = ""
        /// How far it was when it last said so.
        var known: Int64 = 0
        /// Until when reads that want more than `known` go elsewhere at once.
        var skipUntil: UInt64 = 0
        var behindSince: UInt64?
        /// What it must have before it is taken back.
        var missing: Int64 = 0
        var isLooking = false
        var lookAfter: UInt64 = 0
        var failures = 0
        var running = 0
        var served = 0
    }

    /// How long a read waits for the replica, in milliseconds, before it goes to the primary.
    private static let patience = 10
    /// After a read waited in vain, how long others do not try, in nanoseconds.
    private static let pause: UInt64 = 20_000_000
    /// Behind for so many nanoseconds without a read that it could answer, it is left out.
    private static let lagLimit: UInt64 = 1_000_000_000
    private static let firstDelay: UInt64 = 50_000_000
    private static let longestDelay: UInt64 = 5_000_000_000

    let target: String
    private let pool: ConnectionPool
    private let looker: Worker
    private let state = Mutex(State())

    init(_ options: ConnectionOptions, size: Int, number: Int) {
        target = options.target
        pool = ConnectionPool(options, gate: ReconnectGate(), size: size, name: "replica\(number)")
        looker = Worker(options, name: "replica\(number).look")
    }

    /// Why it is left out, or nil.
    var reason: String? { state.withLock { $0.reason } }
    /// Reads that it answered.
    var served: Int { state.withLock { $0.served } }

    /// How busy it is, or nil when a read that needs this position should not be sent here.
    func load(for needed: LogPosition, now: UInt64) -> Int? {
        state.withLock { state in
            guard state.reason == nil else { return nil }
            guard state.timeline == needed.timeline else {
                leaveOut(&state, "it does not follow the primary since the fail-over", missing: 0, now)
                return nil
            }
            if state.known < needed.position, now < state.skipUntil { return nil }
            return state.running
        }
    }

    func read<Value: Sendable>(
        _ needed: LogPosition, _ body: @escaping @Sendable (Connection) throws -> Value
    ) async -> Outcome<Value> {
        state.withLock { $0.running += 1 }
        defer { state.withLock { $0.running -= 1 } }
        do {
            return try await pool.run { [self] connection in
                guard try catchUp(to: needed.position, connection) else { return .isBehind }
                return try attempt(body, connection)
            }
        } catch {
            state.withLock { leaveOut(&$0, "\(error)", missing: 0, Deadline.now) }
            return .isUnusable
        }
    }

    private func attempt<Value>(_ body: (Connection) throws -> Value, _ connection: Connection) throws -> Outcome<Value> {
        do {
            let value = try body(connection)
            state.withLock { $0.served += 1 }
            return .value(value)
        } catch let error as StorageError {
            return .refused(error)
        } catch let failure as PostgresFailure where !failure.isConnectionLost {
            // A statement that takes too long would do so on the primary too.
            if failure.state == "57014" { return .refused(StorageError(from: failure)) }
            // What the primary cleaned up was still read here: the next try may well succeed.
            if !failure.isCollision { state.withLock { leaveOut(&$0, failure.message, missing: 0, Deadline.now) } }
            return .isUnusable
        }
    }

    private static let question = Query("SELECT coalesce((pg_last_wal_replay_lsn() - '0/0'::pg_lsn)::bigint, -1)")

    /// Waits a little until the log is applied up to a position. What is read on this connection afterwards shows it.
    private func catchUp(to position: Int64, _ connection: Connection) throws -> Bool {
        let deadline = Deadline(milliseconds: Self.patience)
        while true {
            let found = try connection.run(Self.question).first?.int(0) ?? -1
            let now = Deadline.now
            if found >= position {
                state.withLock { state in
                    state.known = found
                    state.behindSince = nil
                }
                return true
            }
            if deadline.isOver {
                state.withLock { noteBehind(&$0, found, position, now) }
                return false
            }
            usleep(500)
        }
    }

    private func noteBehind(_ state: inout State, _ found: Int64, _ position: Int64, _ now: UInt64) {
        state.known = found
        state.skipUntil = now + Self.pause
        let since = state.behindSince ?? now
        state.behindSince = since
        if now - since > Self.lagLimit { leaveOut(&state, "it lags behind the primary", missing: position, now) }
    }

    private func leaveOut(_ state: inout State, _ reason: String, missing: Int64, _ now: UInt64) {
        state.reason = reason
        state.missing = missing
        state.behindSince = nil
        state.lookAfter = now + delay(&state)
    }

    private func delay(_ state: inout State) -> UInt64 {
        let delay = min(Self.longestDelay, Self.firstDelay << UInt64(min(state.failures, 8)))
        state.failures += 1
        return delay / 2 + UInt64.random(in: 0...(delay / 2))
    }
}

// Taking it back.
extension Replica {
    private static let sight = Query("""
        SELECT pg_is_in_recovery(), coalesce((pg_last_wal_replay_lsn() - '0/0'::pg_lsn)::bigint, -1),
            (SELECT value FROM facts WHERE name = 'timeline')
        """)

    /// Looks after a replica that is left out, if it is time, on a thread of its own. Nobody waits for it.
    func look(timeline: String) {
        let now = Deadline.now
        let isDue = state.withLock { state in
            guard state.reason != nil, !state.isLooking, now >= state.lookAfter else { return false }
            state.isLooking = true
            return true
        }
        guard isDue else { return }
        looker.async { [self] connection in
            do {
                try connection.ensureOpen()
                guard let row = try connection.run(Self.sight).first else { throw PostgresFailure(.connection, "no answer") }
                see(isReplica: row.bool(0), row.int(1), row.optionalText(2), timeline)
            } catch {
                let text = (error as? PostgresFailure)?.message ?? "it does not answer"
                state.withLock { state in
                    state.isLooking = false
                    state.reason = text
                    state.lookAfter = Deadline.now + delay(&state)
                }
            }
        }
    }

    private func see(isReplica: Bool, _ position: Int64, _ found: String?, _ timeline: String) {
        state.withLock { state in
            state.isLooking = false
            let reason: String? =
                if !isReplica {
                    "it is no replica"
                } else if found != timeline {
                    "it has not followed the primary to its timeline"
                } else if position < state.missing {
                    "it lags behind the primary"
                } else {
                    nil
                }
            state.reason = reason
            guard reason == nil else {
                state.lookAfter = Deadline.now + delay(&state)
                return
            }
            state.timeline = timeline
            state.known = position
            state.skipUntil = 0
            state.failures = 0
        }
    }

    func close() async {
        await pool.close()
        await withCheckedContinuation { continuation in
            looker.async { connection in
                connection.close()
                continuation.resume()
            }
        }
    }
}
