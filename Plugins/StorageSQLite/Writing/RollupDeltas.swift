import PluginAPI

/// What one transaction adds to the running sums, gathered by row and written once at its end.
struct RollupDeltas {
    private struct DayDelta {
        var sums = Sums()
        var hours = HourSums()
        var firstAt = Int64.max
        var lastAt = Int64.min

        mutating func change(_ change: Sums, hour: Int, at: Int64?, sign: Int64) {
            if sign > 0 { sums += change } else { sums -= change }
            hours.add(change, hour: hour, sign: sign)
            guard let at else { return }
            firstAt = min(firstAt, at)
            lastAt = max(lastAt, at)
        }
    }

    private var days: [DayKey: DayDelta] = [:]
    private var months: [CategoryMonthKey: MonthSums] = [:]

    mutating func clear() {
        days.removeAll(keepingCapacity: true)
        months.removeAll(keepingCapacity: true)
    }

    /// Drops what a deleted user's entries changed in this transaction.
    mutating func forget(owner: Int64) {
        days = days.filter { !DayKey.all(of: owner).contains($0.key.value) }
        months = months.filter { !CategoryMonthKey.all(of: owner).contains($0.key.value) }
    }

    /// Adds an entry to its day and its categories, given by number.
    mutating func add(_ sums: Sums, content: EntryContent, categories: [Int64], owner: Int64) {
        let at = content.at.microseconds
        change(DayKey(owner: owner, day: content.day), sums, hour: content.hour, at: at, sign: 1)
        for category in categories { add(sums, category: category, day: content.day, owner: owner) }
    }

    /// Takes an entry from its day and its categories, given by number.
    mutating func subtract(_ sums: Sums, content: EntryContent, categories: [Int64], owner: Int64) {
        change(DayKey(owner: owner, day: content.day), sums, hour: content.hour, at: nil, sign: -1)
        for category in categories { subtract(sums, category: category, day: content.day, owner: owner) }
    }

    mutating func add(_ sums: Sums, category: Int64, day: LocalDay, owner: Int64) {
        let civil = day.civil
        let month = CalendarMonth(number: Int64(civil.year * 12 + civil.month - 1))
        let key = CategoryMonthKey(owner: owner, category: category, month: month)
        months[key, default: MonthSums()].add(sums, day: civil.day)
    }

    mutating func subtract(_ sums: Sums, category: Int64, day: LocalDay, owner: Int64) {
        var negative = Sums()
        negative -= sums
        add(negative, category: category, day: day, owner: owner)
    }

    private mutating func change(_ key: DayKey, _ sums: Sums, hour: Int, at: Int64?, sign: Int64) {
        days[key, default: DayDelta()].change(sums, hour: hour, at: at, sign: sign)
    }
}

// Writing. A row whose last entry left is removed, so that a row means a day with entries.
extension RollupDeltas {
    func flush(with writer: Writer) throws {
        for (key, delta) in days { try flush(key, delta, writer) }
        for (key, delta) in months { try flush(key, delta, writer) }
    }

    private func flush(_ key: DayKey, _ change: DayDelta, _ writer: Writer) throws {
        var delta = change
        let isKnown = try writer.prepared("SELECT firstAt, lastAt, sums, hours FROM days WHERE key = ?")
            .first({ $0.add(key.value) }) { row in
                delta.firstAt = min(delta.firstAt, row.int(0))
                delta.lastAt = max(delta.lastAt, row.int(1))
                delta.sums += Sums(packed: row.buffer(2))
                delta.hours += HourSums(packed: row.buffer(3))
                return true
            } ?? false
        if delta.sums.entries == 0 {
            if isKnown { try writer.prepared("DELETE FROM days WHERE key = ?").run { $0.add(key.value) } }
            return
        }
        let statement =
            isKnown
            ? try writer.prepared("UPDATE days SET firstAt = ?, lastAt = ?, sums = ?, hours = ? WHERE key = ?")
            : try writer.prepared("INSERT INTO days (firstAt, lastAt, sums, hours, key) VALUES (?, ?, ?, ?, ?)")
        try statement.run {
            $0.add(delta.firstAt)
            $0.add(delta.lastAt)
            $0.add(delta.sums.packed)
            $0.add(delta.hours.packed)
            $0.add(key.value)
        }
    }

    private func flush(_ key: CategoryMonthKey, _ delta: MonthSums, _ writer: Writer) throws {
        var sums = MonthSums()
        let isKnown = try writer.prepared("SELECT sums FROM categoryMonths WHERE key = ?")
            .first({ $0.add(key.value) }) { row in
                sums = MonthSums(packed: row.buffer(0))
                return true
            } ?? false
        sums.add(delta)
        sums.dropEmptyDays()
        if sums.days.isEmpty {
            if isKnown { try writer.prepared("DELETE FROM categoryMonths WHERE key = ?").run { $0.add(key.value) } }
            return
        }
        let statement =
            isKnown
            ? try writer.prepared("UPDATE categoryMonths SET sums = ? WHERE key = ?")
            : try writer.prepared("INSERT INTO categoryMonths (sums, key) VALUES (?, ?)")
        try statement.run {
            $0.add(sums.packed)
            $0.add(key.value)
        }
    }
}
