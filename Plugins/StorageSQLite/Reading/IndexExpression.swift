import PluginAPI

/// A question to the search index, in the language of FTS5: terms, and categories, which are indexed as words too.
struct IndexExpression {
    private static let maximumWords = 128
    let text: String

    /// - Parameters:
    ///   - conjunctions: nil where no terms are asked for.
    ///   - categories: what the filter's categories are called in the index.
    /// - Returns: nil where the index cannot answer: in the trash, without any word that must be there, or with very
    ///   many words.
    init?(_ conjunctions: [TermConjunction]?, _ categories: CategoryWords, trashed: Bool, owner: Int64) {
        var size = categories.count
        var required = categories.required
        if let conjunctions {
            guard !conjunctions.contains(where: \.all.isEmpty) else { return nil }
            size += conjunctions.reduce(0) { $0 + $1.all.count + $1.none.count }
            required.insert(Self.either(conjunctions.map { Self.text($0, owner: owner) }), at: 0)
        }
        guard !trashed, size <= Self.maximumWords, !required.isEmpty else { return nil }
        let positive = required.count == 1 ? required[0] : "(" + required.joined(separator: " AND ") + ")"
        text = categories.excluded.isEmpty ? positive : "\(positive) NOT \(Self.either(categories.excluded))"
    }

    private static func text(_ conjunction: TermConjunction, owner: Int64) -> String {
        func words(_ terms: [TermHash]) -> [String] { terms.map { SearchDocument.word(owner: owner, term: $0) } }
        let all = "(" + words(conjunction.all).joined(separator: " AND ") + ")"
        return conjunction.none.isEmpty ? all : "(\(all) NOT \(either(words(conjunction.none))))"
    }

    fileprivate static func either(_ parts: [String]) -> String { "(" + parts.joined(separator: " OR ") + ")" }

    /// The index alone counts right: it holds nothing but entries outside the trash, and words carry their owner.
    var countOfAll: PreparedQuery {
        PreparedQuery(sql: "SELECT count(*) FROM search WHERE search MATCH ?", values: [.text(text)], isKept: true)
    }

    /// The query for entries within `range`; gives the entry's columns and then its document number.
    func query(_ scan: EntryScan, in range: InstantRange) -> PreparedQuery {
        query(scan, in: range, "\(EntryRow.columns), d.document", EntryRow.joinContents, "ORDER BY search.rowid \(scan.direction)")
    }

    func count(_ scan: EntryScan, in range: InstantRange) -> PreparedQuery { query(scan, in: range, "count(*)", "", "") }

    private func query(
        _ scan: EntryScan, in range: InstantRange, _ columns: String, _ join: String, _ end: String
    ) -> PreparedQuery {
        let bounds = TimeBounds(range, order: scan.order, after: scan.after)
        let conditions = EntryConditions(scan.filter)
        let sql = """
            SELECT \(columns) FROM search CROSS JOIN documents d ON d.document = search.rowid \
            CROSS JOIN entries e ON e.key = d.entry \(join) WHERE search MATCH ? AND search.rowid BETWEEN ? AND ? \
            AND e.owner = ? AND e.trashed = 0\(bounds.sql)\(conditions.sql) \(end)
            """
        let first = SearchDocument.bucket(of: Instant(microseconds: bounds.lower))
        let last = SearchDocument.bucket(of: Instant(microseconds: bounds.upper))
        let values: [QueryValue] = [
            .text(text), .int(SearchDocument.first(inBucket: first)), .int(SearchDocument.last(inBucket: last)),
            .int(scan.owner),
        ]
        return PreparedQuery(
            sql: sql, values: values + bounds.values + conditions.values, isKept: conditions.count <= 2)
    }
}

extension EntryScan {
    fileprivate var direction: String { order == .newest ? "DESC" : "ASC" }
}

/// The categories of a filter as words of the index.
struct CategoryWords {
    /// Each must be there; an alternative is already written as one.
    private(set) var required: [String] = []
    /// None may be there.
    private(set) var excluded: [String] = []
    private(set) var count = 0
    /// A category that does not exist is asked for.
    private(set) var isImpossible = false

    init(_ filter: EntryFilter, owner: Int64, reader: Reader) throws {
        for category in filter.allCategories { try require([category], owner, reader) }
        for categories in filter.anyCategories { try require(categories, owner, reader) }
        for category in filter.notCategories { excluded += try words([category], owner, reader) }
    }

    private mutating func require(_ categories: [CategoryID], _ owner: Int64, _ reader: Reader) throws {
        let words = try words(categories, owner, reader)
        if words.isEmpty { isImpossible = true } else { required.append(IndexExpression.either(words)) }
    }

    /// The words of categories, those of what was merged into them included.
    private mutating func words(_ categories: [CategoryID], _ owner: Int64, _ reader: Reader) throws -> [String] {
        var words: [String] = []
        for category in categories {
            guard let number = try reader.number(of: category, owner: owner) else { continue }
            words.append(SearchDocument.word(owner: owner, category: number))
            try reader.db.raw("SELECT number FROM aliases WHERE owner = ? AND target = ?")
                .each({ $0.add(owner); $0.add(number) }) { row in
                    words.append(SearchDocument.word(owner: owner, category: row.int(0)))
                    return true
                }
        }
        count += words.count
        return words
    }
}
