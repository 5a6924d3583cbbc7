/// Reads dates, weeks, months and years, with or without a time of day, from words in lower case.
struct CalendarParser {
    private var words: ArraySlice<String>
    private let context: TimeContext

    init(words: [String], context: TimeContext) {
        self.words = words.filter { !["at", "on", "the", "of"].contains($0) }[...]
        self.context = context
    }

    /// nil when the words are no such time.
    mutating func parse() -> TimeRange? {
        guard !words.isEmpty else { return nil }
        if let time = ClockTime.read(Array(words)) { return moment(time, on: context.today) }
        if let time = leadingTime() {
            guard let days = days(), words.isEmpty, days.lowerBound == days.upperBound else { return nil }
            return moment(time, on: days.lowerBound)
        }
        guard let days = days() else { return nil }
        if words.isEmpty { return TimeRange(days: days.lowerBound, through: days.upperBound, zone: context.zone) }
        guard days.lowerBound == days.upperBound, let time = ClockTime.read(Array(words)) else { return nil }
        return moment(time, on: days.lowerBound)
    }

    private func moment(_ time: ClockTime, on date: CivilDate) -> TimeRange {
        TimeRange(moment: context.zone.instant(of: time.on(date)))
    }

    /// `9am yesterday`: takes the time off the front.
    private mutating func leadingTime() -> ClockTime? {
        for count in [2, 1] where words.count > count {
            if let time = ClockTime.read(Array(words.prefix(count))) {
                words = words.dropFirst(count)
                return time
            }
        }
        return nil
    }

    /// Takes the words of a date or a longer unit.
    private mutating func days() -> ClosedRange<CivilDate>? {
        guard let word = words.popFirst() else { return nil }
        let today = context.today
        switch word {
        case "today": return today...today
        case "yesterday": return single(today.adding(days: -1))
        case "tomorrow": return single(today.adding(days: 1))
        case "last", "previous", "this", "next":
            guard let unit = words.popFirst() else { return nil }
            return relative(word, unit)
        default: break
        }
        if let weekday = Self.weekday(word) {
            return single(today.adding(days: -((today.weekday.rawValue - weekday.rawValue + 7) % 7)))
        }
        if let month = Self.month(word) { return afterMonth(month) }
        if let day = Self.dayOfMonth(word), let month = words.first.flatMap(Self.month) {
            words = words.dropFirst()
            return single(date(month: month, day: day, year: takeYear()))
        }
        return IsoDate.read(word, rest: &words)
    }

    private func single(_ date: CivilDate?) -> ClosedRange<CivilDate>? {
        date.map { $0...$0 }
    }

    /// `last monday`, `this week`, `next month`.
    private func relative(_ which: String, _ unit: String) -> ClosedRange<CivilDate>? {
        let step = which == "this" ? 0 : which == "next" ? 1 : -1
        let today = context.today
        if let weekday = Self.weekday(unit) {
            let back = (today.weekday.rawValue - weekday.rawValue + 7) % 7
            let days =
                step == 0 ? weekday.rawValue - today.weekday.rawValue : step < 0 ? -(back == 0 ? 7 : back) : 7 - back
            return single(today.adding(days: days))
        }
        switch unit {
        case "day": return single(today.adding(days: step))
        case "week":
            let into = (today.weekday.rawValue - context.weekStart.rawValue + 7) % 7
            guard let first = today.adding(days: step * 7 - into), let last = first.adding(days: 6) else { return nil }
            return first...last
        case "month":
            return CivilDate(year: today.year, month: today.month, day: 1)?.adding(months: step)
                .flatMap { IsoDate.month($0.year, $0.month) }
        case "year": return IsoDate.year(today.year + step)
        default:
            guard let month = Self.month(unit) else { return nil }
            return namedMonth(month, step)
        }
    }

    /// `last may`: the latest that is over; `next may`: the first that has not begun; `this may`: the one of this
    /// year.
    private func namedMonth(_ month: Int, _ step: Int) -> ClosedRange<CivilDate>? {
        let today = context.today
        let shift = step < 0 ? (month < today.month ? 0 : -1) : step > 0 ? (month > today.month ? 0 : 1) : 0
        return IsoDate.month(today.year + shift, month)
    }

    /// `may`, `may 16`, `may 2025`, `may 16 2025`.
    private mutating func afterMonth(_ month: Int) -> ClosedRange<CivilDate>? {
        if let day = words.first.flatMap(Self.dayOfMonth) {
            words = words.dropFirst()
            return single(date(month: month, day: day, year: takeYear()))
        }
        if let year = takeYear() { return IsoDate.month(year, month) }
        return IsoDate.month(month <= context.today.month ? context.today.year : context.today.year - 1, month)
    }

    /// Without a year, the latest such day that is not in the future.
    private func date(month: Int, day: Int, year: Int?) -> CivilDate? {
        if let year { return CivilDate(year: year, month: month, day: day) }
        // Eight years back there is always a February 29.
        for back in 0...8 {
            if let date = CivilDate(year: context.today.year - back, month: month, day: day), date <= context.today {
                return date
            }
        }
        return nil
    }

    private mutating func takeYear() -> Int? {
        guard let word = words.first, word.utf8.count == 4, let year = Digits.value(word) else { return nil }
        words = words.dropFirst()
        return year
    }

    private static func weekday(_ word: String) -> Weekday? {
        guard word.utf8.count >= 3 else { return nil }
        return Weekday.allCases.first { day in
            day.name == word || day.name.prefix(3) == word
                || (["tues", "thur", "thurs"].contains(word) && day.name.hasPrefix(word))
        }
    }

    private static func month(_ word: String) -> Int? {
        guard word.utf8.count >= 3 else { return nil }
        let index = MonthName.all.firstIndex {
            $0 == word || $0.prefix(3) == word || (word == "sept" && $0 == "september")
        }
        return index.map { $0 + 1 }
    }

    /// `16`, `16th`.
    private static func dayOfMonth(_ word: String) -> Int? {
        var digits = word[...]
        for ending in ["st", "nd", "rd", "th"] where digits.hasSuffix(ending) { digits = digits.dropLast(2) }
        guard digits.utf8.count <= 2, let day = Digits.value(digits), (1...31).contains(day) else { return nil }
        return day
    }
}
