import PluginAPI

/// When search terms are indexed, and how segments grow.
struct TermIndexing: Sendable {
    /// Entries that wait from which on they are made a segment. Until then a search looks at each of them.
    var least = 512
    /// Entries of one segment at first.
    var most = 4_096
    /// As many segments of about one size are made one.
    var fanIn = 8
    /// Entries from which on a segment is left alone.
    var largest: Int64 = 200_000
    /// Edits that wait from which on they are made a segment.
    var leastEdits = 256

    /// Segments of one class are merged with each other.
    func sizeClass(_ entries: Int64) -> Int {
        var (size, limit) = (0, Int64(most))
        while entries > limit {
            size += 1
            limit = limit.multipliedReportingOverflow(by: Int64(fanIn)).partialValue
            guard limit > 0 else { break }
        }
        return size
    }
}

/// The index of search terms of one journal, in tables (see `Schema.terms`).
struct TermIndex {
    let owner: UserID
    let indexing: TermIndexing
    let layout: TableLayout

    /// What a step found to do.
    enum Step {
        /// The journal is gone or cannot be written, or nothing is left to do.
        case nothing
        case done
    }

    /// - Parameter arePending: whether they have new terms; those that were removed have none.
    static func noteEdits(_ edits: [Owned<Int64>], arePending: Bool) -> Query {
        let sql = """
            INSERT INTO term_edits (user_id, number, pending)
            SELECT n.user_id, n.number, \(arePending) FROM unnest($1::uuid[], $2::bigint[]) AS n (user_id, number)
            ON CONFLICT (user_id, number) DO UPDATE SET pending = \(arePending)
            """
        return Query(sql) {
            $0.addArray(edits.lazy.map(\.owner))
            $0.addArray(edits.lazy.map(\.id))
        }
    }

    /// Entries changed while a segment was made of them.
    struct Overtaken: Error {}

    /// Where the entries of a segment come from, each surer and slower than the one before.
    enum Source {
        /// From the memory of this daemon, where it wrote them all.
        case memory(FreshTerms)
        case database
        /// The same, with the journal's lock taken before anything is read, so that nothing can change.
        case lockedDatabase

        var isLocked: Bool { if case .lockedDatabase = self { true } else { false } }
    }

    /// Puts entries that are not in the index yet into a segment.
    ///
    /// Reading and writing the segment take long, so the journal's lock, which keeps writers out, is taken at the very end: entries
    /// that were created meanwhile are left to the next segment. The lock is not held until the segment is on disk either:
    /// whatever a crash takes of the index is made again.
    /// - Throws: `Overtaken` when entries are not what they were taken for; the transaction is to be undone.
    func extend(from source: Source, _ transaction: Transaction) throws -> Step {
        try transaction.takeTime()
        guard try isDue(transaction), let before = try source.isLocked ? lock(transaction) : state(transaction) else { return .nothing }
        let (fresh, edited) = try read(from: source, after: before.indexed, transaction)
        let isWholeSegment = before.last - before.indexed >= Int64(indexing.least) || edited.count >= indexing.leastEdits
        guard isWholeSegment else { return .nothing }
        // Numbers whose entries are gone need no segment.
        let end = fresh.isWhole ? max(before.last, fresh.entries.last?.number ?? 0) : fresh.entries.last?.number ?? before.indexed
        // An edit soon after an entry was made is common: memory does not know of it, and nothing need be made first.
        if case .memory = source, try !areUnchanged(fresh.entries, from: before.indexed, to: end, edited, transaction) {
            throw Overtaken()
        }
        let entries = (fresh.entries + edited).sorted { $0.number < $1.number }
        if !entries.isEmpty { _ = try transaction.run(try add(TermInversion.chunks(of: entries), entries: entries.count, transaction)) }
        if !source.isLocked {
            guard let after = try lock(transaction), after.indexed == before.indexed,
                try areUnchanged(fresh.entries, from: before.indexed, to: end, edited, transaction)
            else { throw Overtaken() }
        }
        var changes = [Query("UPDATE journals SET indexed = $2 WHERE user_id = $1") {
            $0.add(owner)
            $0.add(end)
        }]
        if !edited.isEmpty { changes.append(settleEdits(edited.map(\.number))) }
        _ = try transaction.run(changes)
        if case .memory(let memory) = source { memory.forget(owner, through: end) }
        return .done
    }

    /// - Returns: entries that are in no segment, and whether these are all; and entries whose terms were edited since.
    private func read(
        from source: Source, after indexed: Int64, _ transaction: Transaction
    ) throws -> (fresh: (entries: [IndexedEntry], isWhole: Bool), edited: [IndexedEntry]) {
        let limit = indexing.most
        if case .memory(let memory) = source {
            let entries = memory.entries(of: owner, after: indexed, limit: limit)
            if entries.count >= indexing.least {
                return ((entries, false), try transaction.run(edited(limit: Int64(limit))).map(Self.entry))
            }
        }
        let rows = try transaction.run(fresh(after: indexed, limit: Int64(limit)), edited(limit: Int64(limit)))
        return ((rows[0].map(Self.entry), rows[0].count < limit), rows[1].map(Self.entry))
    }

