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

/// What a filter asks of an entry's row, as SQL over the entries table `e`. Owner, trash, time and
/// categories are not part of it.
struct EntryConditions {
    /// Each begins with ` AND `.
    private(set) var sql = ""
    private(set) var values: [QueryValue] = []
    private(set) var count = 0

    init(_ filter: EntryFilter) {
        addDays(filter)
        if let mood = filter.minimumMood { add("e.mood >= ?", .int(Int64(mood.value))) }
        if let mood = filter.maximumMood { add("e.mood <= ?", .int(Int64(mood.value))) }
        addSentiment(filter)
        if let starred = filter.starred { add("e.starred = ?", .int(starred ? 1 : 0)) }
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
}

/// What a filter asks of an entry's categories, for where the index does not answer.
struct CategoryTest {
    private let all: [CategoryID]
    private let any: [[CategoryID]]
    private let none: [CategoryID]
    private let isTrivial: Bool

    init(_ filter: EntryFilter) {
        all = filter.allCategories
        any = filter.anyCategories
        none = filter.notCategories
        isTrivial = all.isEmpty && any.isEmpty && none.isEmpty
    }

    func passes(_ row: Row) -> Bool {
        if isTrivial { return true }
        let categories = EntryRow.categories(row.buffer(EntryRow.categories))
        return all.allSatisfy(categories.contains) && any.allSatisfy { $0.contains(where: categories.contains) }
            && !none.contains(where: categories.contains)
    }
}
