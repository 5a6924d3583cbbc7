import PluginAPI

/// What one transaction adds to the running sums, gathered by row and written once at its end.
struct RollupDeltas {
    struct DayKey: Hashable {
        let owner: UserID
        let day: Int32
    }

    struct HourKey: Hashable {
        let owner: UserID
        let day: Int32
        let hour: Int
    }

    struct CategoryKey: Hashable {
        let owner: UserID
        let category: CategoryID
        let day: Int32
    }

    struct ProviderKey: Hashable {
        let owner: UserID
        let day: Int32
        let provider: String
    }

    struct DayDelta {
        var sums = Sums()
        var firstAt = Int64.max
        var lastAt = Int64.min
    }

    struct HourDelta: Hashable {
        var entries: Int64 = 0
        var scored: Int64 = 0
        var scoreSum: Int64 = 0

        static func += (left: inout HourDelta, right: HourDelta) {
            left.entries &+= right.entries
            left.scored &+= right.scored
            left.scoreSum &+= right.scoreSum
        }
    }

    private(set) var days: [DayKey: DayDelta] = [:]
    private(set) var hours: [HourKey: HourDelta] = [:]
    private(set) var categories: [CategoryKey: Sums] = [:]
    private(set) var providers: [ProviderKey: Int64] = [:]
    /// The provider whose scores are not counted apart (see `MainProvider`).
    var mainProvider: String?

    init(mainProvider: String?) {
        self.mainProvider = mainProvider
    }

    /// Adds an entry that is not in the trash.
    mutating func add(_ entry: StoredEntry, of owner: UserID) { change(entry, owner, sign: 1) }

    /// Takes such an entry away.
    mutating func subtract(_ entry: StoredEntry, of owner: UserID) { change(entry, owner, sign: -1) }

    private mutating func change(_ entry: StoredEntry, _ owner: UserID, sign: Int64) {
        let content = entry.content
        let day = content.day.number
        var sums = Sums(words: content.words, mood: content.mood, sentiment: entry.sentiment)
        if sign < 0 { sums = -sums }
        let key = DayKey(owner: owner, day: day)
        var delta = days[key] ?? DayDelta()
        delta.sums += sums
        if sign > 0 {
            delta.firstAt = min(delta.firstAt, content.at.microseconds)
            delta.lastAt = max(delta.lastAt, content.at.microseconds)
        }
        days[key] = delta
        let hourKey = HourKey(owner: owner, day: day, hour: min(max(content.hour, 0), 23))
        hours[hourKey, default: HourDelta()] += HourDelta(entries: sums.entries, scored: sums.scored, scoreSum: sums.scoreSum)
        for category in entry.categories {
            categories[CategoryKey(owner: owner, category: category, day: day), default: Sums()] += sums
        }
        if let provider = entry.sentiment?.provider, provider != mainProvider {
            providers[ProviderKey(owner: owner, day: day, provider: provider), default: 0] += sign
        }
    }
}

// Writing: one statement adds all rows of a table; one more removes those whose last entry left, so that a row means entries.
extension RollupDeltas {
    /// - Parameter columnsBefore: the day before which a journal's days may be in columns. A row of such a day is what is added to
    ///   them: it may have no entries and yet say something, so it stays.
    func queries(columnsBefore: (UserID) -> Int64) -> [Query] {
        func mayEmpty(_ owner: UserID, _ day: Int32) -> Bool { Int64(day) >= columnsBefore(owner) }
        return dayQueries(mayEmpty) + hourQueries(mayEmpty) + categoryQueries(mayEmpty) + providerQueries
    }

    private static let names = RollupQueries.columns

    /// Has an upsert of rows `r` add what it comes with.
    static func additions(_ columns: [String]) -> String {
        columns.map { "\($0) = r.\($0) + excluded.\($0)" }.joined(separator: ", ")
    }

    /// `$first::bigint[], …` for so many columns.
    static func arrays(from first: Int, count: Int) -> String {
        (first..<first + count).map { "$\($0)::bigint[]" }.joined(separator: ", ")
    }

    static func add(_ sums: [Sums], to parameters: inout Parameters) {
        for field in 0..<Sums.fields { parameters.addArray(sums.lazy.map { $0.values[field] }) }
    }

    static func add(_ hours: [HourDelta], to parameters: inout Parameters) {
        parameters.addArray(hours.lazy.map(\.entries))
        parameters.addArray(hours.lazy.map(\.scored))
        parameters.addArray(hours.lazy.map(\.scoreSum))
    }

    private static let upsertDays = """
        INSERT INTO day_rollups AS r (user_id, day, first_at, last_at, \(names))
        SELECT * FROM unnest($1::uuid[], \(arrays(from: 2, count: 3 + Sums.fields)))
        ON CONFLICT (user_id, day) DO UPDATE SET
            first_at = least(r.first_at, excluded.first_at), last_at = greatest(r.last_at, excluded.last_at), \(additions(Schema.tallyColumns))
        """

