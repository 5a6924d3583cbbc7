import PluginAPI

/// The one place that knows the columns of a job, for reading and for writing.
enum JobRow {
    /// What `owned` reads, in its order, from `jobs j`.
    static let columns = """
        j.user_id, j.id, j.kind, j.state, j.provider, j.entry, j.revision, j.parent, j.created_at, j.updated_at, j.due_at, \
        j.tries, j.returns, j.lease, j.lease_until, j.reason, j.total, j.done, j.failed, j.skipped, j.since, j.before, \
        j.first_day, j.last_day, j.position, j.is_expanded, j.aside, j.place
        """

    /// - Throws: `.corrupt` for an id that is none.
    static func owned(_ row: Row) throws -> OwnedJob { OwnedJob(owner: try row.id(0), job: try job(row)) }

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
        job.aside = row.int(26)
        job.place = row.optionalInt(27).map { Int($0) }
        return job
    }

    private static func span(_ row: Row) -> JobSpan {
        JobSpan(
            since: row.optionalInstant(20), before: row.optionalInstant(21),
            firstDay: row.optionalInt(22).map(LocalDay.init(clamping:)),
            lastDay: row.optionalInt(23).map(LocalDay.init(clamping:)))
    }

    /// Adds jobs.
    static func insert(_ jobs: [OwnedJob]) -> Query { Query(insertSQL) { add(jobs, to: &$0) } }

    /// Rewrites jobs that are there, all but the counts of a reanalysis.
    static func update(_ jobs: [OwnedJob]) -> Query { Query(updateSQL) { add(jobs, to: &$0) } }

    /// Removes jobs by owner and id.
    static func delete(_ jobs: [(owner: UserID, id: JobID)]) -> Query {
        let sql = """
            DELETE FROM jobs j USING unnest($1::uuid[], $2::uuid[]) AS n (user_id, id)
            WHERE j.user_id = n.user_id AND j.id = n.id
            """
        return Query(sql) {
            $0.addArray(jobs.map(\.owner))
            $0.addArray(jobs.map(\.id))
        }
    }

    private static let fields: [(name: String, type: String)] = [
        ("user_id", "uuid"), ("id", "uuid"), ("kind", "bigint"), ("state", "bigint"), ("provider", "text"),
        ("entry", "uuid"), ("revision", "bigint"), ("parent", "uuid"), ("created_at", "bigint"), ("updated_at", "bigint"),
        ("due_at", "bigint"), ("tries", "bigint"), ("returns", "bigint"), ("lease", "uuid"), ("lease_until", "bigint"),
        ("reason", "text"), ("since", "bigint"), ("before", "bigint"), ("first_day", "bigint"), ("last_day", "bigint"),
        ("position", "bytea"), ("is_expanded", "bool"), ("aside", "bigint"), ("place", "bigint"), ("total", "bigint"), ("done", "bigint"), ("failed", "bigint"),
        ("skipped", "bigint"),
    ]
    private static let names = fields.map(\.name).joined(separator: ", ")
    private static let rows = """
        unnest(\(fields.enumerated().map { "$\($0.offset + 1)::\($0.element.type)[]" }.joined(separator: ", "))) AS n (\(names))
        """
    private static let insertSQL = "INSERT INTO jobs (\(names)) SELECT * FROM \(rows)"
    private static let updateSQL: String = {
        let changing = fields.map(\.name).filter { !["user_id", "id", "total", "done", "failed", "skipped"].contains($0) }
        let changes = changing.map { "\($0) = n.\($0)" }.joined(separator: ", ")
        return "UPDATE jobs j SET \(changes) FROM \(rows) WHERE j.user_id = n.user_id AND j.id = n.id"
    }()

    private static func add(_ jobs: [OwnedJob], to parameters: inout Parameters) {
        parameters.addArray(jobs.map(\.owner))
        let jobs = jobs.map(\.job)
        parameters.addArray(jobs.map(\.id))
        parameters.addArray(jobs.map(\.kind.number))
        parameters.addArray(jobs.map(\.state.number))
        parameters.addArray(jobs.map(\.provider))
        parameters.addArray(jobs.map(\.entry))
        parameters.addArray(jobs.map { Int64($0.revision) })
        parameters.addArray(jobs.map(\.parent))
        parameters.addArray(jobs.map(\.createdAt.microseconds))
        parameters.addArray(jobs.map(\.updatedAt.microseconds))
        parameters.addArray(jobs.map(\.dueAt.microseconds))
        parameters.addArray(jobs.map { Int64($0.tries) })
        parameters.addArray(jobs.map { Int64($0.returns) })
        parameters.addArray(jobs.map(\.lease))
        parameters.addArray(jobs.map { $0.leaseUntil?.microseconds })
        parameters.addArray(jobs.map(\.reason))
        parameters.addArray(jobs.map { $0.span?.since?.microseconds })
        parameters.addArray(jobs.map { $0.span?.before?.microseconds })
        parameters.addArray(jobs.map { $0.span?.firstDay.map { Int64($0.number) } })
        parameters.addArray(jobs.map { $0.span?.lastDay.map { Int64($0.number) } })
        parameters.addArray(jobs.map { $0.position?.bytes })
        parameters.addArray(jobs.map(\.isExpanded))
        parameters.addArray(jobs.map(\.aside))
        parameters.addArray(jobs.map { $0.place.map { Int64($0) } })
        parameters.addArray(jobs.map(\.progress.total))
        parameters.addArray(jobs.map(\.progress.done))
        parameters.addArray(jobs.map(\.progress.failed))
        parameters.addArray(jobs.map(\.progress.skipped))
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
