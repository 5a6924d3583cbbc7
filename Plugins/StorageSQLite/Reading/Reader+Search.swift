import GRDB
import PluginAPI

extension Reader {
    func search(
        _ terms: [TermConjunction], matching filter: EntryFilter, page: PageRequest, of user: UserID
    ) throws -> Page<StoredEntry> {
        let after = try page.after.map { position throws(StorageError) in try EntryPlace(position) }
        guard !terms.isEmpty, let owner = try owner(user) else { return Page(items: [], next: nil) }
        let scan = EntryScan(owner: owner, filter: filter, order: .newest, after: after)
        guard let match = SearchExpression(terms, filter, owner: owner) else {
            return try searchByScan(terms, scan, page: page)
        }
        guard let range = try hull(of: filter, owner: owner) else { return Page(items: [], next: nil) }
        var merger = SearchMerger(waiting: try unindexed(terms, scan, in: range), limit: page.size)
        try each(match.query(selecting: "\(EntryRow.columns), d.document", scan, in: range, sorted: true)) { row in
            let bucket = SearchDocument.bucket(ofDocument: row.int(EntryRow.terms + 1))
            return try merger.add(EntryRow.entry(row), bucket: bucket)
        }
        return Page(cutting: merger.finish(), limit: page.size)
    }

    func countSearch(_ terms: [TermConjunction], matching filter: EntryFilter, of user: UserID) throws -> Int {
        guard !terms.isEmpty, let owner = try owner(user) else { return 0 }
        let scan = EntryScan(owner: owner, filter: filter, order: .newest, after: nil)
        var count = 0
        guard let match = SearchExpression(terms, filter, owner: owner) else {
            try walk(scan) { row in
                if TermBlob.satisfies(terms, row.buffer(EntryRow.terms)) { count += 1 }
                return true
            }
            return count
        }
        guard let range = try hull(of: filter, owner: owner) else { return 0 }
        let query =
            filter == EntryFilter()
            ? match.countOfAll : match.query(selecting: "count(*)", scan, in: range, sorted: false)
        try each(query) { row in
            count = Int(row.int(0))
            return false
        }
        return count + (try unindexed(terms, scan, in: range).count)
    }

    /// For what the index cannot answer: the trash, and conjunctions without a term that must be there.
    private func searchByScan(
        _ terms: [TermConjunction], _ scan: EntryScan, page: PageRequest
    ) throws -> Page<StoredEntry> {
        var found: [StoredEntry] = []
        try walk(scan) { row in
            guard TermBlob.satisfies(terms, row.buffer(EntryRow.terms)) else { return true }
            found.append(try EntryRow.entry(row))
            return found.count <= page.size
        }
        return Page(cutting: found, limit: page.size)
    }

    /// Matching entries that wait for the index, newest first.
    private func unindexed(
        _ terms: [TermConjunction], _ scan: EntryScan, in range: InstantRange
    ) throws -> [StoredEntry] {
        let keys = EntryKey.all(of: scan.owner)
        let bounds = TimeBounds(range, order: .newest, after: scan.after, table: "e")
        let conditions = EntryConditions(scan.filter)
        let sql = """
            SELECT \(EntryRow.columns) FROM pending p CROSS JOIN entries e ON e.key = p.entry \
            WHERE p.entry BETWEEN ? AND ? AND e.trashed = 0\(bounds.sql)\(conditions.sql)
            """
        let values = [.int(keys.lowerBound), .int(keys.upperBound)] + bounds.values + conditions.values
        var found: [StoredEntry] = []
        try each(PreparedQuery(sql: sql, values: values, isKept: conditions.count <= 2)) { row in
            if TermBlob.satisfies(terms, row.buffer(EntryRow.terms)) { found.append(try EntryRow.entry(row)) }
            return true
        }
        return found.sorted { EntryPlace($0) > EntryPlace($1) }
    }

