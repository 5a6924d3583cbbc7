import PluginAPI

/// Claims of analyses, of all users. Rows that another claim or a change of their entry has locked are passed over, so that
/// workers of many daemons never wait for each other, and none is given twice.
enum Claims {
    private static let lapseSQL = """
        UPDATE jobs j SET state = 0, due_at = $1, returns = j.returns + 1, lease_until = NULL, aside = 0
        FROM (SELECT user_id, id FROM jobs WHERE state = 1 AND kind = 0 AND lease_until <= $1 FOR UPDATE SKIP LOCKED) l
        WHERE j.user_id = l.user_id AND j.id = l.id
        """
    /// Materialized: the rows are chosen and locked once, whatever the plan.
    private static let claimSQL = """
        WITH due AS MATERIALIZED (
            SELECT user_id, id FROM jobs WHERE state = 0 AND kind = 0 AND provider = $1 AND due_at <= $2
            ORDER BY due_at, id LIMIT $3 FOR UPDATE SKIP LOCKED)
        UPDATE jobs j SET state = 1, lease = $4, lease_until = $5, aside = 0, place = NULL FROM due d
        WHERE j.user_id = d.user_id AND j.id = d.id
        RETURNING \(JobRow.columns)
        """

    static func claim(
        of provider: String, limit: Int, lease: LeaseID, now: Instant, until: Instant, _ transaction: Transaction
    ) throws -> [OwnedJob] {
        let lapse = Query(lapseSQL) { $0.add(now) }
        let claim = Query(claimSQL) {
            $0.add(provider)
            $0.add(now)
            $0.add(Int64(min(max(limit, 1), 1_000)))
            $0.add(lease)
            $0.add(until)
        }
        let claimed = try transaction.run(lapse, claim)[1].map(JobRow.owned)
        return claimed.sorted { ($0.job.dueAt, $0.job.id) < ($1.job.dueAt, $1.job.id) }
    }

    private static let isDueSQL = """
        SELECT 1 WHERE EXISTS (SELECT 1 FROM jobs WHERE state = 0 AND kind = 0 AND provider = $1 AND due_at <= $2)
            OR EXISTS (SELECT 1 FROM jobs WHERE state = 1 AND kind = 0 AND lease_until <= $2)
        """

    /// Whether a claim would find anything, so that an idle queue costs no transaction.
    static func isDue(of provider: String, now: Instant) -> Query {
        Query(isDueSQL) {
            $0.add(provider)
            $0.add(now)
        }
    }

    static func extend(_ lease: LeaseID, until: Instant) -> Query {
        Query("UPDATE jobs SET lease_until = $2 WHERE lease = $1 AND state = 1") {
            $0.add(lease)
            $0.add(until)
        }
    }

    static func release(_ lease: LeaseID, at: Instant) -> Query {
        let sql = """
            UPDATE jobs SET state = 0, due_at = $2, returns = returns + 1, lease_until = NULL, aside = 0
            WHERE lease = $1 AND state = 1
            """
        return Query(sql) {
            $0.add(lease)
            $0.add(at)
        }
    }

    private static let releaseAllSQL = """
        UPDATE jobs j SET state = 0, due_at = $1, returns = j.returns + 1, lease_until = NULL, aside = 0
        WHERE j.state = 1 AND j.kind = 0 AND NOT EXISTS (SELECT 1 FROM batches b WHERE b.id = j.lease)
        """
    private static let releaseBatchesSQL = """
        UPDATE batches SET holder = NULL, due_at = $1 WHERE ticket IS NOT NULL AND holder IS NOT NULL
        """

    /// Ends every lease, and every hold on a batch that was handed over; the first statement counts the analyses.
    static func releaseAll(at: Instant) -> [Query] {
        [releaseAllSQL, releaseBatchesSQL].map { sql in Query(sql) { $0.add(at) } }
    }

    private static let countsSQL = """
        SELECT count(*) FILTER (WHERE state = 0), count(*) FILTER (WHERE state = 1), count(*) FILTER (WHERE state = 2),
            min(due_at) FILTER (WHERE state = 0) FROM jobs WHERE kind = 0 AND provider = $1
        """

    static func counts(of provider: String) -> Query { Query(countsSQL) { $0.add(provider) } }

    static func counts(_ row: Row) -> JobCounts {
        JobCounts(waiting: row.int(0), running: row.int(1), parked: row.int(2), nextDue: row.optionalInstant(3))
    }
}
