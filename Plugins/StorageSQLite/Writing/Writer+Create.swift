import PluginAPI

extension Writer {
    func create(_ new: NewEntry, of user: UserID) throws -> EntryReceipt {
        var account = try account(of: user)
        if let request = new.idempotency, let receipt = try replay(request, owner: account.owner) { return receipt }
        guard account.lastNumber < EntryKey.maximumNumber else {
            throw StorageError.failed(reason: "this user has no entry numbers left")
        }
        let filed = try file(under: new.categories, owner: account.owner) {
            if try hasEntry(new.id, owner: account.owner) { throw StorageError.alreadyExists }
        }
        account.lastNumber += 1
        account.entries += 1
        let key = EntryKey(owner: account.owner, number: account.lastNumber)
        let entry = StoredEntry(
            id: new.id, number: account.lastNumber, content: new.content, categories: filed, sentiment: new.sentiment,
            analysis: new.analysis, revision: 1, createdAt: new.createdAt, updatedAt: new.createdAt, trashedAt: nil)
        try insert(entry, terms: TermBlob.bytes(new.terms), key: key)
        for category in filed { try file(entry, key: key, in: category) }
        try markPending(key)
        if let request = new.idempotency { try remember(request, entry, owner: account.owner) }
        deltas.add(
            Sums(words: new.content.words, mood: new.content.mood, sentiment: new.sentiment), content: new.content,
            categories: filed, owner: account.owner)
        setAccount(account, of: user)
        return EntryBefore(key: key, entry: entry, terms: []).receipt(changed: true)
    }

    /// The insertion is its own check that the id is new: a refused one leaves nothing behind.
    private func insert(_ entry: StoredEntry, terms: [UInt8], key: EntryKey) throws {
        do {
            try prepared(EntryRow.insert).run {
                EntryRow.bindContent(entry, terms: terms, to: &$0)
                $0.add(key.value)
                $0.add(key.owner)
                $0.add(entry.id)
                $0.add(entry.createdAt.microseconds)
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
    /// The receipt of the entry that this request made, or nil for a new request.
    private func replay(_ request: IdempotencyKey, owner: Int64) throws -> EntryReceipt? {
        let sql: StaticString = "SELECT fingerprint, id, number FROM requests WHERE owner = ? AND key = ?"
        let known = try prepared(sql).first({ $0.add(owner); $0.add(request.key) }) { row in
            (fingerprint: row.bytes(0), id: try row.id(1) as EntryID, number: row.int(2))
        }
        guard let known else { return nil }
        guard known.fingerprint == request.fingerprint else { throw StorageError.idempotencyConflict }
        let key = EntryKey(owner: owner, number: known.number)
        let now = try prepared("SELECT revision, categories FROM entries WHERE key = ?")
            .first({ $0.add(key.value) }) { row in
                (revision: Int32(truncatingIfNeeded: row.int(0)), categories: EntryRow.categories(row.buffer(1)))
            }
        return EntryReceipt(
            id: known.id, number: known.number, revision: now?.revision ?? 1, categories: now?.categories ?? [],
            replayed: true, changed: false)
    }

    private func remember(_ request: IdempotencyKey, _ entry: StoredEntry, owner: Int64) throws {
        try prepared("INSERT INTO requests (owner, key, fingerprint, id, number) VALUES (?, ?, ?, ?, ?)").run {
            $0.add(owner)
            $0.add(request.key)
            $0.add(request.fingerprint)
            $0.add(entry.id)
            $0.add(entry.number)
        }
    }
}
