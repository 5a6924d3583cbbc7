import GRDB
import PluginAPI

/// Which instants a query looks at, both ends included.
typealias InstantRange = ClosedRange<Int64>

/// A walk over a user's entries in list order.
struct EntryScan {
    let owner: Int64
    let filter: EntryFilter
    let order: EntryOrder
    let after: EntryPlace?

    /// The query for entries within `range`, whatever their categories (see `CategoryTest`).
    /// - Parameter counting: gives the number of entries instead of their columns.
    func query(in range: InstantRange, counting: Bool = false) -> PreparedQuery {
        let columns = counting ? "count(*)" : EntryRow.columns
        let join = counting ? "" : EntryRow.joinContents
        let conditions = EntryConditions(filter)
        let bounds = TimeBounds(range, order: order, after: after)
        var sql =
            filter.starred == true && !filter.trashed
            ? "INDEXED BY entriesStarred \(join) WHERE e.starred = 1 AND e.owner = ? AND e.trashed = 0"
            : "INDEXED BY entriesByTime \(join) WHERE e.owner = ? AND e.trashed = \(filter.trashed ? 1 : 0)"
        sql = "SELECT \(columns) FROM entries e \(sql)\(bounds.sql)\(conditions.sql)"
        if !counting {
            let direction = order == .newest ? "DESC" : "ASC"
            sql += " ORDER BY e.at \(direction), e.id \(direction)"
        }
        return PreparedQuery(
            sql: sql, values: [.int(owner)] + bounds.values + conditions.values, isKept: conditions.count <= 2)
    }

    /// Whether one entry comes before another.
    func precedes(_ left: StoredEntry, _ right: StoredEntry) -> Bool {
        order == .newest ? EntryPlace(left) > EntryPlace(right) : EntryPlace(left) < EntryPlace(right)
    }
}

/// The bounds of a walk in time, as SQL; begins with ` AND `.
struct TimeBounds {
    let sql: String
    let values: [QueryValue]
    /// The first and the last instant.
    let lower: Int64
    let upper: Int64

    init(_ range: InstantRange, order: EntryOrder, after: EntryPlace?) {
        guard let after else {
            (lower, upper) = (range.lowerBound, range.upperBound)
            sql = " AND e.at >= ? AND e.at <= ?"
            values = [.int(lower), .int(upper)]
            return
        }
        let isNewest = order == .newest
        lower = isNewest ? range.lowerBound : max(range.lowerBound, after.at)
        upper = isNewest ? min(range.upperBound, after.at) : range.upperBound
        sql = " AND e.at >= ? AND e.at <= ? AND (e.at, e.id) \(isNewest ? "<" : ">") (?, ?)"
        values = [.int(lower), .int(upper), .int(after.at), .bytes(after.id.bytes)]
    }
}

/// SQL with its parameters.
struct PreparedQuery {
    let sql: String
    let values: [QueryValue]
    /// Whether the statement is worth keeping on the connection.
    let isKept: Bool
}

extension Reader {
    /// Every row of a query, until `body` returns false.
    func each(_ query: PreparedQuery, _ body: (Row) throws -> Bool) throws {
        let statement = try query.isKept ? db.cachedStatement(sql: query.sql) : db.makeStatement(sql: query.sql)
        // The wrapper does not own the statement, and an unkept one goes with its last reference.
        try withExtendedLifetime(statement) {
            try RawStatement(handle: statement.sqliteStatement).each({ binding in
                for value in query.values { value.bind(to: &binding) }
            }, body)
        }
    }

    /// The instants at which entries of a filter can be, in ascending order and apart from each other.
    func ranges(of filter: EntryFilter, owner: Int64) throws -> [InstantRange] {
        let lower = filter.since?.microseconds ?? .min
        guard filter.before?.microseconds != .min else { return [] }
        let upper = filter.before.map { $0.microseconds - 1 } ?? .max
        guard lower <= upper else { return [] }
        let whole = lower...upper
        // The days of what is in the trash are not kept track of; its rows are checked one by one.
        guard !filter.trashed, filter.firstDay != nil || filter.lastDay != nil || filter.days != nil else {
            return [whole]
        }
        let span = DaySpan(first: filter.firstDay ?? .distantPast, last: filter.lastDay ?? .distantFuture)
        return try dayRanges(filter.days, in: span, owner: owner).compactMap { range in
            range.overlaps(whole) ? range.clamped(to: whole) : nil
        }
    }

    private func dayRanges(_ days: [LocalDay]?, in span: DaySpan, owner: Int64) throws -> [InstantRange] {
        guard span.first <= span.last else { return [] }
        guard let days else {
            let (first, last) = (DayKey(owner: owner, day: span.first), DayKey(owner: owner, day: span.last))
            let sql = "SELECT min(firstAt), max(lastAt) FROM days WHERE key BETWEEN ? AND ? HAVING count(*) > 0"
            let range = try db.raw(sql).first({ $0.add(first.value); $0.add(last.value) }, Self.range)
            return (range ?? nil).map { [$0] } ?? []
        }
        var ranges: [InstantRange] = []
        for day in Set(days) where span.contains(day) {
            let range = try db.raw("SELECT firstAt, lastAt FROM days WHERE key = ?")
                .first({ $0.add(DayKey(owner: owner, day: day).value) }, Self.range)
            if let range = range ?? nil { ranges.append(range) }
        }
        return joined(ranges)
    }

    private static func range(_ row: Row) -> InstantRange? {
        row.int(0) <= row.int(1) ? row.int(0)...row.int(1) : nil
    }

    /// The same instants in ranges that do not overlap: each entry is met once and in order.
    private func joined(_ ranges: [InstantRange]) -> [InstantRange] {
        var joined: [InstantRange] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = joined.last, range.lowerBound <= last.upperBound {
                joined[joined.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
        return joined
    }
}
