import GRDB
import PluginAPI

/// Answers questions on one reading connection, within one snapshot.
struct Reader {
    let db: Database

    /// The number that stands for a user, or nil for an unknown one.
    func owner(_ id: UserID) throws -> Int64? {
        try db.raw("SELECT owner FROM users WHERE id = ?").first({ $0.add(id) }) { $0.int(0) }
    }
}

// Users.
extension Reader {
    /// - Parameter clause: what follows the table's name, a constant of the code.
    func users(_ clause: String, _ bind: (inout Binding) -> Void) throws -> [User] {
        var users: [User] = []
        let columns = """
            id, uid, role, zone, locale, dayEndHour, weekStart, createdAt, wrappedKey, login, isDisabled,
            (SELECT at FROM sightings WHERE sightings.owner = users.owner)
            """
        try db.raw("SELECT \(columns) FROM users \(clause)").each(bind) { row in
            let preferences = UserPreferences(
                zone: row.text(3), locale: row.text(4), dayEndHour: Int(row.int(5)), weekStart: Int(row.int(6)))
            users.append(
                User(
                    id: try row.id(0), uid: row.optionalInt(1).flatMap(UInt32.init(exactly:)),
                    login: row.optionalText(9),
                    // A role that this version does not know must not become more than an ordinary one.
                    role: UserRole(rawValue: row.text(2)) ?? .user, isDisabled: row.int(10) != 0,
                    preferences: preferences, wrappedKey: SealedBytes(row.bytes(8)), createdAt: Instant(microseconds: row.int(7)),
                    lastSeenAt: row.optionalInt(11).map(Instant.init(microseconds:))))
            return true
        }
        return users
    }
}

// Single entries.
extension Reader {
    func entry(_ reference: EntryReference, of user: UserID) throws -> StoredEntry? {
        guard let owner = try owner(user) else { return nil }
        switch reference {
        case .id(let id):
            return try db.raw(EntryRow.selectByID).first({ $0.add(owner); $0.add(id) }, EntryRow.entry)
        case .number(let number):
            guard number > 0, number <= EntryKey.maximumNumber else { return nil }
            let key = EntryKey(owner: owner, number: number)
            return try db.raw(EntryRow.selectByKey).first({ $0.add(key.value) }, EntryRow.entry)
        }
    }

    /// - Throws: `.notFound`.
    func history(of entry: EntryID, owner user: UserID) throws -> [StoredRevision] {
        guard let owner = try owner(user) else { throw StorageError.notFound }
        let key = try db.raw("SELECT key FROM entries WHERE owner = ? AND id = ?")
            .first({ $0.add(owner); $0.add(entry) }) { $0.int(0) }
        guard let key else { throw StorageError.notFound }
        var revisions: [StoredRevision] = []
        let sql = """
            SELECT revision, savedAt, title, body FROM history WHERE entry = ? ORDER BY revision DESC LIMIT 1000
            """
        try db.raw(sql).each({ $0.add(key) }) { row in
            revisions.append(
                StoredRevision(
                    revision: Int32(truncatingIfNeeded: row.int(0)), savedAt: Instant(microseconds: row.int(1)),
                    title: row.optionalBytes(2).map(SealedBytes.init), body: SealedBytes(row.bytes(3))))
            return true
        }
        return revisions
    }
}
