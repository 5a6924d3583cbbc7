import PluginAPI

// Reanalyses, and what their owners do about jobs.
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

    func retryJobs(_ id: JobID?, at: Instant, of user: UserID) throws -> [StoredJob] {
        let owner = try account(of: user).owner
        var parked: [JobBefore] = []
        if let id {
            guard let before = try job(id, owner: owner) else { throw StorageError.notFound }
            if before.job.state == .parked { parked.append(before) }
        } else {
            let sql = JobRow.select + " WHERE j.owner = ? AND j.kind = 0 AND j.state = 2 ORDER BY j.id"
            try prepared("parked jobs", text: sql).each({ $0.add(owner) }) { row in
                parked.append(try JobBefore(row))
                return true
            }
        }
        return try parked.map { try retry($0, at: at) }
    }

    private func retry(_ before: JobBefore, at: Instant) throws -> StoredJob {
        var job = before.job
        job.state = .waiting
        (job.tries, job.returns, job.reason) = (0, 0, nil)
        (job.dueAt, job.updatedAt) = (at, at)
        try rewriteJob(job, owner: before.owner)
        if let entry = before.entry {
            try prepared("UPDATE entries SET analysis = 1 WHERE key = ? AND analysis = 2").run { $0.add(entry.value) }
        }
        if let parent = job.parent {
            let sql: StaticString = """
                UPDATE jobs SET failed = failed - 1, state = CASE WHEN state = 3 THEN 1 ELSE state END
                WHERE owner = ? AND id = ?
                """
            try prepared(sql).run { $0.add(before.owner); $0.add(parent) }
        }
        return job
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
        job.letGo()
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