    private func dayQueries(_ mayEmpty: (UserID, Int32) -> Bool) -> [Query] {
        let changed = days.filter { !$0.value.sums.isZero || $0.value.firstAt != .max }
        guard !changed.isEmpty else { return [] }
        var queries = [
            Query(Self.upsertDays) {
                $0.addArray(changed.keys.map(\.owner))
                $0.addArray(changed.keys.map { Int64($0.day) })
                $0.addArray(changed.values.map(\.firstAt))
                $0.addArray(changed.values.map(\.lastAt))
                Self.add(changed.values.map(\.sums), to: &$0)
            }
        ]
        let emptied = changed.filter { $0.value.sums.entries <= 0 && mayEmpty($0.key.owner, $0.key.day) }.map(\.key)
        if !emptied.isEmpty {
            let sql = """
                DELETE FROM day_rollups r USING unnest($1::uuid[], $2::bigint[]) AS n (user_id, day)
                WHERE r.user_id = n.user_id AND r.day = n.day AND r.entries = 0
                """
            queries.append(
                Query(sql) {
                    $0.addArray(emptied.map(\.owner))
                    $0.addArray(emptied.map { Int64($0.day) })
                })
        }
        return queries
    }

    private func hourQueries(_ mayEmpty: (UserID, Int32) -> Bool) -> [Query] {
        let changed = hours.filter { $0.value != HourDelta() }
        guard !changed.isEmpty else { return [] }
        let sql = """
            INSERT INTO hour_rollups AS r (user_id, day, hour, entries, scored, score_sum)
            SELECT * FROM unnest($1::uuid[], \(Self.arrays(from: 2, count: 5)))
            ON CONFLICT (user_id, day, hour) DO UPDATE SET
                \(Self.additions(["entries", "scored", "score_sum"]))
            """
        var queries = [
            Query(sql) {
                $0.addArray(changed.keys.map(\.owner))
                $0.addArray(changed.keys.map { Int64($0.day) })
                $0.addArray(changed.keys.map { Int64($0.hour) })
                Self.add(Array(changed.values), to: &$0)
            }
        ]
        let emptied = changed.filter { $0.value.entries <= 0 && mayEmpty($0.key.owner, $0.key.day) }.map(\.key)
        if !emptied.isEmpty {
            let sql = """
                DELETE FROM hour_rollups r USING unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS n (user_id, day, hour)
                WHERE r.user_id = n.user_id AND r.day = n.day AND r.hour = n.hour AND r.entries = 0
                """
            queries.append(
                Query(sql) {
                    $0.addArray(emptied.map(\.owner))
                    $0.addArray(emptied.map { Int64($0.day) })
                    $0.addArray(emptied.map { Int64($0.hour) })
                })
        }
        return queries
    }

    private static let upsertCategories = """
        INSERT INTO category_day_rollups AS r (user_id, category, day, \(names))
        SELECT * FROM unnest($1::uuid[], $2::uuid[], \(arrays(from: 3, count: 1 + Sums.fields)))
        ON CONFLICT (user_id, category, day) DO UPDATE SET \(additions(Schema.tallyColumns))
        """

    private func categoryQueries(_ mayEmpty: (UserID, Int32) -> Bool) -> [Query] {
        let changed = categories.filter { !$0.value.isZero }
        guard !changed.isEmpty else { return [] }
        var queries = [
            Query(Self.upsertCategories) {
                $0.addArray(changed.keys.map(\.owner))
                $0.addArray(changed.keys.map(\.category))
                $0.addArray(changed.keys.map { Int64($0.day) })
                Self.add(Array(changed.values), to: &$0)
            }
        ]
        let emptied = changed.filter { $0.value.entries <= 0 && mayEmpty($0.key.owner, $0.key.day) }.map(\.key)
        if !emptied.isEmpty {
            let sql = """
                DELETE FROM category_day_rollups r
                USING unnest($1::uuid[], $2::uuid[], $3::bigint[]) AS n (user_id, category, day)
                WHERE r.user_id = n.user_id AND r.category = n.category AND r.day = n.day AND r.entries = 0
                """
            queries.append(
                Query(sql) {
                    $0.addArray(emptied.map(\.owner))
                    $0.addArray(emptied.map(\.category))
                    $0.addArray(emptied.map { Int64($0.day) })
                })
        }
        return queries
    }

    private var providerQueries: [Query] {
        let changed = providers.filter { $0.value != 0 }
        guard !changed.isEmpty else { return [] }
        let sql = """
            INSERT INTO provider_days AS r (user_id, day, provider, entries)
            SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::bigint[])
            ON CONFLICT (user_id, day, provider) DO UPDATE SET entries = r.entries + excluded.entries
            """
        return [
            Query(sql) {
                $0.addArray(changed.keys.map(\.owner))
                $0.addArray(changed.keys.map { Int64($0.day) })
                $0.addArray(changed.keys.map(\.provider))
                $0.addArray(Array(changed.values))
            }
        ]
    }
}
