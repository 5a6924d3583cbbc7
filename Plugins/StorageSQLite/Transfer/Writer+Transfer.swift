import PluginAPI

// Receiving what comes from another store. Whatever is derived (sums, the search index, counts of providers) is made here, in
// the transaction of the entries that it is derived from.
extension Writer {
    /// Whether this file may receive the transfer: it is empty, or has begun to receive that one.
    func mayReceive(_ transfer: [UInt8]) throws -> Bool {
        let begun = try prepared("SELECT transfer FROM transfers LIMIT 1").first({ _ in }) { $0.bytes(0) }
        if let begun { return begun == transfer }
        return try prepared("SELECT 1 FROM users UNION ALL SELECT 1 FROM audit LIMIT 1").first({ _ in }) { _ in false } ?? true
    }

    /// Remembers what is received, before anything of it is there.
    func beginReceiving(_ transfer: [UInt8]) throws {
        for section in TransferSection.allCases {
            try prepared("INSERT OR IGNORE INTO transfers (section, transfer, position, rows) VALUES (?, ?, NULL, 0)").run {
                $0.add(section.rawValue)
                $0.add(transfer)
            }
        }
    }

    func receivingProgress() throws -> [TransferSection: TransferProgress] {
        var found: [TransferSection: TransferProgress] = [:]
        try prepared("SELECT section, position, rows FROM transfers").each({ _ in }) { row in
            guard let section = TransferSection(rawValue: row.text(0)) else { return true }
            found[section] = TransferProgress(
                position: row.optionalBytes(1).flatMap(TransferValue.decode), rows: row.int(2))
            return true
        }
        return found
    }

    func finishReceiving() throws { try prepared("DELETE FROM transfers").run { _ in } }

    /// Any error undoes the page as a whole: `.corrupt` is what the transaction does not go on after.
    func receive(_ rows: [TransferRow], of section: TransferSection) throws {
        guard let last = rows.last else { return }
        do {
            // Shares are in a file of their own, and there by now.
            if section != .keyShares { for row in rows { try receive(row, of: section) } }
        } catch let error as StorageError {
            if case .corrupt = error { throw error }
            throw StorageError.corrupt(reason: "a row of \(section.rawValue) cannot be received: \(error)")
        } catch let failure as SQLiteFailure where failure.isConstraint {
            throw StorageError.corrupt(reason: "a row of \(section.rawValue) is there already")
        }
        try prepared("UPDATE transfers SET position = ?, rows = rows + ? WHERE section = ?").run {
            $0.add(TransferValue.encode(section.key(of: last)))
            $0.add(Int64(rows.count))
            $0.add(section.rawValue)
        }
    }

    private func receive(_ row: TransferRow, of section: TransferSection) throws {
        switch section {
        case .users: try receiveUser(row)
        case .categories: try receiveCategory(row)
        case .entries: try receiveEntry(try TransferReader.entry(row))
        case .jobs: try receiveJob(try TransferReader.job(row))
        case .otherScores: try receiveScore(row)
        default: try receivePlain(row, of: section)
        }
    }

    private func receivePlain(_ row: TransferRow, of section: TransferSection) throws {
        guard let table = TransferTable(section), row.values.count == section.key.count + section.columns.count else {
            throw StorageError.corrupt(reason: "a row of \(section.rawValue) has \(row.values.count) values")
        }
        var reader = TransferReader(row)
        let id = try reader.bytes()
        let owner = id.isEmpty ? 0 : try reader.owner(id, self)
        try prepared(table.insert, for: section).run {
            $0.add(owner)
            for value in row.values.dropFirst() { $0.add(value) }
        }
        guard changes == 1 else {
            throw StorageError.corrupt(reason: "a row of \(section.rawValue) belongs to nothing that is there")
        }
    }

