/// A date of the proleptic Gregorian calendar without a time zone: the day in the writer's own life.
///
/// Conversions follow Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013): exact for every day kept here.
public struct LocalDay: Hashable, Comparable, Sendable, Strideable, CustomStringConvertible {
    /// Days since 1970-01-01, within `LocalDay.range`.
    public let number: Int32

    /// 0001-01-01 to 9999-12-31, as day numbers.
    public static let range: ClosedRange<Int32> = -719_162...2_932_896
    /// 0001-01-01.
    public static let distantPast = LocalDay(clamping: Int64(range.lowerBound))
    /// 9999-12-31.
    public static let distantFuture = LocalDay(clamping: Int64(range.upperBound))

    /// The day with this number; nil outside `range`.
    public init?(number: Int32) {
        guard Self.range.contains(number) else { return nil }
        self.number = number
    }

    /// The day nearest to this number.
    public init(clamping number: Int64) {
        self.number = Int32(min(max(number, Int64(Self.range.lowerBound)), Int64(Self.range.upperBound)))
    }

    /// The day of a year (1–9999), month (1–12) and day of the month; nil when there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.daysIn(month: month, year: year)
        else { return nil }
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.init(number: Int32(era * 146_097 + dayOfEra - 719_468))
    }

    /// A day written `YYYY-MM-DD` (ISO 8601 calendar date, extended format); nil for anything else.
    public init?(_ text: String) {
        var fields = (0, 0, 0)
        var position = 0
        for byte in text.utf8 {
            switch position {
            case 4, 7:
                guard byte == UInt8(ascii: "-") else { return nil }
            default:
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), position < 10 else { return nil }
                let digit = Int(byte - UInt8(ascii: "0"))
                if position < 4 { fields.0 = fields.0 * 10 + digit }
                else if position < 7 { fields.1 = fields.1 * 10 + digit }
                else { fields.2 = fields.2 * 10 + digit }
            }
            position += 1
        }
        guard position == 10 else { return nil }
        self.init(year: fields.0, month: fields.1, day: fields.2)
    }

    /// Year, month (1–12) and day of the month.
    public var civil: (year: Int, month: Int, day: Int) {
        let shifted = Int(number) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// The first day of its month.
    public var firstOfMonth: LocalDay { advanced(by: 1 - civil.day) }

    /// ISO 8601 day of the week: 1 is Monday, 7 is Sunday.
    public var weekday: Int { Int(((Int64(number) + 3) % 7 + 7) % 7) + 1 }

    /// `YYYY-MM-DD`.
    public var description: String {
        let (year, month, day) = civil
        return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
    }

    /// The day this many days later (earlier when negative), held within the calendar.
    public func advanced(by days: Int) -> LocalDay {
        let (sum, overflow) = Int64(number).addingReportingOverflow(Int64(days))
        return LocalDay(clamping: overflow ? (days < 0 ? .min : .max) : sum)
    }

    public func distance(to other: LocalDay) -> Int { Int(other.number) - Int(number) }

    public static func < (left: LocalDay, right: LocalDay) -> Bool { left.number < right.number }

    /// The number of days in a month (1–12) of a year.
    public static func daysIn(month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Whether a year has a 29 February.
    public static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }
}

private func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
