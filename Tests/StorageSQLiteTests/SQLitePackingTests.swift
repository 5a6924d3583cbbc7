import PluginAPI
@testable import StorageSQLite
import Testing

/// Packed rows and composed keys give back what went in, at the ends of their ranges too.
@Suite struct SQLitePackingTests {
    @Test func sumsSurvivePacking() {
        var generator = SystemRandomNumberGenerator()
        for round in 0..<500 {
            var sums = Sums()
            for field in 0..<Sums.fields {
                sums.values[field] = round == 0 ? .min : round == 1 ? .max : Int64.random(in: .min ... .max, using: &generator)
            }
            #expect(sums.packed.withUnsafeBytes { Sums(packed: $0) } == sums)
        }
        #expect(Sums().packed.count == Sums.fields)
    }

    @Test func monthsKeepTheirDaysApart() {
        var month = MonthSums()
        let one = Sums(words: 5, mood: Mood(2), sentiment: nil)
        for day in [31, 1, 15, 31, 31] { month.add(one, day: day) }
        let again = month.packed.withUnsafeBytes { MonthSums(packed: $0) }
        #expect(again.days.map(\.day) == [1, 15, 31])
        #expect(again.days.map(\.sums.entries) == [1, 1, 3])
        #expect(again.total.entries == 5 && again.total.tally.moods == [0, 5, 0, 0, 0])
        var negative = Sums()
        negative -= one
        month.add(negative, day: 15)
        month.dropEmptyDays()
        #expect(month.days.map(\.day) == [1, 31])
    }

    @Test func damagedRowsAreReadWithoutATrap() {
        var generator = SystemRandomNumberGenerator()
        for count in 0..<200 {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            bytes.withUnsafeBytes {
                _ = Sums(packed: $0).tally
                _ = HourSums(packed: $0).packed
                _ = MonthSums(packed: $0).packed
                _ = EntryRow.categories($0)
                _ = CategoryNumbers.read($0)
                _ = TermBlob.contains(TermHash(5), in: $0)
            }
        }
    }

    @Test func keysSortByOwnerAndGiveTheirPartsBack() {
        let owners: [Int64] = [1, 2, 1_000, EntryKey.maximumOwner - 1]
        var last: (Int64, Int64, Int64) = (-1, -1, -1)
        for owner in owners {
            let entry = EntryKey(owner: owner, number: EntryKey.maximumNumber)
            #expect(entry.owner == owner && entry.number == EntryKey.maximumNumber)
            for day in [LocalDay.distantPast, LocalDay(clamping: 0), .distantFuture] {
                let key = DayKey(owner: owner, day: day)
                #expect(key.day == day && DayKey.all(of: owner).contains(key.value))
                for category in [1, CategoryMonthKey.maximumCategory] {
                    let month = CategoryMonthKey(owner: owner, category: category, month: CalendarMonth(of: day))
                    #expect(month.category == category && month.month == CalendarMonth(of: day))
                    #expect(CategoryMonthKey.all(of: owner).contains(month.value))
                }
            }
            let first = (
                EntryKey.all(of: owner).lowerBound, DayKey.all(of: owner).lowerBound,
                CategoryMonthKey.all(of: owner).lowerBound
            )
            #expect(first.0 > last.0 && first.1 > last.1 && first.2 > last.2)
            last = (
                EntryKey.all(of: owner).upperBound, DayKey.all(of: owner).upperBound,
                CategoryMonthKey.all(of: owner).upperBound
            )
        }
    }

    @Test func documentNumbersKeepTheOrderOfInstants() {
        let instants: [Int64] = [.min, -35_184_372_088_833_000, -1, 0, 999, 1_000, 1_700_000_000_000_000, .max]
        var last = Int64.min
        for microseconds in instants {
            let bucket = SearchDocument.bucket(of: Instant(microseconds: microseconds))
            #expect(bucket >= last)
            for probe in 0..<SearchDocument.probes {
                let number = SearchDocument.number(bucket: bucket, entry: microseconds, probe: probe)
                #expect(SearchDocument.bucket(ofDocument: number) == bucket)
                #expect(number >= SearchDocument.first(inBucket: bucket) && number <= SearchDocument.last(inBucket: bucket))
            }
            last = bucket
        }
    }

    @Test func wordsOfTermsAndCategoriesNeverMeet() {
        let terms = [0, 1, 31, 32, UInt64.max].map { SearchDocument.word(owner: 5, term: TermHash($0)) }
        let categories = [1, 31, 32, CategoryMonthKey.maximumCategory].map { SearchDocument.word(owner: 5, category: $0) }
        #expect(Set(terms + categories).count == terms.count + categories.count)
        #expect(terms.allSatisfy { $0.utf8.count == 19 } && categories.allSatisfy { $0.utf8.count == 10 })
    }
}
