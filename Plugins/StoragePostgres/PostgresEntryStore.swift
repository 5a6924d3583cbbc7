public import PluginAPI

extension PostgresStorage {
    public func commit(
        _ mutations: [EntryMutation], of owner: UserID
    ) async throws(StorageError) -> [Result<EntryReceipt, StorageError>] {
        let store = try store()
        // Also where it fails: it may not be known what became of it.
        defer { store.replicas?.noteWrite(owner) }
        return try await store.commits.commit(mutations, of: owner)
    }

    public func entry(_ reference: EntryReference, of owner: UserID) async throws(StorageError) -> StoredEntry? {
        let select = "SELECT \(EntryRow.withContents) FROM entries e \(EntryJoin.contents(of: "$1")) WHERE e.user_id = $1"
        let query =
            switch reference {
            case .id(let id):
                Query("\(select) AND e.id = $2") {
                    $0.add(owner)
                    $0.add(id)
                }
            case .number(let number):
                Query("\(select) AND e.number = $2") {
                    $0.add(owner)
                    $0.add(number)
                }
            }
        return try await readJournal(of: owner, query) { try EntryRow.entry($0) }.first
    }

    public func entries(
        matching filter: EntryFilter, order: EntryOrder, page: PageRequest, of owner: UserID
    ) async throws(StorageError) -> Page<StoredEntry> {
        let after = try page.after.map { position throws(StorageError) in try EntryPlace(position) }
        return try await found(EntryScan(owner: owner, filter: filter, order: order, after: after), page)
    }

    public func search(
        _ terms: [TermConjunction], matching filter: EntryFilter, page: PageRequest, of owner: UserID
    ) async throws(StorageError) -> Page<StoredEntry> {
        let after = try page.after.map { position throws(StorageError) in try EntryPlace(position) }
        guard !terms.isEmpty else { return Page(items: [], next: nil) }
        return try await found(EntryScan(owner: owner, filter: filter, after: after, terms: terms), page)
    }

    private func found(_ question: EntryScan, _ page: PageRequest) async throws(StorageError) -> Page<StoredEntry> {
        let store = try store()
        let scan = question.on(store.layout)
        guard !EntryConditions.isImpossible(scan.filter) else { return Page(items: [], next: nil) }
        let limit = page.size
        let entries = try await readJournal(of: scan.owner) { connection in
            guard scan.hasIndex else {
                return try connection.run(scan.page(limit: limit + 1, walk: nil)).map { try EntryRow.entry($0) }
            }
            let walk = max(EntryScan.walkLength, 2 * limit)
            let rows = try connection.run(scan.page(limit: limit + 1, walk: walk))
            let looked = rows.first?.int(EntryRow.width + 2)
            // A full page, or one from all that there is. One without any entry does not say how far it looked.
            if rows.count > limit || looked.map({ $0 < walk }) ?? false { return try rows.map { try EntryRow.entry($0) } }
            let matches = try Self.matches(scan, connection, store.indexer)
            return try connection.run(scan.indexedPage(limit: limit + 1, matches)).map { try EntryRow.entry($0) }
        }
        return Page(cutting: entries, limit: limit)
    }

    public func countEntries(matching filter: EntryFilter, of owner: UserID) async throws(StorageError) -> Int {
        guard !EntryConditions.isImpossible(filter) else { return 0 }
        if let span = filter.rollupSpan {
            let category = filter.allCategories.first
            let counts = try await readSums(of: owner, from: span.first) { layout in
                RollupQueries.count(category, in: span, of: owner, layout)
            } _: { $0.int(0) }
            return Int(counts.first ?? 0)
        }
        return try await counted(EntryScan(owner: owner, filter: filter))
    }

    public func countSearch(
        _ terms: [TermConjunction], matching filter: EntryFilter, of owner: UserID
    ) async throws(StorageError) -> Int {
        guard !terms.isEmpty, !EntryConditions.isImpossible(filter) else { return 0 }
        return try await counted(EntryScan(owner: owner, filter: filter, terms: terms))
    }

    private func counted(_ question: EntryScan) async throws(StorageError) -> Int {
        let store = try store()
        let scan = question.on(store.layout)
        return try await readJournal(of: scan.owner) { connection in
            func count(_ matches: TermMatches?) throws -> Int {
                Int(try connection.run(scan.count(matches)).first?.int(0) ?? 0)
            }
            let asksOnlyTerms = scan.asksOnlyTerms
            guard let matches = try Self.matches(scan, connection, store.indexer, withTrash: asksOnlyTerms) else { return try count(nil) }
            // What the index is certain of need not be looked at then: common words have many entries.
            guard asksOnlyTerms else { return try count(matches) }
            let inTrash = matches.certainInTrash
            return try count(matches.rest) + (scan.filter.trashed ? inTrash : matches.certain.count - inTrash)
        }
    }

    /// What the index of terms says; nil where it is not asked. A journal that it lags behind is noticed here too.
    private static func matches(
        _ scan: EntryScan, _ connection: Connection, _ indexer: TermIndexer, withTrash: Bool = false
    ) throws -> TermMatches? {
        guard scan.hasIndex, let terms = scan.terms else { return nil }
        let matches = try TermLookup(owner: scan.owner, conjunctions: terms).matches(connection, withTrash: withTrash)
        indexer.note(scan.owner, waiting: matches.waiting, edits: 0, created: [])
        return matches
    }

    public func history(of entry: EntryID, owner: UserID) async throws(StorageError) -> [StoredRevision] {
        let isThere = Query("SELECT 1 FROM entries WHERE user_id = $1 AND id = $2") {
            $0.add(owner)
            $0.add(entry)
        }
        let sql = """
            SELECT revision, saved_at, title, body FROM history WHERE user_id = $1 AND entry = $2
            ORDER BY revision DESC LIMIT 1000
            """
        let history = Query(sql) {
            $0.add(owner)
            $0.add(entry)
        }
        return try await readJournal(of: owner) { connection in
            let rows = try connection.snapshot([isThere, history])
            guard rows[0].first != nil else { throw StorageError.notFound }
            return rows[1].map { row in
                StoredRevision(
                    revision: Int32(truncatingIfNeeded: row.int(0)), savedAt: row.instant(1),
                    title: row.optionalBytes(2).map(SealedBytes.init), body: SealedBytes(row.bytes(3)))
            }
        }
    }
}

extension EntryFilter {
    /// The days it restricts to, if days and at most one category are all it restricts: then sums can answer.
    fileprivate var rollupSpan: DaySpan? {
        var rest = self
        rest.firstDay = nil
        rest.lastDay = nil
        if rest.allCategories.count == 1 { rest.allCategories = [] }
        guard rest == EntryFilter() else { return nil }
        return DaySpan(first: firstDay ?? .distantPast, last: lastDay ?? .distantFuture)
    }
}
