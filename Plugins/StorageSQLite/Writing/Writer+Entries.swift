import PluginAPI

/// What the writer reads of an entry before it changes it.
struct EntryBefore {
    let key: EntryKey
    let entry: StoredEntry
    let terms: [UInt8]
    /// The serial of its content.
    let content: Int64

    init(_ row: Row) throws {
        key = EntryKey(row.int(EntryRow.key))
        entry = try EntryRow.entry(row)
        terms = row.bytes(EntryRow.terms)
        content = row.int(EntryRow.content)
    }

    var isTrashed: Bool { entry.trashedAt != nil }
    var sums: Sums {
        Sums(words: entry.content.words, mood: entry.content.mood, sentiment: entry.sentiment)
    }

}

extension EntryReceipt {
    /// The receipt of a mutation after which the entry is like this.
    init(of entry: StoredEntry, changed: Bool) {
        self.init(
            id: entry.id, number: entry.number, revision: entry.revision, categories: entry.categories,
            replayed: false, changed: changed)
    }
}

// Each mutation checks everything first and writes afterwards: one that is refused has written nothing, so that
// no savepoint is needed. Any other failure rolls the whole transaction back (see `WriteQueue`).
extension Writer {
    func apply(_ mutation: EntryMutation, of user: UserID) throws -> EntryReceipt {
        switch mutation {
        case .create(let new): try create(new, of: user)
        case .revise(let revision): try revise(revision, of: user)
        case .trash(let id, let at): try trash(id, at: at, of: user)
        case .restore(let id, _): try restore(id, of: user)
        case .purge(let id): try purge(id, of: user)
        case .analyse(let id, let revision, let sentiment, let state):
            try analyse(id, revision: revision, sentiment: sentiment, state: state, of: user)
        case .settle(let settlement): try settle(settlement, of: user)
        }
    }

    /// - Throws: `.notFound`.
    func entryBefore(_ id: EntryID, owner: Int64) throws -> EntryBefore {
        let found = try prepared("entry by id", text: EntryRow.selectByID)
            .first({ $0.add(owner); $0.add(id) }, EntryBefore.init)
        guard let found else { throw StorageError.notFound }
        return found
    }

    private func revise(_ revision: EntryRevision, of user: UserID) throws -> EntryReceipt {
        let owner = try account(of: user).owner
        let before = try entryBefore(revision.id, owner: owner)
        guard !before.isTrashed else { throw StorageError.trashed }
        guard before.entry.revision == revision.expectedRevision, before.entry.revision < .max else {
            throw StorageError.revisionConflict(current: before.entry.revision)
        }
        let filed = try file(under: revision.categories, of: user) {}
        if revision.keepsHistory { try keepHistory(of: before) }

        var after = before.entry
        after.content = revision.content
        after.categories = filed.map(\.id)
        after.sentiment = revision.sentiment
        after.analysis = revision.analysis
        after.revision += 1
        after.updatedAt = revision.updatedAt
        let terms = TermBlob.bytes(revision.terms)
        let staysIndexed =
            terms == before.terms && after.content.at == before.entry.content.at
            && after.categories == before.entry.categories
        if !staysIndexed { try unindex(before) }
        try rewrite(before, as: after, terms: terms)
        if !staysIndexed { try markPending(before.key, content: before.content) }
        try count(before, as: after)
        try changeJob(revision.job, of: before.key, revision: after.revision)
        if revision.keepsHistory { try dropOtherScores(ofEntry: before.key) }
        return EntryReceipt(of: after, changed: true)
    }

    private func keepHistory(of before: EntryBefore) throws {
        let sql: StaticString = "INSERT INTO history (entry, revision, savedAt, title, body) VALUES (?, ?, ?, ?, ?)"
        try prepared(sql).run {
            $0.add(before.key.value)
            $0.add(Int64(before.entry.revision))
            $0.add(before.entry.updatedAt.microseconds)
            $0.add(before.entry.content.title?.bytes)
            $0.add(before.entry.content.body.bytes)
        }
    }

