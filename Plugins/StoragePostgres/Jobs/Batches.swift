import PluginAPI

/// The one place that knows the columns of a batch, and how batches go on. Whoever changes one has locked its row.
enum Batches {
    private static let columns = """
        b.id, b.parent, b.provider, b.model, b.prompt_version, b.created_at, b.count, b.ticket, b.holder, b.due_at, b.is_over
        """
    static let select = "SELECT \(columns) FROM batches b"
    /// Whether a job `j` may be handed over in bulk, once it is due.
    private static let mayGo = "j.state = 0 AND j.kind = 0 AND j.tries = 0 AND j.returns < 3"

    /// - Throws: `.corrupt` for an id that is none.
    static func batch(_ row: Row) throws -> StoredBatch {
        // The holder is set below: there may be none.
        let id: LeaseID = try row.id(0)
        var batch = StoredBatch(
            id: id, parent: try row.id(1), provider: row.text(2), model: row.text(3), promptVersion: row.text(4),
            createdAt: row.instant(5), holder: id, dueAt: row.instant(9))
        batch.count = Int(row.int(6))
        batch.ticket = row.optionalText(7)
        batch.holder = try row.optionalID(8)
        batch.isOver = row.bool(10)
        return batch
    }

    // MARK: Beginning

    private static let bulkSQL = """
        SELECT \(JobRow.columns.replacing("j.", with: "p.")) FROM (
            SELECT j.user_id, j.parent FROM jobs j
            WHERE j.provider = $1 AND j.due_at <= $2 AND j.parent IS NOT NULL AND \(mayGo)
            GROUP BY j.user_id, j.parent HAVING count(*) >= $3) g
        JOIN jobs p ON p.user_id = g.user_id AND p.id = g.parent ORDER BY p.id LIMIT 1
        """

    static func bulkReanalysis(of provider: String, least: Int, now: Instant) -> Query {
        Query(bulkSQL) {
            $0.add(provider)
            $0.add(now)
            $0.add(Int64(least))
        }
    }

    private static let insertSQL = """
        INSERT INTO batches (
            user_id, id, parent, provider, model, prompt_version, created_at, count, ticket, is_over, holder, due_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        """

    static func open(_ batch: StoredBatch, of owner: UserID, _ transaction: Transaction) throws {
        try Journal.lock(owner, transaction)
        let found = try transaction.run(
            .of(owner, batch.parent, "SELECT 1 FROM jobs WHERE user_id = $1 AND id = $2 AND kind = 1"),
            Query("SELECT 1 FROM batches WHERE id = $1") { $0.add(batch.id) })
        guard found[0].first != nil else { throw StorageError.notFound }
        guard found[1].first == nil else { throw StorageError.alreadyExists }
        _ = try transaction.run(
            Query(insertSQL) {
                $0.add(owner)
                $0.add(batch.id)
                $0.add(batch.parent)
                $0.add(batch.provider)
                $0.add(batch.model)
                $0.add(batch.promptVersion)
                $0.add(batch.createdAt)
                $0.add(Int64(batch.count))
                $0.add(batch.ticket)
                $0.add(batch.isOver)
                $0.add(batch.holder)
                $0.add(batch.dueAt)
            })
    }

    // MARK: Holding

    /// A batch with its owner, who may be gone, and what its settled analyses took.
    struct Held {
        let owner: UserID
        let batch: StoredBatch
        let counted: SentimentUsage
    }

    private static let heldSQL = """
        SELECT \(columns), b.user_id, b.calls, b.input_tokens, b.output_tokens, b.cost FROM batches b
        WHERE b.id = $1 AND b.holder = $2 FOR UPDATE
        """

    /// - Throws: `.notFound` when the holder does not hold it.
    static func held(_ id: LeaseID, by holder: LeaseID, _ transaction: Transaction) throws -> Held {
        let query = Query(heldSQL) {
            $0.add(id)
            $0.add(holder)
        }
        guard let row = try transaction.run(query).first else { throw StorageError.notFound }
        return Held(
            owner: try row.id(11), batch: try batch(row),
            counted: SentimentUsage(
                calls: row.int(12), inputTokens: row.int(13), outputTokens: row.int(14), cost: row.int(15)))
    }

    /// - Throws: `.notFound` also when it was handed over or is over.
    private static func growing(_ id: LeaseID, by holder: LeaseID, _ transaction: Transaction) throws -> Held {
        let held = try held(id, by: holder, transaction)
        guard held.batch.ticket == nil, !held.batch.isOver else { throw StorageError.notFound }
        return held
    }

    private static let dueSQL = """
        \(select) WHERE b.provider = $1 AND b.due_at <= $2 ORDER BY b.due_at, b.id LIMIT 1 FOR UPDATE SKIP LOCKED
        """

    static func take(
        of provider: String, holder: LeaseID, now: Instant, until: Instant, _ transaction: Transaction
    ) throws -> StoredBatch? {
        let due = Query(dueSQL) {
            $0.add(provider)
            $0.add(now)
        }
        guard var batch = try transaction.run(due).first.map(batch) else { return nil }
        batch.holder = holder
        batch.dueAt = until
        _ = try transaction.run(hold(batch))
        return batch
    }

    static func hold(
        _ id: LeaseID, holder: LeaseID, until: Instant, givesBack: Bool, _ transaction: Transaction
    ) throws -> Int {
        var batch = try held(id, by: holder, transaction).batch
        batch.dueAt = until
        if givesBack { batch.holder = nil }
        let count = Query("SELECT count(*) FROM jobs WHERE lease = $1 AND state = 1") { $0.add(id) }
        return Int(try transaction.run(hold(batch), count)[1].first?.int(0) ?? 0)
    }

