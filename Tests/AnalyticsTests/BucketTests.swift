import AnalyticsSupport
import PluginAPI
import Testing

@Suite("Buckets")
struct BucketTests {
    @Test("Every day lies in the bucket whose start is the last one not after it", arguments: Bucket.allCases)
    func starts(bucket: Bucket) throws {
        for weekStart in [1, 4, 7] {
            let first = try day("1999-12-20")
            let axis = BucketAxis(from: first, to: first.advanced(by: 900), asked: bucket, weekStart: weekStart)
            #expect(axis.bucket == bucket)
            for offset in 0...900 {
                let day = first.advanced(by: offset)
                let position = try #require(axis.position(of: day))
                #expect(axis.start(at: position) <= day)
                #expect(axis.start(at: position + 1) > day)
            }
            #expect(axis.position(of: axis.start(at: 0).advanced(by: -1)) == nil)
            #expect(axis.position(of: axis.start(at: axis.count)) == nil)
        }
    }

    @Test("Weeks start on the day they shall, months on their first", arguments: 1...7)
    func weekdays(weekStart: Int) throws {
        let axis = BucketAxis(
            from: try day("1969-11-03"), to: try day("1970-02-28"), asked: .week, weekStart: weekStart)
        for position in 0..<axis.count { #expect(axis.start(at: position).weekday == weekStart) }
        let months = BucketAxis(
            from: try day("1969-11-30"), to: try day("1970-02-01"), asked: .month, weekStart: weekStart)
        #expect(
            (0..<months.count).map { months.start(at: $0).description }
                == ["1969-11-01", "1969-12-01", "1970-01-01", "1970-02-01"])
    }

    @Test("The ends of the calendar do not trap, and never are there too many buckets", arguments: Bucket.allCases)
    func calendarEnds(asked: Bucket) {
        for weekStart in [Int.min, -1, 0, 1, 7, 8, .max] {
            let axis = BucketAxis(from: .distantFuture, to: .distantPast, asked: asked, weekStart: weekStart)
            #expect(axis.bucket == .decade)
            #expect(axis.count == 1_000)
            #expect(axis.start(at: 0) == .distantPast)
            #expect(axis.position(of: .distantPast) == 0)
            #expect(axis.position(of: .distantFuture) == axis.count - 1)
            for end in [LocalDay.distantPast, .distantFuture] {
                let one = BucketAxis(from: end, to: end, asked: asked, weekStart: weekStart)
                #expect(one.count == 1)
                #expect(one.position(of: end) == 0)
                #expect(one.start(at: 0) <= end)
            }
        }
    }

    @Test("Exactly the most buckets are shown as asked, one more is coarser and said")
    func coarser() throws {
        let first = try day("2000-01-03")
        let span = DaySpan(first: first, last: first.advanced(by: 4_000))
        let most = BucketAxis(from: first, to: first.advanced(by: 3_999), asked: .day, weekStart: 1)
        #expect(most.bucket == .day)
        #expect(most.count == 4_000)
        #expect(most.notes(span: span).isEmpty)
        let more = BucketAxis(from: first, to: first.advanced(by: 4_000), asked: .day, weekStart: 1)
        #expect(more.bucket == .week)
        #expect(
            more.notes(span: span) == [
                "A row for each day would be more than 4000 rows, so each row is a week.",
                "The last week holds only its days within the span.",
            ])
    }

    @Test("Buckets that reach beyond the span are said")
    func partial() throws {
        // 2024-01-01 is a Monday.
        let from = try day("2024-01-02"), to = try day("2024-01-20")
        let axis = BucketAxis(from: from, to: to, asked: .week, weekStart: 1)
        #expect(
            axis.notes(span: DaySpan(first: from, last: to))
                == ["The first and the last week hold only their days within the span."])
        #expect(axis.notes(span: try span("2024-01-01", "2024-01-21")).isEmpty)
        #expect(
            axis.notes(span: try span("2024-01-02", "2024-01-21"))
                == ["The first week holds only its days within the span."])
    }

    @Test("If not said, the length of the span chooses", arguments: [(1, "day"), (92, "day"), (93, "week"), (731, "week"), (732, "month")])
    func byLength(days: Int, bucket: String) throws {
        let first = try day("2020-03-01")
        func axis(_ arguments: [String: ReportArgument]) -> BucketAxis? {
            let span = DaySpan(first: first, last: first.advanced(by: days - 1))
            let request = ReportRequest(name: "x", span: span, today: span.last, weekStart: 1, arguments: arguments)
            return BucketAxis(over: [span.first, span.last], request: request)
        }
        #expect(axis([:])?.bucket.rawValue == bucket)
        #expect(axis(["bucket": .choice("day")])?.bucket == .day)
    }
}
