import PluginAPI

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
