import PluginAPI

/// What one transaction adds to the sums of months that its journals keep.
struct MonthDeltas {
    private struct HourKey: Hashable {
        let owner: UserID
        let month: Int32
        let hour: Int
    }

    private struct CategoryKey: Hashable {
        let owner: UserID
        let month: Int32
        let category: CategoryID
    }

    private var hours: [HourKey: RollupDeltas.HourDelta] = [:]
    private var categories: [CategoryKey: Sums] = [:]

    /// - Parameter summedBefore: the first day of a journal that is in no sum of a month.
    init(_ days: RollupDeltas, summedBefore: (UserID) -> Int64) {
        for (key, delta) in days.hours where Int64(key.day) < summedBefore(key.owner) {
            hours[HourKey(owner: key.owner, month: Self.month(key.day), hour: key.hour), default: .init()] += delta
        }
        for (key, sums) in days.categories where Int64(key.day) < summedBefore(key.owner) {
            categories[CategoryKey(owner: key.owner, month: Self.month(key.day), category: key.category), default: Sums()] += sums
        }
    }

    private static func month(_ day: Int32) -> Int32 { LocalDay(clamping: Int64(day)).firstOfMonth.number }

    /// Rows whose last entry left stay, with zeros: there are few, and reports pass over them.
    var queries: [Query] { hourQueries + categoryQueries }

    private var hourQueries: [Query] {
        let changed = hours.filter { $0.value != .init() }
        guard !changed.isEmpty else { return [] }
        let sql = """
            INSERT INTO hour_months AS r (user_id, month, hour, entries, scored, score_sum)
            SELECT * FROM unnest($1::uuid[], \(RollupDeltas.arrays(from: 2, count: 5)))
            ON CONFLICT (user_id, month, hour) DO UPDATE SET \(RollupDeltas.additions(["entries", "scored", "score_sum"]))
            """
        return [
            Query(sql) {
                $0.addArray(changed.keys.map(\.owner))
                $0.addArray(changed.keys.map { Int64($0.month) })
                $0.addArray(changed.keys.map { Int64($0.hour) })
                RollupDeltas.add(Array(changed.values), to: &$0)
            }
        ]
    }

    private static let upsertCategories = """
        INSERT INTO category_months AS r (user_id, month, category, \(RollupQueries.columns))
        SELECT n.* FROM unnest($1::uuid[], $2::bigint[], $3::uuid[], \(RollupDeltas.arrays(from: 4, count: Sums.fields))) AS n
        ON CONFLICT (user_id, month, category) DO UPDATE SET \(RollupDeltas.additions(Schema.tallyColumns))
        """

    private var categoryQueries: [Query] {
        let changed = categories.filter { !$0.value.isZero }
        guard !changed.isEmpty else { return [] }
        return [
            Query(Self.upsertCategories) {
                $0.addArray(changed.keys.map(\.owner))
                $0.addArray(changed.keys.map { Int64($0.month) })
                $0.addArray(changed.keys.map(\.category))
                RollupDeltas.add(Array(changed.values), to: &$0)
            }
        ]
    }
}
