import GRDB
import PluginAPI

/// A place among the owners: nobody, then the users by their ids.
private struct TransferOwner {
    /// 0 for nobody.
    let number: Int64
    /// None for nobody.
    let id: [UInt8]
}

// Reading what moves to another store, owner by owner: every table's key begins with the owner.
extension Reader {
    func transferRows(
        of section: TransferSection, after key: [TransferValue]?, limit: Int
    ) throws -> [TransferRow] {
        var rows: [TransferRow] = []
        var after = key.map { Array($0.dropFirst()) }
        var owner: TransferOwner? = try transferOwner(at: key?.first, in: section)
        if key != nil, section.key.count == 1 { owner = try owner.flatMap(transferOwner(after:)) }
        while let place = owner, rows.count < limit {
            rows += try transferRows(of: section, of: place, after: after, limit: limit - rows.count)
            after = nil
            if rows.count < limit { owner = try transferOwner(after: place) }
        }
        return rows
    }

    func transferCount(of section: TransferSection) throws -> Int64 {
        let ofUsers = "owner IN (SELECT owner FROM users)"
        let sql =
            switch section {
            case .entries: "SELECT count(*) FROM entries WHERE \(ofUsers)"
            case .jobs: "SELECT count(*) FROM jobs WHERE \(ofUsers)"
            case .otherScores:
                "SELECT count(*) FROM otherScores s JOIN entries e ON e.key = s.entry WHERE e.\(ofUsers)"
            default: TransferTable(section).map(\.count) ?? "SELECT 0"
            }
        return try db.raw(sql).first({ _ in }) { $0.int(0) } ?? 0
    }

    /// Whose rows come first: of nobody, or of who is named.
    private func transferOwner(at id: TransferValue?, in section: TransferSection) throws -> TransferOwner? {
        let nobody = TransferOwner(number: 0, id: [])
        guard case .bytes(let id) = id, !id.isEmpty else { return nobody }
        return try db.raw("SELECT owner, id FROM users WHERE id >= ? ORDER BY id LIMIT 1").first({ $0.add(id) }) {
            TransferOwner(number: $0.int(0), id: $0.bytes(1))
        }
    }

    private func transferOwner(after owner: TransferOwner) throws -> TransferOwner? {
        try db.raw("SELECT owner, id FROM users WHERE id > ? ORDER BY id LIMIT 1").first({ $0.add(owner.id) }) {
            TransferOwner(number: $0.int(0), id: $0.bytes(1))
        }
    }

    private func transferRows(
        of section: TransferSection, of owner: TransferOwner, after key: [TransferValue]?, limit: Int
    ) throws -> [TransferRow] {
        switch section {
        case .entries: return try transferEntries(of: owner, after: key, limit: limit)
        case .jobs: return try transferJobs(of: owner, after: key, limit: limit)
        case .otherScores: return try transferScores(of: owner, after: key, limit: limit)
        default: break
        }
        guard let table = TransferTable(section) else { return [] }
        var rows: [TransferRow] = []
        let width = Int32(table.key.count + table.columns.count)
        try db.raw(table.select(afterKey: key != nil)).each({
            $0.add(owner.number)
            for value in key ?? [] { $0.add(value) }
            $0.add(Int64(limit))
        }) { row in
            rows.append(TransferRow([.bytes(owner.id)] + (0..<width).map { TransferValue(row, $0) }))
            return true
        }
        return rows
    }

    private func transferEntries(of owner: TransferOwner, after key: [TransferValue]?, limit: Int) throws -> [TransferRow] {
        guard let user = UserID(bytes: owner.id) else { return [] }
        let keys = EntryKey.all(of: owner.number)
        var first = keys.lowerBound
        if case .integer(let number)? = key?.first { first = EntryKey(owner: owner.number, number: number).value + 1 }
        let sql = """
            SELECT \(EntryRow.columns) FROM entries e \(EntryRow.joinContents) WHERE e.key BETWEEN ? AND ?
            ORDER BY e.key LIMIT ?
            """
        var rows: [TransferRow] = []
        try db.raw(sql).each({ $0.add(first); $0.add(keys.upperBound); $0.add(Int64(limit)) }) { row in
            let terms = row.buffer(EntryRow.terms)
            let words = stride(from: 0, to: terms.count - 7, by: 8).map {
                TermHash(UInt64(littleEndian: terms.loadUnaligned(fromByteOffset: $0, as: UInt64.self)))
            }
            rows.append(TransferRow(TransferEntry(owner: user, entry: try EntryRow.entry(row), terms: words)))
            return true
        }
        return rows
    }

    private func transferJobs(of owner: TransferOwner, after key: [TransferValue]?, limit: Int) throws -> [TransferRow] {
        guard let user = UserID(bytes: owner.id) else { return [] }
        let after = key == nil ? "" : "AND j.id > ? "
        var rows: [TransferRow] = []
        try db.raw("\(JobRow.select) WHERE j.owner = ? \(after)ORDER BY j.id LIMIT ?").each({
            $0.add(owner.number)
            for value in key ?? [] { $0.add(value) }
            $0.add(Int64(limit))
        }) { row in
            rows.append(TransferRow(owner: user, job: try JobRow.job(row)))
            return true
        }
        return rows
    }

    private func transferScores(of owner: TransferOwner, after key: [TransferValue]?, limit: Int) throws -> [TransferRow] {
        guard let user = UserID(bytes: owner.id) else { return [] }
        let after = key == nil ? "" : "AND (e.id, s.provider) > (?, ?) "
        let sql = """
            SELECT e.id, s.provider, s.label, s.score, s.positive, s.neutral, s.negative, s.confidence, s.analysedAt, s.model,
                s.detail
            FROM entries e JOIN otherScores s ON s.entry = e.key
            WHERE e.owner = ? \(after)ORDER BY e.id, s.provider LIMIT ?
            """
        var rows: [TransferRow] = []
        try db.raw(sql).each({
            $0.add(owner.number)
            for value in key ?? [] { $0.add(value) }
            $0.add(Int64(limit))
        }) { row in
            let score = StoredSentiment(
                score: Score(clamping: row.int(3)), label: SentimentLabel(index: row.int(2)),
                positive: Score(clamping: row.int(4)), neutral: Score(clamping: row.int(5)),
                negative: Score(clamping: row.int(6)), confidence: Score(clamping: row.int(7)),
                detail: SealedBytes(row.bytes(10)), provider: row.text(1), model: row.text(9),
                analysedAt: Instant(microseconds: row.int(8)))
            rows.append(TransferRow(owner: user, entry: try row.id(0), score: score))
            return true
        }
        return rows
    }
}
