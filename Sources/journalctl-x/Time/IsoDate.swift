/// Dates in the forms of ISO 8601: days, ordinal days, weeks, months, years.
enum IsoDate {
    /// Reads one word in lower case. A time after a `t` is put back in front of `rest`.
    static func read(_ word: String, rest: inout ArraySlice<String>) -> ClosedRange<CivilDate>? {
        let halves = word.split(separator: "t", maxSplits: 1, omittingEmptySubsequences: false)
        if halves.count == 2 {
            guard !halves[1].isEmpty, let date = CivilDate(halves[0]) else { return nil }
            rest = [String(halves[1])] + rest
            return date...date
        }
        let separator: Character = word.contains("/") ? "/" : "-"
        let parts = word.split(separator: separator, omittingEmptySubsequences: false)
        guard let head = parts.first, head.utf8.count == 4, let year = Digits.value(head) else { return nil }
        switch parts.count {
        case 1: return self.year(year)
        case 2 where parts[1].first == "w": return week(year, parts[1])
        case 2 where parts[1].utf8.count == 3: return ordinal(year, parts[1])
        case 2: return parts[1].utf8.count <= 2 ? Digits.value(parts[1]).flatMap { month(year, $0) } : nil
        case 3 where parts[1].first == "w": return weekday(year, parts[1], parts[2])
        case 3:
            guard parts[1].utf8.count <= 2, parts[2].utf8.count <= 2, let month = Digits.value(parts[1]),
                let day = Digits.value(parts[2]), let date = CivilDate(year: year, month: month, day: day)
            else { return nil }
            return date...date
        default: return nil
        }
    }

    /// All days of a year.
    static func year(_ year: Int) -> ClosedRange<CivilDate>? {
        guard let first = CivilDate(year: year, month: 1, day: 1), let last = CivilDate(year: year, month: 12, day: 31)
        else { return nil }
        return first...last
    }

    /// All days of a month.
    static func month(_ year: Int, _ month: Int) -> ClosedRange<CivilDate>? {
        guard let first = CivilDate(year: year, month: month, day: 1),
            let last = CivilDate(year: year, month: month, day: CivilDate.days(inMonth: month, of: year))
        else { return nil }
        return first...last
    }

    private static func week(_ year: Int, _ text: Substring) -> ClosedRange<CivilDate>? {
        guard text.utf8.count == 3, let number = Digits.value(text.dropFirst()),
            let monday = CivilDate.monday(ofWeek: number, year: year), let sunday = monday.adding(days: 6)
        else { return nil }
        return monday...sunday
    }

    private static func weekday(_ year: Int, _ week: Substring, _ day: Substring) -> ClosedRange<CivilDate>? {
        guard let days = self.week(year, week), day.utf8.count == 1, let number = Digits.value(day),
            (1...7).contains(number),
            let date = days.lowerBound.adding(days: number - 1)
        else { return nil }
        return date...date
    }

    private static func ordinal(_ year: Int, _ text: Substring) -> ClosedRange<CivilDate>? {
        guard let number = Digits.value(text), (1...(CivilDate.isLeap(year) ? 366 : 365)).contains(number),
            let date = CivilDate(year: year, month: 1, day: 1)?.adding(days: number - 1)
        else { return nil }
        return date...date
    }
}
