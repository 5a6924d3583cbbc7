public import PluginAPI

extension PostgresStorage {
    public func reportStamp(of owner: UserID) async throws(StorageError) -> Int64? {
        let stamp = try await read(.of(owner, "SELECT changes FROM journals WHERE user_id = $1")) { $0.int(0) }.first
        // What is then read for a report is kept under this number, so no replica may be older than it.
        try store().replicas?.noteWrite(owner)
        return stamp
    }

    public func dayRollups(in span: DaySpan, of owner: UserID) async throws(StorageError) -> [DayRollup] {
        guard span.count > 0 else { return [] }
        // Whoever asks for many days asks for their hours and categories next.
        let (months, summer) = (MonthSpan(span), try store().summer)
        let reading = SumReading(layout: options.layout, owner: owner, first: span.first)
        return try await readJournal(of: owner) { connection in
            let rows = try reading.run(connection) { layout in
                let sql = """
                    SELECT day, \(RollupQueries.columns), \(MonthQueries.lagOfJournal) FROM \(DaySums.days.merged(layout))
                    WHERE user_id = $1 AND day BETWEEN $2::bigint AND $3::bigint AND entries <> 0 ORDER BY day
                    """
                return RollupQueries.query(sql, span, owner) {
                    $0.add(months.from)
                    $0.add(months.end)
                }
            }
            summer.note(owner, months, lag: rows.first?.int(Int32(Sums.fields) + 1) ?? 0)
            return try rows.map { DayRollup(day: LocalDay(clamping: $0.int(0)), tally: Sums($0, from: 1).tally) }
        }
    }

    public func total(in span: DaySpan, of owner: UserID) async throws(StorageError) -> Tally {
        let sums = RollupQueries.sums(of: Schema.tallyColumns)
        let found = try await readSums(of: owner, from: span.first) { layout in
            let sql = """
                SELECT \(sums) FROM \(DaySums.days.source(layout)) WHERE user_id = $1 AND day BETWEEN $2::bigint AND $3::bigint
                """
            return RollupQueries.query(sql, span, owner)
        } _: { Sums($0, from: 0).tally }
        return found.first ?? Tally()
    }

    public func hourRollups(in span: DaySpan, of owner: UserID) async throws(StorageError) -> [HourRollup] {
        try await sums(.hour, in: span, of: owner) { row in
            HourRollup(hour: Int(row.int(0)), entries: row.int(1), scored: row.int(2), scoreSum: row.int(3))
        }
    }

    public func categoryRollups(in span: DaySpan, of owner: UserID) async throws(StorageError) -> [CategoryRollup] {
        try await sums(.category, in: span, of: owner) { row in
            CategoryRollup(category: try row.id(0), tally: Sums(row, from: 1).tally)
        }
    }

    private func sums<Value: Sendable>(
        _ subject: MonthQueries.Subject, in span: DaySpan, of owner: UserID, _ value: @escaping @Sendable (Row) throws -> Value
    ) async throws(StorageError) -> [Value] {
        guard span.first <= span.last else { return [] }
        let (months, summer) = (MonthSpan(span), try store().summer)
        let reading = SumReading(layout: options.layout, owner: owner, first: span.first)
        return try await readJournal(of: owner) { connection in
            let rows = try reading.run(connection) { layout in
                let queries = MonthQueries(subject: subject, layout: layout)
                return months.hasMonths ? queries.read(months, of: owner) : queries.readDays(span, of: owner)
            }
            summer.note(owner, months, lag: subject.lag(rows))
            return try rows.map(value)
        }
    }

    public func categoryDays(
        of category: CategoryID, in span: DaySpan, owner: UserID
    ) async throws(StorageError) -> [CategoryDayRollup] {
        try await readSums(of: owner, from: span.first) { layout in
            let sql = """
                SELECT day, \(RollupQueries.columns) FROM \(DaySums.categories.merged(layout))
                WHERE user_id = $1 AND day BETWEEN $2::bigint AND $3::bigint AND category = $4 AND entries <> 0 ORDER BY day
                """
            return RollupQueries.query(sql, span, owner) { $0.add(category) }
        } _: { row in
            CategoryDayRollup(
                category: category, day: LocalDay(clamping: row.int(0)), tally: Sums(row, from: 1).tally)
        }
    }

    public func activeDays(in span: DaySpan, of owner: UserID) async throws(StorageError) -> [LocalDay] {
        try await readSums(of: owner, from: span.first) { layout in
            let sql = """
                SELECT day FROM \(DaySums.days.merged(layout))
                WHERE user_id = $1 AND day BETWEEN $2::bigint AND $3::bigint AND entries <> 0 ORDER BY day
                """
            return RollupQueries.query(sql, span, owner)
        } _: { LocalDay(clamping: $0.int(0)) }
    }
}

/// What reads the running sums.
enum RollupQueries {
    static let columns = Schema.tallyColumns.joined(separator: ", ")
    static func sums(of columns: [String]) -> String { columns.map { "sum(\($0))::bigint" }.joined(separator: ", ") }

    /// The same fields computed from entries `e`, which are not in the trash.
    static let tallyOfEntries: String = {
        let isScored = "e.label <> \(SentimentLabel.unknown.index)"
        let labels = (0..<5).map { "count(*) FILTER (WHERE e.label = \($0))" }
        let moods = (1...5).map { "count(*) FILTER (WHERE e.mood = \($0))" }
        let sums = [
            "count(*)", "coalesce(sum(e.words), 0)", "count(*) FILTER (WHERE \(isScored))",
            "coalesce(sum(e.score) FILTER (WHERE \(isScored)), 0)",
            "coalesce(sum(e.score::bigint * e.score) FILTER (WHERE \(isScored)), 0)",
        ]
        return (sums + labels + moods).joined(separator: ", ")
    }()

    static func query(
        _ sql: String, _ span: DaySpan, _ owner: UserID, _ bind: (inout Parameters) -> Void = { _ in }
    ) -> Query {
        Query(sql) {
            $0.add(owner)
            $0.add(Int64(span.first.number))
            $0.add(Int64(span.last.number))
            bind(&$0)
        }
    }

    /// How many entries the days have, of one category or of all.
    static func count(_ category: CategoryID?, in span: DaySpan, of owner: UserID, _ layout: TableLayout) -> Query {
        let sums = category == nil ? DaySums.days : .categories
        let sql = """
            SELECT coalesce(sum(entries), 0)::bigint FROM \(sums.source(layout)) \
            WHERE user_id = $1 AND day BETWEEN $2::bigint AND $3::bigint
            """
        guard let category else { return query(sql, span, owner) }
        return query(sql + " AND category = $4", span, owner) { $0.add(category) }
    }
}
