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
        if section == .keyShares { try await receiveShares(rows) }
        try await write { try $0.receive(rows, of: section) }
    }

    public func finishReceiving() async throws(StorageError) {
        try await write { try $0.finishReceiving() }
    }

    public func transferRows(
        of section: TransferSection, after key: [TransferValue]?, limit: Int
    ) async throws(StorageError) -> [TransferRow] {
        let limit = min(max(limit, 1), 10_000)
        if section == .keyShares { return try await transferShares(after: key?.first, limit: limit) }
        return try await read { try $0.transferRows(of: section, after: key, limit: limit) }
    }

    public func transferCount(of section: TransferSection) async throws(StorageError) -> Int64 {
        guard section == .keyShares else { return try await read { try $0.transferCount(of: section) } }
        var (count, last): (Int64, TransferValue?) = (0, nil)
        while true {
            let rows = try await transferShares(after: last, limit: 1_000)
            guard let end = rows.last else { return count }
            count += Int64(rows.count)
            last = end.values.first
        }
    }

    /// The shares of users who are there and have one, in the order of their ids.
    private func transferShares(after last: TransferValue?, limit: Int) async throws(StorageError) -> [TransferRow] {
        var after: UserID?
        if case .bytes(let bytes)? = last { after = UserID(bytes: bytes) }
        var rows: [TransferRow] = []
        while rows.count < limit {
            let users = try await users(after: after, limit: limit - rows.count)
            guard let end = users.last else { return rows }
            let shares = try await keyShares(of: users.map(\.id))
            rows += users.compactMap { user in
                shares[user.id].map { TransferRow([.bytes(user.id.bytes), .bytes($0.bytes)]) }
            }
            after = end.id
        }
        return rows
    }

    /// A share that came before the move was cut may come again.
    private func receiveShares(_ rows: [TransferRow]) async throws(StorageError) {
        var shares: [KeyShare] = []
        for row in rows {
            var reader = TransferReader(row)
            guard let share = KeyShare(user: try reader.id(), bytes: try reader.bytes()), row.values.count == 2 else {
                throw .corrupt(reason: "a transfer: a key share is none")
            }
            shares.append(share)
        }
        guard try await addKeyShares(shares) == shares else {
            throw .corrupt(reason: "a transfer: a user has another key share already")
        }
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
