/// Makes the tables of old days in Citus' columnar storage. See docs/decisions/0026.
///
/// They have the columns of the tables that writers write, and `generation`, which says whose rows they are (see `Schema.columns`).
/// A row in them is never changed. Nothing there has an index: rows are in order of user and key as they came, and the storage
/// passes over groups of rows that cannot have a user's. Their size is the storage's own: with smaller ones a report unpacks less,
/// and every report looks at more of them.
enum ColumnTables {
    static let names = DaySums.allCases.map(\.columns)

    /// A table that takes the place of one that holds what is nobody's.
    static func successor(of sums: DaySums) -> String { sums.columns + "_next" }

    /// Makes a table beside the journals.
    static func make(_ sums: DaySums, as name: String) -> [String] {
        let key = sums.key.map { "\($0.name) \($0.type) NOT NULL" }
        let values = sums.values.map { "\($0) bigint NOT NULL" }
        let columns = (key + ["generation bigint NOT NULL"] + values).joined(separator: ", ")
        let table = "\(Schema.name).\(name)"
        return [
            "CREATE TABLE \(name) (\(columns)) USING columnar",
            "SELECT create_distributed_table('\(table)', 'user_id', colocate_with => '\(Schema.name).journals')",
        ]
    }
}

/// What changes in columns without changing a row there.
enum ColumnSums {
    /// Takes back what columns have of a category (`$2`) whose other rows are gone: rows there cannot be removed.
    static let takeBackCategory: String = {
        let sums = DaySums.categories
        let key = sums.keyNames.joined(separator: ", ")
        let negative = sums.sums.map { "-sum(\($0))::bigint" }.joined(separator: ", ")
        let journal = "FROM journals WHERE user_id = $1"
        return """
            INSERT INTO \(sums.rows) (\(sums.names)) SELECT \(key), \(negative) FROM \(sums.columns)
            WHERE user_id = $1 AND category = $2 AND generation = (SELECT columns_generation \(journal))
                AND (SELECT columns_before > \(Schema.nothingSummed) \(journal))
            GROUP BY \(key) HAVING sum(entries) <> 0
            """
    }()
}
