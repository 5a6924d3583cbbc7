import PluginAPI

// Analyses that are handed over in bulk.
extension Writer {
    /// A batch and the number of its owner, who may be gone.
    private struct HeldBatch {
        let owner: Int64
        var batch: StoredBatch
    }

    func openBatch(_ batch: StoredBatch, of user: UserID) throws {
        let owner = try account(of: user).owner
        guard try job(batch.parent, owner: owner)?.job.kind == .reanalysis else { throw StorageError.notFound }
        let isTaken = try prepared("SELECT 1 FROM batches WHERE id = ?").first({ $0.add(batch.id) }) { _ in true }
        guard isTaken == nil else { throw StorageError.alreadyExists }
        let sql: StaticString = """
            INSERT INTO batches (id, owner, parent, provider, model, promptVersion, createdAt, count, ticket, holder, dueAt)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        try prepared(sql).run {
            $0.add(batch.id)
            $0.add(owner)
            $0.add(batch.parent)
            $0.add(batch.provider)
            $0.add(batch.model)
            $0.add(batch.promptVersion)
            $0.add(batch.createdAt.microseconds)
            $0.add(Int64(batch.count))
            $0.add(batch.ticket)
            $0.add(batch.holder?.bytes)
            $0.add(batch.dueAt.microseconds)
        }
    }

    private func held(_ id: LeaseID, by holder: LeaseID) throws -> HeldBatch {
        let sql = BatchRow.select + ", owner FROM batches WHERE id = ? AND holder = ?"
        let found = try prepared("held batch", text: sql).first({ $0.add(id); $0.add(holder) }) { row in
            HeldBatch(owner: row.int(BatchRow.count), batch: try BatchRow.batch(row))
        }
        guard let found else { throw StorageError.notFound }
        return found
    }

    func claimJobs(
        forBatch id: LeaseID, holder: LeaseID, limit: Int, now: Instant, until: Instant
    ) throws -> [OwnedJob] {
        let held = try held(id, by: holder)
        guard held.batch.ticket == nil, !held.batch.isOver else { throw StorageError.notFound }
        let sql = JobRow.select + """
             WHERE j.owner = ? AND j.parent = ? AND j.provider = ? AND j.dueAt <= ? AND \(BatchRow.mayGo)
            ORDER BY j.dueAt, j.id LIMIT ?
            """
        var due: [OwnedJob] = []
        try prepared("jobs for a batch", text: sql).each({
            $0.add(held.owner)
            $0.add(held.batch.parent)
            $0.add(held.batch.provider)
            $0.add(now.microseconds)
            $0.add(Int64(min(max(limit, 1), 1_000)))
        }) { row in
            due.append(try JobRow.owned(row))
            return true
        }
        return try due.map { try give($0, to: id, until: until, owner: held.owner) }
    }

    func placeJobs(_ jobs: [JobID], inBatch id: LeaseID, holder: LeaseID) throws -> [JobID: Int] {
        let held = try held(id, by: holder)
        guard held.batch.ticket == nil, !held.batch.isOver else { throw StorageError.notFound }
        var places: [JobID: Int] = [:]
        var next = held.batch.count
        let sql: StaticString = """
            UPDATE jobs SET place = ? WHERE owner = ? AND id = ? AND state = 1 AND lease = ? AND place IS NULL
            """
        for job in jobs {
            try prepared(sql).run {
                $0.add(Int64(next))
                $0.add(held.owner)
                $0.add(job)
                $0.add(id)
            }
            guard changes > 0 else { continue }
            places[job] = next
            next += 1
        }
        try prepared("UPDATE batches SET count = ? WHERE id = ?").run { $0.add(Int64(next)); $0.add(id) }
        return places
    }

    func keepTicket(_ ticket: String, ofBatch id: LeaseID, holder: LeaseID, until: Instant) throws {
        _ = try held(id, by: holder)
        try prepared("UPDATE batches SET ticket = ? WHERE id = ?").run { $0.add(ticket); $0.add(id) }
        _ = try extendLease(id, until: until)
    }

    func takeBatch(of provider: String, holder: LeaseID, now: Instant, until: Instant) throws -> StoredBatch? {
        let sql = BatchRow.select + " FROM batches WHERE provider = ? AND dueAt <= ? ORDER BY dueAt, id LIMIT 1"
        let due = try prepared("due batch", text: sql).first({ $0.add(provider); $0.add(now.microseconds) }, BatchRow.batch)
        guard var batch = due else { return nil }
        batch.holder = holder
        batch.dueAt = until
        try hold(batch)
        return batch
    }

    func holdBatch(_ id: LeaseID, holder: LeaseID, until: Instant, givesBack: Bool) throws -> Int {
        var batch = try held(id, by: holder).batch
        batch.dueAt = until
        if givesBack { batch.holder = nil }
        try hold(batch)
        return try prepared("SELECT count(*) FROM jobs WHERE lease = ? AND state = 1").first({ $0.add(id) }) {
            Int($0.int(0))
        } ?? 0
    }

    private func hold(_ batch: StoredBatch) throws {
        try prepared("UPDATE batches SET holder = ?, dueAt = ? WHERE id = ?").run {
            $0.add(batch.holder?.bytes)
            $0.add(batch.dueAt.microseconds)
            $0.add(batch.id)
        }
    }

    /// Counts what a settled analysis of a batch took, so that the end of the batch counts the rest.
    func addBatchUse(_ usage: SentimentUsage, _ id: LeaseID) throws {
        let sql: StaticString = """
            UPDATE batches SET calls = calls + ?, inputTokens = inputTokens + ?, outputTokens = outputTokens + ?,
                cost = cost + ? WHERE id = ?
            """
        try prepared(sql).run {
            for count in [usage.calls, usage.inputTokens, usage.outputTokens, usage.cost] { $0.add(count) }
            $0.add(id)
        }
    }

    func endBatch(_ id: LeaseID, holder: LeaseID, usage: SentimentUsage, reason: String?, at: Instant) throws {
        let held = try held(id, by: holder)
        guard !held.batch.isOver else { throw StorageError.notFound }
        let counted = try prepared("SELECT calls, inputTokens, outputTokens, cost FROM batches WHERE id = ?")
            .first({ $0.add(id) }) { row in
                SentimentUsage(calls: row.int(0), inputTokens: row.int(1), outputTokens: row.int(2), cost: row.int(3))
            }
        let isThere = try prepared("SELECT 1 FROM users WHERE owner = ?").first({ $0.add(held.owner) }) { _ in true }
        let rest = usage.minus(counted ?? .none)
        if isThere != nil, rest != .none { try addUsage(rest, by: held.batch.provider, at: at, owner: held.owner) }
        let back: StaticString = """
            UPDATE jobs SET state = 0, dueAt = ?, updatedAt = ?, tries = tries + ?, returns = returns + ?,
                reason = coalesce(?, reason), lease = NULL, leaseUntil = NULL, aside = 0, place = NULL
            WHERE lease = ? AND state = 1
            """
        try prepared(back).run {
            $0.add(at.microseconds)
            $0.add(at.microseconds)
            $0.add(Int64(reason == nil ? 0 : 1))
            $0.add(Int64(reason == nil ? 1 : 0))
            $0.add(reason)
            $0.add(id)
        }
        try prepared("UPDATE batches SET isOver = 1 WHERE id = ?").run { $0.add(id) }
    }

    func removeBatch(_ id: LeaseID, holder: LeaseID) throws {
        guard try held(id, by: holder).batch.isOver else { throw StorageError.notFound }
        try prepared("DELETE FROM batches WHERE id = ?").run { $0.add(id) }
    }
}
