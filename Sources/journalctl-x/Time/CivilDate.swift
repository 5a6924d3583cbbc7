/// A date of the proleptic Gregorian calendar, years 1 to 9999, without a zone.
struct CivilDate: Hashable, Comparable, Sendable {
    let year: Int
    /// 1 to 12.
    let month: Int
    let day: Int

    /// 1970-01-01.
    static let epoch = CivilDate(epoch: ())

    private init(epoch: Void) {
        (year, month, day) = (1970, 1, 1)
    }

    /// nil when there is no such day.
    init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.days(inMonth: month, of: year)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// The date so many days after 1970-01-01; nil beyond the years 1 to 9999.
    /// (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013.)
    init?(dayNumber: Int) {
        guard (-719_162...2_932_896).contains(dayNumber) else { return nil }
        let shifted = dayNumber + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// A date written `YYYY-MM-DD`; nil for anything else.
    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2,
            let year = Digits.value(parts[0]), let month = Digits.value(parts[1]), let day = Digits.value(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Days since 1970-01-01.
    var dayNumber: Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// `YYYY-MM-DD`.
    var text: String { Digits.padded(year, 4) + "-" + Digits.padded(month, 2) + "-" + Digits.padded(day, 2) }

    var weekday: Weekday {
        // 1970-01-01 was a Thursday.
        let index = ((dayNumber + 3) % 7 + 7) % 7
        return Weekday.allCases[index]
    }

    /// The date so many days later; nil beyond the years 1 to 9999.
    func adding(days: Int) -> CivilDate? {
        let (sum, overflow) = dayNumber.addingReportingOverflow(days)
        return overflow ? nil : CivilDate(dayNumber: sum)
    }

    /// The same day so many months later, or the last day of that month when it is shorter.
    func adding(months: Int) -> CivilDate? {
        let (total, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
        guard !overflow, total >= 12, total < 120_000 else { return nil }
        let (newYear, newMonth) = (total / 12, total % 12 + 1)
        return CivilDate(year: newYear, month: newMonth, day: min(day, Self.days(inMonth: newMonth, of: newYear)))
    }

    /// The first day of an ISO 8601 week; nil when the year has no such week.
    static func monday(ofWeek week: Int, year: Int) -> CivilDate? {
        guard let fourth = CivilDate(year: year, month: 1, day: 4), (1...53).contains(week),
            let monday = fourth.adding(days: (week - 1) * 7 - fourth.weekday.rawValue),
            let thursday = monday.adding(days: 3), thursday.year == year
        else { return nil }
        return monday
    }

    static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    static func < (one: CivilDate, two: CivilDate) -> Bool {
        (one.year, one.month, one.day) < (two.year, two.month, two.day)
    }
}

/// Days of the week, Monday first as in ISO 8601.
enum Weekday: Int, Sendable, CaseIterable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday

    /// English name in lower case.
    var name: String { "\(self)" }
    /// `Mon`.
    var short: String { String(name.prefix(3)).capitalizedASCII }
}

/// English month names.
enum MonthName {
    static let all = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]

    /// `Jan`; an empty text when there is no such month.
    static func short(_ month: Int) -> String {
        (1...12).contains(month) ? String(all[month - 1].prefix(3)).capitalizedASCII : ""
    }
}

extension String {
    /// With the first letter in upper case, when it is ASCII.
    var capitalizedASCII: String { prefix(1).uppercased() + dropFirst() }
}

/// Decimal digits without a locale and without a sign.
enum Digits {
    /// The value of 1 to 9 ASCII digits; nil for anything else.
    static func value(_ text: some StringProtocol) -> Int? {
        let bytes = text.utf8
        guard (1...9).contains(bytes.count), bytes.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return bytes.reduce(0) { $0 * 10 + Int($1 & 0x0F) }
    }

    /// The number with zeros before it up to that many digits.
    static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value.magnitude)
        let zeros = String(repeating: "0", count: max(width - digits.utf8.count, 0))
        return (value < 0 ? "-" : "") + zeros + digits
    }
}
