import GRDB
import PluginAPI

extension Reader {
    func entries(
        matching filter: EntryFilter, order: EntryOrder, page: PageRequest, of user: UserID
    ) throws -> Page<StoredEntry> { try self.page(of: nil, filter, order, page, user) }

    func search(
        _ terms: [TermConjunction], matching filter: EntryFilter, page: PageRequest, of user: UserID
    ) throws -> Page<StoredEntry> { try self.page(of: terms, filter, .newest, page, user) }

    private func page(
        of terms: [TermConjunction]?, _ filter: EntryFilter, _ order: EntryOrder, _ page: PageRequest, _ user: UserID
    ) throws -> Page<StoredEntry> {
        let after = try page.after.map { position throws(StorageError) in try EntryPlace(position) }
        guard terms?.isEmpty != true, let owner = try owner(user) else { return Page(items: [], next: nil) }
        let scan = EntryScan(owner: owner, filter: filter, order: order, after: after)
        let words = try CategoryWords(filter, owner: owner, reader: self)
        guard !words.isImpossible else { return Page(items: [], next: nil) }
        let expression = IndexExpression(terms, words, trashed: filter.trashed, owner: owner)
        let found = try expression.map { try askIndex($0, terms, scan, limit: page.size) }
            ?? walk(terms, scan, limit: page.size)
        return Page(cutting: found, limit: page.size)
    }

    private func walk(_ terms: [TermConjunction]?, _ scan: EntryScan, limit: Int) throws -> [StoredEntry] {
        var found: [StoredEntry] = []
        try walk(terms, scan) { row in
            found.append(try EntryRow.entry(row))
            return found.count <= limit
        }
        return found
    }

    /// Goes over matching entries in list order without the index, until `body` returns false.
    private func walk(_ terms: [TermConjunction]?, _ scan: EntryScan, _ body: (Row) throws -> Bool) throws {
        let categories = CategoryTest(scan.filter)
        let ranges = try ranges(of: scan.filter, owner: scan.owner)
        var goesOn = true
        for range in scan.order == .newest ? ranges.reversed() : ranges where goesOn {
            try each(scan.query(in: range)) { row in
                guard categories.passes(row), TermBlob.satisfies(terms, row.buffer(EntryRow.terms)) else { return true }
                goesOn = try body(row)
                return goesOn
            }
        }
    }

    private func askIndex(
        _ expression: IndexExpression, _ terms: [TermConjunction]?, _ scan: EntryScan, limit: Int
    ) throws -> [StoredEntry] {
        guard let range = try hull(of: scan.filter, owner: scan.owner) else { return [] }
        var merger = IndexMerger(scan, waiting: try unindexed(terms, scan, in: range), limit: limit)
        try each(expression.query(scan, in: range)) { row in
            let bucket = SearchDocument.bucket(ofDocument: row.int(EntryRow.width))
            return merger.add(try EntryRow.entry(row), bucket: bucket)
        }
        return merger.finish()
    }

    /// Matching entries that wait for the index, in list order.
    private func unindexed(
        _ terms: [TermConjunction]?, _ scan: EntryScan, in range: InstantRange
    ) throws -> [StoredEntry] {
        let keys = EntryKey.all(of: scan.owner)
        let bounds = TimeBounds(range, order: scan.order, after: scan.after)
        let conditions = EntryConditions(scan.filter)
        let categories = CategoryTest(scan.filter)
        let sql = """
            SELECT \(EntryRow.columns) FROM pending p CROSS JOIN entries e ON e.key = p.entry \(EntryRow.joinContents) \
            WHERE p.entry BETWEEN ? AND ? AND e.trashed = 0\(bounds.sql)\(conditions.sql)
            """
        let values = [.int(keys.lowerBound), .int(keys.upperBound)] + bounds.values + conditions.values
        var found: [StoredEntry] = []
        try each(PreparedQuery(sql: sql, values: values, isKept: conditions.count <= 2)) { row in
            if categories.passes(row), TermBlob.satisfies(terms, row.buffer(EntryRow.terms)) {
                found.append(try EntryRow.entry(row))
            }
            return true
        }
        return found.sorted(by: scan.precedes)
    }

    /// One range around all instants of a filter; nil when there are none.
    private func hull(of filter: EntryFilter, owner: Int64) throws -> InstantRange? {
        let ranges = try ranges(of: filter, owner: owner)
        guard let first = ranges.first, let last = ranges.last else { return nil }
        return first.lowerBound...last.upperBound
    }
}

// Counting.
extension Reader {
    func countEntries(matching filter: EntryFilter, of user: UserID) throws -> Int {
        guard let span = filter.rollupSpan else { return try count(nil, filter, user) }
        if let category = filter.allCategories.first {
            return Int(try categoryDays(of: category, in: span, owner: user).reduce(0) { $0 + $1.tally.entries })
        }
        return Int(try dayRollups(in: span, of: user).reduce(0) { $0 + $1.tally.entries })
    }

    func countSearch(_ terms: [TermConjunction], matching filter: EntryFilter, of user: UserID) throws -> Int {
        try count(terms, filter, user)
    }

    private func count(_ terms: [TermConjunction]?, _ filter: EntryFilter, _ user: UserID) throws -> Int {
        guard terms?.isEmpty != true, let owner = try owner(user) else { return 0 }
        let scan = EntryScan(owner: owner, filter: filter, order: .newest, after: nil)
        let words = try CategoryWords(filter, owner: owner, reader: self)
        guard !words.isImpossible else { return 0 }
        if let expression = IndexExpression(terms, words, trashed: filter.trashed, owner: owner) {
            guard let range = try hull(of: filter, owner: owner) else { return 0 }
            let query = filter.isOfCategoriesOnly ? expression.countOfAll : expression.count(scan, in: range)
            return try number(query) + (try unindexed(terms, scan, in: range).count)
        }
        if terms == nil, words.excluded.isEmpty, words.required.isEmpty {
            return try ranges(of: filter, owner: owner).reduce(0) {
                $0 + (try number(scan.query(in: $1, counting: true)))
            }
        }
        var count = 0
        try walk(terms, scan) { _ in
            count += 1
            return true
        }
        return count
    }

    private func number(_ query: PreparedQuery) throws -> Int {
        var number: Int64 = 0
        try each(query) { row in
            number = row.int(0)
            return false
        }
        return Int(number)
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

    /// Whether it restricts nothing but categories.
    fileprivate var isOfCategoriesOnly: Bool {
        var rest = self
        rest.allCategories = []
        rest.anyCategories = []
        rest.notCategories = []
        return rest == EntryFilter()
    }
}
