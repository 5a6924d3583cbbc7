import PluginAPI

extension Writer {
    func create(_ new: NewEntry, of user: UserID) throws -> EntryReceipt {
        guard let request = new.idempotency else { return try createAnew(new, of: user) }
        let account = try account(of: user)
        guard try note(request, number: account.lastNumber + 1, of: new.id, owner: account.owner) else {
            return try receipt(of: request, owner: account.owner)
        }
        do {
            return try createAnew(new, of: user)
        } catch let error as StorageError {
            // The request was noted first; one that is refused must leave its key free.
            try forget(request, owner: account.owner)
            throw error
        }
    }

    private func createAnew(_ new: NewEntry, of user: UserID) throws -> EntryReceipt {
        let owner = try account(of: user).owner
        let filed = try file(under: new.categories, of: user) {
            if try hasEntry(new.id, owner: owner) { throw StorageError.alreadyExists }
        }
        var account = try account(of: user)
        guard account.lastNumber < EntryKey.maximumNumber else {
            throw StorageError.failed(reason: "this user has no entry numbers left")
        }
        account.lastNumber += 1
        account.entries += 1
        let key = EntryKey(owner: owner, number: account.lastNumber)
        let entry = StoredEntry(
            id: new.id, number: account.lastNumber, content: new.content, categories: filed.map(\.id),
            sentiment: new.sentiment, analysis: new.analysis, revision: 1, createdAt: new.createdAt,
            updatedAt: new.createdAt, trashedAt: nil)
        let serial = nextSerial()
        try insert(entry, key: key, content: serial)
        try prepared(EntryRow.insertContent).run {
            EntryRow.bindContent(entry, terms: TermBlob.bytes(new.terms), to: &$0)
            $0.add(serial)
        }
        try markPending(key, content: serial)
        if let job = new.job { try addJob(job, for: key, revision: 1) }
        deltas.add(
            Sums(words: new.content.words, mood: new.content.mood, sentiment: new.sentiment), content: new.content,
            categories: filed.map(\.number), owner: owner)
        try countProvider(of: entry, owner: owner, by: 1)
        setAccount(account, of: user)
        return EntryReceipt(of: entry, changed: true)
    }

    /// The insertion is its own check that the id is new: a refused one leaves nothing behind.
    func insert(_ entry: StoredEntry, key: EntryKey, content: Int64) throws {
        do {
            try prepared(EntryRow.insert).run {
                EntryRow.bindEntry(entry, to: &$0)
                $0.add(key.value)
                $0.add(key.owner)
                $0.add(entry.id)
                $0.add(entry.createdAt.microseconds)
                $0.add(content)
            }
        } catch let failure as SQLiteFailure where failure.isConstraint {
            guard try hasEntry(entry.id, owner: key.owner) else { throw failure }
            throw StorageError.alreadyExists
        }
    }

    private func hasEntry(_ id: EntryID, owner: Int64) throws -> Bool {
        try prepared("SELECT 1 FROM entries WHERE owner = ? AND id = ?")
            .first({ $0.add(owner); $0.add(id) }) { _ in true } ?? false
    }
}

// Requests that may come twice.
extension Writer {
    /// Notes which entry a request makes.
    /// - Returns: false when the key is known.
    private func note(_ request: IdempotencyKey, number: Int64, of id: EntryID, owner: Int64) throws -> Bool {
        let sql: StaticString = """
            INSERT OR IGNORE INTO requests (owner, key, fingerprint, id, number) VALUES (?, ?, ?, ?, ?)
            """
        try prepared(sql).run {
            $0.add(owner)
            $0.add(request.key)
            $0.add(request.fingerprint)
            $0.add(id)
            $0.add(number)
        }
        return changes > 0
    }

    private func forget(_ request: IdempotencyKey, owner: Int64) throws {
        try prepared("DELETE FROM requests WHERE owner = ? AND key = ?").run { $0.add(owner); $0.add(request.key) }
    }

    /// The receipt of the entry that a request made before.
    private func receipt(of request: IdempotencyKey, owner: Int64) throws -> EntryReceipt {
        let sql: StaticString = "SELECT fingerprint, id, number FROM requests WHERE owner = ? AND key = ?"
        let known = try prepared(sql).first({ $0.add(owner); $0.add(request.key) }) { row in
            (fingerprint: row.bytes(0), id: try row.id(1) as EntryID, number: row.int(2))
        }
        guard let known, known.fingerprint == request.fingerprint else { throw StorageError.idempotencyConflict }
        let key = EntryKey(owner: owner, number: known.number)
        let now = try prepared("SELECT revision, categories FROM entries WHERE key = ?")
            .first({ $0.add(key.value) }) { row in
                (revision: Int32(truncatingIfNeeded: row.int(0)), categories: EntryRow.categories(row.buffer(1)))
            }
        return EntryReceipt(
            id: known.id, number: known.number, revision: now?.revision ?? 1, categories: now?.categories ?? [],
            replayed: true, changed: false)
    }
}
