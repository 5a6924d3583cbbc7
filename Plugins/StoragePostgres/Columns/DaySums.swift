/// The tables that have sums by day, and how their rows are read.
///
/// On Citus a day's sums may be in two tables: what was moved to columns when the day was old, and what writers have added
/// since, which may be negative. Neither means anything without the other.
enum DaySums: String, CaseIterable {
    case days = "day_rollups"
    case hours = "hour_rollups"
    case categories = "category_day_rollups"
    case providers = "provider_days"

    /// The table that writers write.
    var rows: String { rawValue }

    /// The table of old days in columns, where the layout has such.
    var columns: String {
        switch self {
        case .days: "day_columns"
        case .hours: "hour_columns"
        case .categories: "category_day_columns"
        case .providers: "provider_day_columns"
        }
    }

    /// The key, with its types, in the order of the table.
    var key: [(name: String, type: String)] {
        switch self {
        case .days: [("user_id", "uuid"), ("day", "integer")]
        case .hours: [("user_id", "uuid"), ("day", "integer"), ("hour", "smallint")]
        case .categories: [("user_id", "uuid"), ("category", "uuid"), ("day", "integer")]
        case .providers: [("user_id", "uuid"), ("day", "integer"), ("provider", "text COLLATE \"C\"")]
        }
    }

    /// Columns that are not added up, and what is done instead.
    private var bounds: [(name: String, merge: String)] { self == .days ? [("first_at", "min"), ("last_at", "max")] : [] }

    /// What is added up.
    var sums: [String] {
        switch self {
        case .days, .categories: Schema.tallyColumns
        case .hours: ["entries", "scored", "score_sum"]
        case .providers: ["entries"]
        }
    }

    var keyNames: [String] { key.map(\.name) }
    var values: [String] { bounds.map(\.name) + sums }
    /// All columns in the order of the table.
    var names: String { (keyNames + values).joined(separator: ", ") }

    /// What makes one row of several with the same key, of the table that is called `table`.
    func merges(of table: String) -> String {
        let bounds = bounds.map { "\($0.merge)(\(table).\($0.name)) AS \($0.name)" }
        return (bounds + sums.map { "sum(\(table).\($0))::bigint AS \($0)" }).joined(separator: ", ")
    }
}

// Reading. A source stands in a statement where the table would, under the table's name.
extension DaySums {
    /// Rows of one journal, of which several may have the same key: for who adds them up.
    /// - Parameters:
    ///   - owner: the place of the owner's id in the statement.
    ///   - first: an expression of the first day that is asked for. Where no day before `columns_before` is, columns are not read.
    func source(_ layout: TableLayout, owner: String = "$1", from first: String = "$2::bigint") -> String {
        guard layout == .citus else { return rows }
        return "(\(both(owner, first))) AS \(rows)"
    }

    /// The same with one row for each key, of which none has no entries where columns are read.
    /// - Parameter name: what the statement calls it, if not by the table's name.
    func merged(
        _ layout: TableLayout, owner: String = "$1", from first: String = "$2::bigint", as name: String? = nil
    ) -> String {
        guard layout == .citus else { return name.map { "\(rows) \($0)" } ?? rows }
        let key = keyNames.joined(separator: ", ")
        return """
            (SELECT \(key), \(merges(of: "s")) FROM (\(both(owner, first))) s GROUP BY \(key) HAVING sum(entries) <> 0) \
            AS \(name ?? rows)
            """
    }

    /// The journal decides by a condition that is looked at once whether columns are read at all.
    private func both(_ owner: String, _ first: String) -> String {
        let journal = "FROM journals WHERE user_id = \(owner)"
        return """
            SELECT \(names) FROM \(rows) WHERE user_id = \(owner)
            UNION ALL SELECT \(names) FROM \(columns) WHERE user_id = \(owner)
                AND generation = (SELECT columns_generation \(journal)) AND (SELECT columns_before > \(first) \(journal))
            """
    }
}
