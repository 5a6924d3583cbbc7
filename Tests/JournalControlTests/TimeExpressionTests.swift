import Testing

@testable import journalctl_x

/// Sunday, 10 May 2026, 12:34:56 in Madrid (+02:00).
private let sunday = "2026-05-10T12:34:56+02:00"

private func context(_ now: String, _ zone: String) throws -> TimeContext {
    TimeContext(now: try #require(Timestamp(rfc3339: now)), zone: try #require(ZoneClock(zone)))
}

/// An expression, and the instants that it starts and ends at; a moment has no end of its own.
struct ExpressionRow: Sendable, CustomTestStringConvertible {
    let text: String
    let start: String
    let end: String?

    init(_ text: String, _ start: String, _ end: String? = nil) {
        (self.text, self.start, self.end) = (text, start, end)
    }

    var testDescription: String { text }

    /// Checks the row for a person in that zone at that moment.
    func check(_ now: String, _ zone: String) throws {
        let context = try context(now, zone)
        let range = try TimeExpression.parse(text, in: context)
        #expect(TimeFormat.rfc3339(range.start, context.zone) == start)
        #expect(TimeFormat.rfc3339(range.end, context.zone) == end ?? start)
        #expect(range.isMoment == (end == nil))
    }
}

@Suite struct TimeExpressionTests {
    @Test(arguments: [
        ExpressionRow("2026-10-30", "2026-10-30T00:00:00+01:00", "2026-10-31T00:00:00+01:00"),
        ExpressionRow("2026/10/30", "2026-10-30T00:00:00+01:00", "2026-10-31T00:00:00+01:00"),
        ExpressionRow("today", "2026-05-10T00:00:00+02:00", "2026-05-11T00:00:00+02:00"),
        ExpressionRow("  TODAY ", "2026-05-10T00:00:00+02:00", "2026-05-11T00:00:00+02:00"),
        ExpressionRow("yesterday", "2026-05-09T00:00:00+02:00", "2026-05-10T00:00:00+02:00"),
        ExpressionRow("tomorrow", "2026-05-11T00:00:00+02:00", "2026-05-12T00:00:00+02:00"),
        ExpressionRow("sunday", "2026-05-10T00:00:00+02:00", "2026-05-11T00:00:00+02:00"),
        ExpressionRow("last sunday", "2026-05-03T00:00:00+02:00", "2026-05-04T00:00:00+02:00"),
        ExpressionRow("next sunday", "2026-05-17T00:00:00+02:00", "2026-05-18T00:00:00+02:00"),
        ExpressionRow("this sunday", "2026-05-10T00:00:00+02:00", "2026-05-11T00:00:00+02:00"),
        ExpressionRow("monday", "2026-05-04T00:00:00+02:00", "2026-05-05T00:00:00+02:00"),
        ExpressionRow("last monday", "2026-05-04T00:00:00+02:00", "2026-05-05T00:00:00+02:00"),
        ExpressionRow("next monday", "2026-05-11T00:00:00+02:00", "2026-05-12T00:00:00+02:00"),
        ExpressionRow("this monday", "2026-05-04T00:00:00+02:00", "2026-05-05T00:00:00+02:00"),
        ExpressionRow("Fri", "2026-05-08T00:00:00+02:00", "2026-05-09T00:00:00+02:00"),
        ExpressionRow("on Tues", "2026-05-05T00:00:00+02:00", "2026-05-06T00:00:00+02:00"),
        ExpressionRow("this week", "2026-05-04T00:00:00+02:00", "2026-05-11T00:00:00+02:00"),
        ExpressionRow("last week", "2026-04-27T00:00:00+02:00", "2026-05-04T00:00:00+02:00"),
        ExpressionRow("next week", "2026-05-11T00:00:00+02:00", "2026-05-18T00:00:00+02:00"),
        ExpressionRow("this month", "2026-05-01T00:00:00+02:00", "2026-06-01T00:00:00+02:00"),
        ExpressionRow("last month", "2026-04-01T00:00:00+02:00", "2026-05-01T00:00:00+02:00"),
        ExpressionRow("this year", "2026-01-01T00:00:00+01:00", "2027-01-01T00:00:00+01:00"),
        ExpressionRow("last year", "2025-01-01T00:00:00+01:00", "2026-01-01T00:00:00+01:00"),
        ExpressionRow("2026-10", "2026-10-01T00:00:00+02:00", "2026-11-01T00:00:00+01:00"),
        ExpressionRow("2025", "2025-01-01T00:00:00+01:00", "2026-01-01T00:00:00+01:00"),
        ExpressionRow("2026-W40", "2026-09-28T00:00:00+02:00", "2026-10-05T00:00:00+02:00"),
        ExpressionRow("2026-w40-5", "2026-10-02T00:00:00+02:00", "2026-10-03T00:00:00+02:00"),
        ExpressionRow("2026-W53", "2026-12-28T00:00:00+01:00", "2027-01-04T00:00:00+01:00"),
        ExpressionRow("2020-W53", "2020-12-28T00:00:00+01:00", "2021-01-04T00:00:00+01:00"),
        ExpressionRow("2025-W01", "2024-12-30T00:00:00+01:00", "2025-01-06T00:00:00+01:00"),
        ExpressionRow("2026-278", "2026-10-05T00:00:00+02:00", "2026-10-06T00:00:00+02:00"),
        ExpressionRow("2024-366", "2024-12-31T00:00:00+01:00", "2025-01-01T00:00:00+01:00"),
        ExpressionRow("may 16", "2025-05-16T00:00:00+02:00", "2025-05-17T00:00:00+02:00"),
        ExpressionRow("may 10", "2026-05-10T00:00:00+02:00", "2026-05-11T00:00:00+02:00"),
        ExpressionRow("9 May", "2026-05-09T00:00:00+02:00", "2026-05-10T00:00:00+02:00"),
        ExpressionRow("16 may 2025", "2025-05-16T00:00:00+02:00", "2025-05-17T00:00:00+02:00"),
        ExpressionRow("May 16th, 2027", "2027-05-16T00:00:00+02:00", "2027-05-17T00:00:00+02:00"),
        ExpressionRow("the 1st of May", "2026-05-01T00:00:00+02:00", "2026-05-02T00:00:00+02:00"),
        ExpressionRow("feb 29", "2024-02-29T00:00:00+01:00", "2024-03-01T00:00:00+01:00"),
        ExpressionRow("dec 31", "2025-12-31T00:00:00+01:00", "2026-01-01T00:00:00+01:00"),
        ExpressionRow("may 2025", "2025-05-01T00:00:00+02:00", "2025-06-01T00:00:00+02:00"),
        ExpressionRow("june", "2025-06-01T00:00:00+02:00", "2025-07-01T00:00:00+02:00"),
        ExpressionRow("may", "2026-05-01T00:00:00+02:00", "2026-06-01T00:00:00+02:00"),
        ExpressionRow("last may", "2025-05-01T00:00:00+02:00", "2025-06-01T00:00:00+02:00"),
        ExpressionRow("next june", "2026-06-01T00:00:00+02:00", "2026-07-01T00:00:00+02:00"),
        ExpressionRow("sept 2025", "2025-09-01T00:00:00+02:00", "2025-10-01T00:00:00+02:00"),
        ExpressionRow("0001-01-02", "0001-01-02T00:00:00-00:14", "0001-01-03T00:00:00-00:14"),
    ])
    func wholeUnits(_ row: ExpressionRow) throws {
        try row.check(sunday, "Europe/Madrid")
    }

    @Test(arguments: [
        ExpressionRow("now", "2026-05-10T12:34:56+02:00"),
        ExpressionRow("2026-10-30 18:17", "2026-10-30T18:17:00+01:00"),
        ExpressionRow("2026-10-30 18:17:05", "2026-10-30T18:17:05+01:00"),
        ExpressionRow("2026-10-30T18:17", "2026-10-30T18:17:00+01:00"),
        ExpressionRow("2026-10-30 at 6pm", "2026-10-30T18:00:00+01:00"),
        ExpressionRow("18:17", "2026-05-10T18:17:00+02:00"),
        ExpressionRow("08:00:30.25", "2026-05-10T08:00:30.250000+02:00"),
        ExpressionRow("9am", "2026-05-10T09:00:00+02:00"),
        ExpressionRow("9:30pm", "2026-05-10T21:30:00+02:00"),
        ExpressionRow("9:30 PM", "2026-05-10T21:30:00+02:00"),
        ExpressionRow("12am", "2026-05-10T00:00:00+02:00"),
        ExpressionRow("12pm", "2026-05-10T12:00:00+02:00"),
        ExpressionRow("noon", "2026-05-10T12:00:00+02:00"),
        ExpressionRow("yesterday 9am", "2026-05-09T09:00:00+02:00"),
        ExpressionRow("9am yesterday", "2026-05-09T09:00:00+02:00"),
        ExpressionRow("9 am yesterday", "2026-05-09T09:00:00+02:00"),
        ExpressionRow("yesterday at noon", "2026-05-09T12:00:00+02:00"),
        ExpressionRow("last monday 7:15", "2026-05-04T07:15:00+02:00"),
        ExpressionRow("16 may 2025 23:59", "2025-05-16T23:59:00+02:00"),
        ExpressionRow("may 16, 8am", "2025-05-16T08:00:00+02:00"),
        ExpressionRow("-3h", "2026-05-10T09:34:56+02:00"),
        ExpressionRow("+2d", "2026-05-12T12:34:56+02:00"),
        ExpressionRow("-1h30m", "2026-05-10T11:04:56+02:00"),
        ExpressionRow("- 90 s", "2026-05-10T12:33:26+02:00"),
        ExpressionRow("-3M", "2026-02-10T12:34:56+01:00"),
        ExpressionRow("-3m", "2026-05-10T12:31:56+02:00"),
        ExpressionRow("2h 30min ago", "2026-05-10T10:04:56+02:00"),
        ExpressionRow("3 days ago", "2026-05-07T12:34:56+02:00"),
        ExpressionRow("an hour ago", "2026-05-10T11:34:56+02:00"),
        ExpressionRow("a week ago", "2026-05-03T12:34:56+02:00"),
        ExpressionRow("2 weeks and 1 day ago", "2026-04-25T12:34:56+02:00"),
        ExpressionRow("1 year ago", "2025-05-10T12:34:56+02:00"),
        ExpressionRow("2 days ago 9am", "2026-05-08T09:00:00+02:00"),
        ExpressionRow("2 days ago at 9:30 pm", "2026-05-08T21:30:00+02:00"),
        ExpressionRow("in 2 hours", "2026-05-10T14:34:56+02:00"),
        ExpressionRow("5 minutes from now", "2026-05-10T12:39:56+02:00"),
        ExpressionRow("2026-10-30T18:17:00+01:00", "2026-10-30T18:17:00+01:00"),
        ExpressionRow("2026-10-30T18:17:00Z", "2026-10-30T19:17:00+01:00"),
        ExpressionRow("2026-10-30T18:17:00.5-05:00", "2026-10-31T00:17:00.500000+01:00"),
        ExpressionRow("@0", "1970-01-01T01:00:00+01:00"),
        ExpressionRow("@1793384220.25", "2026-10-30T19:17:00.250000+01:00"),
        ExpressionRow("2026-10-30 18:17 UTC", "2026-10-30T19:17:00+01:00"),
        ExpressionRow("2026-10-30 18:17 America/New_York", "2026-10-30T23:17:00+01:00"),
    ])
    func moments(_ row: ExpressionRow) throws {
        try row.check(sunday, "Europe/Madrid")
    }

    /// 29 March 2026 skips 02:00–03:00 in Madrid, 25 October shows it twice.
    @Test(arguments: [
        ExpressionRow("2026-03-29", "2026-03-29T00:00:00+01:00", "2026-03-30T00:00:00+02:00"),
        ExpressionRow("2026-10-25", "2026-10-25T00:00:00+02:00", "2026-10-26T00:00:00+01:00"),
        ExpressionRow("2026-03-29 01:59", "2026-03-29T01:59:00+01:00"),
        ExpressionRow("2026-03-29 02:30", "2026-03-29T03:30:00+02:00"),
        ExpressionRow("2026-03-29 03:00", "2026-03-29T03:00:00+02:00"),
        ExpressionRow("2026-10-25 02:30", "2026-10-25T02:30:00+02:00"),
        ExpressionRow("2026-10-25 03:00", "2026-10-25T03:00:00+01:00"),
        ExpressionRow("-24h", "2026-03-28T23:30:00+01:00"),
        ExpressionRow("-1d", "2026-03-29T00:30:00+01:00"),
        ExpressionRow("yesterday 2:15", "2026-03-29T03:15:00+02:00"),
        ExpressionRow("2050-07-01 12:00", "2050-07-01T12:00:00+02:00"),
    ])
    func clockChangesInMadrid(_ row: ExpressionRow) throws {
        try row.check("2026-03-30T00:30:00+02:00", "Europe/Madrid")
    }

    /// 8 March 2026 skips 02:00–03:00 in New York, 1 November shows 01:00–02:00 twice.
    @Test(arguments: [
        ExpressionRow("2026-03-08", "2026-03-08T00:00:00-05:00", "2026-03-09T00:00:00-04:00"),
        ExpressionRow("2026-03-08 2:30am", "2026-03-08T03:30:00-04:00"),
        ExpressionRow("2026-11-01", "2026-11-01T00:00:00-04:00", "2026-11-02T00:00:00-05:00"),
        ExpressionRow("2026-11-01 01:30", "2026-11-01T01:30:00-04:00"),
        ExpressionRow("2026-11-01 02:00", "2026-11-01T02:00:00-05:00"),
        ExpressionRow("-1h", "2026-11-01T01:30:00-04:00"),
        ExpressionRow("2h ago", "2026-11-01T00:30:00-04:00"),
        ExpressionRow("this month", "2026-11-01T00:00:00-04:00", "2026-12-01T00:00:00-05:00"),
        ExpressionRow("1 month ago", "2026-10-01T01:30:00-04:00"),
        ExpressionRow("2045-01-15 08:00", "2045-01-15T08:00:00-05:00"),
    ])
    func clockChangesInNewYork(_ row: ExpressionRow) throws {
        try row.check("2026-11-01T01:30:00-05:00", "America/New_York")
    }

    @Test func monthsEndEarly() throws {
        try ExpressionRow("1 month ago", "2026-02-28T10:00:00+01:00").check(
            "2026-03-31T10:00:00+02:00", "Europe/Madrid")
        try ExpressionRow("last month", "2025-12-01T00:00:00+01:00", "2026-01-01T00:00:00+01:00")
            .check("2026-01-31T10:00:00+01:00", "Europe/Madrid")
        try ExpressionRow("-1y", "2023-02-28T10:00:00+01:00").check("2024-02-29T10:00:00+01:00", "Europe/Madrid")
    }

    @Test func weeksMayBeginOnSunday() throws {
        var context = try context(sunday, "Europe/Madrid")
        context.weekStart = .sunday
        let range = try TimeExpression.parse("this week", in: context)
        #expect(range.days?.lowerBound.text == "2026-05-10")
        #expect(range.days?.upperBound.text == "2026-05-16")
    }

    @Test(arguments: [
        ("03/04/2026", "2026-04-03 or 2026-03-04"), ("3/4/26", "2026-04-03 or 2026-03-04"),
        ("30.10.2026", "2026-10-30"), ("10-30-2026", "2026-10-30"), ("3/4", "YYYY-04-03 or YYYY-03-04"),
        ("03/04/2026 18:00", "2026-04-03 or 2026-03-04"),
    ])
    func numericDatesAreRefused(_ text: String, _ forms: String) throws {
        let context = try context(sunday, "Europe/Madrid")
        let error = try #require(throws: TimeExpressionError.self) { try TimeExpression.parse(text, in: context) }
        #expect(error.message.contains("ambiguous"))
        #expect(error.hint == "write it as YYYY-MM-DD: " + forms)
    }

    @Test(arguments: [
        "", " ", "soon", "2026-13", "2026-02-30", "2026-W54", "2025-W53", "2025-366", "2026-000", "25:00", "12:60",
        "13pm", "0am", "5",
        "yesterday tomorrow", "last", "next foo", "ago", "h ago", "-", "-5", "+h", "3 days ago tomorrow", "-1h 9am",
        "last week 9am",
        "-99999999y", "+99999999d", "@", "@-5", "@1.2.3", "@99999999999999999999", "999999999999 days ago",
        "2026-10-30T",
        "2026-10-30T18:17:00+1", "99999-01-01", "may 32", "31 feb", "feb 30 2024", "0000-01-01", "9999-12-31",
        "monday monday",
        "1 1 1 1 day ago", "\u{1B}[31m", "٣ days ago", "2026-10-30 18:17 Europe/Nowhere",
        "2026-10-30 18:17 ../../etc/passwd",
    ])
    func nonsenseIsRefused(_ text: String) throws {
        let context = try context(sunday, "Europe/Madrid")
        let error = try #require(throws: TimeExpressionError.self) { try TimeExpression.parse(text, in: context) }
        #expect(error.hint.contains("2026-10-30"))
        #expect(!error.message.unicodeScalars.contains { $0.value < 0x20 })
    }

    @Test func durationWithoutDirectionSaysHow() throws {
        let context = try context(sunday, "Europe/Madrid")
        let error = try #require(throws: TimeExpressionError.self) { try TimeExpression.parse("3h", in: context) }
        #expect(error.hint == "write -3h (ago) or +3h (from now)")
    }

    @Test func longInputIsRefusedQuickly() throws {
        let context = try context(sunday, "Europe/Madrid")
        let text = String(repeating: "e\u{301}", count: 100_000)
        #expect(throws: TimeExpressionError.self) { try TimeExpression.parse(text, in: context) }
    }
}
