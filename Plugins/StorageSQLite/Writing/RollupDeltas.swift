import PluginAPI

/// What one transaction adds to the running sums, gathered by row and written once at its end.
struct RollupDeltas {
    private struct DayKey: Hashable {
        let owner: Int64
        let day: LocalDay
    }

    private struct CategoryKey: Hashable {
        let owner: Int64
        let category: CategoryID
        /// A day number, or a month number (see `CalendarMonth`).
        let period: Int64
    }

    private struct DayDelta {
        var sums = Sums()
        var hours = HourSums()
        var firstAt = Int64.max
        var lastAt = Int64.min
    }

    private var days: [DayKey: DayDelta] = [:]
    private var categoryDays: [CategoryKey: Sums] = [:]
    private var categoryMonths: [CategoryKey: Sums] = [:]

    mutating func clear() {
        days.removeAll(keepingCapacity: true)
        categoryDays.removeAll(keepingCapacity: true)
        categoryMonths.removeAll(keepingCapacity: true)
    }

    /// Drops what a deleted user's entries changed in this transaction.
    mutating func forget(owner: Int64) {
        days = days.filter { $0.key.owner != owner }
        categoryDays = categoryDays.filter { $0.key.owner != owner }
        categoryMonths = categoryMonths.filter { $0.key.owner != owner }
    }

    /// Adds an entry to its day and its categories.
    mutating func add(_ sums: Sums, content: EntryContent, categories: [CategoryID], owner: Int64) {
        let at = content.at.microseconds
        change(DayKey(owner: owner, day: content.day), sums, hour: content.hour, at: at, sign: 1)
        for category in categories { add(sums, category: category, day: content.day, owner: owner) }
    }

    /// Takes an entry from its day and its categories.
    mutating func subtract(_ sums: Sums, content: EntryContent, categories: [CategoryID], owner: Int64) {
        change(DayKey(owner: owner, day: content.day), sums, hour: content.hour, at: nil, sign: -1)
        for category in categories { subtract(sums, category: category, day: content.day, owner: owner) }
    }

    mutating func add(_ sums: Sums, category: CategoryID, day: LocalDay, owner: Int64) {
        let month = CalendarMonth(of: day).number
        categoryDays[CategoryKey(owner: owner, category: category, period: Int64(day.number)), default: Sums()] += sums
        categoryMonths[CategoryKey(owner: owner, category: category, period: month), default: Sums()] += sums
    }

    mutating func subtract(_ sums: Sums, category: CategoryID, day: LocalDay, owner: Int64) {
        var negative = Sums()
        negative -= sums
        add(negative, category: category, day: day, owner: owner)
    }

    private mutating func change(_ key: DayKey, _ sums: Sums, hour: Int, at: Int64?, sign: Int64) {
        var delta = days[key] ?? DayDelta()
        days[key] = nil
        if sign > 0 { delta.sums += sums } else { delta.sums -= sums }
        delta.hours.add(sums, hour: hour, sign: sign)
        if let at {
            delta.firstAt = min(delta.firstAt, at)
            delta.lastAt = max(delta.lastAt, at)
        }
        days[key] = delta
    }
}

// Writing. A row whose last entry left is removed, so that a row means a day with entries.
extension RollupDeltas {
    func flush(with writer: Writer) throws {
        for (key, delta) in days { try flushDay(key, delta, writer) }
        for (key, delta) in categoryDays { try flushCategoryDay(key, delta, writer) }
        for (key, delta) in categoryMonths { try flushCategoryMonth(key, delta, writer) }
    }

    private func flushDay(_ key: DayKey, _ change: DayDelta, _ writer: Writer) throws {
        var delta = change
        let day = Int64(key.day.number)
        let isKnown = try writer.prepared("SELECT firstAt, lastAt, sums, hours FROM days WHERE owner = ? AND day = ?")
            .first({ $0.add(key.owner); $0.add(day) }) { row in
                delta.firstAt = min(delta.firstAt, row.int(0))
                delta.lastAt = max(delta.lastAt, row.int(1))
                delta.sums += Sums(packed: row.buffer(2))
                delta.hours += HourSums(packed: row.buffer(3))
                return true
            } ?? false
        if delta.sums.entries == 0 {
            guard isKnown else { return }
            try writer.prepared("DELETE FROM days WHERE owner = ? AND day = ?").run { $0.add(key.owner); $0.add(day) }
            return
        }
        let sql: StaticString = "REPLACE INTO days (owner, day, firstAt, lastAt, sums, hours) VALUES (?, ?, ?, ?, ?, ?)"
        try writer.prepared(sql).run {
            $0.add(key.owner)
            $0.add(day)
            $0.add(delta.firstAt)
            $0.add(delta.lastAt)
            $0.add(delta.sums.packed)
            $0.add(delta.hours.packed)
        }
    }

    private func flushCategoryDay(_ key: CategoryKey, _ delta: Sums, _ writer: Writer) throws {
        try flush(
            key, delta,
            read: writer.prepared("SELECT sums FROM categoryDays WHERE owner = ? AND category = ? AND day = ?"),
            remove: writer.prepared("DELETE FROM categoryDays WHERE owner = ? AND category = ? AND day = ?"),
            replace: writer.prepared("REPLACE INTO categoryDays (owner, category, day, sums) VALUES (?, ?, ?, ?)"))
    }

    private func flushCategoryMonth(_ key: CategoryKey, _ delta: Sums, _ writer: Writer) throws {
        try flush(
            key, delta,
            read: writer.prepared("SELECT sums FROM categoryMonths WHERE owner = ? AND category = ? AND month = ?"),
            remove: writer.prepared("DELETE FROM categoryMonths WHERE owner = ? AND category = ? AND month = ?"),
            replace: writer.prepared("REPLACE INTO categoryMonths (owner, category, month, sums) VALUES (?, ?, ?, ?)"))
    }

    private func flush(
        _ key: CategoryKey, _ delta: Sums, read: RawStatement, remove: RawStatement, replace: RawStatement
    ) throws {
        func bindKey(_ binding: inout Binding) {
            binding.add(key.owner)
            binding.add(key.category)
            binding.add(key.period)
        }
        var sums = delta
        let isKnown = try read.first(bindKey) { row in
            sums += Sums(packed: row.buffer(0))
            return true
        } ?? false
        if sums.entries == 0 {
            if isKnown { try remove.run(bindKey) }
            return
        }
        try replace.run {
            bindKey(&$0)
            $0.add(sums.packed)
        }
    }
}

/// A month of the calendar, counted from the year 0.
struct CalendarMonth {
    let number: Int64

    init(of day: LocalDay) {
        let civil = day.civil
        number = Int64(civil.year * 12 + civil.month - 1)
    }
}
