import PluginAPI

/// Reads sums over a span: of months where they are kept, of days where not.
///
/// All of it is one statement, which sees journals, months and days at the same moment, as a writer left them.
struct MonthQueries: Hashable {
    /// What sums are of: a column, and the tables that have them by day and by month.
    enum Subject: String, CaseIterable {
        case hour, category

        var days: DaySums { self == .hour ? .hours : .categories }
        var months: String { self == .hour ? "hour_months" : "category_months" }
        var columns: [String] { days.sums }
        var sums: String { RollupQueries.sums(of: columns) }

        /// Days of months that are over and were summed one by one, from rows that `read` or `readDays` gave.
        func lag(_ rows: Rows) -> Int64 { rows.first?.int(Int32(columns.count) + 1) ?? 0 }
    }

    let subject: Subject
    let layout: TableLayout

    /// `hour` or `category`, sums of the columns, and what `lag` reads.
    func read(_ span: MonthSpan, of owner: UserID) -> Query {
        Query(Self.texts[self] ?? "") {
            $0.add(owner)
            $0.add(Int64(span.first.number))
            $0.add(Int64(span.last.number))
            $0.add(span.from)
            $0.add(span.end)
        }
    }

    /// The same for a span without a whole month.
    func readDays(_ span: DaySpan, of owner: UserID) -> Query {
        let (name, sums) = (subject.rawValue, subject.sums)
        let sql = """
            SELECT \(name), \(sums), 0::bigint FROM \(subject.days.source(layout))
            WHERE user_id = $1 AND day BETWEEN $2::bigint AND $3::bigint GROUP BY \(name) HAVING sum(entries) <> 0 ORDER BY \(name)
            """
        return RollupQueries.query(sql, span, owner)
    }

    /// The same for a statement of its own, whose `$4` and `$5` are where whole months begin and end.
    static let lagOfJournal = """
        (SELECT least($5::bigint, \(MonthSums.over)) - greatest($4::bigint, least($5::bigint, summed_before))
            FROM journals WHERE user_id = $1)
        """

    private static let texts: [MonthQueries: String] = {
        let all = TableLayout.allCases.flatMap { layout in Subject.allCases.map { MonthQueries(subject: $0, layout: layout) } }
        return Dictionary(uniqueKeysWithValues: all.map { ($0, $0.text) })
    }()

    private var text: String {
        let columns = ([subject.rawValue] + subject.columns).joined(separator: ", ")
        return """
            WITH kept AS MATERIALIZED (
                SELECT until, least($5::bigint, \(MonthSums.over)) - until AS lag FROM (
                    SELECT greatest($4::bigint, least($5::bigint, summed_before)) AS until FROM journals WHERE user_id = $1) j)
            SELECT \(subject.rawValue), \(subject.sums), (SELECT lag FROM kept) FROM (
                SELECT \(columns) FROM \(subject.months)
                WHERE user_id = $1 AND month >= $4::bigint AND month < (SELECT until FROM kept)
                UNION ALL SELECT \(columns) FROM \(subject.days.source(layout))
                WHERE user_id = $1 AND day >= $2::bigint AND day < $4::bigint
                UNION ALL SELECT \(columns) FROM \(subject.days.source(layout, from: "(SELECT until FROM kept)"))
                WHERE user_id = $1 AND day >= (SELECT until FROM kept) AND day <= $3::bigint) r
            GROUP BY \(subject.rawValue) HAVING sum(entries) <> 0 ORDER BY \(subject.rawValue)
            """
    }
}
