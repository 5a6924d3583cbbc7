import PluginAPI

/// The one place that knows the columns of a job, for reading and for writing.
enum JobRow {
    /// What `job` reads, in its order, from `tables`.
    static let columns = """
        j.id, j.kind, j.state, j.provider, e.id, j.revision, j.parent, j.createdAt, j.updatedAt, j.dueAt, j.tries, \
        j.returns, j.lease, j.leaseUntil, j.reason, j.total, j.done, j.failed, j.skipped, j.since, j.before, \
        j.firstDay, j.lastDay, j.position, j.isExpanded, j.owner, j.entry, u.id, j.aside, j.place
        """
    /// Jobs of users that are there: those of deleted ones wait for their removal.
    static let tables = "jobs j CROSS JOIN users u ON u.owner = j.owner LEFT JOIN entries e ON e.key = j.entry"
    static let select = "SELECT \(columns) FROM \(tables)"

    static let insert: StaticString = """
        INSERT INTO jobs (
            kind, state, provider, revision, parent, createdAt, updatedAt, dueAt, tries, returns, lease, leaseUntil,
            reason, total, done, failed, skipped, since, before, firstDay, lastDay, position, isExpanded,
            aside, place, owner, id, entry)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    static let rewrite: StaticString = """
        UPDATE jobs SET
            kind = ?, state = ?, provider = ?, revision = ?, parent = ?, createdAt = ?, updatedAt = ?, dueAt = ?,
            tries = ?, returns = ?, lease = ?, leaseUntil = ?, reason = ?, total = ?, done = ?, failed = ?, skipped = ?,
            since = ?, before = ?, firstDay = ?, lastDay = ?, position = ?, isExpanded = ?, aside = ?,
            place = ?
        WHERE owner = ? AND id = ?
        """

    /// What is set aside for a provider: the provider, and twice an owner or nothing.
    static let asideCost = """
        SELECT coalesce(sum(aside), 0) FROM jobs
        WHERE state = 1 AND kind = 0 AND provider = ? AND (? IS NULL OR owner = ?)
        """

    static func bind(_ job: StoredJob, to binding: inout Binding) {
        binding.add(job.kind.number)
        binding.add(job.state.number)
        binding.add(job.provider)
        binding.add(Int64(job.revision))
        binding.add(job.parent?.bytes)
        binding.add(job.createdAt.microseconds)
        binding.add(job.updatedAt.microseconds)
        binding.add(job.dueAt.microseconds)
        binding.add(Int64(job.tries))
        binding.add(Int64(job.returns))
        binding.add(job.lease?.bytes)
        binding.add(job.leaseUntil?.microseconds)
        binding.add(job.reason)
        for count in [job.progress.total, job.progress.done, job.progress.failed, job.progress.skipped] {
            binding.add(count)
        }
        binding.add(job.span?.since?.microseconds)
        binding.add(job.span?.before?.microseconds)
        binding.add(job.span?.firstDay.map { Int64($0.number) })
        binding.add(job.span?.lastDay.map { Int64($0.number) })
        binding.add(job.position?.bytes)
        binding.add(Int64(job.isExpanded ? 1 : 0))
        binding.add(job.aside)
        binding.add(job.place.map(Int64.init))
    }

    /// - Throws: `.corrupt` for an id that is none.
    static func job(_ row: Row) throws -> StoredJob {
        let kind = JobKind(number: row.int(1))
        var job = StoredJob(
            id: try row.id(0), kind: kind, state: JobState(number: row.int(2)), provider: row.text(3),
            entry: row.isNull(4) ? nil : try row.id(4), revision: Int32(truncatingIfNeeded: row.int(5)),
            parent: row.isNull(6) ? nil : try row.id(6), createdAt: Instant(microseconds: row.int(7)),
            span: kind == .reanalysis ? span(row) : nil)
        job.updatedAt = Instant(microseconds: row.int(8))
        job.dueAt = Instant(microseconds: row.int(9))
        job.tries = Int(row.int(10))
        job.returns = Int(row.int(11))
        job.lease = row.isNull(12) ? nil : try row.id(12)
        job.leaseUntil = row.optionalInt(13).map(Instant.init(microseconds:))
        job.reason = row.optionalText(14)
        job.progress = JobProgress(total: row.int(15), done: row.int(16), failed: row.int(17), skipped: row.int(18))
        job.position = row.optionalBytes(23).map(PagePosition.init)
        job.isExpanded = row.int(24) != 0
        job.aside = row.int(28)
        job.place = row.optionalInt(29).map { Int($0) }
        return job
    }

    private static func span(_ row: Row) -> JobSpan {
        JobSpan(
            since: row.optionalInt(19).map(Instant.init(microseconds:)),
            before: row.optionalInt(20).map(Instant.init(microseconds:)),
            firstDay: row.optionalInt(21).map(LocalDay.init(clamping:)),
            lastDay: row.optionalInt(22).map(LocalDay.init(clamping:)))
    }

    static func owned(_ row: Row) throws -> OwnedJob { OwnedJob(owner: try row.id(27), job: try job(row)) }
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
