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
            UPDATE jobs SET state = 0, dueAt = ?, returns = returns + 1, lease = NULL, leaseUntil = NULL
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
        let take: StaticString = "UPDATE jobs SET state = 1, lease = ?, leaseUntil = ? WHERE owner = ? AND id = ?"
        return try claimed.map { owner, owned in
            try prepared(take).run {
                $0.add(lease)
                $0.add(until.microseconds)
                $0.add(owner)
                $0.add(owned.job.id)
            }
            var owned = owned
            owned.job.state = .running
            owned.job.lease = lease
            owned.job.leaseUntil = until
            return owned
        }
    }

    func extendLease(_ lease: LeaseID, until: Instant) throws -> Int {
        try prepared("UPDATE jobs SET leaseUntil = ? WHERE lease = ?").run { $0.add(until.microseconds); $0.add(lease) }
        return Int(changes)
    }

    func releaseLease(_ lease: LeaseID, at: Instant) throws -> Int {
        let sql: StaticString = """
            UPDATE jobs SET state = 0, dueAt = ?, returns = returns + 1, lease = NULL, leaseUntil = NULL WHERE lease = ?
            """
        try prepared(sql).run { $0.add(at.microseconds); $0.add(lease) }
        return Int(changes)
    }

    func hastenJobs(at: Instant, of user: UserID) throws {
        let owner = try account(of: user).owner
        let sql: StaticString = "UPDATE jobs SET dueAt = ? WHERE owner = ? AND kind = 0 AND state = 0 AND dueAt > ?"
        try prepared(sql).run { $0.add(at.microseconds); $0.add(owner); $0.add(at.microseconds) }
    }
}

// Reanalyses.
extension Writer {
    func addReanalysis(_ job: StoredJob, of user: UserID) throws {
        let owner = try account(of: user).owner
        guard try self.job(job.id, owner: owner) == nil else { throw StorageError.alreadyExists }
        try insertJob(job, entry: nil, owner: owner)
    }

    func expandReanalysis(
        _ id: JobID, from: PagePosition?, with seeds: [JobSeed], next: PagePosition?, at: Instant, of user: UserID
    ) throws -> StoredJob {
        let owner = try account(of: user).owner
        guard var parent = try job(id, owner: owner)?.job, parent.kind == .reanalysis,
            parent.state == .waiting || parent.state == .running
        else { throw StorageError.notFound }
        guard !parent.isExpanded, parent.position == from else { return parent }
        // Replaced analyses may belong to this very reanalysis; their ends are counted in its row, so it is written first.
        parent.state = .running
        parent.position = next
        parent.isExpanded = next == nil
        parent.updatedAt = at
        try rewriteJob(parent, owner: owner)
        var added: Int64 = 0
        for seed in seeds where try seedJob(seed, of: parent, at: at, owner: owner) { added += 1 }
        try prepared("UPDATE jobs SET total = total + ? WHERE owner = ? AND id = ?").run {
            $0.add(added)
            $0.add(owner)
            $0.add(id)
        }
        try finishIfOver(id, owner: owner)
        return try job(id, owner: owner)?.job ?? parent
    }

    /// Whether the seed counts for the reanalysis.
    private func seedJob(_ seed: JobSeed, of parent: StoredJob, at: Instant, owner: Int64) throws -> Bool {
        let found = try prepared("SELECT key, revision FROM entries WHERE owner = ? AND id = ? AND trashed = 0")
            .first({ $0.add(owner); $0.add(seed.entry) }) { (EntryKey($0.int(0)), Int32(truncatingIfNeeded: $0.int(1))) }
        guard let (key, revision) = found else { return false }
        if let before = try job(ofEntry: key) {
            if before.job.provider == parent.provider, before.job.state != .parked {
                guard before.job.parent == nil else { return false }
                try prepared("UPDATE jobs SET parent = ? WHERE owner = ? AND id = ?").run {
                    $0.add(parent.id)
                    $0.add(owner)
                    $0.add(before.job.id)
                }
                return true
            }
            try endJob(before, as: .skipped)
        }
        let job = StoredJob(
            id: seed.id, kind: .analysis, provider: parent.provider, revision: revision, parent: parent.id, createdAt: at)
        try insertJob(job, entry: key.value, owner: owner)
        return true
    }

    func cancelJob(_ id: JobID, at: Instant, of user: UserID) throws -> StoredJob {
        let owner = try account(of: user).owner
        guard let before = try job(id, owner: owner) else { throw StorageError.notFound }
        return try cancel(before, at: at)
    }

    private func cancel(_ before: JobBefore, at: Instant) throws -> StoredJob {
        var job = before.job
        guard job.state == .waiting || job.state == .running || job.kind == .analysis else { return job }
        if let entry = before.entry {
            try stopWaiting(entry)
            try endJob(before, as: .skipped)
        }
        job.state = .cancelled
        job.updatedAt = at
        job.lease = nil
        job.leaseUntil = nil
        guard job.kind == .reanalysis else { return job }
        try rewriteJob(job, owner: before.owner)
        let children = "UPDATE entries SET analysis = CASE WHEN label IS NULL THEN 2 ELSE 0 END "
            + "WHERE analysis = 1 AND key IN (SELECT entry FROM jobs WHERE owner = ? AND parent = ?)"
        try prepared("children stop waiting", text: children).run { $0.add(before.owner); $0.add(job.id) }
        try prepared("DELETE FROM jobs WHERE owner = ? AND parent = ?").run { $0.add(before.owner); $0.add(job.id) }
        return job
    }

    func cancelJobs(at: Instant, of user: UserID) throws -> Int {
        let owner = try account(of: user).owner
        var open: [JobBefore] = []
        let sql = JobRow.select + " WHERE j.owner = ? AND j.state IN (0, 1) ORDER BY j.kind DESC"
        try prepared("open jobs", text: sql).each({ $0.add(owner) }) { row in
            open.append(try JobBefore(row))
            return true
        }
        // The analyses of a reanalysis go with it.
        for before in open where before.job.kind == .reanalysis { _ = try cancel(before, at: at) }
        for before in open where before.job.kind == .analysis {
            if let left = try job(before.job.id, owner: owner) { _ = try cancel(left, at: at) }
        }
        return open.count
    }
}
