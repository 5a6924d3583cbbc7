import PluginAPI

extension Writer {
    func create(_ new: NewEntry, of user: UserID) throws -> EntryReceipt {
        let owner = try account(of: user).owner
        if let request = new.idempotency, let receipt = try replay(request, of: new, owner: owner) { return receipt }
        do {
            return try createAnew(new, of: user)
        } catch let error as StorageError {
            // The request was noted first; one that was refused must leave its key free.
            if let request = new.idempotency { try forget(request, owner: owner) }
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
        try insert(entry, terms: TermBlob.bytes(new.terms), key: key)
        try markPending(key)
        deltas.add(
            Sums(words: new.content.words, mood: new.content.mood, sentiment: new.sentiment), content: new.content,
            categories: filed.map(\.number), owner: owner)
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
    /// Notes a request, or gives the receipt of the entry that it made before.
    private func replay(_ request: IdempotencyKey, of new: NewEntry, owner: Int64) throws -> EntryReceipt? {
        let number = try nextNumber(owner: owner, of: new)
        let sql: StaticString = """
            INSERT OR IGNORE INTO requests (owner, key, fingerprint, id, number) VALUES (?, ?, ?, ?, ?)
            """
        try prepared(sql).run {
            $0.add(owner)
            $0.add(request.key)
            $0.add(request.fingerprint)
            $0.add(new.id)
            $0.add(number)
        }
        return changes > 0 ? nil : try receipt(of: request, owner: owner)
    }
