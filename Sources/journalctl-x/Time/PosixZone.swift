/// The rule by which a zone goes on for ever: the POSIX `TZ` string (XBD 8.3) at the end of a TZif file, such as
/// `CET-1CEST,M3.5.0,M10.5.0/3`.
struct PosixZone: Sendable, Equatable {
    /// When a change happens in each year, in the wall-clock time before it.
    struct Change: Sendable, Equatable {
        enum Day: Sendable, Equatable {
            /// 1–365, February 29 never counted.
            case julian(Int)
            /// 0–365.
            case ordinal(Int)
            /// The n-th (5: last) weekday (0 Sunday) of a month.
            case weekday(month: Int, week: Int, day: Int)
        }
        var day: Day
        /// Seconds after midnight, may be negative or beyond a day (RFC 8536 3.3.1).
        var time: Int

        /// Local seconds since the epoch, as if the clock were UTC.
        func localSeconds(in year: Int) -> Int64? {
            guard let first = CivilDate(year: year, month: 1, day: 1)?.dayNumber else { return nil }
            let number: Int
            switch day {
            case .julian(let day): number = first + day - 1 + (CivilDate.isLeap(year) && day >= 60 ? 1 : 0)
            case .ordinal(let day): number = first + day
            case .weekday(let month, let week, let day):
                guard let start = CivilDate(year: year, month: month, day: 1) else { return nil }
                let sundayFirst = (start.weekday.rawValue + 1) % 7
                var offset = (day - sundayFirst + 7) % 7 + (week - 1) * 7
                if offset >= CivilDate.days(inMonth: month, of: year) { offset -= 7 }
                number = start.dayNumber + offset
            }
            return Int64(number) * 86_400 + Int64(time)
        }
    }

    /// Seconds east of UTC in winter and, if there is one, in summer.
    var standard: Int
    var daylight: Int?
    var start: Change?
    var end: Change?

    /// Seconds east of UTC at an instant.
    func offset(at seconds: Int64) -> Int {
        guard let daylight, let start, let end,
            let date = CivilDate(dayNumber: Int(clamping: (seconds + Int64(standard)) / 86_400)),
            let from = start.localSeconds(in: date.year), let to = end.localSeconds(in: date.year)
        else { return standard }
        let begins = from - Int64(standard)
        let ends = to - Int64(daylight)
        let isSummer = begins < ends ? (begins..<ends).contains(seconds) : !(ends..<begins).contains(seconds)
        return isSummer ? daylight : standard
    }

    /// nil when the text is no such rule.
    init?(_ text: String) {
        var reader = Reader(bytes: Array(text.utf8))
        guard reader.name(), let west = reader.offset() else { return nil }
        standard = -west
        guard !reader.atEnd else { return }
        guard reader.name() else { return nil }
        var summer = standard + 3_600
        if let byte = reader.peek, byte != UInt8(ascii: ",") {
            guard let west = reader.offset() else { return nil }
            summer = -west
        }
        guard reader.take(","), let start = reader.change(), reader.take(","), let end = reader.change(), reader.atEnd
        else { return nil }
        (daylight, self.start, self.end) = (summer, start, end)
    }

    private struct Reader {
        let bytes: [UInt8]
        var position = 0

        var peek: UInt8? { position < bytes.count ? bytes[position] : nil }
        var atEnd: Bool { position == bytes.count }

        mutating func take(_ character: Character) -> Bool {
            guard let byte = peek, byte == character.asciiValue else { return false }
            position += 1
            return true
        }

        /// Letters, or anything between angle brackets.
        mutating func name() -> Bool {
            let start = position
            if take("<") {
                while let byte = peek, byte != UInt8(ascii: ">") { _ = byte; position += 1 }
                return take(">")
            }
            while let byte = peek, (0x61...0x7A).contains(byte | 0x20) { position += 1 }
            return position > start
        }

        mutating func number(_ range: ClosedRange<Int>) -> Int? {
            let start = position
            while let byte = peek, (0x30...0x39).contains(byte), position - start < 4 { position += 1 }
            guard let value = Digits.value(String(decoding: bytes[start..<position], as: UTF8.self)) else { return nil }
            return range.contains(value) ? value : nil
        }

        /// `[+-]hh[:mm[:ss]]` in seconds, with the sign as written.
        mutating func offset() -> Int? {
            let negative = take("-")
            if !negative { _ = take("+") }
            guard var value = number(0...167) else { return nil }
            value *= 3_600
            for unit in [60, 1] {
                guard take(":") else { break }
                guard let part = number(0...59) else { return nil }
                value += part * unit
            }
            return negative ? -value : value
        }

        mutating func change() -> Change? {
            let day: Change.Day
            if take("J") {
                guard let number = number(1...365) else { return nil }
                day = .julian(number)
            } else if take("M") {
                guard let month = number(1...12), take("."), let week = number(1...5), take("."),
                    let weekday = number(0...6)
                else { return nil }
                day = .weekday(month: month, week: week, day: weekday)
            } else {
                guard let number = number(0...365) else { return nil }
                day = .ordinal(number)
            }
            guard take("/") else { return Change(day: day, time: 7_200) }
            guard let time = offset() else { return nil }
            return Change(day: day, time: time)
        }
    }
}
