import PluginAPI
import Synchronization

/// Replicas that answer reads of journals in the primary's place, never with less than a reader may expect.
///
/// A read may expect everything that was acknowledged when it came; or, where the operator allows some age, everything that is
/// older than that and all that its user wrote through this daemon. The primary is asked for the position of its log that
/// stands for this, which many reads share, and a replica that has come so far answers. There is no timer: replicas that are
/// left out are looked after when somebody reads.
final class ReplicaSet: Sendable {
    let replicas: [Replica]
    private let positions: LogPositions
    private let writes: RecentWrites
    /// Nanoseconds.
    private let staleness: UInt64
    /// Where the search for the least busy one begins.
    private let turn = Mutex(0)

    init(_ options: ReplicaOptions, primary: ConnectionOptions, gate: ReconnectGate) {
        replicas = options.connections.enumerated().map { Replica($1, size: options.size, number: $0) }
        staleness = UInt64(options.staleness) * 1_000_000
        positions = LogPositions(primary, gate: gate, lifetime: staleness)
        writes = RecentWrites(lifetime: staleness)
    }

    /// Looks for the replicas. Does not wait for them: one that is away must not keep the daemon from starting.
    func start() async {
        guard let now = try? await positions.position(since: Deadline.now) else { return }
        for replica in replicas { replica.look(timeline: now.timeline) }
    }

    /// To be called after a change of the user's journal and before its answer.
    func noteWrite(_ owner: UserID) {
        if staleness > 0 { writes.note(owner, at: Deadline.now) }
    }

    /// What a replica answers, or nil where the primary must.
    /// - Throws: what `body` refused.
    func read<Value: Sendable>(
        of owner: UserID, _ body: @escaping @Sendable (Connection) throws -> Value
    ) async throws(StorageError) -> Value? {
        let now = Deadline.now
        if let last = positions.last { lookAfterAbsent(last.timeline) }
        guard replicas.contains(where: { $0.reason == nil }) || positions.last == nil else { return nil }
        let moment = staleness == 0 ? now : max(now - min(now, staleness), writes.last(of: owner))
        guard let needed = try? await positions.position(since: moment) else { return nil }
        var tried: Set<Int> = []
        // A second one is tried where the first is gone; one that is merely late would be late again.
        for _ in 0..<2 {
            guard let number = leastBusy(needed, except: tried) else { return nil }
            tried.insert(number)
            switch await replicas[number].read(needed, body) {
            case .value(let value): return .some(value)
            case .refused(let error): throw error
            case .isBehind: return nil
            case .isUnusable: continue
            }
        }
        return nil
    }

    private func lookAfterAbsent(_ timeline: String) {
        for replica in replicas where replica.reason != nil { replica.look(timeline: timeline) }
    }

    private func leastBusy(_ needed: LogPosition, except tried: Set<Int>) -> Int? {
        let first = turn.withLock { turn in
            turn = (turn + 1) % max(1, replicas.count)
            return turn
        }
        let now = Deadline.now
        var best: (number: Int, load: Int)?
        for step in replicas.indices {
            let number = (first + step) % replicas.count
            guard !tried.contains(number), let load = replicas[number].load(for: needed, now: now) else { continue }
            if best.map({ load < $0.load }) ?? true { best = (number, load) }
        }
        return best?.number
    }

    /// What the operator should know of them: nil when all are in use.
    var complaint: String? {
        if let last = positions.last { lookAfterAbsent(last.timeline) }
        let out = replicas.compactMap { replica in replica.reason.map { "\(replica.target) (\($0))" } }
        guard !out.isEmpty else { return nil }
        return "\(replicas.count - out.count) of \(replicas.count) replicas are in use; left out: " + out.joined(separator: ", ")
    }

    func close() async {
        await positions.close()
        for replica in replicas { await replica.close() }
    }
}
