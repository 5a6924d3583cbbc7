public import PluginAPI

// Moving a whole store; see `TransferringStorage`.
extension SQLiteStorage: TransferringStorage {
    public func startGiving() async throws {
        guard hasDatabase else {
            throw PluginStartError("there is no database at \(databasePath).", lasting: true)
        }
        try await start()
    }

    public func start(receiving transfer: [UInt8]) async throws {
        try await open(receiving: transfer)
    }

    public func receivingProgress() async throws(StorageError) -> [TransferSection: TransferProgress] {
        try await write { try $0.receivingProgress() }
    }

    public func receive(_ rows: [TransferRow], of section: TransferSection) async throws(StorageError) {
        try await write { try $0.receive(rows, of: section) }
    }

    public func finishReceiving() async throws(StorageError) {
        try await write { try $0.finishReceiving() }
    }

    public func transferRows(
        of section: TransferSection, after key: [TransferValue]?, limit: Int
    ) async throws(StorageError) -> [TransferRow] {
        try await read { try $0.transferRows(of: section, after: key, limit: min(max(limit, 1), 10_000)) }
    }

    public func transferCount(of section: TransferSection) async throws(StorageError) -> Int64 {
        try await read { try $0.transferCount(of: section) }
    }

    /// - Throws: `PluginStartError` when the store is half of a transfer, or not fit for the one that is named.
    func checkTransfer(_ transfer: [UInt8]?) async throws {
        guard let transfer else {
            guard try await receivingProgress().isEmpty else {
                throw PluginStartError(
                    "the database holds half of a journal that is being moved here: go on with journald-core migrate-store, "
                        + "or remove the database and its files to begin anew.", lasting: true)
            }
            return
        }
        let mayReceive = try await write { try $0.mayReceive(transfer) }
        guard mayReceive else {
            throw PluginStartError(
                "the database is in use, or another journal is being moved to it: a journal can only be moved to an empty one.",
                lasting: true)
        }
        try await write { try $0.beginReceiving(transfer) }
    }
}
