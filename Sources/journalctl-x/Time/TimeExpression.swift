/// What "now" and "here" mean while a time expression is read.
struct TimeContext: Sendable {
    var now: Timestamp
    var zone: ZoneClock
    var weekStart = Weekday.monday

    /// What the clock shows now.
    var civilNow: CivilTime { zone.civil(at: now) }
    var today: CivilDate { civilNow.date }
}

/// The time that an expression names: a moment, or a day, week, month or year as a whole.
struct TimeRange: Sendable, Equatable {
    /// For `--since`: the moment, or the first one of the unit.
    let start: Timestamp
    /// For `--until`: the same moment, or the first one after the unit. What happens at `end` itself is outside.
    let end: Timestamp
    /// First and last day, when whole days were named: a filter by day then follows the writer's own days.
    let days: ClosedRange<CivilDate>?

    /// Whether a single moment was named.
    var isMoment: Bool { days == nil }

    init(moment: Timestamp) {
        (start, end, days) = (moment, moment, nil)
    }

    /// The whole days from one to another; nil at the end of the calendar.
    init?(days first: CivilDate, through last: CivilDate, zone: ZoneClock) {
        guard first <= last, let next = last.adding(days: 1) else { return nil }
        (start, end, days) = (zone.start(of: first), zone.start(of: next), first...last)
    }
}

/// Why an expression could not be read, in words for the person who typed it.
struct TimeExpressionError: Error, Equatable {
    let message: String
    let hint: String

    /// The forms that are understood, for hints and for the help.
    static let accepted = """
        2026-10-30, "2026-10-30 18:17", 18:17, 9:30pm, now, today, yesterday, tomorrow, -3h, +2d, "2h 30min ago", "3 days ago", \
        monday, "last monday", "last week", "this month", 2026-10, 2026-W40, 2026-278, "may 16", "16 may 2025", "yesterday 9am", \
        2026-10-30T18:17:00+01:00, @1793384220
        """

    static func unknown(_ text: String) -> TimeExpressionError {
        TimeExpressionError(message: "cannot read the time \"\(Sanitizer.line(text))\"", hint: "accepted: " + accepted)
    }
}

/// Reads what people type for a time.
///
/// A date, week, month or year is a range; a time of day, an offset such as `-3h` and an RFC 3339 instant are
/// moments. A date without a year, and a weekday without `next`, is the latest that is not in the future. Days,
/// weeks, months and years are counted on the calendar (the clock time stays, the end of a shorter month is used),
/// hours and less as elapsed time.
enum TimeExpression {
    static func parse(_ text: String, in context: TimeContext) throws(TimeExpressionError) -> TimeRange {
        guard text.utf8.count <= 128 else { throw .unknown(String(text.prefix(32)) + "…") }
        var words = Sanitizer.line(text).split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init)
        var context = context
        if words.count > 1, let last = words.last, let zone = zone(last) {
            context.zone = zone
            words.removeLast()
        }
        let joined = words.joined(separator: " ")
        if let range = fixed(joined, context) { return range }
        if let error = ambiguity(words) { throw error }
        var parser = OffsetParser(words: words)
        if let range = parser.parse(in: context) { return range }
        var calendar = CalendarParser(words: words.map { $0.lowercased() }, context: context)
        if let range = calendar.parse() { return range }
        if let bare = parser.unsigned { throw unsigned(text, bare) }
        throw .unknown(text)
    }

    /// `now`, `@epoch` and RFC 3339.
    private static func fixed(_ text: String, _ context: TimeContext) -> TimeRange? {
        if text.lowercased() == "now" { return TimeRange(moment: context.now) }
        if text.hasPrefix("@") {
            let parts = text.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count <= 2, let whole = parts.first, whole.utf8.count <= 11, let seconds = Int64(whole),
                seconds >= 0
            else { return nil }
            let fraction = parts.count == 2 ? String((parts[1] + "000000").prefix(6)) : "0"
            guard let micro = Digits.value(fraction) else { return nil }
            return Timestamp(seconds: seconds, microsecond: micro).map(TimeRange.init(moment:))
        }
        return Timestamp(rfc3339: text).map(TimeRange.init(moment:))
    }

    /// A zone at the end: `UTC` or an IANA name with a slash.
    private static func zone(_ word: String) -> ZoneClock? {
        if ["utc", "z", "gmt"].contains(word.lowercased()) { return .utc }
        guard word.contains("/"), word.first?.isLetter == true else { return nil }
        return ZoneClock(word)
    }

    /// Dates such as 03/04/2026: half the world reads them the other way round.
    private static func ambiguity(_ words: [String]) -> TimeExpressionError? {
        for word in words {
            guard let separator = word.first(where: { "/.-".contains($0) }) else { continue }
            let parts = word.split(separator: separator, omittingEmptySubsequences: false)
            let numbers = parts.compactMap { Digits.value($0) }
            guard numbers.count == parts.count, parts.count == 3 || (parts.count == 2 && separator == "/"),
                parts[0].utf8.count <= 2, numbers[0] <= 31, numbers[1] <= 31
            else { continue }
            let year = numbers.count == 3 ? (numbers[2] < 100 ? 2_000 + numbers[2] : numbers[2]) : nil
            let readings = [(numbers[1], numbers[0]), (numbers[0], numbers[1])]
                .filter { (1...12).contains($0.0) && (1...31).contains($0.1) }
                .map {
                    (year.map { Digits.padded($0, 4) } ?? "YYYY") + "-" + Digits.padded($0.0, 2) + "-"
                        + Digits.padded($0.1, 2)
                }
            guard let first = readings.first, let last = readings.last else { continue }
            let forms = first == last ? first : first + " or " + last
            return TimeExpressionError(
                message: "the date \"\(word)\" is ambiguous: day or month first?",
                hint: "write it as YYYY-MM-DD: " + forms)
        }
        return nil
    }

    private static func unsigned(_ text: String, _ word: String) -> TimeExpressionError {
        TimeExpressionError(
            message: "\"\(Sanitizer.line(text))\" does not say in which direction",
            hint: "write -\(word) (ago) or +\(word) (from now)")
    }
}
