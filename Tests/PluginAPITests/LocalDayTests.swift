import PluginAPI
import Testing

/// Days against a calendar that counts them one by one, which shares no formula with `LocalDay`.
@Suite struct LocalDayTests {
    private struct Counter {
        var number: Int32 = LocalDay.range.lowerBound
        var (year, month, day) = (1, 1, 1)
        /// 0001-01-01 was a Monday in the proleptic Gregorian calendar.
        var weekday = 1

        private var daysInMonth: Int {
            let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
            return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
        }

        mutating func advance() {
            number += 1
            weekday = weekday % 7 + 1
            day += 1
            guard day > daysInMonth else { return }
            (month, day) = (month + 1, 1)
            guard month > 12 else { return }
            (year, month) = (year + 1, 1)
        }
    }

    @Test func everyDayOfTheRange() throws {
        var counter = Counter()
        var wrong = 0
        while counter.number <= LocalDay.range.upperBound {
            let day = try #require(LocalDay(number: counter.number))
            let civil = day.civil
            let isRight =
                civil == (counter.year, counter.month, counter.day) && day.weekday == counter.weekday
                && LocalDay(year: counter.year, month: counter.month, day: counter.day) == day
            if !isRight { wrong += 1 }
            counter.advance()
        }
        #expect(wrong == 0)
        #expect((counter.year, counter.month, counter.day) == (10_000, 1, 1))
    }

    @Test func writtenAndReadAgain() throws {
        var number = LocalDay.range.lowerBound
        while number <= LocalDay.range.upperBound {
            let day = try #require(LocalDay(number: number))
            let text = day.description
            #expect(text.utf8.count == 10)
            #expect(LocalDay(text) == day)
            number += 997
        }
        #expect(LocalDay.distantPast.description == "0001-01-01")
        #expect(LocalDay.distantFuture.description == "9999-12-31")
        #expect(LocalDay(number: 0)?.description == "1970-01-01")
        #expect(LocalDay("2024-02-29")?.weekday == 4)
    }

    @Test(arguments: [
        "", "2024", "2024-1-01", "2024-01-1", "24-01-01", "2024-13-01", "2024-00-10", "2024-02-30", "2023-02-29",
        "1900-02-29", "0000-01-01", "2024-01-00", "2024/01/01", " 2024-01-01", "2024-01-01 ", "2024-01-011",
        "+024-01-01", "-024-01-01", "２024-01-01", "2024-01-0a", "10000-01-01",
    ])
    func whatIsNoDay(_ text: String) {
        #expect(LocalDay(text) == nil)
    }

    @Test(arguments: [(0, 1, 1), (10_000, 1, 1), (2_024, 0, 1), (2_024, 13, 1), (2_024, 4, 31), (2_024, 1, 0), (.min, .max, 1)])
    func fieldsOutsideTheCalendar(_ year: Int, _ month: Int, _ day: Int) {
        #expect(LocalDay(year: year, month: month, day: day) == nil)
    }

    @Test func numbersOutsideTheCalendar() {
        #expect(LocalDay(number: LocalDay.range.lowerBound - 1) == nil)
        #expect(LocalDay(number: LocalDay.range.upperBound + 1) == nil)
        #expect(LocalDay(number: .min) == nil)
        #expect(LocalDay(clamping: .min) == .distantPast)
        #expect(LocalDay(clamping: .max) == .distantFuture)
    }

    @Test func stridesAndHoldsAtTheEnds() throws {
        let day = try #require(LocalDay("2024-02-28"))
        #expect(day.advanced(by: 2).description == "2024-03-01")
        #expect(day.advanced(by: -59).description == "2023-12-31")
        #expect(day.distance(to: day.advanced(by: 1_000)) == 1_000)
        for step in [Int.min, .min + 1, -10_000_000] { #expect(day.advanced(by: step) == .distantPast) }
        for step in [Int.max, .max - 1, 10_000_000] { #expect(day.advanced(by: step) == .distantFuture) }
        #expect(Array(day...day.advanced(by: 2)).map(\.description) == ["2024-02-28", "2024-02-29", "2024-03-01"])
        #expect(LocalDay.distantPast < day && day < .distantFuture)
    }

    @Test func spans() throws {
        let day = try #require(LocalDay("2024-05-05"))
        #expect(DaySpan(first: day, last: day).count == 1)
        #expect(DaySpan(first: day, last: day.advanced(by: -1)).count == 0)
        #expect(DaySpan(first: day, last: day.advanced(by: -5)).count == 0)
        #expect(DaySpan(first: .distantPast, last: .distantFuture).count == 3_652_059)
        #expect(!DaySpan(first: day, last: day.advanced(by: -1)).contains(day))
        #expect(DaySpan(first: day, last: day).contains(day))
    }
}
