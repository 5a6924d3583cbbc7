import PluginAPI

/// Money that is set aside for running analyses, within the limits of their owner and of everybody.
enum Aside {
    /// One after the other, for all users of a provider: each sees what the one before set aside.
    private static let lockSQL = "SELECT pg_advisory_xact_lock(hashtextextended('journald aside ' || $1, 0))"
    private static let boundSQL = """
        SELECT coalesce(sum(cost), 0)::bigint, coalesce(sum(cost) FILTER (WHERE user_id = $3), 0)::bigint FROM provider_use
        WHERE month = $1 AND provider = $2
        """
    private static let asideSQL = """
        SELECT coalesce(sum(aside), 0)::bigint, coalesce(sum(aside) FILTER (WHERE user_id = $2), 0)::bigint FROM jobs
        WHERE state = 1 AND kind = 0 AND provider = $1
        """
    private static let heldSQL = """
        SELECT id FROM jobs WHERE user_id = $1 AND lease = $2 AND state = 1 AND id = ANY ($3::uuid[]) ORDER BY id FOR UPDATE
        """
    private static let setSQL = """
        UPDATE jobs j SET aside = n.cost FROM unnest($2::uuid[], $3::bigint[]) AS n (id, cost)
        WHERE j.user_id = $1 AND j.id = n.id
        """

    static func set(
        _ costs: [JobCost], lease: LeaseID, provider: String, within limits: CostLimits, of owner: UserID,
        _ transaction: Transaction
    ) throws -> Set<JobID> {
        _ = try transaction.run(Query(lockSQL) { $0.add(provider) })
        try Journal.lock(owner, transaction)
        let found = try transaction.run(
            Query(boundSQL) {
                $0.add(limits.month.number)
                $0.add(provider)
                $0.add(owner)
            },
            Query(asideSQL) {
                $0.add(provider)
                $0.add(owner)
            },
            Query(heldSQL) {
                $0.add(owner)
                $0.add(lease)
                $0.addArray(costs.map(\.job))
            })
        var left = limits.ofOwner.held(minus: bound(found, 1))
        var leftOfAll = limits.ofAll.held(minus: bound(found, 0))
        let held = Set(try found[2].map { try $0.id(0) as JobID })
        var granted: [JobID: Int64] = [:]
        for item in costs where held.contains(item.job) && item.cost <= min(left, leftOfAll) {
            left -= item.cost
            leftOfAll -= item.cost
            granted[item.job] = item.cost
        }
        guard !granted.isEmpty else { return [] }
        let jobs = Array(granted.keys)
        _ = try transaction.run(
            Query(setSQL) {
                $0.add(owner)
                $0.addArray(jobs)
                $0.addArray(jobs.map { granted[$0] })
            })
        return Set(jobs)
    }

    private static func bound(_ found: [Rows], _ column: Int32) -> Int64 {
        (found[0].first?.int(column) ?? 0).held(minus: -(found[1].first?.int(column) ?? 0))
    }

    static func cost(of provider: String, of owner: UserID?) -> Query {
        let clause = owner == nil ? "" : "AND user_id = $2"
        let sql = """
            SELECT coalesce(sum(aside), 0)::bigint FROM jobs WHERE state = 1 AND kind = 0 AND provider = $1 \(clause)
            """
        return Query(sql) {
            $0.add(provider)
            if let owner { $0.add(owner) }
        }
    }

    static func addUsage(_ usage: SentimentUsage, by provider: String, at: Instant, of owner: UserID) -> Query {
        let sql = """
            INSERT INTO provider_use AS u (user_id, month, provider, calls, input_tokens, output_tokens, cost)
            VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (user_id, month, provider) DO UPDATE SET
                calls = u.calls + excluded.calls, input_tokens = u.input_tokens + excluded.input_tokens,
                output_tokens = u.output_tokens + excluded.output_tokens, cost = u.cost + excluded.cost
            """
        return Query(sql) {
            $0.add(owner)
            $0.add(UsageMonth(of: at).number)
            $0.add(provider)
            for count in [usage.calls, usage.inputTokens, usage.outputTokens, usage.cost] { $0.add(count) }
        }
    }
}

extension Int64 {
    /// The difference, held at the ends of the range.
    fileprivate func held(minus other: Int64) -> Int64 {
        let (difference, overflow) = subtractingReportingOverflow(other)
        return overflow ? (other > 0 ? .min : .max) : difference
    }
}
