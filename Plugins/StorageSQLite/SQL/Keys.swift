import PluginAPI

// Keys of two or three parts in one integer: SQLite finds and compares them several times faster than a composite key.
// All begin with the owner, the small number that stands for a user's id inside one file.

/// An owner and an entry's number in one integer that sorts by owner, then number.
struct EntryKey {
    static let numberBits: Int64 = 36
    static let maximumOwner: Int64 = 1 << 26
    static let maximumNumber: Int64 = (1 << numberBits) - 1

    let value: Int64

    init(_ value: Int64) {
        self.value = value
    }

    init(owner: Int64, number: Int64) {
        value = owner << Self.numberBits | number
    }

    var owner: Int64 { value >> Self.numberBits }
    var number: Int64 { value & Self.maximumNumber }

    /// The smallest and the largest key of an owner.
    static func all(of owner: Int64) -> ClosedRange<Int64> {
        (owner << numberBits)...(owner << numberBits | maximumNumber)
    }
}

/// An owner and a day.
struct DayKey: Hashable {
    private static let dayBits: Int64 = 22

    let value: Int64

    init(owner: Int64, day: LocalDay) {
        value = owner << Self.dayBits | (Int64(day.number) - Int64(LocalDay.range.lowerBound))
    }

    init(_ value: Int64) {
        self.value = value
    }

    var day: LocalDay {
        LocalDay(clamping: value & ((1 << Self.dayBits) - 1) + Int64(LocalDay.range.lowerBound))
    }
}

/// An owner, the number of a category, and a month.
struct CategoryMonthKey: Hashable {
    private static let monthBits: Int64 = 17
    private static let categoryBits: Int64 = 18
    static let maximumCategory: Int64 = (1 << categoryBits) - 1

    let value: Int64

    init(owner: Int64, category: Int64, month: CalendarMonth) {
        value = (owner << Self.categoryBits | category) << Self.monthBits | month.number
    }

    init(_ value: Int64) {
        self.value = value
    }

    var category: Int64 { value >> Self.monthBits & Self.maximumCategory }
    var month: CalendarMonth { CalendarMonth(number: value & ((1 << Self.monthBits) - 1)) }

    /// The smallest and the largest key of an owner.
    static func all(of owner: Int64) -> ClosedRange<Int64> {
        let first = owner << (categoryBits + monthBits)
        return first...(first + (1 << (categoryBits + monthBits)) - 1)
    }
}

extension DayKey {
    /// The smallest and the largest key of an owner.
    static func all(of owner: Int64) -> ClosedRange<Int64> {
        (owner << dayBits)...(owner << dayBits + (1 << dayBits) - 1)
    }
}

/// A month of the calendar, counted from the year 0.
struct CalendarMonth: Hashable {
    let number: Int64

    init(number: Int64) {
        self.number = number
    }

    init(of day: LocalDay) {
        let civil = day.civil
        number = Int64(civil.year * 12 + civil.month - 1)
    }

    private var civil: (year: Int, month: Int) { (Int(number / 12), Int(number % 12) + 1) }
    /// The first day; held within the calendar.
    var firstDay: LocalDay { LocalDay(year: civil.year, month: civil.month, day: 1) ?? .distantPast }
    /// The last day; held within the calendar.
    var lastDay: LocalDay {
        let days = LocalDay.daysIn(month: civil.month, year: civil.year)
        return LocalDay(year: civil.year, month: civil.month, day: days) ?? .distantFuture
    }
}
