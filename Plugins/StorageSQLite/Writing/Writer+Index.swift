import PluginAPI

// The search index is derived: an entry waits in `pending` until a quiet moment or until too many wait.
extension Writer {
    func markPending(_ key: EntryKey, content: Int64) throws {
        try prepared("INSERT INTO pending (content, entry, stuck) VALUES (?, ?, 0)").run {
            $0.add(content)
            $0.add(key.value)
        }
        notePending(1)
    }

    /// Takes an entry out of the index, or out of the queue for it. Needs the entry as it was indexed.
    func unindex(_ before: EntryBefore) throws {
        try unindex(before.key, content: before.content, at: before.entry.content.at, terms: before.terms)
    }

    /// The same, with the instant and the terms that the entry was indexed with.
    func unindex(_ key: EntryKey, content: Int64, at: Instant, terms: [UInt8]) throws {
        let waiting = try prepared("DELETE FROM pending WHERE content = ? RETURNING stuck")
            .first({ $0.add(content) }) { $0.int(0) }
        if let waiting {
            if waiting == 0 { notePending(-1) }
            return
        }
        guard let document = try document(of: key, at: at) else { return }
        let text = try prepared("DELETE FROM documents WHERE document = ? RETURNING categories")
            .first({ $0.add(document) }) { row in
                terms.withUnsafeBytes {
                    SearchDocument.text(owner: key.owner, terms: $0, categories: row.buffer(0))
                }
            }
        guard let text, !text.isEmpty else { return }
        try prepared("INSERT INTO search (search, rowid, terms) VALUES ('delete', ?, ?)").run {
            $0.add(document)
            $0.add(text: text)
        }
    }

    private func document(of key: EntryKey, at: Instant) throws -> Int64? {
        let bucket = SearchDocument.bucket(of: at)
        for probe in 0..<SearchDocument.probes {
            let number = SearchDocument.number(bucket: bucket, entry: key.value, probe: probe)
            if try entry(ofDocument: number) == key.value { return number }
        }
        return nil
    }

    private func freeDocument(for key: EntryKey, at: Instant) throws -> Int64? {
        let bucket = SearchDocument.bucket(of: at)
        for probe in 0..<SearchDocument.probes {
            let number = SearchDocument.number(bucket: bucket, entry: key.value, probe: probe)
            if try entry(ofDocument: number) == nil { return number }
        }
        return nil
    }

    private func entry(ofDocument number: Int64) throws -> Int64? {
        try prepared("SELECT entry FROM documents WHERE document = ?").first({ $0.add(number) }) { $0.int(0) }
    }

    /// Indexes some of what waits, within the current transaction.
    /// - Returns: how many entries left the queue.
    func indexPending(limit: Int64) throws -> Int {
        let sql: StaticString = """
            SELECT p.entry, e.at, b.terms, e.categories, p.content FROM pending p
            CROSS JOIN entries e ON e.key = p.entry CROSS JOIN contents b ON b.serial = p.content
            WHERE p.stuck = 0 LIMIT ?
            """
        var waiting: [Waiting] = []
        try prepared(sql).each({ $0.add(limit) }) { row in
            let key = EntryKey(row.int(0))
            let numbers = try numbers(of: EntryRow.categories(row.buffer(3)), owner: key.owner)
            let categories = CategoryNumbers.bytes(numbers)
            let text = categories.withUnsafeBytes {
                SearchDocument.text(owner: key.owner, terms: row.buffer(2), categories: $0)
            }
            waiting.append(
                Waiting(
                    key: key, content: row.int(4), at: Instant(microseconds: row.int(1)), categories: categories, text: text))
            return true
        }
        for item in waiting { try index(item) }
        return waiting.count
    }

    private struct Waiting {
        let key: EntryKey
        let content: Int64
        let at: Instant
        let categories: [UInt8]
        let text: [UInt8]
    }

    private func index(_ item: Waiting) throws {
        let key = item.key
        notePending(-1)
        guard let document = try freeDocument(for: key, at: item.at) else {
            // Too many entries within one millisecond: this one stays with what every search scans.
            try prepared("UPDATE pending SET stuck = 1 WHERE content = ?").run { $0.add(item.content) }
            return
        }
        try prepared("DELETE FROM pending WHERE content = ?").run { $0.add(item.content) }
        try prepared("INSERT INTO documents (document, entry, categories) VALUES (?, ?, ?)").run {
            $0.add(document)
            $0.add(key.value)
            $0.add(item.categories)
        }
        guard !item.text.isEmpty else { return }
        try prepared("INSERT INTO search (rowid, terms) VALUES (?, ?)").run {
            $0.add(document)
            $0.add(text: item.text)
        }
    }
}
