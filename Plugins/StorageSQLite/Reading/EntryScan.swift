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

    /// What gives the entries in their order.
    private enum Source {
        case time
        case starred
        case category(CategoryID)
    }

    private var source: Source {
        if let category = filter.allCategories.first ?? filter.anyCategories.first(where: { $0.count == 1 })?.first {
            return .category(category)
        }
        return filter.starred == true && !filter.trashed ? .starred : .time
    }

    /// The query for entries within `range`, and its parameters.
    func query(selecting columns: String, in range: InstantRange, sorted: Bool = true) -> PreparedQuery {
        var skipping: CategoryID?
        var sql: String
        var values: [QueryValue] = [.int(owner)]
        var place = "e"
        switch source {
        case .time:
            sql = "FROM entries e INDEXED BY entriesByTime WHERE e.owner = ? AND e.trashed = ?"
            values.append(.int(filter.trashed ? 1 : 0))
        case .starred:
            sql = "FROM entries e INDEXED BY entriesStarred WHERE e.owner = ? AND e.trashed = 0 AND e.starred = 1"
        case .category(let category):
            sql = """
                FROM filings f CROSS JOIN entries e ON e.key = f.entry \
                WHERE f.owner = ? AND f.category = ? AND e.trashed = ?
                """
            values += [.bytes(category.bytes), .int(filter.trashed ? 1 : 0)]
            skipping = category
            place = "f"
        }
        let conditions = EntryConditions(filter, skipping: skipping)
        let bounds = TimeBounds(range, order: order, after: after, table: place)
        let direction = order == .newest ? "DESC" : "ASC"
        sql = "SELECT \(columns) \(sql)\(bounds.sql)\(conditions.sql)"
        if sorted { sql += " ORDER BY \(place).at \(direction), \(place).id \(direction)" }
        return PreparedQuery(
            sql: sql, values: values + bounds.values + conditions.values, isKept: conditions.count <= 2)
    }
}

/// The bounds of a walk in time, as SQL; begins with ` AND `.
struct TimeBounds {
    let sql: String
    let values: [QueryValue]

    init(_ range: InstantRange, order: EntryOrder, after: EntryPlace?, table: String) {
        guard let after else {
            sql = " AND \(table).at >= ? AND \(table).at <= ?"
            values = [.int(range.lowerBound), .int(range.upperBound)]
            return
        }
        let isNewest = order == .newest
        let lower = isNewest ? range.lowerBound : max(range.lowerBound, after.at)
        let upper = isNewest ? min(range.upperBound, after.at) : range.upperBound
        sql = " AND \(table).at >= ? AND \(table).at <= ? AND (\(table).at, \(table).id) \(isNewest ? "<" : ">") (?, ?)"
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
        guard let days else {
            let sql = """
                SELECT min(firstAt), max(lastAt) FROM days WHERE owner = ? AND day BETWEEN ? AND ? HAVING count(*) > 0
                """
            let range = try db.raw(sql).first({ $0.add(owner); $0.add(span) }, Self.range)
            return (range ?? nil).map { [$0] } ?? []
        }
        var ranges: [InstantRange] = []
        for day in Set(days) where span.contains(day) {
            let range = try db.raw("SELECT firstAt, lastAt FROM days WHERE owner = ? AND day = ?")
                .first({ $0.add(owner); $0.add(Int64(day.number)) }, Self.range)
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
