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

    /// Puts entries that are not in the index yet into a segment.
    ///
    /// Writers are kept out meanwhile by the journal's lock, so that none changes terms that were just read. So it is not held
    /// where there is too little to do, nor until the segment is on disk: whatever a crash takes of the index is made again.
    func extend(_ transaction: Transaction) throws -> Step {
        try transaction.takeTime()
        guard try isDue(transaction), let (last, indexed) = try lock(transaction) else { return .nothing }
        let limit = Int64(indexing.most)
        let rows = try transaction.run(fresh(after: indexed, limit: limit), edited(limit: limit))
        let (fresh, edited) = (rows[0].map(Self.entry), rows[1].map(Self.entry))
        let isWholeSegment = last - indexed >= Int64(indexing.least) || edited.count >= indexing.leastEdits
        guard isWholeSegment else { return .nothing }
        let end = fresh.count < indexing.most ? last : fresh.last?.number ?? last
        var changes = [Query("UPDATE journals SET indexed = $2 WHERE user_id = $1") {
            $0.add(owner)
            $0.add(end)
        }]
        if !edited.isEmpty { changes.append(settleEdits(edited.map(\.number))) }
        let entries = (fresh + edited).sorted { $0.number < $1.number }
        if !entries.isEmpty { changes += try add(TermInversion.chunks(of: entries), entries: entries.count, transaction) }
        _ = try transaction.run(changes)
        return .done
    }

    private func isDue(_ transaction: Transaction) throws -> Bool {
        let sql = """
            SELECT last_number - indexed >= $2 OR (SELECT count(*) FROM (
                SELECT 1 FROM term_edits t WHERE t.user_id = $1 AND t.pending LIMIT $3) t) >= $3 FROM journals WHERE user_id = $1
            """
        let query = Query(sql) {
            $0.add(owner)
            $0.add(Int64(indexing.least))
            $0.add(Int64(indexing.leastEdits))
        }
        return try transaction.run(Query("SET LOCAL synchronous_commit = off"), query)[1].first?.bool(0) ?? false
    }

    /// - Returns: the journal's last number and the last one in the index; nil where there is no journal to write.
    private func lock(_ transaction: Transaction) throws -> (last: Int64, indexed: Int64)? {
        let sql = layout == .citus
            ? "UPDATE journals SET indexed = indexed WHERE user_id = $1 RETURNING last_number, indexed, closed"
            : "SELECT last_number, indexed, closed FROM journals WHERE user_id = $1 FOR NO KEY UPDATE"
        let row = try transaction.run(.of(owner, sql)).first
        guard let row, Journal.State(rawValue: row.int(2)) == .open else { return nil }
        return (row.int(0), row.int(1))
    }

    private static func entry(_ row: Row) -> IndexedEntry { IndexedEntry(number: row.int(0), terms: row.numbers(1)) }

    private func fresh(after indexed: Int64, limit: Int64) -> Query {
        let sql = """
            SELECT e.number, c.terms FROM entries e \(EntryJoin.contents(of: "$1"))
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
            SELECT e.number, c.terms FROM term_edits t \(EntryJoin.entry("$1", number: "t.number"))
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

    private func insertSegment(_ segment: Int64, entries: Int64) -> Query {
        Query("INSERT INTO term_segments (user_id, segment, entries) VALUES ($1, $2, $3)") {
            $0.add(owner)
            $0.add(segment)
            $0.add(entries)
        }
    }

    private func insert(_ chunks: [TermChunk], into segment: Int64) -> Query {
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

// Merging.
extension TermIndex {
    /// Makes one segment of several of about the same size, if there are enough of them. Writers go on meanwhile.
    func merge(_ transaction: Transaction) throws -> Step {
        try transaction.takeTime()
        _ = try transaction.run(Query("SET LOCAL synchronous_commit = off"))
        let segments = try lockSegments(transaction)
        let classes = Dictionary(grouping: segments.filter { $0.entries < indexing.largest }) { indexing.sizeClass($0.entries) }
        let group = classes.filter { $0.value.count >= indexing.fanIn }.min { $0.key < $1.key }?.value
        guard let group, let target = group.first?.segment else { return .nothing }
        let names = group.map(\.segment)
        // The chunks of the new one go in under a name that no other has until the old ones are removed.
        for slice in 0..<TermChunk.slices {
            let merged = try TermMerge.merge(try chunks(of: names, slice: slice, transaction))
            if !merged.isEmpty { _ = try transaction.run(insert(merged, into: -target)) }
        }
        _ = try transaction.run(
            remove("term_chunks", names), remove("term_segments", names),
            Query("UPDATE term_chunks SET segment = $2 WHERE user_id = $1 AND segment = -$2::bigint") {
                $0.add(owner)
                $0.add(target)
            },
            insertSegment(target, entries: group.reduce(0) { $0 + $1.entries }))
        return .done
    }

    /// Whoever has the segments is the only one that merges them. The journal's row is held so that it is not deleted meanwhile,
    /// and with it what is made here left behind.
    private func lockSegments(_ transaction: Transaction) throws -> [(segment: Int64, entries: Int64)] {
        let hold = layout == .citus
            ? "UPDATE journals SET indexed = indexed WHERE user_id = $1 RETURNING 1"
            : "SELECT 1 FROM journals WHERE user_id = $1 FOR KEY SHARE"
        let sql = "SELECT segment, entries FROM term_segments WHERE user_id = $1 ORDER BY segment FOR UPDATE"
        let rows = try transaction.run(.of(owner, hold), .of(owner, sql))
        guard rows[0].first != nil else { return [] }
        return rows[1].map { ($0.int(0), $0.int(1)) }
    }

    private func chunks(of segments: [Int64], slice: Int, _ transaction: Transaction) throws -> [[TermChunk]] {
        let isLast = slice == TermChunk.slices - 1
        let sql = """
            SELECT segment, first_term, postings FROM term_chunks WHERE user_id = $1 AND segment = ANY ($2::bigint[])
                AND first_term >= $3 AND first_term <= $4 ORDER BY segment, first_term
            """
        let rows = try transaction.run(
            Query(sql) {
                $0.add(owner)
                $0.addArray(segments)
                $0.add(TermChunk.firstTerm(ofSlice: slice))
                $0.add(isLast ? Int64.max : TermChunk.firstTerm(ofSlice: slice + 1) - 1)
            })
        var found: [Int64: [TermChunk]] = [:]
        rows.forEach { found[$0.int(0), default: []].append(TermChunk(firstTerm: $0.int(1), postings: $0.bytes(2))) }
        return segments.map { found[$0] ?? [] }
    }

    private func remove(_ table: String, _ segments: [Int64]) -> Query {
        Query("DELETE FROM \(table) WHERE user_id = $1 AND segment = ANY ($2::bigint[])") {
            $0.add(owner)
            $0.addArray(segments)
        }
    }
}
