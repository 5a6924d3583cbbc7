import GRDBSQLite
import PluginAPI

extension Writer {
    /// - Throws: `.alreadyExists`.
    func createUser(_ user: User) throws {
        let isTaken = try prepared("SELECT 1 FROM users WHERE id = ? OR uid = ? OR login = ?")
            .first({ $0.add(user.id); $0.add(user.uid.map(Int64.init)); $0.add(user.login) }) { _ in true } ?? false
        guard !isTaken, try user.uid.flatMap(holder) == nil else { throw StorageError.alreadyExists }
        let sql: StaticString = """
            INSERT INTO users (
                id, uid, role, zone, locale, dayEndHour, weekStart, createdAt, wrappedKey, login, isDisabled)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        try prepared(sql).run {
            $0.add(user.id)
            $0.add(user.uid.map(Int64.init))
            $0.add(user.role.rawValue)
            bind(user.preferences, to: &$0)
            $0.add(user.createdAt.microseconds)
            $0.add(user.wrappedKey.bytes)
            $0.add(user.login)
            $0.add(user.isDisabled ? 1 : 0)
        }
        let owner = sqlite3_last_insert_rowid(connection)
        guard owner < EntryKey.maximumOwner else {
            // Rolls the transaction back: the error is none of those that a job may end with on its own.
            throw SQLiteFailure(code: SQLITE_TOOBIG, message: "no owner numbers left")
        }
        try prepared("INSERT INTO counters (owner, lastNumber, entries, lastCategory) VALUES (?, 0, 0, 0)").run { $0.add(owner) }
    }

    /// - Throws: `.notFound`.
    func setPreferences(_ preferences: UserPreferences, of id: UserID) throws {
        let sql: StaticString = "UPDATE users SET zone = ?, locale = ?, dayEndHour = ?, weekStart = ? WHERE id = ?"
        try prepared(sql).run {
            bind(preferences, to: &$0)
            $0.add(id)
        }
        guard changes > 0 else { throw StorageError.notFound }
    }

    private func bind(_ preferences: UserPreferences, to binding: inout Binding) {
        binding.add(preferences.zone)
        binding.add(preferences.locale)
        binding.add(Int64(preferences.dayEndHour))
        binding.add(Int64(preferences.weekStart))
    }

    /// How many keys were replaced.
    func replaceWrappedKeys(_ replacements: [KeyReplacement]) throws -> Int {
        var replaced = 0
        for replacement in replacements {
            try prepared("UPDATE users SET wrappedKey = ? WHERE id = ? AND wrappedKey = ?").run {
                $0.add(replacement.new.bytes)
                $0.add(replacement.user)
                $0.add(replacement.old.bytes)
            }
            replaced += Int(changes)
        }
        return replaced
    }

    func noteSightings(_ sightings: [UserSighting]) throws {
        let sql: StaticString = """
            INSERT INTO sightings (owner, at) VALUES (?, ?)
            ON CONFLICT (owner) DO UPDATE SET at = max(at, excluded.at)
            """
        for sighting in sightings {
            guard let owner = try owner(of: sighting.user) else { continue }
            try prepared(sql).run { $0.add(owner); $0.add(sighting.at.microseconds) }
        }
    }

    /// The key shares of these users are gone.
    func forgetCondemnedShares(of users: [UserID]) throws {
        for user in users { try prepared("DELETE FROM condemnedShares WHERE id = ?").run { $0.add(user) } }
    }

    /// Destroys the account and its wrapped key, and everything it owns if that is little; the rest of a large journal, which
    /// nobody can reach or open any more, is removed in bounded steps by `removeDeparted`.
    /// - Throws: `.notFound`.
    func deleteUser(_ id: UserID) throws {
        let account = try account(of: id)
        try prepared("UPDATE users SET wrappedKey = zeroblob(length(wrappedKey)) WHERE owner = ?").run {
            $0.add(account.owner)
        }
        try prepared("DELETE FROM users WHERE owner = ?").run { $0.add(account.owner) }
        try prepared("DELETE FROM counters WHERE owner = ?").run { $0.add(account.owner) }
        try removeAccess(of: account.owner)
        try prepared("INSERT INTO departed (owner) VALUES (?)").run { $0.add(account.owner) }
        try prepared("INSERT OR IGNORE INTO condemnedShares (id) VALUES (?)").run { $0.add(id) }
        forgetAccount(of: id)
        categoryMemory.clear()
        deltas.forget(owner: account.owner)
        _ = try removeDeparted(limit: Self.removalStep)
    }

    /// Entries that one step of a removal takes.
    static let removalStep: Int64 = 1_000

    /// Removes what deleted users left, at most so many entries of one of them.
    /// - Returns: whether something may be left.
    func removeDeparted(limit: Int64) throws -> Bool {
        guard let owner = try prepared("SELECT owner FROM departed LIMIT 1").first({ _ in }, { $0.int(0) }) else {
            return false
        }
        let keys = EntryKey.all(of: owner)
        let sql: StaticString = """
            SELECT e.key, e.at, b.terms, e.content FROM entries e CROSS JOIN contents b ON b.serial = e.content
            WHERE e.key BETWEEN ? AND ? LIMIT ?
            """
        var entries: [(key: EntryKey, at: Instant, terms: [UInt8], content: Int64)] = []
        try prepared(sql).each({ $0.add(keys.lowerBound); $0.add(keys.upperBound); $0.add(limit) }) { row in
            entries.append((EntryKey(row.int(0)), Instant(microseconds: row.int(1)), row.bytes(2), row.int(3)))
            return true
        }
        for entry in entries {
            try unindex(entry.key, content: entry.content, at: entry.at, terms: entry.terms)
            try prepared("DELETE FROM history WHERE entry = ?").run { $0.add(entry.key.value) }
            try prepared("DELETE FROM entries WHERE key = ?").run { $0.add(entry.key.value) }
            try prepared("DELETE FROM contents WHERE serial = ?").run { $0.add(entry.content) }
        }
        if Int64(entries.count) < limit { try removeRest(of: owner) }
        return true
    }

    private func removeRest(of owner: Int64) throws {
        try removeJobs(of: owner)
        for sql: StaticString in [
            "DELETE FROM categories WHERE owner = ?", "DELETE FROM aliases WHERE owner = ?",
            "DELETE FROM requests WHERE owner = ?", "DELETE FROM departed WHERE owner = ?",
        ] {
            try prepared(sql).run { $0.add(owner) }
        }
        let (days, months) = (DayKey.all(of: owner), CategoryMonthKey.all(of: owner))
        try prepared("DELETE FROM days WHERE key BETWEEN ? AND ?").run {
            $0.add(days.lowerBound)
            $0.add(days.upperBound)
        }
        try prepared("DELETE FROM categoryMonths WHERE key BETWEEN ? AND ?").run {
            $0.add(months.lowerBound)
            $0.add(months.upperBound)
        }
    }
}
