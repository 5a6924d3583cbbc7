import PluginAPI

/// Parked analyses that their owner lets be tried again. The caller has not locked the journal yet.
enum Retries {
    private static let parkedSQL = JobRow.select
        + " WHERE j.user_id = $1 AND j.kind = 0 AND j.state = 2 ORDER BY j.id FOR UPDATE"
    private static let pendSQL = """
        UPDATE entries SET analysis = 1 WHERE user_id = $1 AND id = ANY ($2::uuid[]) AND analysis = 2
        """
    private static let reopenSQL = """
        UPDATE jobs j SET failed = j.failed - n.count, state = CASE WHEN j.state = 3 THEN 1 ELSE j.state END
        FROM (SELECT p.id, count(*) AS count FROM unnest($2::uuid[]) AS p (id) GROUP BY p.id) n
        WHERE j.user_id = $1 AND j.id = n.id
        """

    /// - Returns: those that wait now.
    static func retry(_ id: JobID?, at: Instant, of owner: UserID, _ transaction: Transaction) throws -> [StoredJob] {
        try Journal.lock(owner, transaction)
        var parked: [StoredJob]
        if let id {
            guard let job = try Reanalyses.job(id, of: owner, transaction) else { throw StorageError.notFound }
            parked = job.state == .parked ? [job] : []
        } else {
            parked = try transaction.run(.of(owner, parkedSQL)).map(JobRow.job)
        }
        guard !parked.isEmpty else { return [] }
        for index in parked.indices {
            parked[index].state = .waiting
            (parked[index].tries, parked[index].returns, parked[index].reason) = (0, 0, nil)
            (parked[index].dueAt, parked[index].updatedAt) = (at, at)
        }
        let pend = Query(pendSQL) {
            $0.add(owner)
            $0.addArray(parked.compactMap(\.entry))
        }
        let reopen = Query(reopenSQL) {
            $0.add(owner)
            $0.addArray(parked.compactMap(\.parent))
        }
        _ = try transaction.run(JobRow.update(parked.map { OwnedJob(owner: owner, job: $0) }), pend, reopen)
        return parked
    }
}
