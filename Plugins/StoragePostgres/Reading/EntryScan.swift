import PluginAPI

/// A question for a user's entries, in list order.
///
/// Two plans answer it. The *walk* goes along the index of times and looks at each entry; it is quick where many match. The
/// *index* asks for entries with the terms (see `TermLookup`) or categories and sorts them; it is quick where few do. Which is better depends on
/// the journal, so a page is first looked for among some of the next entries in order, and only what is not found
/// there is asked of the index: neither plan is ever run where it is slow.
struct EntryScan {
    let owner: UserID
    let filter: EntryFilter
    let order: EntryOrder
    let after: EntryPlace?
    /// Nil where no terms are asked for.
    let terms: [TermConjunction]?
    private var layout = TableLayout.plain

    init(
        owner: UserID, filter: EntryFilter, order: EntryOrder = .newest, after: EntryPlace? = nil, terms: [TermConjunction]? = nil
    ) {
        (self.owner, self.filter, self.order, self.after, self.terms) = (owner, filter, order, after, terms)
    }

    /// The same question for tables of that layout.
    func on(_ layout: TableLayout) -> EntryScan {
        var scan = self
        scan.layout = layout
        return scan
    }

    /// Entries that the walk looks at before the index is asked.
    static let walkLength = 1_000

    /// Whether an index other than that of times can answer.
    var hasIndex: Bool {
        if let terms { return TermConditions(conjunctions: terms).hasIndex }
        return !filter.trashed && (!filter.allCategories.isEmpty || !filter.anyCategories.isEmpty)
    }

    /// Whether nothing is asked for but terms that an index has, and the trash.
    var asksOnlyTerms: Bool {
        var rest = filter
        rest.trashed = false
        return terms != nil && hasIndex && after == nil && rest == EntryFilter()
    }

    /// How the owner is asked for so that no index by owner can answer. Over several nodes the owner must be named plainly: it says
    /// which node to ask, and that has the figures to choose an index by.
    private var sameOwner: String { layout == .citus ? "=" : "IS NOT DISTINCT FROM" }

    private var direction: String { order == .newest ? "DESC" : "ASC" }
    private var trash: String { "e.trashed_at IS \(filter.trashed ? "NOT NULL" : "NULL")" }

    /// A page's entries with title and body, and in the last column how many entries the walk looked at.
    /// - Parameter walk: how many of the next entries are looked at; nil for all.
    func page(limit: Int, walk: Int?) -> Query {
        var clause = Clause()
        let owner = clause.bind { $0.add(self.owner) }
        if let walk {
            clause.append("WITH e AS MATERIALIZED (SELECT e.* FROM entries e WHERE e.user_id = \(owner) AND \(trash)")
            appendBounds(&clause, owner)
            appendOrder(&clause, limit: walk)
            clause.append("), found AS MATERIALIZED (SELECT e.* FROM e")
            appendMatching(&clause, owner, prefix: " WHERE true", isBounded: false)
        } else {
            clause.append("WITH found AS MATERIALIZED (SELECT e.* FROM entries e")
            appendMatching(&clause, owner, prefix: " WHERE e.user_id = \(owner) AND \(trash)", isBounded: true)
        }
        appendOrder(&clause, limit: limit)
        let looked = walk == nil ? "0" : "(SELECT count(*) FROM e)"
        clause.append("""
            ) SELECT \(EntryRow.withContents), \(looked) FROM found e \(EntryJoin.contents(of: owner)) \
            ORDER BY e.at \(direction), e.id \(direction)
            """)
        return query(clause)
    }

    /// The same from the index of terms, which has given `matches`, or of categories.
    func indexedPage(limit: Int, _ matches: TermMatches?) -> Query {
        var clause = Clause()
        let owner = clause.bind { $0.add(self.owner) }
        clause.append("WITH found AS MATERIALIZED (")
        appendIndexed("e.*", matches, &clause, owner)
        appendOrder(&clause, limit: limit)
        clause.append("""
            ) SELECT \(EntryRow.withContents), 0 FROM found e \(EntryJoin.contents(of: owner)) \
            ORDER BY e.at \(direction), e.id \(direction)
            """)
        return query(clause)
    }

    func count(_ matches: TermMatches?) -> Query {
        var clause = Clause()
        let owner = clause.bind { $0.add(self.owner) }
        if hasIndex {
            appendIndexed("count(*)", matches, &clause, owner)
        } else {
            clause.append("SELECT count(*) FROM entries e")
            appendMatching(&clause, owner, prefix: " WHERE e.user_id = \(owner) AND \(trash)", isBounded: true)
        }
        return query(clause)
    }

