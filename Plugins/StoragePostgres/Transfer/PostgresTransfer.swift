public import PluginAPI

// Moving a whole store; see `TransferringStorage`.
extension PostgresStorage: TransferringStorage {
    /// - Throws: `PluginStartError`, also when there is no journal in the database.
    public func startGiving() async throws { try await open(.giving) }

    public func start(receiving transfer: [UInt8]) async throws { try await open(.receiving(transfer)) }

    public func receivingProgress() async throws(StorageError) -> [TransferSection: TransferProgress] {
        let rows = try await read(Query("SELECT section, position, rows FROM transfers")) { row in
            (
                TransferSection(rawValue: row.text(0)),
                TransferProgress(position: row.optionalBytes(1).flatMap(TransferValue.decode), rows: row.int(2))
            )
        }
        var found: [TransferSection: TransferProgress] = [:]
        for (section, progress) in rows { if let section { found[section] = progress } }
        return found
    }

    /// A share that came before the move was cut is the same one; it is in the transaction of its page here.
    public func receive(_ rows: [TransferRow], of section: TransferSection) async throws(StorageError) {
        try await change { try TransferWriting.receive(rows, of: section, $0) }
    }

    /// Makes the indexes that the move did without, and the planner learns what the tables hold now. Both take their time.
    public func finishReceiving() async throws(StorageError) {
        try await change { transaction in
            try transaction.takeTime()
            try DeferredIndexes.make(transaction)
            _ = try transaction.run(Query("DELETE FROM transfers"))
        }
        try await store().changes.run { connection in
            _ = try connection.run([
                Query("SET statement_timeout = 0", isKept: false), Query("ANALYZE", isKept: false),
                Query("RESET statement_timeout", isKept: false),
            ])
        }
    }

    public func transferRows(
        of section: TransferSection, after key: [TransferValue]?, limit: Int
    ) async throws(StorageError) -> [TransferRow] {
        let limit = min(max(limit, 1), 10_000)
        return try await read { try TransferReading.page(of: section, after: key, limit: limit, $0) }
    }

    public func transferCount(of section: TransferSection) async throws(StorageError) -> Int64 {
        try await read(TransferReading.count(of: section)) { $0.int(0) }.first ?? 0
    }

    /// What a store is opened for.
    enum Purpose: Sendable {
        case serving, giving
        case receiving([UInt8])
    }

    /// - Throws: `PluginStartError` when the store is half of a transfer, or not fit for what it is opened for.
    func check(_ purpose: Purpose) async throws {
        let begun = try await read(Query("SELECT transfer FROM transfers LIMIT 1")) { $0.bytes(0) }.first
        try await checkRegions()
        guard case .receiving(let transfer) = purpose else {
            guard begun == nil else {
                throw PluginStartError(
                    "the database holds half of a journal that is being moved here: go on with journald-core migrate-store, "
                        + "or drop the schema \(Schema.name) to begin anew.", lasting: true)
            }
            return
        }
        let isUsed = try await read(
            Query("SELECT EXISTS (SELECT 1 FROM users) OR EXISTS (SELECT 1 FROM audit)")) { $0.bool(0) }.first ?? true
        guard begun.map({ $0 == transfer }) ?? !isUsed else {
            throw PluginStartError(
                "the database is in use, or another journal is being moved to it: a journal can only be moved to an empty one.",
                lasting: true)
        }
        let sql = """
            INSERT INTO transfers (section, transfer, rows) SELECT n.section, $2, 0 FROM unnest($1::text[]) AS n (section)
            ON CONFLICT DO NOTHING
            """
        let begin = Query(sql) {
            $0.addArray(TransferSection.allCases.map(\.rawValue))
            $0.add(transfer)
        }
        try await change { transaction in
            _ = try transaction.run(begin)
            if begun == nil { try DeferredIndexes.drop(transaction) }
        }
    }
}

extension Schema {
    /// How far each section of a transfer came; empty unless one is under way.
    static let transfers = [
        "CREATE TABLE transfers (section text PRIMARY KEY, transfer bytea NOT NULL, position bytea, rows bigint NOT NULL)"
    ]
}
