import GRDB
import PluginAPI

extension Reader {
    func dayRollups(in span: DaySpan, of user: UserID) throws -> [DayRollup] {
        var rollups: [DayRollup] = []
        try eachDay(in: span, of: user, columns: "day, sums") { row in
            rollups.append(
                DayRollup(day: LocalDay(clamping: row.int(0)), tally: Sums(packed: row.buffer(1)).tally))
        }
        return rollups
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
        try eachDay(in: span, of: user, columns: "day") { days.append(LocalDay(clamping: $0.int(0))) }
        return days
    }

    func categoryDays(of category: CategoryID, in span: DaySpan, owner user: UserID) throws -> [CategoryDayRollup] {
        guard let owner = try owner(user) else { return [] }
        var rollups: [CategoryDayRollup] = []
        let sql = """
            SELECT day, sums FROM categoryDays WHERE owner = ? AND category = ? AND day BETWEEN ? AND ? ORDER BY day
            """
        try db.raw(sql).each({ $0.add(owner); $0.add(category); $0.add(span) }) { row in
            rollups.append(
                CategoryDayRollup(
                    category: category, day: LocalDay(clamping: row.int(0)),
                    tally: Sums(packed: row.buffer(1)).tally))
            return true
        }
        return rollups
    }

    /// Whole months from their sums, the days before and after them from the days'.
    func categoryRollups(in span: DaySpan, of user: UserID) throws -> [CategoryRollup] {
        guard span.first <= span.last, let owner = try owner(user) else { return [] }
        let totals = try categoryTotals(in: MonthCover(span), owner: owner)
        return totals.keys.sorted().compactMap { category in
            guard let sums = totals[category], sums.entries != 0 else { return nil }
            return CategoryRollup(category: category, tally: sums.tally)
        }
    }

    func categories(of user: UserID) throws -> [StoredCategory] {
        guard let owner = try owner(user) else { return [] }
        let totals = try categoryTotals(in: MonthCover.everything, owner: owner)
        var categories: [StoredCategory] = []
        let sql = "SELECT id, nameHash, sealedName, colour, createdAt FROM categories WHERE owner = ? ORDER BY id"
        try db.raw(sql).each({ $0.add(owner) }) { row in
            let id = try row.id(0) as CategoryID
            categories.append(
                StoredCategory(
                    id: id, nameHash: NameHash(row.bytes(1)), sealedName: SealedBytes(row.bytes(2)),
                    colour: row.optionalText(3), createdAt: Instant(microseconds: row.int(4)),
                    tally: totals[id]?.tally ?? Tally()))
            return true
        }
        return categories
    }

    private func categoryTotals(in cover: MonthCover, owner: Int64) throws -> [CategoryID: Sums] {
        var totals: [CategoryID: Sums] = [:]
        func add(_ row: Row) throws -> Bool {
            totals[try row.id(0), default: Sums()] += Sums(packed: row.buffer(1))
            return true
        }
        if let months = cover.months {
            try db.raw("SELECT category, sums FROM categoryMonths WHERE owner = ? AND month BETWEEN ? AND ?")
                .each({ $0.add(owner); $0.add(months.lowerBound); $0.add(months.upperBound) }, add)
        }
        let sql = """
            SELECT c.id, d.sums FROM categories c CROSS JOIN categoryDays d
            ON d.owner = c.owner AND d.category = c.id AND d.day BETWEEN ?2 AND ?3 WHERE c.owner = ?1
            """
        for span in cover.days { try db.raw(sql).each({ $0.add(owner); $0.add(span) }, add) }
        return totals
    }

    private func eachDay(
        in span: DaySpan, of user: UserID, columns: String, _ body: (Row) throws -> Void
    ) throws {
        guard let owner = try owner(user) else { return }
        try db.raw("SELECT \(columns) FROM days WHERE owner = ? AND day BETWEEN ? AND ? ORDER BY day")
            .each({ $0.add(owner); $0.add(span) }) { row in
                try body(row)
                return true
            }
    }
}

extension Binding {
    /// The first and the last day of a span, as two parameters.
    mutating func add(_ span: DaySpan) {
        add(Int64(span.first.number))
        add(Int64(span.last.number))
    }
}

/// A span of days as whole months and the days that are left over before and after them.
struct MonthCover {
    var months: ClosedRange<Int64>?
    var days: [DaySpan] = []

    static let everything = MonthCover(DaySpan(first: .distantPast, last: .distantFuture))

    init(_ span: DaySpan) {
        let first = CalendarMonth(of: span.first)
        let last = CalendarMonth(of: span.last)
        let firstWhole = first.firstDay == span.first ? first.number : first.number + 1
        let lastWhole = last.lastDay == span.last ? last.number : last.number - 1
        guard firstWhole <= lastWhole else {
            if span.first <= span.last { days = [span] }
            return
        }
        months = firstWhole...lastWhole
        if firstWhole != first.number { days.append(DaySpan(first: span.first, last: first.lastDay)) }
        if lastWhole != last.number { days.append(DaySpan(first: last.firstDay, last: span.last)) }
    }
}

extension CalendarMonth {
    private var civil: (year: Int, month: Int) { (Int(number / 12), Int(number % 12) + 1) }
    var firstDay: LocalDay { LocalDay(year: civil.year, month: civil.month, day: 1) ?? .distantPast }
    var lastDay: LocalDay {
        let days = LocalDay.daysIn(month: civil.month, year: civil.year)
        return LocalDay(year: civil.year, month: civil.month, day: days) ?? .distantFuture
    }
}
