import PluginAPI

/// The one place that knows the columns of a job, for reading and for writing.
enum JobRow {
    /// What `job` reads, in its order, from `jobs j`.
    static let columns = """
        j.user_id, j.id, j.kind, j.state, j.provider, j.entry, j.revision, j.parent, j.created_at, j.updated_at, j.due_at, \
        j.tries, j.returns, j.lease, j.lease_until, j.reason, j.total, j.done, j.failed, j.skipped, j.since, j.before, \
        j.first_day, j.last_day, j.position, j.is_expanded
        """
    static let select = "SELECT \(columns) FROM jobs j"

    /// - Throws: `.corrupt` for an id that is none.
    static func job(_ row: Row) throws -> StoredJob {
        let kind = JobKind(number: row.int(2))
        var job = StoredJob(
            id: try row.id(1), kind: kind, state: JobState(number: row.int(3)), provider: row.text(4),
            entry: try row.optionalID(5), revision: Int32(truncatingIfNeeded: row.int(6)), parent: try row.optionalID(7),
            createdAt: row.instant(8), span: kind == .reanalysis ? span(row) : nil)
        job.updatedAt = row.instant(9)
        job.dueAt = row.instant(10)
        job.tries = Int(row.int(11))
        job.returns = Int(row.int(12))
        job.lease = try row.optionalID(13)
        job.leaseUntil = row.optionalInstant(14)
        job.reason = row.optionalText(15)
        job.progress = JobProgress(total: row.int(16), done: row.int(17), failed: row.int(18), skipped: row.int(19))
        job.position = row.optionalBytes(24).map(PagePosition.init)
        job.isExpanded = row.bool(25)
        return job
    }

    private static func span(_ row: Row) -> JobSpan {
        JobSpan(
            since: row.optionalInstant(20), before: row.optionalInstant(21),
            firstDay: row.optionalInt(22).map(LocalDay.init(clamping:)),
            lastDay: row.optionalInt(23).map(LocalDay.init(clamping:)))
    }

    static func owned(_ row: Row) throws -> OwnedJob { OwnedJob(owner: try row.id(0), job: try job(row)) }

    // MARK: Writing

    /// Columns that a change may write, in the order of `add`.
    private static let changing: [(name: String, type: String)] = [
        ("state", "bigint"), ("revision", "bigint"), ("parent", "uuid"), ("updated_at", "bigint"), ("due_at", "bigint"),
        ("tries", "bigint"), ("returns", "bigint"), ("lease", "uuid"), ("lease_until", "bigint"), ("reason", "text"),
        ("total", "bigint"), ("done", "bigint"), ("failed", "bigint"), ("skipped", "bigint"), ("position", "bytea"),
        ("is_expanded", "bool"),
    ]
    private static let names = changing.map(\.name).joined(separator: ", ")
    private static let fixed = "kind, provider, entry, created_at, since, before, first_day, last_day"

    private static let insertSQL = """
        INSERT INTO jobs (user_id, id, \(names), \(fixed)) VALUES (
            $1, $2, \(changing.indices.map { "$\($0 + 3)::\(changing[$0].type)" }.joined(separator: ", ")),
            \((0..<8).map { "$\($0 + 3 + changing.count)\($0 == 1 ? "" : $0 == 2 ? "::uuid" : "::bigint")" }.joined(separator: ", ")))
        """
    private static let rewriteSQL = """
        UPDATE jobs SET \(changing.indices.map { "\(changing[$0].name) = $\($0 + 3)::\(changing[$0].type)" }.joined(separator: ", "))
        WHERE user_id = $1 AND id = $2
        """

    static func insert(_ job: StoredJob, of owner: UserID) -> Query {
        Query(insertSQL) {
            $0.add(owner)
            add(job, to: &$0)
            $0.add(job.kind.number)
            $0.add(job.provider)
            $0.add(job.entry)
            $0.add(job.createdAt)
            $0.add(job.span?.since)
            $0.add(job.span?.before)
            $0.add(job.span?.firstDay.map { Int64($0.number) })
            $0.add(job.span?.lastDay.map { Int64($0.number) })
        }
    }

    /// Writes everything of a job that can change.
    static func rewrite(_ job: StoredJob, of owner: UserID) -> Query {
        Query(rewriteSQL) {
            $0.add(owner)
            add(job, to: &$0)
        }
    }

    private static func add(_ job: StoredJob, to parameters: inout Parameters) {
        parameters.add(job.id)
        parameters.add(job.state.number)
        parameters.add(Int64(job.revision))
        parameters.add(job.parent)
        parameters.add(job.updatedAt)
        parameters.add(job.dueAt)
        parameters.add(Int64(job.tries))
        parameters.add(Int64(job.returns))
        parameters.add(job.lease)
        parameters.add(job.leaseUntil)
        parameters.add(job.reason)
        for count in [job.progress.total, job.progress.done, job.progress.failed, job.progress.skipped] { parameters.add(count) }
        parameters.add(job.position?.bytes)
        parameters.add(job.isExpanded)
    }

    /// Analyses that wait, of many users at once: what a reanalysis or a commit of entries makes.
    static func insertAnalyses(_ rows: [(owner: UserID, job: StoredJob)]) -> Query {
        let sql = """
            INSERT INTO jobs (user_id, id, kind, state, provider, entry, revision, parent, created_at, updated_at, due_at, tries,
                returns, total, done, failed, skipped, is_expanded)
            SELECT n.user_id, n.id, 0, 0, n.provider, n.entry, n.revision, n.parent, n.at, n.at, n.at, 0, 0, 0, 0, 0, 0, false
            FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::bigint[], $6::uuid[], $7::bigint[])
                AS n (user_id, id, provider, entry, revision, parent, at)
            """
        return Query(sql) {
            $0.addArray(rows.lazy.map(\.owner))
            $0.addArray(rows.lazy.map(\.job.id))
            $0.addArray(rows.lazy.map(\.job.provider))
            $0.addArray(rows.lazy.map(\.job.entry))
            $0.addArray(rows.lazy.map { Int64($0.job.revision) })
            $0.addArray(rows.lazy.map(\.job.parent))
            $0.addArray(rows.lazy.map(\.job.createdAt.microseconds))
        }
    }
}

extension JobKind {
    /// How it is written in a row; the indexes name these numbers.
    var number: Int64 {
        switch self {
        case .analysis: 0
        case .reanalysis: 1
        }
    }

    init(number: Int64) { self = number == 0 ? .analysis : .reanalysis }
}

extension JobState {
    /// How it is written in a row; the indexes name these numbers.
    var number: Int64 {
        switch self {
        case .waiting: 0
        case .running: 1
        case .parked: 2
        case .done: 3
        case .cancelled: 4
        }
    }

    /// A number that is none of these is not claimed.
    init(number: Int64) { self = Self.allCases.first { $0.number == number } ?? .parked }
}
