import PluginAPI

/// A value for a parameter of a query that is put together.
enum QueryValue: Sendable {
    case int(Int64)
    case bytes([UInt8])
    case text(String)

    func bind(to binding: inout Binding) {
        switch self {
        case .int(let value): binding.add(value)
        case .bytes(let value): binding.add(value)
        case .text(let value): binding.add(value)
        }
    }
}

/// What a filter asks of an entry's row, as SQL over the entries table `e`. Owner, trash and time are not part of it.
struct EntryConditions {
    /// Each begins with ` AND `.
    private(set) var sql = ""
    private(set) var values: [QueryValue] = []
    private(set) var count = 0

    /// - Parameter skipping: a category that the query has already seen to.
    init(_ filter: EntryFilter, skipping: CategoryID? = nil) {
        addDays(filter)
        if let mood = filter.minimumMood { add("e.mood >= ?", .int(Int64(mood.value))) }
        if let mood = filter.maximumMood { add("e.mood <= ?", .int(Int64(mood.value))) }
        addSentiment(filter)
        if let starred = filter.starred { add("e.starred = ?", .int(starred ? 1 : 0)) }
        for category in filter.allCategories where category != skipping { add(among: [category]) }
        for categories in filter.anyCategories { add(among: categories) }
        if !filter.notCategories.isEmpty { add(among: filter.notCategories, negated: true) }
    }

    private mutating func add(_ condition: String, _ values: QueryValue...) {
        sql += " AND " + condition
        self.values += values
        count += 1
    }

    private mutating func addDays(_ filter: EntryFilter) {
        if let day = filter.firstDay { add("e.day >= ?", .int(Int64(day.number))) }
        if let day = filter.lastDay { add("e.day <= ?", .int(Int64(day.number))) }
        if let days = filter.days {
            let list = days.map { String($0.number) }.joined(separator: ",")
            add("e.day IN (SELECT value FROM json_each(?))", .text("[\(list)]"))
        }
    }

    private mutating func addSentiment(_ filter: EntryFilter) {
        if let labels = filter.labels {
            let mask = labels.reduce(Int64(0)) { $0 | 1 << Int64($1.index) }
            add("(? >> e.label) & 1 = 1", .int(mask))
        }
        guard filter.minimumScore != nil || filter.maximumScore != nil else { return }
        add("e.label <> ?", .int(Int64(SentimentLabel.unknown.index)))
        if let score = filter.minimumScore { add("e.score >= ?", .int(Int64(score.tenThousandths))) }
        if let score = filter.maximumScore { add("e.score <= ?", .int(Int64(score.tenThousandths))) }
    }

    private mutating func add(among categories: [CategoryID], negated: Bool = false) {
        let list = categories.map { _ in "?" }.joined(separator: ",")
        sql += """
             AND \(negated ? "NOT " : "")EXISTS (SELECT 1 FROM filings x WHERE x.owner = e.owner \
            AND x.category IN (\(list)) AND x.at = e.at AND x.id = e.id)
            """
        values += categories.map { .bytes($0.bytes) }
        // A list in the text makes a shape of its own: never worth a place among the kept statements.
        count += 100
    }
}
