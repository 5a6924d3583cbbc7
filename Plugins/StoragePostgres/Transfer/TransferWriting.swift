import PluginAPI

/// Receives what comes from another store, by COPY. Sums are made here, in the transaction of the entries that they count.
enum TransferWriting {
    /// - Throws: `.corrupt` for a row that is there already, that belongs to nothing, or that is not as it should be.
    static func receive(_ rows: [TransferRow], of section: TransferSection, _ transaction: Transaction) throws {
        guard let last = rows.last else { return }
        do {
            switch section {
            case .users: try receiveUsers(rows, transaction)
            case .entries: try receiveEntries(try rows.map { try TransferReader.entry($0) }, transaction)
            case .jobs: try receiveJobs(try rows.map { try TransferReader.job($0) }, transaction)
            default:
                guard let table = TransferTable(section) else { return }
                let copy = try table.copy(rows)
                if section != .keyShares { try check(rows, section, transaction) }
                try transaction.copy(copy)
            }
        } catch let failure as PostgresFailure where failure.isTaken {
            throw StorageError.corrupt(reason: "a row of \(section.rawValue) is there already")
        } catch let failure as PostgresFailure where failure.isAboutValues {
            throw StorageError.corrupt(reason: "a row of \(section.rawValue) does not fit: \(failure.message)")
        }
        let sql = "UPDATE transfers SET position = $1, rows = rows + $2 WHERE section = $3"
        _ = try transaction.run(
            Query(sql) {
                $0.add(TransferValue.encode(section.key(of: last)))
                $0.add(Int64(rows.count))
                $0.add(section.rawValue)
            })
    }

    /// Whether every row belongs to a user, and to an entry, that is there.
    private static func check(_ rows: [TransferRow], _ section: TransferSection, _ transaction: Transaction) throws {
        let owners: Set<UserID> = Set(rows.compactMap { id($0, 0) })
        try expect("SELECT count(*) FROM users WHERE id = ANY ($1::uuid[])", owners.count, section, transaction) {
            $0.addArray(owners)
        }
        guard section == .revisions || section == .otherScores else { return }
        let entries: Set<Owned<EntryID>> = Set(
            rows.compactMap { row in id(row, 0).flatMap { owner in id(row, 1).map { Owned(owner, $0) } } })
        try expectEntries(Array(entries), section, transaction)
    }

    private static func expectEntries(
        _ names: [Owned<EntryID>], _ section: TransferSection, _ transaction: Transaction
    ) throws {
        let sql = """
            SELECT count(*) FROM unnest($1::uuid[], $2::uuid[]) AS n (user_id, id)
            JOIN entries e ON e.user_id = n.user_id AND e.id = n.id
            """
        try expect(sql, names.count, section, transaction) {
            $0.addArray(names.map(\.owner))
            $0.addArray(names.map(\.id))
        }
    }

    private static func expect(
        _ sql: String, _ count: Int, _ section: TransferSection, _ transaction: Transaction,
        _ bind: (inout Parameters) -> Void
    ) throws {
        guard count > 0 else { return }
        guard try transaction.run(Query(sql, bind)).first?.int(0) == Int64(count) else {
            throw StorageError.corrupt(reason: "a row of \(section.rawValue) belongs to nothing that is there")
        }
    }

    private static func id<Subject>(_ row: TransferRow, _ place: Int) -> Identifier<Subject>? {
        guard place < row.values.count, case .bytes(let bytes) = row.values[place] else { return nil }
        return Identifier(bytes: bytes)
    }

    private static func receiveUsers(_ rows: [TransferRow], _ transaction: Transaction) throws {
        var page = UserCopy()
        for row in rows { try page.add(row) }
        for table in [page.users, page.journals, page.uids, page.sightings] { try transaction.copy(table) }
    }

    private static func receiveEntries(_ items: [TransferEntry], _ transaction: Transaction) throws {
        var counts: [UserID: Int64] = [:]
        for item in items { counts[item.owner, default: 0] += 1 }
        var main: String?
        if let provider = items.lazy.compactMap(\.entry.sentiment?.provider).first {
            main = try transaction.run(MainProvider.insert(provider), MainProvider.select)[1].first?.text(0)
        }
        var deltas = RollupDeltas(mainProvider: main)
        for item in items where item.entry.trashedAt == nil { deltas.add(item.entry, of: item.owner) }
        let count = Query("""
            UPDATE journals j SET entries = j.entries + n.entries
            FROM unnest($1::uuid[], $2::bigint[]) AS n (user_id, entries) WHERE j.user_id = n.user_id
            """) {
            $0.addArray(counts.keys.map { $0 })
            $0.addArray(counts.values.map { $0 })
        }
        // First of all it locks the journals, as every writer does.
        let counted = try transaction.run([count] + deltas.queries { _ in .min })[0].changes
        guard counted == counts.count else {
            throw StorageError.corrupt(reason: "an entry belongs to nobody who is there")
        }
        var page = EntryCopy()
        for item in items { try page.add(item) }
        try transaction.copy(page.entries)
        try transaction.copy(page.contents)
    }

    private static func receiveJobs(_ jobs: [OwnedJob], _ transaction: Transaction) throws {
        let entries = jobs.compactMap { owned in owned.job.entry.map { Owned(owned.owner, $0) } }
        try expectEntries(entries, .jobs, transaction)
        var page = CopyRows("jobs", JobRow.copied)
        for job in jobs { try page.add(JobRow.values(job)) }
        try transaction.copy(page)
    }
}
