import PluginAPI

/// What moves to another store, page by page in the order of keys.
enum TransferReading {
    static func page(of section: TransferSection, after key: [TransferValue]?, limit: Int, _ connection: Connection)
        throws -> [TransferRow]
    {
        switch section {
        case .users: return try connection.run(try users(after: key, limit)).map(user)
        case .entries: return try connection.run(try entries(after: key, limit)).map(entry)
        case .jobs:
            return try connection.run(try jobs(after: key, limit)).map { row in
                let owned = try JobRow.owned(row)
                return TransferRow(owner: owned.owner, job: owned.job)
            }
        default:
            guard let table = TransferTable(section) else { return [] }
            return try connection.run(try table.page(after: key, limit: limit)).map(table.row)
        }
    }

    static func count(of section: TransferSection) -> Query {
        switch section {
        case .users: Query("SELECT count(*) FROM users")
        case .entries: Query("SELECT count(*) FROM entries")
        case .jobs: Query("SELECT count(*) FROM jobs")
        default: TransferTable(section)?.count ?? Query("SELECT 0::bigint")
        }
    }

    private static func users(after key: [TransferValue]?, _ limit: Int) throws(StorageError) -> Query {
        let last = try id(key, 0)
        return Query(
            """
            SELECT u.id, o.uid, u.login, u.role, u.is_disabled, u.zone, u.locale, u.day_end_hour, u.week_start, u.created_at,
                u.wrapped_key, j.last_number, s.at
            FROM users u JOIN journals j ON j.user_id = u.id LEFT JOIN uids o ON o.user_id = u.id AND o.is_own
            LEFT JOIN sightings s ON s.user_id = u.id WHERE u.id > $1 ORDER BY u.id LIMIT \(limit)
            """, isKept: false
        ) { $0.add(last) }
    }

    private static func user(_ row: Row) throws -> TransferRow {
        TransferRow([
            .bytes(row.bytes(0)), TransferValue(row.optionalInt(1)), TransferValue(row.optionalText(2)), .text(row.text(3)),
            .integer(row.int(4)), .text(row.text(5)), .text(row.text(6)), .integer(row.int(7)), .integer(row.int(8)),
            .integer(row.int(9)), .bytes(row.bytes(10)), .integer(row.int(11)), TransferValue(row.optionalInt(12)),
        ])
    }

    private static func entries(after key: [TransferValue]?, _ limit: Int) throws(StorageError) -> Query {
        let owner = try id(key, 0)
        var number: Int64 = 0
        if case .integer(let last)? = key?.last { number = last }
        return Query(
            """
            SELECT \(EntryRow.withContents), c.terms, e.user_id FROM entries e
            JOIN contents c ON c.user_id = e.user_id AND c.id = e.id
            WHERE (e.user_id, e.number) > ($1, $2) ORDER BY e.user_id, e.number LIMIT \(limit)
            """, isKept: false
        ) {
            $0.add(owner)
            $0.add(number)
        }
    }

    private static func entry(_ row: Row) throws -> TransferRow {
        let terms = row.terms(EntryRow.width + 2).sorted()
        return TransferRow(
            TransferEntry(owner: try row.id(EntryRow.width + 3), entry: try EntryRow.entry(row), terms: terms))
    }

    private static func jobs(after key: [TransferValue]?, _ limit: Int) throws(StorageError) -> Query {
        let (owner, last) = (try id(key, 0), try id(key, 1))
        return Query(
            """
            SELECT \(JobRow.columns) FROM jobs j WHERE (j.user_id, j.id) > ($1, $2) ORDER BY j.user_id, j.id LIMIT \(limit)
            """, isKept: false
        ) {
            $0.add(owner)
            $0.add(last)
        }
    }

    /// An id of a key; the nil UUID, which is before every other, where there is none.
    private static func id(_ key: [TransferValue]?, _ place: Int) throws(StorageError) -> EntryID {
        guard let key else { return EntryID(high: 0, low: 0) }
        guard place < key.count, case .bytes(let bytes) = key[place] else { throw .invalidPosition }
        return EntryID(bytes: bytes) ?? EntryID(high: 0, low: 0)
    }
}

extension Row {
    /// The search terms of a `bigint[]` column without NULLs; anything else is empty.
    func terms(_ column: Int32) -> [TermHash] {
        let bytes = buffer(column)
        guard bytes.count >= 20 else { return [] }
        let count = Int(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self)))
        // Each element is its length, which is 8, and the number.
        guard bytes.count == 20 + 12 * count else { return [] }
        return (0..<count).map {
            TermHash(UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 24 + 12 * $0, as: UInt64.self)))
        }
    }
}
