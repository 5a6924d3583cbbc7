import PluginAPI

/// Claims where jobs and entries are on different nodes (see `CitusLayout`).
enum ClusterClaims {
    private static let entriesSQL = """
        SELECT e.user_id, e.id, e.revision FROM unnest($1::uuid[], $2::uuid[]) AS n (user_id, id)
        JOIN entries e ON e.user_id = n.user_id AND e.id = n.id
        """
    private static let backSQL = """
        UPDATE jobs j SET state = 0, lease = NULL, lease_until = NULL FROM unnest($1::uuid[], $2::uuid[]) AS n (user_id, id)
        WHERE j.user_id = n.user_id AND j.id = n.id
        """

    /// Puts jobs back whose entry cannot be seen yet as the job means it: the transaction that wrote both has become visible
    /// here and not on the entry's node, which is a matter of milliseconds. Whoever claims next finds them.
    static func keepVisible(_ claimed: [OwnedJob], _ transaction: Transaction) throws -> [OwnedJob] {
        guard !claimed.isEmpty else { return [] }
        let entries = Query(entriesSQL) {
            $0.addArray(claimed.map(\.owner))
            $0.addArray(claimed.map(\.job.entry))
        }
        var revisions: [Owned<EntryID>: Int64] = [:]
        try transaction.run(entries).forEach { revisions[Owned(try $0.id(0), try $0.id(1))] = $0.int(2) }
        let isVisible = { (owned: OwnedJob) -> Bool in
            guard let entry = owned.job.entry, let revision = revisions[Owned(owned.owner, entry)] else { return false }
            return revision >= Int64(owned.job.revision)
        }
        let early = claimed.filter { !isVisible($0) }
        guard !early.isEmpty else { return claimed }
        _ = try transaction.run(
            Query(backSQL) {
                $0.addArray(early.map(\.owner))
                $0.addArray(early.map(\.job.id))
            })
        return claimed.filter(isVisible)
    }
}
