import PluginAPI

extension StoredJob {
    /// Nobody has it, and no answer that was asked for before counts any more.
    mutating func letGo() {
        lease = nil
        leaseUntil = nil
        aside = 0
        place = nil
    }
}

extension JobRow {
    static let select = "SELECT \(columns) FROM jobs j"
}

/// Jobs that make others, and what their owner ends. Every change locks the owner's journal first.
enum Reanalyses {
    private static let oneSQL = JobRow.select + " WHERE j.user_id = $1 AND j.id = $2 FOR UPDATE"

    static func job(_ id: JobID, of owner: UserID, _ transaction: Transaction) throws -> StoredJob? {
        try transaction.run(.of(owner, id, oneSQL)).first.map(JobRow.job)
    }

    static func add(_ job: StoredJob, of owner: UserID, _ transaction: Transaction) throws {
        try Journal.lock(owner, transaction)
        guard try self.job(job.id, of: owner, transaction) == nil else { throw StorageError.alreadyExists }
        _ = try transaction.run(JobRow.insert([OwnedJob(owner: owner, job: job)]))
    }

    // MARK: Expanding

    /// Where the next analyses are made, and when.
    struct Step: Sendable {
        let from: PagePosition?
        let seeds: [JobSeed]
        let next: PagePosition?
        let at: Instant
    }

    static func expand(_ id: JobID, _ step: Step, of owner: UserID, _ transaction: Transaction) throws -> StoredJob {
        try Journal.lock(owner, transaction)
        guard var parent = try job(id, of: owner, transaction), parent.kind == .reanalysis,
            parent.state == .waiting || parent.state == .running
        else { throw StorageError.notFound }
        guard !parent.isExpanded, parent.position == step.from else { return parent }
        // Replaced analyses may belong to this very reanalysis; their ends are counted in its row, so it is written first.
        parent.state = .running
        parent.position = step.next
        parent.isExpanded = step.next == nil
        parent.updatedAt = step.at
        _ = try transaction.run(JobRow.update([OwnedJob(owner: owner, job: parent)]))
        let added = try plant(step, for: parent, of: owner, transaction)
        let grow = Query("UPDATE jobs SET total = total + $3 WHERE user_id = $1 AND id = $2") {
            $0.add(owner)
            $0.add(id)
            $0.add(Int64(added))
        }
        _ = try transaction.run(grow, JobEnds.finishIfOver([id], of: owner))
        return try job(id, of: owner, transaction) ?? parent
    }

    private static let entriesSQL = """
        SELECT id, revision FROM entries WHERE user_id = $1 AND id = ANY ($2::uuid[]) AND trashed_at IS NULL
        """
    private static let analysesSQL = JobRow.select
        + " WHERE j.user_id = $1 AND j.entry = ANY ($2::uuid[]) ORDER BY j.id FOR UPDATE"

    /// - Returns: how many of the seeds count for the reanalysis.
    private static func plant(
        _ step: Step, for parent: StoredJob, of owner: UserID, _ transaction: Transaction
    ) throws -> Int {
        guard !step.seeds.isEmpty else { return 0 }
        let found = try transaction.run(
            [entriesSQL, analysesSQL].map { sql in
                Query(sql) {
                    $0.add(owner)
                    $0.addArray(step.seeds.map(\.entry))
                }
            })
        var revisions: [EntryID: Int32] = [:]
        try found[0].forEach { revisions[try $0.id(0)] = Int32(truncatingIfNeeded: $0.int(1)) }
        var analyses: [EntryID: StoredJob] = [:]
        for job in try found[1].map(JobRow.job) { if let entry = job.entry { analyses[entry] = job } }
        var (adopted, replaced, made): ([JobID], [StoredJob], [StoredJob]) = ([], [], [])
        for seed in step.seeds {
            guard let revision = revisions.removeValue(forKey: seed.entry) else { continue }
            if let before = analyses[seed.entry] {
                if before.provider == parent.provider, before.state != .parked {
                    if before.parent == nil { adopted.append(before.id) }
                    continue
                }
                replaced.append(before)
            }
            made.append(
                StoredJob(
                    id: seed.id, kind: .analysis, provider: parent.provider, entry: seed.entry, revision: revision,
                    parent: parent.id, createdAt: step.at))
        }
        try JobEnds.end(replaced, as: .skipped, of: owner, transaction)
        let adopt = Query("UPDATE jobs SET parent = $2 WHERE user_id = $1 AND id = ANY ($3::uuid[])") {
            $0.add(owner)
            $0.add(parent.id)
            $0.addArray(adopted)
        }
        _ = try transaction.run(adopt, JobRow.insert(made.map { OwnedJob(owner: owner, job: $0) }))
        return adopted.count + made.count
    }

    // MARK: Cancelling

    static func cancel(_ id: JobID, at: Instant, of owner: UserID, _ transaction: Transaction) throws -> StoredJob {
        try Journal.lock(owner, transaction)
        guard let before = try job(id, of: owner, transaction) else { throw StorageError.notFound }
        return try cancel(before, at: at, of: owner, transaction)
    }

    private static func cancel(
        _ before: StoredJob, at: Instant, of owner: UserID, _ transaction: Transaction
    ) throws -> StoredJob {
        guard before.state == .waiting || before.state == .running || before.kind == .analysis else { return before }
        var job = before
        job.state = .cancelled
        job.updatedAt = at
        job.letGo()
        guard job.kind == .reanalysis else {
            if let entry = before.entry { _ = try transaction.run(JobEnds.stopWaiting([entry], of: owner)) }
            try JobEnds.end([before], as: .skipped, of: owner, transaction)
            return job
        }
        let children = try transaction.run(
            .of(owner, before.id, "DELETE FROM jobs WHERE user_id = $1 AND parent = $2 RETURNING entry"))
        let entries: [EntryID] = try children.map { try $0.optionalID(0) as EntryID? }.compactMap { $0 }
        _ = try transaction.run(JobRow.update([OwnedJob(owner: owner, job: job)]), JobEnds.stopWaiting(entries, of: owner))
        return job
    }

    private static let openSQL = JobRow.select
        + " WHERE j.user_id = $1 AND j.state IN (0, 1) ORDER BY j.kind DESC, j.id FOR UPDATE"

    /// - Returns: how many jobs were not over.
    static func cancelAll(at: Instant, of owner: UserID, _ transaction: Transaction) throws -> Int {
        try Journal.lock(owner, transaction)
        let open = try transaction.run(.of(owner, openSQL)).map(JobRow.job)
        let reanalyses = open.filter { $0.kind == .reanalysis }
        // The analyses of a reanalysis go with it.
        for job in reanalyses { _ = try cancel(job, at: at, of: owner, transaction) }
        let gone = Set(reanalyses.map(\.id))
        let left = open.filter { $0.kind == .analysis && !($0.parent.map(gone.contains) ?? false) }
        _ = try transaction.run(JobEnds.stopWaiting(left.compactMap(\.entry), of: owner))
        try JobEnds.end(left, as: .skipped, of: owner, transaction)
        return open.count
    }
}