    private func receiveUser(_ row: TransferRow) throws {
        var reader = TransferReader(row)
        let id: UserID = try reader.id()
        let uid = try reader.optionalInteger().flatMap(UInt32.init(exactly:))
        let login = try reader.optionalText()
        let (role, isDisabled): (UserRole, Bool) = (try reader.word(), try reader.flag())
        let (zone, locale) = (try reader.text(), try reader.text())
        let preferences = UserPreferences(
            zone: zone, locale: locale, dayEndHour: Int(clamping: try reader.integer()),
            weekStart: Int(clamping: try reader.integer()))
        let createdAt = try reader.instant()
        let user = User(
            id: id, uid: uid, login: login, role: role, isDisabled: isDisabled, preferences: preferences,
            wrappedKey: SealedBytes(try reader.bytes()), createdAt: createdAt)
        try createUser(user)
        var account = try account(of: id)
        account.lastNumber = try reader.integer()
        setAccount(account, of: id)
        guard let seen = try reader.optionalInteger() else { return }
        try prepared("INSERT INTO sightings (owner, at) VALUES (?, ?)").run { $0.add(account.owner); $0.add(seen) }
    }

    private func receiveCategory(_ row: TransferRow) throws {
        var reader = TransferReader(row)
        let owner: UserID = try reader.id()
        let (id, name): (CategoryID, [UInt8]) = (try reader.id(), try reader.bytes())
        let (sealed, colour) = (try reader.bytes(), try reader.optionalText())
        _ = try insertCategory(
            CategoryDraft(
                id: id, nameHash: NameHash(name), sealedName: SealedBytes(sealed), colour: colour,
                createdAt: try reader.instant()),
            of: owner)
    }

    private func receiveEntry(_ item: TransferEntry) throws {
        let entry = item.entry
        var account = try account(of: item.owner)
        guard (1...EntryKey.maximumNumber).contains(entry.number) else {
            throw StorageError.corrupt(reason: "an entry's number is out of range")
        }
        let key = EntryKey(owner: account.owner, number: entry.number)
        let serial = nextSerial()
        try insert(entry, key: key, content: serial)
        try prepared(EntryRow.insertContent).run {
            EntryRow.bindContent(entry, terms: TermBlob.bytes(item.terms), to: &$0)
            $0.add(serial)
        }
        account.entries += 1
        setAccount(account, of: item.owner)
        let categories = try numbers(of: entry.categories, owner: account.owner)
        if let trashedAt = entry.trashedAt {
            try prepared("UPDATE entries SET trashed = 1, trashedAt = ? WHERE key = ?").run {
                $0.add(trashedAt.microseconds)
                $0.add(key.value)
            }
            return
        }
        try markPending(key, content: serial)
        deltas.add(
            Sums(words: entry.content.words, mood: entry.content.mood, sentiment: entry.sentiment), content: entry.content,
            categories: categories, owner: account.owner)
        try countProvider(of: entry, owner: account.owner, by: 1)
    }

    private func receiveJob(_ item: OwnedJob) throws {
        let owner = try account(of: item.owner).owner
        var key: Int64?
        if let entry = item.job.entry {
            key = try prepared("SELECT key FROM entries WHERE owner = ? AND id = ?")
                .first({ $0.add(owner); $0.add(entry) }) { $0.int(0) }
            guard key != nil else { throw StorageError.corrupt(reason: "a job is for an entry that is not there") }
        }
        try insertJob(item.job, entry: key, owner: owner)
    }

    private func receiveScore(_ row: TransferRow) throws {
        var reader = TransferReader(row)
        let (user, entry): (UserID, EntryID) = (try reader.id(), try reader.id())
        let owner = try account(of: user).owner
        let key = try prepared("SELECT key FROM entries WHERE owner = ? AND id = ?")
            .first({ $0.add(owner); $0.add(entry) }) { $0.int(0) }
        guard let key else { throw StorageError.corrupt(reason: "a score is of an entry that is not there") }
        let provider = try reader.text()
        let isThere = try prepared("SELECT 1 FROM otherScores WHERE entry = ? AND provider = ?")
            .first({ $0.add(key); $0.add(provider) }) { _ in true } ?? false
        guard !isThere else { throw StorageError.corrupt(reason: "a score is there already") }
        try keepOtherScore(try reader.score(by: provider), of: EntryKey(key))
    }
}

extension TransferReader {
    /// The number of the user with this id.
    fileprivate func owner(_ id: [UInt8], _ writer: Writer) throws -> Int64 {
        guard let user = UserID(bytes: id) else { throw StorageError.corrupt(reason: "a transfer: an id is none") }
        return try writer.account(of: user).owner
    }
}
