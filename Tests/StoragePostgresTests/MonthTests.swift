import PluginAPI
import Testing

@testable import PluginTestKit
@testable import StoragePostgres

extension MonthSumming {
    /// A single month that a report had to sum by days is enough.
    static let always = MonthSumming(leastDays: 1)
}

/// Sums of months beside those of days.
@Suite struct MonthTests {
    @Test func aSpanIsMonthsWithDaysAround() throws {
        let start = try #require(LocalDay(year: 2023, month: 12, day: 1))
        for first in 0..<95 {
            for length in 0..<95 {
                let day = start.advanced(by: first)
                let span = MonthSpan(DaySpan(first: day, last: day.advanced(by: length)))
                let days = (span.first.number...span.last.number).map { LocalDay(clamping: Int64($0)) }
                let whole = days.filter { day in
                    let month = day.civil
                    let last = LocalDay(year: month.year, month: month.month, day: LocalDay.daysIn(month: month.month, year: month.year))
                    return day.firstOfMonth >= span.first && (last.map { $0 <= span.last } ?? false)
                }
                #expect(span.hasMonths == !whole.isEmpty)
                #expect(days.filter { Int64($0.number) >= span.from && Int64($0.number) < span.end } == whole)
                #expect(span.from >= Int64(span.first.number) && span.end <= Int64(span.last.number) + 1)
            }
        }
    }

    @Test func theCalendarsEndsAreMonthsAsWell() {
        let span = MonthSpan(DaySpan(first: .distantPast, last: .distantFuture))
        #expect(span.from == Int64(LocalDay.distantPast.number))
        #expect(span.end == Int64(LocalDay.distantFuture.number) + 1)
        #expect(Int64(Schema.nothingSummed) == Int64(LocalDay.distantPast.number))
        let last = MonthSpan(DaySpan(first: .distantFuture, last: .distantFuture))
        #expect(!last.hasMonths && last.from == Int64(LocalDay.distantFuture.number) + 1)
    }

    @Test func monthsAreWhatTheirDaysSay() async throws {
        try await TestStores.with { stores in
            let store = try await stores.make(summing: .always)
            var chance = SeededGenerator(seed: 3)
            var journal = SampleJournal(1)
            try await store.add(journal)
            let owner = journal.user.id
            for step in 0..<150 {
                try await Self.change(store, &journal, &chance)
                guard step % 10 == 9 else { continue }
                _ = try await store.hourRollups(in: .everything, of: owner)
                try await Self.waitUntilSummed(store, owner)
                #expect(try await Self.differences(store, owner) == [0, 0], "after step \(step)")
            }
            #expect(try await store.read(Query("SELECT count(*) FROM category_months WHERE entries > 0")) { $0.int(0) }[0] > 10)
        }
    }

    /// An entry of today is in no sum of a month: writing it costs what it did.
    @Test func todayIsInNoMonth() async throws {
        try await TestStores.with { stores in
            let store = try await stores.make(summing: .always)
            var journal = SampleJournal(1)
            try await store.add(journal)
            let owner = journal.user.id
            let today = try await store.read(Query("SELECT ('now'::date - '1970-01-01'::date)::bigint")) { $0.int(0) }[0]
            _ = try await store.apply(.create(journal.entry(hour: 8)), of: owner)
            _ = try await store.categories(of: owner)
            try await Self.waitUntilSummed(store, owner)
            var entry = journal.entry()
            entry.content = journal.content(at: SampleJournal.start, day: LocalDay(clamping: today), hour: 9)
            _ = try await store.apply(.create(entry), of: owner)
            #expect(try await store.hourRollups(in: .everything, of: owner).map(\.hour) == [8, 9])
            #expect(try await store.read(Query("SELECT hour FROM hour_months")) { $0.int(0) } == [8])
        }
    }

    private static func change(_ store: PostgresStorage, _ journal: inout SampleJournal, _ chance: inout SeededGenerator) async throws {
        let owner = journal.user.id
        let names = ["a", "b", "c", "d"]
        let entries = try await store.all(of: owner)
        let categories = try await store.categories(of: owner)
        switch Int.random(in: 0..<10, using: &chance) {
        case 0..<6:
            var entry = journal.entry(in: [names.randomElement(using: &chance) ?? "a", names.randomElement(using: &chance) ?? "b"])
            let day = Int.random(in: -300...200, using: &chance)
            entry.content = journal.content(
                at: SampleJournal.start.advanced(bySeconds: Int64(day) * 86_400), day: SampleJournal.startDay.advanced(by: day),
                hour: Int.random(in: 0...23, using: &chance))
            _ = try await store.apply(.create(entry), of: owner)
        case 6: if let entry = entries.randomElement(using: &chance) { _ = try await store.apply(.purge(entry.id), of: owner) }
        case 7:
            guard let entry = entries.randomElement(using: &chance) else { return }
            _ = try await store.apply(.trash(entry.id, at: SampleJournal.start), of: owner)
        case 8:
            guard let entry = entries.randomElement(using: &chance) else { return }
            let sentiment = journal.sentiment(Int64.random(in: -10_000...10_000, using: &chance), .positive)
            _ = try await store.apply(.analyse(entry.id, revision: entry.revision, sentiment, .done), of: owner)
        default:
            guard let (first, second) = categories.shuffled(using: &chance).pair else { return }
            try await store.mergeCategory(first.id, into: second.id, of: owner)
        }
    }

    private static func waitUntilSummed(_ store: PostgresStorage, _ owner: UserID) async throws {
        let isDone = Query.of(owner, "SELECT summed_before >= \(MonthSums.over) FROM journals WHERE user_id = $1")
        for _ in 0..<6_000 {
            if try await store.read(isDone, { $0.bool(0) }) == [true] { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("the months were not summed")
    }

    /// How many rows of months, hours' and categories', are other than the days say.
    private static func differences(_ store: PostgresStorage, _ owner: UserID) async throws -> [Int64] {
        try await [MonthQueries.Subject.hour, .category].asyncMap { subject in
            let columns = ([subject.rawValue] + subject.columns).joined(separator: ", ")
            let sql = """
                WITH m AS (SELECT month, \(columns) FROM \(subject.months) WHERE user_id = $1 AND entries <> 0), d AS (
                    SELECT date_trunc('month', ('1970-01-01'::date + day)::timestamp)::date - '1970-01-01'::date, \(subject.rawValue),
                        \(subject.sums) FROM \(subject.days.rows)
                    WHERE user_id = $1 AND day < (SELECT summed_before FROM journals WHERE user_id = $1) GROUP BY 1, 2)
                SELECT count(*) FROM ((TABLE m EXCEPT ALL TABLE d) UNION ALL (TABLE d EXCEPT ALL TABLE m)) x
                """
            return try await store.read(.of(owner, sql)) { $0.int(0) }[0]
        }
    }
}

extension Array {
    fileprivate var pair: (Element, Element)? { count < 2 ? nil : (self[0], self[1]) }

    fileprivate func asyncMap<Value>(_ value: (Element) async throws -> Value) async throws -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await value(element)) }
        return values
    }
}
