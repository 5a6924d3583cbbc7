import PluginAPI

/// What the ends of analyses do to their reanalyses and entries. The caller has locked the owner's journal.
enum JobEnds {
    /// Which counter of a reanalysis the end of one of its analyses adds to.
    enum End: String {
        case done, failed, skipped
    }

    /// Removes analyses and tells their reanalyses, which have counted parked ones before.
    static func end(_ jobs: [StoredJob], as end: End, of owner: UserID, _ transaction: Transaction) throws {
        guard !jobs.isEmpty else { return }
        let delete = Query("DELETE FROM jobs WHERE user_id = $1 AND id = ANY ($2::uuid[])") {
            $0.add(owner)
            $0.addArray(jobs.map(\.id))
        }
        _ = try transaction.run(
            [delete] + count(jobs.filter { $0.state != .parked }.compactMap(\.parent), as: end, of: owner))
    }

    /// Adds to the counters of reanalyses, once for each time that one is named, and ends those that are over.
    static func count(_ parents: [JobID], as end: End, of owner: UserID) -> [Query] {
        guard !parents.isEmpty else { return [] }
        let sql = """
            UPDATE jobs j SET \(end.rawValue) = j.\(end.rawValue) + n.count
            FROM (SELECT p.id, count(*) AS count FROM unnest($2::uuid[]) AS p (id) GROUP BY p.id) n
            WHERE j.user_id = $1 AND j.id = n.id
            """
        return [
            Query(sql) {
                $0.add(owner)
                $0.addArray(parents)
            }, finishIfOver(parents, of: owner),
        ]
    }

    static func finishIfOver(_ reanalyses: [JobID], of owner: UserID) -> Query {
        let sql = """
            UPDATE jobs SET state = 3 WHERE user_id = $1 AND id = ANY ($2::uuid[]) AND kind = 1 AND state = 1 AND is_expanded
                AND done + failed + skipped >= total
            """
        return Query(sql) {
            $0.add(owner)
            $0.addArray(reanalyses)
        }
    }

    /// Entries that waited for a provider in vain show what they have.
    static func stopWaiting(_ entries: [EntryID], of owner: UserID) -> Query {
        let sql = """
            UPDATE entries SET analysis = CASE WHEN label IS NULL THEN 2 ELSE 0 END
            WHERE user_id = $1 AND id = ANY ($2::uuid[]) AND analysis = 1
            """
        return Query(sql) {
            $0.add(owner)
            $0.addArray(entries)
        }
    }
}
