import PluginAPI

/// Makes sums of months out of sums of days.
enum MonthSums {
    /// The month of a `day`, as the number of its first day.
    private static let month = "(date_trunc('month', ('1970-01-01'::date + day)::timestamp)::date - '1970-01-01'::date)"

    /// The day before which months are over for everybody, by the server's clock; no answer depends on it.
    static let over = "(date_trunc('month', now() AT TIME ZONE 'UTC' - interval '2 days')::date - '1970-01-01'::date)"

    /// Sums the months of a journal that are over, up to a day, and keeps them from now on.
    ///
    /// Writers are kept out meanwhile by the journal's lock. The month that runs is left to later: today's entries would have
    /// to be added to it.
    static func extend(_ owner: UserID, to day: Int64, layout: TableLayout, _ transaction: Transaction) throws {
        try transaction.takeTime()
        guard let (kept, over) = try lock(owner, layout, transaction) else { return }
        let end = min(day, over)
        guard kept < end else { return }
        let span: (inout Parameters) -> Void = {
            $0.add(owner)
            $0.add(kept)
            $0.add(end)
        }
        let done = Query("UPDATE journals SET summed_before = $2::bigint WHERE user_id = $1") {
            $0.add(owner)
            $0.add(end)
        }
        _ = try transaction.run(Query(insert(.hour, layout), span), Query(insert(.category, layout), span), done)
    }

    /// - Returns: up to where months are summed, and up to where they are over; nil where there is no journal to write.
    private static func lock(_ owner: UserID, _ layout: TableLayout, _ transaction: Transaction) throws -> (Int64, Int64)? {
        let columns = "summed_before, closed, \(over)"
        let sql = layout == .citus
            ? "UPDATE journals SET summed_before = summed_before WHERE user_id = $1 RETURNING \(columns)"
            : "SELECT \(columns) FROM journals WHERE user_id = $1 FOR NO KEY UPDATE"
        let row = try transaction.run(.of(owner, sql)).first
        guard let row, Journal.State(rawValue: row.int(1)) == .open else { return nil }
        return (row.int(0), row.int(2))
    }

    /// - Parameter first: the first day of those that the condition is about.
    private static func insert(
        _ subject: MonthQueries.Subject, _ layout: TableLayout, _ condition: String = "day >= $2::bigint AND day < $3::bigint",
        from first: String = "$2::bigint"
    ) -> String {
        let names = subject.columns.joined(separator: ", ")
        return """
            INSERT INTO \(subject.months) (user_id, month, \(subject.rawValue), \(names))
            SELECT user_id, \(month), \(subject.rawValue), \(subject.sums) FROM \(subject.days.source(layout, from: first))
            WHERE user_id = $1 AND \(condition) GROUP BY user_id, \(month), \(subject.rawValue)
            """
    }

    /// Sums months anew of a category that got entries of another one, which is gone. For a transaction that has locked the
    /// journal and has changed the sums of days.
    static func replace(_ id: CategoryID, by target: CategoryID, of owner: UserID, layout: TableLayout) -> [Query] {
        let isKept = "category = $2 AND day < (SELECT summed_before FROM journals WHERE user_id = $1)"
        return [
            Query("DELETE FROM category_months WHERE user_id = $1 AND category = ANY ($2::uuid[])") {
                $0.add(owner)
                $0.addArray([id, target])
            },
            Query(insert(.category, layout, isKept, from: "\(Schema.nothingSummed)")) {
                $0.add(owner)
                $0.add(target)
            },
        ]
    }
}