    /// Whoever has the advisory lock is the only one that extends this index: others need not make the same segment.
    private func isDue(_ transaction: Transaction) throws -> Bool {
        let sql = """
            SELECT pg_try_advisory_xact_lock($4) AND (last_number - indexed >= $2 OR (SELECT count(*) FROM (
                SELECT 1 FROM term_edits t WHERE t.user_id = $1 AND t.pending LIMIT $3) t) >= $3) FROM journals WHERE user_id = $1
            """
        let query = Query(sql) {
            $0.add(owner)
            $0.add(Int64(indexing.least))
            $0.add(Int64(indexing.leastEdits))
            $0.add(Int64(bitPattern: owner.high ^ owner.low))
        }
        return try transaction.run(Query("SET LOCAL synchronous_commit = off"), query)[1].first?.bool(0) ?? false
    }

    private static let columns = "last_number, indexed, closed"

    /// - Returns: the journal's last number and the last one in the index; nil where there is no journal to write.
    private func state(_ transaction: Transaction) throws -> (last: Int64, indexed: Int64)? {
        try state("SELECT \(Self.columns) FROM journals WHERE user_id = $1", transaction)
    }

    /// The same, and keeps writers out from now on.
    private func lock(_ transaction: Transaction) throws -> (last: Int64, indexed: Int64)? {
        let sql = layout == .citus
            ? "UPDATE journals SET indexed = indexed WHERE user_id = $1 RETURNING \(Self.columns)"
            : "SELECT \(Self.columns) FROM journals WHERE user_id = $1 FOR NO KEY UPDATE"
        return try state(sql, transaction)
    }

    private func state(_ sql: String, _ transaction: Transaction) throws -> (last: Int64, indexed: Int64)? {
        let row = try transaction.run(.of(owner, sql)).first
        guard let row, Journal.State(rawValue: row.int(2)) == .open else { return nil }
        return (row.int(0), row.int(1))
    }

    /// Whether entries are still those that were read: none was removed, and every edit makes a new revision.
    private func areUnchanged(
        _ fresh: [IndexedEntry], from first: Int64, to last: Int64, _ edited: [IndexedEntry], _ transaction: Transaction
    ) throws -> Bool {
        let sums = "SELECT count(*), coalesce(sum(e.revision), 0)::bigint FROM"
        let rows = try transaction.run(
            Query("\(sums) entries e WHERE e.user_id = $1 AND e.number > $2 AND e.number <= $3") {
                $0.add(owner)
                $0.add(first)
                $0.add(last)
            },
            Query("\(sums) unnest($2::bigint[]) AS n (number) \(EntryJoin.entry("$1", number: "n.number"))") {
                $0.add(owner)
                $0.addArray(edited.map(\.number))
            })
        return zip(rows, [fresh, edited]).allSatisfy { rows, entries in
            rows.first.map { $0.int(0) == Int64(entries.count) && $0.int(1) == entries.reduce(0) { $0 + $1.revision } } ?? false
        }
    }

    private static func entry(_ row: Row) -> IndexedEntry {
        IndexedEntry(number: row.int(0), terms: row.terms(1), revision: row.int(2))
    }

    private func fresh(after indexed: Int64, limit: Int64) -> Query {
        let sql = """
            SELECT e.number, c.terms, e.revision FROM entries e \(EntryJoin.contents(of: "$1"))
            WHERE e.user_id = $1 AND e.number > $2 ORDER BY e.number LIMIT $3
            """
        return Query(sql) {
            $0.add(owner)
            $0.add(indexed)
            $0.add(limit)
        }
    }

    private func edited(limit: Int64) -> Query {
        let sql = """
            SELECT e.number, c.terms, e.revision FROM term_edits t \(EntryJoin.entry("$1", number: "t.number"))
            \(EntryJoin.contents(of: "$1")) WHERE t.user_id = $1 AND t.pending ORDER BY e.number LIMIT $2
            """
        return Query(sql) {
            $0.add(owner)
            $0.add(limit)
        }
    }

    private func settleEdits(_ numbers: [Int64]) -> Query {
        // Those of entries that were removed meanwhile go with them.
        let sql = """
            UPDATE term_edits t SET pending = false WHERE t.user_id = $1 AND t.pending AND (t.number = ANY ($2::bigint[])
                OR NOT EXISTS (SELECT 1 FROM entries e WHERE e.user_id = $1 AND e.number = t.number))
            """
        return Query(sql) {
            $0.add(owner)
            $0.addArray(numbers)
        }
    }

    private func add(_ chunks: [TermChunk], entries: Int, _ transaction: Transaction) throws -> [Query] {
        let next = try transaction.run(
            .of(owner, "SELECT coalesce(max(segment), 0) + 1 FROM term_segments WHERE user_id = $1")).first?.int(0) ?? 1
        return [insertSegment(next, entries: Int64(entries)), insert(chunks, into: next)]
    }

    func insertSegment(_ segment: Int64, entries: Int64) -> Query {
        Query("INSERT INTO term_segments (user_id, segment, entries) VALUES ($1, $2, $3)") {
            $0.add(owner)
            $0.add(segment)
            $0.add(entries)
        }
    }

    func insert(_ chunks: [TermChunk], into segment: Int64) -> Query {
        let sql = """
            INSERT INTO term_chunks (user_id, segment, first_term, postings)
            SELECT $1::uuid, $2::bigint, n.first_term, n.postings
            FROM unnest($3::bigint[], $4::bytea[]) AS n (first_term, postings)
            """
        return Query(sql) {
            $0.add(owner)
            $0.add(segment)
            $0.addArray(chunks.lazy.map(\.firstTerm))
            $0.addArray(chunks.lazy.map(\.postings))
        }
    }
}
