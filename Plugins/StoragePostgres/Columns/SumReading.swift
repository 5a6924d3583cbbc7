import PluginAPI

/// Reads sums of a journal's days, wherever they are.
///
/// Where a day's sums may be in two tables, rows alone are read at first, and after them, in the same round trip, whether that
/// was enough: what was not to be in columns then was not when the rows were read. A statement that adds both takes the server twice as
/// long to plan, and most reports are about days that are not old.
struct SumReading: Sendable {
    let layout: TableLayout
    let owner: UserID
    /// The first day of those that are asked for.
    let first: LocalDay

    /// - Parameters:
    ///   - isSnapshot: whether the statements must see the same moment. Those that read columns see what is there as each begins.
    ///   - queries: what is read from tables of a layout.
    func run(_ connection: Connection, isSnapshot: Bool = false, _ queries: (TableLayout) -> [Query]) throws -> [Rows] {
        func read(_ queries: [Query]) throws -> [Rows] {
            isSnapshot ? try connection.snapshot(queries) : try connection.run(queries)
        }
        guard layout == .citus else { return try read(queries(layout)) }
        let rows = try read(queries(.plain) + [mayBeInColumns])
        guard rows.last?.first?.bool(0) == true else { return rows.dropLast() }
        // Never in one snapshot: a table of columns that takes another one's place has no rows for whoever looks from before, and
        // waited for it to take it.
        return try connection.run(queries(layout))
    }

    func run(_ connection: Connection, _ query: (TableLayout) -> Query) throws -> Rows {
        guard let rows = try run(connection, { [query($0)] }).first else { throw PostgresFailure(.connection, "no answer") }
        return rows
    }

    private var mayBeInColumns: Query {
        Query("SELECT columns_before > $2::bigint FROM journals WHERE user_id = $1") {
            $0.add(owner)
            $0.add(Int64(first.number))
        }
    }
}

extension PostgresStorage {
    /// Reads sums of a user's own days, and every row of them.
    func readSums<Value: Sendable>(
        of owner: UserID, from first: LocalDay, _ query: @escaping @Sendable (TableLayout) -> Query,
        _ value: @escaping @Sendable (Row) throws -> Value
    ) async throws(StorageError) -> [Value] {
        let reading = SumReading(layout: options.layout, owner: owner, first: first)
        return try await readJournal(of: owner) { try reading.run($0, query).map(value) }
    }
}
