/// Times for readers.
enum TimeFormat {
    /// RFC 3339 with the zone's offset, as the daemon takes it; microseconds only when there are some.
    static func rfc3339(_ instant: Timestamp, _ zone: ZoneClock) -> String {
        let time = zone.civil(at: instant)
        let fraction = time.microsecond == 0 ? "" : "." + Digits.padded(time.microsecond, 6)
        return time.date.text + "T" + clock(time, seconds: true) + fraction + offset(zone.offset(at: instant))
    }

    /// `2026-10-30 18:17`, with `weekday` `Fri 2026-10-30 18:17`.
    static func dateTime(_ instant: Timestamp, _ zone: ZoneClock, weekday: Bool = false, seconds: Bool = false)
        -> String
    {
        let time = zone.civil(at: instant)
        return (weekday ? time.date.weekday.short + " " : "") + time.date.text + " " + clock(time, seconds: seconds)
    }

    /// `Friday, 30 October 2026`.
    static func longDate(_ date: CivilDate) -> String {
        date.weekday.name.capitalizedASCII + ", \(date.day) " + MonthName.all[date.month - 1].capitalizedASCII
            + " \(date.year)"
    }

    /// `18:17`.
    static func clock(_ time: CivilTime, seconds: Bool = false) -> String {
        let short = Digits.padded(time.hour, 2) + ":" + Digits.padded(time.minute, 2)
        return seconds ? short + ":" + Digits.padded(time.second, 2) : short
    }

    /// `+02:00`, `Z` for none. Seconds, which only zones before standard time have, are cut off by RFC 3339.
    static func offset(_ seconds: Int) -> String {
        let minutes = seconds / 60
        if minutes == 0 { return "Z" }
        let size = abs(minutes)
        return (minutes < 0 ? "-" : "+") + Digits.padded(size / 60, 2) + ":" + Digits.padded(size % 60, 2)
    }

    /// `just now`, `5 minutes ago`, `yesterday`, `3 days ago`, `in 2 hours`. From a day on, days of the calendar
    /// count, not hours.
    static func relative(_ instant: Timestamp, in context: TimeContext) -> String {
        let (elapsed, overflow) = context.now.seconds.subtractingReportingOverflow(instant.seconds)
        guard !overflow else { return dateTime(instant, context.zone) }
        let days = context.today.dayNumber - context.zone.civil(at: instant).date.dayNumber
        let size = elapsed.magnitude
        if size < 45 { return "just now" }
        if size < 3_570 { return phrase(Int(size + 30) / 60, "minute", past: elapsed > 0) }
        if size < 86_400, abs(days) < 2 { return phrase(Int(size + 1_800) / 3_600, "hour", past: elapsed > 0) }
        return relative(days: days)
    }

    /// `today`, `yesterday`, `3 days ago`, `2 weeks ago`, `5 months ago`, `1 year ago`, and the same to come.
    static func relative(days: Int) -> String {
        let size = Int(clamping: days.magnitude)
        switch days {
        case 0: return "today"
        case 1: return "yesterday"
        case -1: return "tomorrow"
        default: break
        }
        if size < 14 { return phrase(size, "day", past: days > 0) }
        if size < 61 { return phrase(size / 7, "week", past: days > 0) }
        if size < 365 { return phrase(size * 12 / 365, "month", past: days > 0) }
        return phrase(size * 100 / 36_524, "year", past: days > 0)
    }

    private static func phrase(_ count: Int, _ unit: String, past: Bool) -> String {
        let shown = max(count, 1)
        let words = "\(shown) \(unit)\(shown == 1 ? "" : "s")"
        return past ? words + " ago" : "in " + words
    }
}
