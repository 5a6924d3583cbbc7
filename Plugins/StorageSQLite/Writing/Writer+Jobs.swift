import PluginAPI

/// What the writer reads of a job before it changes it.
struct JobBefore {
    var job: StoredJob
    let owner: Int64
    let entry: EntryKey?

    init(_ row: Row) throws {
        job = try JobRow.job(row)
        owner = row.int(25)
        entry = row.optionalInt(26).map { EntryKey($0) }
    }
}

extension StoredJob {
    /// Nobody has it, and no answer that was asked for before counts any more.
    mutating func letGo() {
        lease = nil
        leaseUntil = nil
        aside = 0
        place = nil
    }
}

/// Which counter of a reanalysis the end of one of its analyses adds to.
enum JobEnd {
    case done, failed, skipped
}

// The analysis of an entry.
extension Writer {
    func addJob(_ new: NewJob, for entry: EntryKey, revision: Int32) throws {
        let job = StoredJob(
            id: new.id, kind: .analysis, provider: new.provider, revision: revision, createdAt: new.createdAt)
        try insertJob(job, entry: entry.value, owner: entry.owner)
    }

    func insertJob(_ job: StoredJob, entry: Int64?, owner: Int64) throws {
        try prepared(JobRow.insert).run {
            JobRow.bind(job, to: &$0)
            $0.add(owner)
            $0.add(job.id)
            $0.add(entry)
        }
    }

    func rewriteJob(_ job: StoredJob, owner: Int64) throws {
        try prepared(JobRow.rewrite).run {
            JobRow.bind(job, to: &$0)
            $0.add(owner)
            $0.add(job.id)
        }
    }

    func job(ofEntry key: EntryKey) throws -> JobBefore? {
        try prepared("job of entry", text: JobRow.select + " WHERE j.entry = ?").first({ $0.add(key.value) }, JobBefore.init)
    }

    func job(_ id: JobID, owner: Int64) throws -> JobBefore? {
        try prepared("job by id", text: JobRow.select + " WHERE j.owner = ? AND j.id = ?")
            .first({ $0.add(owner); $0.add(id) }, JobBefore.init)
    }

    /// What a revision does with the job of its entry, which has its new revision already.
    func changeJob(_ change: JobChange, of key: EntryKey, revision: Int32) throws {
        if case .keep = change {
            try prepared("UPDATE jobs SET revision = ? WHERE entry = ?").run { $0.add(Int64(revision)); $0.add(key.value) }
            return
        }
        try dropJob(ofEntry: key)
        if case .replace(let new) = change { try addJob(new, for: key, revision: revision) }
    }

    func dropJob(ofEntry key: EntryKey) throws {
        if let before = try job(ofEntry: key) { try endJob(before, as: .skipped) }
    }

    func dropOtherScores(ofEntry key: EntryKey) throws {
        try prepared("DELETE FROM otherScores WHERE entry = ?").run { $0.add(key.value) }
    }

    /// Removes an analysis and tells its reanalysis, which has counted a parked one before.
    func endJob(_ before: JobBefore, as end: JobEnd) throws {
        try prepared("DELETE FROM jobs WHERE owner = ? AND id = ?").run { $0.add(before.owner); $0.add(before.job.id) }
        if before.job.state != .parked { try countJob(before, as: end) }
    }

    func countJob(_ before: JobBefore, as end: JobEnd) throws {
        guard let parent = before.job.parent else { return }
        let sql: StaticString =
            switch end {
            case .done: "UPDATE jobs SET done = done + 1 WHERE owner = ? AND id = ?"
            case .failed: "UPDATE jobs SET failed = failed + 1 WHERE owner = ? AND id = ?"
            case .skipped: "UPDATE jobs SET skipped = skipped + 1 WHERE owner = ? AND id = ?"
            }
        try prepared(sql).run { $0.add(before.owner); $0.add(parent) }
        try finishIfOver(parent, owner: before.owner)
    }

    func finishIfOver(_ id: JobID, owner: Int64) throws {
        let sql: StaticString = """
            UPDATE jobs SET state = 3
            WHERE owner = ? AND id = ? AND state = 1 AND isExpanded = 1 AND done + failed + skipped >= total
            """
        try prepared(sql).run { $0.add(owner); $0.add(id) }
    }

    /// An entry that waited for a provider in vain shows what it has.
    func stopWaiting(_ key: EntryKey) throws {
        let sql: StaticString = """
            UPDATE entries SET analysis = CASE WHEN label IS NULL THEN 2 ELSE 0 END WHERE key = ? AND analysis = 1
            """
        try prepared(sql).run { $0.add(key.value) }
    }
}

