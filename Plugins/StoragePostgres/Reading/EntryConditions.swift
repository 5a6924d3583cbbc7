import PluginAPI

/// SQL that is put together with its parameters.
struct Clause {
    private(set) var sql = ""
    private(set) var parameters = Parameters()

    /// Adds a parameter and gives its name.
    mutating func bind(_ add: (inout Parameters) -> Void) -> String {
        add(&parameters)
        return "$\(parameters.count)"
    }

    mutating func append(_ text: String) { sql += text }
}

/// What a filter asks of an entry's row `e`, but for its owner and the trash.
struct EntryConditions {
    private let filter: EntryFilter

    init(_ filter: EntryFilter) {
        self.filter = filter
    }

    /// A filter that nothing can match.
    static func isImpossible(_ filter: EntryFilter) -> Bool {
        if let days = filter.days, days.isEmpty { return true }
        if let labels = filter.labels, labels.isEmpty { return true }
        if filter.anyCategories.contains(where: \.isEmpty) { return true }
        if let first = filter.firstDay, let last = filter.lastDay, first > last { return true }
        return filter.before?.microseconds == .min
    }

    /// Each condition begins with ` AND `.
    func append(to clause: inout Clause) {
        appendTimes(&clause)
        appendCategories(&clause)
        if let mood = filter.minimumMood { clause.compare("e.mood >= ", Int64(mood.value)) }
        if let mood = filter.maximumMood { clause.compare("e.mood <= ", Int64(mood.value)) }
        appendSentiment(&clause)
        // A literal, so that the partial index is known to fit.
        if let starred = filter.starred { clause.append(starred ? " AND e.starred" : " AND NOT e.starred") }
    }

    private func appendTimes(_ clause: inout Clause) {
        if let since = filter.since { clause.compare("e.at >= ", since.microseconds) }
        if let before = filter.before { clause.compare("e.at < ", before.microseconds) }
        if let day = filter.firstDay { clause.compare("e.day >= ", Int64(day.number)) }
        if let day = filter.lastDay { clause.compare("e.day <= ", Int64(day.number)) }
        if let days = filter.days {
            let place = clause.bind { $0.addArray(Set(days).map { Int64($0.number) }) }
            clause.append(" AND e.day = ANY (\(place)::bigint[])")
        }
    }

    private func appendCategories(_ clause: inout Clause) {
        if !filter.allCategories.isEmpty {
            let place = clause.bind { $0.addArray(filter.allCategories) }
            clause.append(" AND e.categories @> \(place)::uuid[]")
        }
        for categories in filter.anyCategories {
            let place = clause.bind { $0.addArray(categories) }
            clause.append(" AND e.categories && \(place)::uuid[]")
        }
        if !filter.notCategories.isEmpty {
            let place = clause.bind { $0.addArray(filter.notCategories) }
            clause.append(" AND NOT e.categories && \(place)::uuid[]")
        }
    }

    private func appendSentiment(_ clause: inout Clause) {
        if let labels = filter.labels {
            let place = clause.bind { $0.addArray(labels.map { Int64($0.index) }) }
            clause.append(" AND e.label = ANY (\(place)::bigint[])")
        }
        guard filter.minimumScore != nil || filter.maximumScore != nil else { return }
        clause.append(" AND e.label <> \(SentimentLabel.unknown.index)")
        if let score = filter.minimumScore { clause.compare("e.score >= ", Int64(score.tenThousandths)) }
        if let score = filter.maximumScore { clause.compare("e.score <= ", Int64(score.tenThousandths)) }
    }
}

extension Clause {
    fileprivate mutating func compare(_ condition: String, _ number: Int64) {
        let place = bind { $0.add(number) }
        append(" AND \(condition)\(place)::bigint")
    }
}

/// What a search asks of the terms of an entry's contents `c`.
struct TermConditions {
    let conjunctions: [TermConjunction]

    /// Whether the index of terms can answer: every alternative has a word that must be there.
    var hasIndex: Bool { !conjunctions.contains(where: \.all.isEmpty) }

    /// A condition in brackets.
    func sql(_ clause: inout Clause) -> String {
        "(" + conjunctions.map { part($0, &clause) }.joined(separator: " OR ") + ")"
    }

    private func part(_ conjunction: TermConjunction, _ clause: inout Clause) -> String {
        var parts: [String] = []
        if !conjunction.all.isEmpty {
            let place = clause.bind { $0.addArray(conjunction.all.map(\.number)) }
            parts.append("c.terms @> \(place)::bigint[]")
        }
        if !conjunction.none.isEmpty {
            let place = clause.bind { $0.addArray(conjunction.none.map(\.number)) }
            parts.append("NOT c.terms && \(place)::bigint[]")
        }
        return parts.isEmpty ? "true" : "(" + parts.joined(separator: " AND ") + ")"
    }
}