    private func rewrite(_ before: EntryBefore, as after: StoredEntry, terms: [UInt8]) throws {
        try prepared(EntryRow.rewrite).run {
            EntryRow.bindEntry(after, to: &$0)
            $0.add(before.key.value)
        }
        try prepared(EntryRow.rewriteContent).run {
            EntryRow.bindContent(after, terms: terms, to: &$0)
            $0.add(before.content)
        }
    }

    /// Moves an entry's sums from what it was to what it is.
    private func count(_ before: EntryBefore, as after: StoredEntry) throws {
        let sums = Sums(words: after.content.words, mood: after.content.mood, sentiment: after.sentiment)
        let numbers = try numbers(of: after.categories, owner: before.key.owner)
        try discount(before)
        try countProvider(of: after, owner: before.key.owner, by: 1)
        deltas.add(sums, content: after.content, categories: numbers, owner: before.key.owner)
    }

    /// Takes an entry out of all sums.
    private func discount(_ before: EntryBefore) throws {
        let numbers = try numbers(of: before.entry.categories, owner: before.key.owner)
        try countProvider(of: before.entry, owner: before.key.owner, by: -1)
        deltas.subtract(before.sums, content: before.entry.content, categories: numbers, owner: before.key.owner)
    }

    private func trash(_ id: EntryID, at: Instant, of user: UserID) throws -> EntryReceipt {
        let before = try entryBefore(id, owner: try account(of: user).owner)
        guard !before.isTrashed else { return EntryReceipt(of: before.entry, changed: false) }
        try unindex(before)
        try setTrashedAt(at, before.key)
        try discount(before)
        return EntryReceipt(of: before.entry, changed: true)
    }

    private func restore(_ id: EntryID, of user: UserID) throws -> EntryReceipt {
        let before = try entryBefore(id, owner: try account(of: user).owner)
        guard before.isTrashed else { return EntryReceipt(of: before.entry, changed: false) }
        try setTrashedAt(nil, before.key)
        try markPending(before.key, content: before.content)
        try countProvider(of: before.entry, owner: before.key.owner, by: 1)
        let numbers = try numbers(of: before.entry.categories, owner: before.key.owner)
        deltas.add(before.sums, content: before.entry.content, categories: numbers, owner: before.key.owner)
        return EntryReceipt(of: before.entry, changed: true)
    }

    private func setTrashedAt(_ at: Instant?, _ key: EntryKey) throws {
        try prepared("UPDATE entries SET trashed = ?, trashedAt = ? WHERE key = ?").run {
            $0.add(Int64(at == nil ? 0 : 1))
            $0.add(at?.microseconds)
            $0.add(key.value)
        }
    }

    private func purge(_ id: EntryID, of user: UserID) throws -> EntryReceipt {
        var account = try account(of: user)
        let before = try entryBefore(id, owner: account.owner)
        if !before.isTrashed {
            try unindex(before)
            try discount(before)
        }
        try dropJob(ofEntry: before.key)
        try dropOtherScores(ofEntry: before.key)
        try prepared("DELETE FROM history WHERE entry = ?").run { $0.add(before.key.value) }
        try prepared("DELETE FROM entries WHERE key = ?").run { $0.add(before.key.value) }
        try prepared("DELETE FROM contents WHERE serial = ?").run { $0.add(before.content) }
        account.entries -= 1
        setAccount(account, of: user)
        return EntryReceipt(
            id: id, number: before.entry.number, revision: before.entry.revision, categories: [], replayed: false,
            changed: true)
    }

    func analyse(
        _ id: EntryID, revision: Int32, sentiment: StoredSentiment?, state: AnalysisState, of user: UserID
    ) throws -> EntryReceipt {
        let before = try entryBefore(id, owner: try account(of: user).owner)
        guard before.entry.revision == revision else {
            throw StorageError.revisionConflict(current: before.entry.revision)
        }
        var after = before.entry
        after.sentiment = sentiment
        after.analysis = state
        try prepared(EntryRow.rewriteSentiment).run {
            EntryRow.bindSentiment(after, to: &$0)
            $0.add(before.key.value)
        }
        try prepared("UPDATE contents SET detail = ? WHERE serial = ?").run {
            $0.add(sentiment?.detail.bytes)
            $0.add(before.content)
        }
        if !before.isTrashed { try count(before, as: after) }
        return EntryReceipt(of: before.entry, changed: true)
    }
}