// Claims.
extension Writer {
    func claimJobs(
        of provider: String, limit: Int, lease: LeaseID, now: Instant, until: Instant
    ) throws -> [OwnedJob] {
        let lapse: StaticString = """
            UPDATE jobs SET state = 0, dueAt = ?, returns = returns + 1, leaseUntil = NULL, aside = 0
            WHERE state = 1 AND kind = 0 AND leaseUntil <= ?
            """
        try prepared(lapse).run { $0.add(now.microseconds); $0.add(now.microseconds) }
        let due = JobRow.select + """
             WHERE j.state = 0 AND j.kind = 0 AND j.provider = ? AND j.dueAt <= ? ORDER BY j.dueAt, j.id LIMIT ?
            """
        var claimed: [(owner: Int64, owned: OwnedJob)] = []
        try prepared("jobs to claim", text: due).each({
            $0.add(provider)
            $0.add(now.microseconds)
            $0.add(Int64(min(max(limit, 1), 1_000)))
        }) { row in
            claimed.append((row.int(25), try JobRow.owned(row)))
            return true
        }
        return try claimed.map { owner, owned in try give(owned, to: lease, until: until, owner: owner) }
    }

    func give(_ owned: OwnedJob, to lease: LeaseID, until: Instant, owner: Int64) throws -> OwnedJob {
        let take: StaticString = """
            UPDATE jobs SET state = 1, lease = ?, leaseUntil = ?, aside = 0, place = NULL WHERE owner = ? AND id = ?
            """
        try prepared(take).run {
            $0.add(lease)
            $0.add(until.microseconds)
            $0.add(owner)
            $0.add(owned.job.id)
        }
        var owned = owned
        owned.job.letGo()
        owned.job.state = .running
        owned.job.lease = lease
        owned.job.leaseUntil = until
        return owned
    }

    func extendLease(_ lease: LeaseID, until: Instant) throws -> Int {
        try prepared("UPDATE jobs SET leaseUntil = ? WHERE lease = ? AND state = 1").run {
            $0.add(until.microseconds)
            $0.add(lease)
        }
        return Int(changes)
    }

    func releaseLease(_ lease: LeaseID, at: Instant) throws -> Int {
        let sql: StaticString = """
            UPDATE jobs SET state = 0, dueAt = ?, returns = returns + 1, leaseUntil = NULL, aside = 0
            WHERE lease = ? AND state = 1
            """
        try prepared(sql).run { $0.add(at.microseconds); $0.add(lease) }
        return Int(changes)
    }

    func releaseLeases(at: Instant) throws -> Int {
        let sql: StaticString = """
            UPDATE jobs SET state = 0, dueAt = ?, returns = returns + 1, leaseUntil = NULL, aside = 0
            WHERE state = 1 AND kind = 0 AND lease NOT IN (SELECT id FROM batches)
            """
        try prepared(sql).run { $0.add(at.microseconds) }
        let count = Int(changes)
        try prepared("UPDATE batches SET holder = NULL, dueAt = ? WHERE ticket IS NOT NULL AND holder IS NOT NULL").run {
            $0.add(at.microseconds)
        }
        return count
    }

    func setAside(
        _ costs: [JobCost], lease: LeaseID, provider: String, within limits: CostLimits, of user: UserID
    ) throws -> Set<JobID> {
        let owner = try account(of: user).owner
        var left = limits.ofOwner.held(minus: try bound(provider, limits.month, owner: owner))
        var leftOfAll = limits.ofAll.held(minus: try bound(provider, limits.month, owner: nil))
        var granted: Set<JobID> = []
        let sql: StaticString = "UPDATE jobs SET aside = ? WHERE owner = ? AND id = ? AND state = 1 AND lease = ?"
        for item in costs where item.cost <= min(left, leftOfAll) {
            try prepared(sql).run {
                $0.add(item.cost)
                $0.add(owner)
                $0.add(item.job)
                $0.add(lease)
            }
            guard changes > 0 else { continue }
            left -= item.cost
            leftOfAll -= item.cost
            granted.insert(item.job)
        }
        return granted
    }

    /// What was used up in a month and what is set aside, of one owner or of all.
    private func bound(_ provider: String, _ month: UsageMonth, owner: Int64?) throws -> Int64 {
        let used: StaticString = """
            SELECT coalesce(sum(cost), 0) FROM providerUse
            WHERE month = ? AND provider = ? AND (? IS NULL OR owner = ?)
            """
        let spent = try prepared(used).first({
            $0.add(month.number)
            $0.add(provider)
            $0.add(owner)
            $0.add(owner)
        }) { $0.int(0) }
        let aside = try prepared("aside", text: JobRow.asideCost).first({
            $0.add(provider)
            $0.add(owner)
            $0.add(owner)
        }) { $0.int(0) }
        return (spent ?? 0).held(minus: -(aside ?? 0))
    }

    func hastenJobs(at: Instant, of user: UserID) throws {
        let owner = try account(of: user).owner
        let sql: StaticString = "UPDATE jobs SET dueAt = ? WHERE owner = ? AND kind = 0 AND state = 0 AND dueAt > ?"
        try prepared(sql).run { $0.add(at.microseconds); $0.add(owner); $0.add(at.microseconds) }
    }
}

extension Int64 {
    /// The difference, held at the ends of the range.
    fileprivate func held(minus other: Int64) -> Int64 {
        let (difference, overflow) = subtractingReportingOverflow(other)
        return overflow ? (other > 0 ? .min : .max) : difference
    }
}