    private func appendIndexed(_ columns: String, _ matches: TermMatches?, _ clause: inout Clause, _ owner: String) {
        if let terms, let matches {
            clause.append("SELECT \(columns) FROM (")
            appendNumbers(TermConditions(conjunctions: terms).sql(&clause), matches, &clause, owner)
            clause.append(") n \(EntryJoin.entry(owner, number: "n.number")) WHERE \(trash)")
        } else {
            // The owner is compared so that only the index of categories can answer.
            clause.append(
                "SELECT \(columns) FROM entries e WHERE e.user_id \(sameOwner) \(owner) AND \(trash)")
        }
        appendAfter(&clause)
        EntryConditions(filter).append(to: &clause)
    }

    /// The numbers of the entries that match: those that the index is certain of, and those of the others that are found to.
    private func appendNumbers(_ condition: String, _ matches: TermMatches, _ clause: inout Clause, _ owner: String) {
        let certain = clause.bind { $0.addArray(matches.certain) }
        clause.append("SELECT c.number FROM unnest(\(certain)::bigint[]) AS c (number)")
        let contents = EntryJoin.contents(of: owner)
        if !matches.uncertain.isEmpty {
            let uncertain = clause.bind { $0.addArray(matches.uncertain) }
            clause.append("""
                 UNION ALL SELECT e.number FROM unnest(\(uncertain)::bigint[]) AS u (number) \
                \(EntryJoin.entry(owner, number: "u.number")) \(contents) WHERE \(condition) \
                AND e.number <= \(clause.bind { $0.add(matches.indexed) })
                """)
        }
        clause.append("""
             UNION ALL SELECT e.number FROM entries e \(contents) WHERE e.user_id = \(owner) \
            AND e.number > \(clause.bind { $0.add(matches.indexed) }) AND \(condition)
            """)
    }

    /// The rest of a walk: its terms and the filter's conditions.
    private func appendMatching(_ clause: inout Clause, _ owner: String, prefix: String, isBounded: Bool) {
        var condition = ""
        if let terms {
            clause.append(" \(EntryJoin.contents(of: owner))")
            condition = " AND " + TermConditions(conjunctions: terms).sql(&clause)
        }
        clause.append(prefix + condition)
        if isBounded { appendBounds(&clause, owner) }
        EntryConditions(filter).append(to: &clause)
    }

    /// Where in time the walk begins and ends.
    private func appendBounds(_ clause: inout Clause, _ owner: String) {
        appendAfter(&clause)
        if let since = filter.since {
            let place = clause.bind { $0.add(since) }
            clause.append(" AND e.at >= \(place)::bigint")
        }
        if let before = filter.before {
            let place = clause.bind { $0.add(before) }
            clause.append(" AND e.at < \(place)::bigint")
        }
        appendDayBounds(&clause, owner)
    }

    private func appendAfter(_ clause: inout Clause) {
        guard let after else { return }
        let at = clause.bind { $0.add(after.at) }
        let id = clause.bind { $0.add(after.id) }
        clause.append(" AND (e.at, e.id) \(order == .newest ? "<" : ">") (\(at)::bigint, \(id)::uuid)")
    }

    /// The instants between which entries of the days lie. The days of what is in the trash are not kept track of.
    private func appendDayBounds(_ clause: inout Clause, _ owner: String) {
        guard !filter.trashed, filter.firstDay != nil || filter.lastDay != nil || filter.days != nil else { return }
        var days = "user_id = \(owner)"
        var start = "\(Schema.nothingSummed)"
        let (first, last) = (filter.days?.min(), filter.days?.max())
        if let day = [filter.firstDay, first].compactMap({ $0 }).max() {
            start = "\(clause.bind { $0.add(Int64(day.number)) })::bigint"
            days += " AND day >= \(start)"
        }
        if let day = [filter.lastDay, last].compactMap({ $0 }).min() {
            days += " AND day <= \(clause.bind { $0.add(Int64(day.number)) })::bigint"
        }
        let sums = DaySums.days.source(layout, owner: owner, from: start)
        clause.append("""
             AND e.at >= (SELECT min(first_at) FROM \(sums) WHERE \(days)) \
            AND e.at <= (SELECT max(last_at) FROM \(sums) WHERE \(days))
            """)
    }

    private func appendOrder(_ clause: inout Clause, limit: Int) {
        let place = clause.bind { $0.add(Int64(limit)) }
        clause.append(" ORDER BY e.at \(direction), e.id \(direction) LIMIT \(place)")
    }

    /// Plain questions are few and worth preparing; the others have too many shapes.
    private func query(_ clause: Clause) -> Query {
        Query(clause.sql, clause.parameters, isKept: filter.isPlain && (terms?.count ?? 0) <= 1)
    }
}

extension EntryFilter {
    /// Whether it restricts nothing but time, one category or stars.
    fileprivate var isPlain: Bool {
        var rest = self
        (rest.since, rest.before, rest.starred) = (nil, nil, nil)
        (rest.firstDay, rest.lastDay) = (nil, nil)
        rest.trashed = false
        rest.allCategories = []
        return rest == EntryFilter()
    }
}
