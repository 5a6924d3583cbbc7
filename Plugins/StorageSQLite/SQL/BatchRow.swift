import PluginAPI

/// The one place that knows the columns of a batch, for reading.
enum BatchRow {
    /// Without a table, so that more columns can follow.
    static let select = """
        SELECT id, parent, provider, model, promptVersion, createdAt, count, ticket, holder, dueAt, isOver
        """
    /// How many those are.
    static let count: Int32 = 11

    /// Whether a job `j` may be handed over in bulk, once it is due.
    static let mayGo = "j.state = 0 AND j.kind = 0 AND j.tries = 0 AND j.returns < 3"

    /// - Throws: `.corrupt` for an id that is none.
    static func batch(_ row: Row) throws -> StoredBatch {
        // The holder is set below: there may be none.
        let id: LeaseID = try row.id(0)
        var batch = StoredBatch(
            id: id, parent: try row.id(1), provider: row.text(2), model: row.text(3), promptVersion: row.text(4),
            createdAt: Instant(microseconds: row.int(5)), holder: id, dueAt: Instant(microseconds: row.int(9)))
        batch.count = Int(row.int(6))
        batch.ticket = row.optionalText(7)
        batch.holder = row.isNull(8) ? nil : try row.id(8)
        batch.isOver = row.int(10) != 0
        return batch
    }
}
