/// Reads times that are counted from now: `-3h`, `+2d`, `2h 30min ago`, `3 days ago 9am`, `in 2 hours`.
struct OffsetParser {
    private let words: [String]
    /// The text, when it is a duration without a direction.
    private(set) var unsigned: String?

    init(words: [String]) {
        self.words = words
    }

    /// A duration: what is counted on the calendar and what is counted in seconds.
    private struct Amount {
        var months = 0
        var days = 0
        var seconds: Int64 = 0
    }

    /// nil when the words are no such time, or it is beyond the calendar.
    mutating func parse(in context: TimeContext) -> TimeRange? {
        var rest = words[...]
        guard let first = rest.first else { return nil }
        var sign: Int?
        if first == "in" {
            sign = 1
            rest = rest.dropFirst()
        } else if first.first == "-" || first.first == "+" {
            sign = first.first == "-" ? -1 : 1
            rest = [String(first.dropFirst())].filter { !$0.isEmpty } + rest.dropFirst()
        }
        var time: CivilTime?
        if sign == nil, let ago = rest.firstIndex(where: { $0.lowercased() == "ago" }) {
            sign = -1
            let after = rest[(ago + 1)...].map { $0.lowercased() }
            if !after.isEmpty {
                guard let clock = ClockTime.read(after.filter { $0 != "at" }) else { return nil }
                time = clock.on(context.today)
            }
            rest = rest[..<ago]
        } else if sign == nil, rest.count > 2, rest.suffix(2).map({ $0.lowercased() }) == ["from", "now"] {
            sign = 1
            rest = rest.dropLast(2)
        }
        guard let amount = Self.amount(rest) else { return nil }
        guard let sign else {
            unsigned = rest.joined()
            return nil
        }
        return Self.apply(amount, sign, time, context)
    }

    private static func apply(_ amount: Amount, _ sign: Int, _ time: CivilTime?, _ context: TimeContext) -> TimeRange? {
        var civil = context.civilNow
        guard let date = civil.date.adding(months: sign * amount.months)?.adding(days: sign * amount.days) else {
            return nil
        }
        if var time {
            guard amount.seconds == 0 else { return nil }
            time.date = date
            return TimeRange(moment: context.zone.instant(of: time))
        }
        civil.date = date
        let isToday = amount.months == 0 && amount.days == 0
        let base = isToday ? context.now : context.zone.instant(of: civil)
        guard let moment = base.adding(seconds: Int64(sign) * amount.seconds), isInCalendar(moment) else { return nil }
        return TimeRange(moment: moment)
    }

    private static func isInCalendar(_ moment: Timestamp) -> Bool {
        // 0001-01-02 to 9999-12-30 UTC, so that every zone can show it.
        (-62_135_510_400..<253_402_214_400).contains(moment.seconds)
    }

    /// The sum of `2h30min`, `2 hours`, `an hour`; nil when something else is among them.
    private static func amount(_ words: ArraySlice<String>) -> Amount? {
        var amount = Amount()
        var pending: Int?
        var seen = false
        for word in words {
            var rest = Substring(word)
            while !rest.isEmpty {
                let digits = rest.prefix { $0.isASCII && $0.isNumber }
                if !digits.isEmpty {
                    guard pending == nil, let value = Digits.value(digits), value <= 99_999_999 else { return nil }
                    pending = value
                    rest = rest.dropFirst(digits.count)
                    continue
                }
                let letters = rest.prefix { !($0.isASCII && $0.isNumber) }
                rest = rest.dropFirst(letters.count)
                if pending == nil, letters == "a" || letters == "an" || letters == "one" {
                    pending = 1
                } else if seen, letters == "and" {
                    continue
                } else {
                    guard let value = pending, add(value, String(letters), to: &amount) else { return nil }
                    pending = nil
                    seen = true
                }
            }
        }
        return seen && pending == nil ? amount : nil
    }

    /// Bounds keep every sum far from overflow: at most 128 letters were typed, so at most 64 amounts.
    private static func add(_ value: Int, _ unit: String, to amount: inout Amount) -> Bool {
        // As in systemd.time(7), a capital M is a month and a small one a minute.
        switch unit == "M" ? unit : unit.lowercased() {
        case "s", "sec", "secs", "second", "seconds": amount.seconds += Int64(value)
        case "m", "min", "mins", "minute", "minutes": amount.seconds += Int64(value) * 60
        case "h", "hr", "hrs", "hour", "hours": amount.seconds += Int64(value) * 3_600
        case "d", "day", "days": amount.days += value
        case "w", "wk", "week", "weeks": amount.days += value * 7
        case "M", "mo", "month", "months": amount.months += value
        case "y", "yr", "year", "years": amount.months += value * 12
        default: return false
        }
        return true
    }
}
