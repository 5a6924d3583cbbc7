import GRDB
import PluginAPI

extension Reader {
    func dayRollups(in span: DaySpan, of user: UserID) throws -> [DayRollup] {
        var rollups: [DayRollup] = []
        try eachDay(in: span, of: user, columns: "key, sums") { row in
            rollups.append(
                DayRollup(day: DayKey(row.int(0)).day, tally: Sums(packed: row.buffer(1)).tally))
        }
        return rollups
    }

    func total(in span: DaySpan, of user: UserID) throws -> Tally {
        var total = Sums()
        try eachDay(in: span, of: user, columns: "sums") { total += Sums(packed: $0.buffer(0)) }
        return total.tally
    }

    func hourRollups(in span: DaySpan, of user: UserID) throws -> [HourRollup] {
        var total = HourSums()
        try eachDay(in: span, of: user, columns: "hours") { row in total += HourSums(packed: row.buffer(0)) }
        return (0..<24).compactMap { hour in
            let entries = total.values[3 * hour]
            guard entries != 0 else { return nil }
            return HourRollup(
                hour: hour, entries: entries, scored: total.values[3 * hour + 1], scoreSum: total.values[3 * hour + 2])
        }
    }

    func activeDays(in span: DaySpan, of user: UserID) throws -> [LocalDay] {
        var days: [LocalDay] = []
        try eachDay(in: span, of: user, columns: "key") { days.append(DayKey($0.int(0)).day) }
        return days
    }

    func categoryDays(of category: CategoryID, in span: DaySpan, owner user: UserID) throws -> [CategoryDayRollup] {
        guard span.first <= span.last, let owner = try owner(user),
            let number = try number(of: category, owner: owner)
        else { return [] }
        var rollups: [CategoryDayRollup] = []
        try eachMonth(of: number, in: span, owner: owner) { month, sums in
            for (day, sums) in sums.days {
                let day = month.firstDay.advanced(by: day - 1)
                guard span.contains(day) else { continue }
                rollups.append(CategoryDayRollup(category: category, day: day, tally: sums.tally))
            }
        }
        return rollups
    }

    func categoryRollups(in span: DaySpan, of user: UserID) throws -> [CategoryRollup] {
        guard span.first <= span.last, let owner = try owner(user) else { return [] }
        var rollups: [CategoryRollup] = []
        try db.raw("SELECT id, number FROM categories WHERE owner = ? ORDER BY id").each({ $0.add(owner) }) { row in
            var total = Sums()
            let category = try row.id(0) as CategoryID
            try eachMonth(of: row.int(1), in: span, owner: owner) { month, sums in
                // A month wholly within the span is already added up.
                if span.contains(month.firstDay), span.contains(month.lastDay) {
                    total += sums.total
                } else {
                    for (day, sums) in sums.days where span.contains(month.firstDay.advanced(by: day - 1)) {
                        total += sums
                    }
                }
            }
            if total.entries != 0 { rollups.append(CategoryRollup(category: category, tally: total.tally)) }
            return true
        }
        return rollups
    }

    private func eachMonth(
        of category: Int64, in span: DaySpan, owner: Int64, _ body: (CalendarMonth, MonthSums) -> Void
    ) throws {
        let first = CategoryMonthKey(owner: owner, category: category, month: CalendarMonth(of: span.first))
        let last = CategoryMonthKey(owner: owner, category: category, month: CalendarMonth(of: span.last))
        try db.raw("SELECT key, sums FROM categoryMonths WHERE key BETWEEN ? AND ? ORDER BY key")
            .each({ $0.add(first.value); $0.add(last.value) }) { row in
                body(CategoryMonthKey(row.int(0)).month, MonthSums(packed: row.buffer(1)))
                return true
            }
    }

    /// The number of a category, or nil for an unknown one.
    func number(of category: CategoryID, owner: Int64) throws -> Int64? {
        try db.raw("SELECT number FROM categories WHERE owner = ? AND id = ?")
            .first({ $0.add(owner); $0.add(category) }) { $0.int(0) }
    }

    func categories(of user: UserID) throws -> [StoredCategory] {
        guard let owner = try owner(user) else { return [] }
        var totals: [Int64: Sums] = [:]
        let keys = CategoryMonthKey.all(of: owner)
        try db.raw("SELECT key, sums FROM categoryMonths WHERE key BETWEEN ? AND ?")
            .each({ $0.add(keys.lowerBound); $0.add(keys.upperBound) }) { row in
                // The month's own sums come first; its days are not unpacked.
                totals[CategoryMonthKey(row.int(0)).category, default: Sums()] += Sums(packed: row.buffer(1))
                return true
            }
        var categories: [StoredCategory] = []
        let sql = """
            SELECT id, nameHash, sealedName, colour, createdAt, number FROM categories WHERE owner = ? ORDER BY id
            """
        try db.raw(sql).each({ $0.add(owner) }) { row in
            categories.append(
                StoredCategory(
                    id: try row.id(0), nameHash: NameHash(row.bytes(1)), sealedName: SealedBytes(row.bytes(2)),
                    colour: row.optionalText(3), createdAt: Instant(microseconds: row.int(4)),
                    tally: totals[row.int(5)]?.tally ?? Tally()))
            return true
        }
        return categories
    }

    private func eachDay(
        in span: DaySpan, of user: UserID, columns: String, _ body: (Row) throws -> Void
    ) throws {
        guard span.first <= span.last, let owner = try owner(user) else { return }
        let (first, last) = (DayKey(owner: owner, day: span.first), DayKey(owner: owner, day: span.last))
        try db.raw("SELECT \(columns) FROM days WHERE key BETWEEN ? AND ? ORDER BY key")
            .each({ $0.add(first.value); $0.add(last.value) }) { row in
                try body(row)
                return true
            }
    }
}
