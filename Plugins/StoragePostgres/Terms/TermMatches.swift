import PluginAPI

/// Which entries of a journal the index says have what a search asks for.
struct TermMatches: Sendable {
    /// Numbers of entries that match, ascending. All of them are there; they may be in the trash.
    var certain: [Int64] = []
    /// Numbers of entries that are in the trash, ascending; only where they were asked for.
    var trashed: [Int64] = []
    /// Numbers of entries that are to be looked at: their terms changed after they were indexed.
    var uncertain: [Int64] = []
    /// Entries with higher numbers are not in the index and are to be looked at.
    var indexed: Int64 = 0
    /// How many of those there are at most.
    var waiting: Int64 = 0

    /// How many of those that are certain are in the trash.
    var certainInTrash: Int {
        let (few, many) = certain.count < trashed.count ? (certain, trashed) : (trashed, certain)
        return few.intersection(many).count
    }

    /// The same without those that are certain.
    var rest: TermMatches {
        var rest = self
        rest.certain = []
        return rest
    }
}

/// Asks the index of terms.
struct TermLookup {
    let owner: UserID
    let conjunctions: [TermConjunction]

    /// The lists of the terms that are asked for, in one segment.
    private typealias Lists = [Int64: [Int64]]

    /// - Parameter withTrash: whether to say what is in the trash.
    /// - Throws: `PostgresFailure`; `.corrupt` for chunks that are none.
    func matches(_ connection: Connection, withTrash: Bool = false) throws -> TermMatches {
        let rows = try connection.snapshot([journal, edits, chunks] + (withTrash ? [trash] : []))
        guard let journal = rows[0].first else { return TermMatches() }
        var matches = TermMatches(indexed: journal.int(0), waiting: journal.int(1) - journal.int(0))
        if withTrash { matches.trashed = rows[3].map { $0.int(0) } }
        var (edited, pending): (Set<Int64>, [Int64]) = ([], [])
        rows[1].forEach { row in
            edited.insert(row.int(0))
            if row.bool(1) { pending.append(row.int(0)) }
        }
        var found: [Int64] = []
        for lists in try Self.segments(rows[2]).values {
            for conjunction in conjunctions { found += Self.numbers(conjunction, lists, edited) }
        }
        found = found.sortedUnique()
        if edited.isEmpty {
            matches.certain = found
        } else {
            matches.certain = found.filter { !edited.contains($0) }
            matches.uncertain = (found.filter { edited.contains($0) } + pending).sortedUnique()
        }
        return matches
    }

    private static func segments(_ rows: Rows) throws -> [Int64: Lists] {
        var segments: [Int64: Lists] = [:]
        try rows.forEach { row in
            let term = row.int(1)
            segments[row.int(0), default: [:]][term] = try TermChunk.numbers(of: term, in: row.bytes(2))
        }
        return segments
    }

    /// The entries of one segment that match. Of edited entries it has old terms as well as new ones: their lacking a term is
    /// for a closer look.
    private static func numbers(_ conjunction: TermConjunction, _ lists: Lists, _ edited: Set<Int64>) -> [Int64] {
        var wanted: [[Int64]] = []
        for term in conjunction.all {
            guard let list = lists[term.number], !list.isEmpty else { return [] }
            wanted.append(list)
        }
        wanted.sort { $0.count < $1.count }
        guard var found = wanted.first else { return [] }
        for list in wanted.dropFirst() { found = found.intersection(list) }
        for term in conjunction.none {
            guard let list = lists[term.number], !found.isEmpty else { continue }
            let without = Set(list)
            found.removeAll { without.contains($0) && !edited.contains($0) }
        }
        return found
    }

    private var journal: Query { .of(owner, "SELECT indexed, last_number FROM journals WHERE user_id = $1") }
    private var edits: Query { .of(owner, "SELECT number, pending FROM term_edits WHERE user_id = $1") }
    private var trash: Query {
        .of(owner, "SELECT number FROM entries WHERE user_id = $1 AND trashed_at IS NOT NULL ORDER BY number")
    }

    /// For each segment and term the one chunk that has the term if any has.
    private var chunks: Query {
        let sql = """
            SELECT s.segment, n.term, c.postings FROM term_segments s CROSS JOIN unnest($2::bigint[]) AS n (term)
            CROSS JOIN LATERAL (
                SELECT postings FROM term_chunks k
                WHERE k.user_id = $1 AND k.segment = s.segment AND k.first_term <= n.term
                ORDER BY k.first_term DESC LIMIT 1) c
            WHERE s.user_id = $1
            """
        let terms = Set(conjunctions.flatMap { ($0.all + $0.none).map(\.number) })
        return Query(sql) {
            $0.add(owner)
            $0.addArray(terms.sorted())
        }
    }
}

extension [Int64] {
    /// What is in both of two ascending lists, this one not the longer one.
    fileprivate func intersection(_ many: [Int64]) -> [Int64] {
        var common: [Int64] = []
        var place = 0
        for number in self {
            while place < many.count, many[place] < number { place += 1 }
            guard place < many.count else { break }
            if many[place] == number { common.append(number) }
        }
        return common
    }
}