    private static func hold(_ batch: StoredBatch) -> Query {
        Query("UPDATE batches SET holder = $2, due_at = $3 WHERE id = $1") {
            $0.add(batch.id)
            $0.add(batch.holder)
            $0.add(batch.dueAt)
        }
    }

    // MARK: Growing

    private static let claimSQL = """
        WITH due AS MATERIALIZED (
            SELECT j.user_id, j.id FROM jobs j WHERE j.user_id = $1 AND j.parent = $2 AND j.provider = $3 AND j.due_at <= $4
                AND \(mayGo) ORDER BY j.due_at, j.id LIMIT $5 FOR UPDATE SKIP LOCKED)
        UPDATE jobs j SET state = 1, lease = $6, lease_until = $7, aside = 0, place = NULL FROM due d
        WHERE j.user_id = d.user_id AND j.id = d.id RETURNING \(JobRow.columns)
        """

    static func claim(
        _ id: LeaseID, holder: LeaseID, limit: Int, now: Instant, until: Instant, _ transaction: Transaction
    ) throws -> [OwnedJob] {
        let held = try growing(id, by: holder, transaction)
        let claimed = try transaction.run(
            Query(claimSQL) {
                $0.add(held.owner)
                $0.add(held.batch.parent)
                $0.add(held.batch.provider)
                $0.add(now)
                $0.add(Int64(min(max(limit, 1), 1_000)))
                $0.add(id)
                $0.add(until)
            }
        ).map(JobRow.owned)
        return claimed.sorted { ($0.job.dueAt, $0.job.id) < ($1.job.dueAt, $1.job.id) }
    }

    private static let heldJobsSQL = """
        SELECT id FROM jobs WHERE user_id = $1 AND lease = $2 AND state = 1 AND place IS NULL AND id = ANY ($3::uuid[])
        ORDER BY id FOR UPDATE
        """
    private static let placeSQL = """
        UPDATE jobs j SET place = n.place FROM unnest($2::uuid[], $3::bigint[]) AS n (id, place)
        WHERE j.user_id = $1 AND j.id = n.id
        """

    static func place(
        _ jobs: [JobID], _ id: LeaseID, holder: LeaseID, _ transaction: Transaction
    ) throws -> [JobID: Int] {
        let batch = try growing(id, by: holder, transaction)
        let free = Query(heldJobsSQL) {
            $0.add(batch.owner)
            $0.add(id)
            $0.addArray(jobs)
        }
        var without = Set(try transaction.run(free).map { try $0.id(0) as JobID })
        var placed: [(id: JobID, place: Int)] = []
        for job in jobs where without.remove(job) != nil { placed.append((job, batch.batch.count + placed.count)) }
        let put = Query(placeSQL) {
            $0.add(batch.owner)
            $0.addArray(placed.map(\.id))
            $0.addArray(placed.map { Int64($0.place) })
        }
        let count = Query("UPDATE batches SET count = $2 WHERE id = $1") {
            $0.add(id)
            $0.add(Int64(batch.batch.count + placed.count))
        }
        _ = try transaction.run(put, count)
        return Dictionary(placed.map { ($0.id, $0.place) }) { first, _ in first }
    }

    static func keep(
        _ ticket: String, _ id: LeaseID, holder: LeaseID, until: Instant, _ transaction: Transaction
    ) throws {
        _ = try held(id, by: holder, transaction)
        let keep = Query("UPDATE batches SET ticket = $2 WHERE id = $1") {
            $0.add(id)
            $0.add(ticket)
        }
        _ = try transaction.run(keep, Claims.extend(id, until: until))
    }

    // MARK: Ending

    private static let backSQL = """
        UPDATE jobs SET state = 0, due_at = $2, updated_at = $2, tries = tries + $3::bigint, returns = returns + $4::bigint,
            reason = coalesce($5, reason), lease = NULL, lease_until = NULL, aside = 0, place = NULL
        WHERE lease = $1 AND state = 1
        """

    static func end(
        _ id: LeaseID, holder: LeaseID, usage: SentimentUsage, reason: String?, at: Instant, _ transaction: Transaction
    ) throws {
        // The journal is locked before the batch, as it is by those who settle its analyses.
        let found = try transaction.run(Query("SELECT user_id FROM batches WHERE id = $1") { $0.add(id) }).first
        guard let owner: UserID = try found?.id(0) else { throw StorageError.notFound }
        var isThere = true
        do { try Journal.lock(owner, transaction) } catch StorageError.notFound { isThere = false }
        let held = try held(id, by: holder, transaction)
        guard !held.batch.isOver else { throw StorageError.notFound }
        let rest = usage.minus(held.counted)
        let back = Query(backSQL) {
            $0.add(id)
            $0.add(at)
            $0.add(Int64(reason == nil ? 0 : 1))
            $0.add(Int64(reason == nil ? 1 : 0))
            $0.add(reason)
        }
        var queries = [back, Query("UPDATE batches SET is_over = true WHERE id = $1") { $0.add(id) }]
        if isThere, rest != .none { queries.append(Aside.addUsage(rest, by: held.batch.provider, at: at, of: held.owner)) }
        _ = try transaction.run(queries)
    }

    static func remove(_ id: LeaseID, holder: LeaseID, _ transaction: Transaction) throws {
        guard try held(id, by: holder, transaction).batch.isOver else { throw StorageError.notFound }
        _ = try transaction.run(Query("DELETE FROM batches WHERE id = $1") { $0.add(id) })
    }
}