    /// One range around all instants of a filter; nil when there are none.
    private func hull(of filter: EntryFilter, owner: Int64) throws -> InstantRange? {
        let ranges = try ranges(of: filter, owner: owner)
        guard let first = ranges.first, let last = ranges.last else { return nil }
        return first.lowerBound...last.upperBound
    }
}

/// A search in the language of FTS5.
private struct SearchExpression {
    private static let maximumTerms = 128
    let text: String

    /// Nil where the index cannot answer.
    init?(_ conjunctions: [TermConjunction], _ filter: EntryFilter, owner: Int64) {
        let size = conjunctions.reduce(0) { $0 + $1.all.count + $1.none.count }
        guard !filter.trashed, size <= Self.maximumTerms, !conjunctions.contains(where: \.all.isEmpty) else {
            return nil
        }
        func words(_ terms: [TermHash], _ separator: String) -> String {
            "(" + terms.map { SearchDocument.word(owner: owner, term: $0) }.joined(separator: separator) + ")"
        }
        text = conjunctions.map { conjunction in
            let all = words(conjunction.all, " AND ")
            return conjunction.none.isEmpty ? all : "(\(all) NOT \(words(conjunction.none, " OR ")))"
        }.joined(separator: " OR ")
    }

    /// The words carry their owner, so that the index alone counts right.
    var countOfAll: PreparedQuery {
        PreparedQuery(sql: "SELECT count(*) FROM search WHERE search MATCH ?", values: [.text(text)], isKept: true)
    }

    func query(selecting columns: String, _ scan: EntryScan, in range: InstantRange, sorted: Bool) -> PreparedQuery {
        let upper = min(range.upperBound, scan.after?.at ?? .max)
        let first = SearchDocument.first(inBucket: SearchDocument.bucket(of: Instant(microseconds: range.lowerBound)))
        let last = SearchDocument.last(inBucket: SearchDocument.bucket(of: Instant(microseconds: upper)))
        let bounds = TimeBounds(range, order: .newest, after: scan.after, table: "e")
        let conditions = EntryConditions(scan.filter)
        var sql = """
            SELECT \(columns) FROM search CROSS JOIN documents d ON d.document = search.rowid \
            CROSS JOIN entries e ON e.key = d.entry WHERE search MATCH ? AND search.rowid BETWEEN ? AND ? \
            AND e.owner = ? AND e.trashed = 0\(bounds.sql)\(conditions.sql)
            """
        if sorted { sql += " ORDER BY search.rowid DESC" }
        let values: [QueryValue] = [.text(text), .int(first), .int(last), .int(scan.owner)]
        return PreparedQuery(
            sql: sql, values: values + bounds.values + conditions.values, isKept: conditions.count <= 2)
    }
}

/// Puts what the index gives, in order of milliseconds, and what waits for it into the exact order of lists.
private struct SearchMerger {
    private var waiting: ArraySlice<StoredEntry>
    private let limit: Int
    private var found: [StoredEntry] = []
    private var group: [StoredEntry] = []
    private var groupBucket: Int64?

    init(waiting: [StoredEntry], limit: Int) {
        self.waiting = waiting[...]
        self.limit = limit
    }

    /// - Returns: whether more is wanted.
    mutating func add(_ entry: StoredEntry, bucket: Int64) -> Bool {
        if bucket != groupBucket {
            endGroup()
            groupBucket = bucket
            guard found.count <= limit else { return false }
        }
        group.append(entry)
        return true
    }

    mutating func finish() -> [StoredEntry] {
        endGroup()
        if found.count <= limit { found += waiting }
        return found
    }

    private mutating func endGroup() {
        guard let bucket = groupBucket else { return }
        while let next = waiting.first, SearchDocument.bucket(of: next.content.at) >= bucket {
            group.append(next)
            waiting.removeFirst()
        }
        if group.count > 1 { group.sort { EntryPlace($0) > EntryPlace($1) } }
        found += group
        group.removeAll(keepingCapacity: true)
    }
}
