/// An instant: microseconds since 1970-01-01T00:00:00Z, without leap seconds.
struct Timestamp: Hashable, Comparable, Sendable {
    let microseconds: Int64

    init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// Whole seconds since the epoch; nil when that does not fit.
    init?(seconds: Int64, microsecond: Int = 0) {
        let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        let (sum, tooFar) = scaled.addingReportingOverflow(Int64(microsecond))
        guard !overflow, !tooFar else { return nil }
        microseconds = sum
    }

    /// Seconds since the epoch, rounded down.
    var seconds: Int64 {
        let (quotient, rest) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        return rest < 0 ? quotient - 1 : quotient
    }

    /// 0 to 999,999.
    var microsecond: Int { Int(microseconds &- seconds &* 1_000_000) }

    /// The instant so many seconds later; nil when that does not fit.
    func adding(seconds: Int64) -> Timestamp? {
        let (sum, overflow) = self.seconds.addingReportingOverflow(seconds)
        return overflow ? nil : Timestamp(seconds: sum, microsecond: microsecond)
    }

    static func < (one: Timestamp, two: Timestamp) -> Bool {
        one.microseconds < two.microseconds
    }

    /// An RFC 3339 instant (`T` or a blank between date and time, offset required); nil for anything else.
    init?(rfc3339 text: some StringProtocol) {
        let bytes = Array(text.utf8)
        func number(_ range: Range<Int>) -> Int? {
            guard range.upperBound <= bytes.count else { return nil }
            return Digits.value(String(decoding: bytes[range], as: UTF8.self))
        }
        guard bytes.count >= 20, bytes.count <= 40, bytes[4] == 0x2D, bytes[7] == 0x2D,
            [0x54, 0x74, 0x20].contains(bytes[10]), bytes[13] == 0x3A, bytes[16] == 0x3A,
            let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            hour < 24, minute < 60, second <= 60, let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        var position = 19
        var fraction = 0
        if bytes[position] == 0x2E {
            let digits = bytes[(position + 1)...].prefix { (0x30...0x39).contains($0) }
            guard !digits.isEmpty else { return nil }
            for place in 0..<6 {
                fraction = fraction * 10 + (place < digits.count ? Int(digits[digits.startIndex + place] & 0x0F) : 0)
            }
            position += 1 + digits.count
        }
        guard let offset = Self.offset(bytes[position...]) else { return nil }
        let local = Int64(date.dayNumber) * 86_400 + Int64(hour * 3_600 + minute * 60 + second)
        self.init(seconds: local - Int64(offset), microsecond: fraction)
    }

    /// `Z` or `±hh:mm` in seconds.
    private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
        let text = String(decoding: bytes, as: UTF8.self)
        if text == "Z" || text == "z" { return 0 }
        let parts = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
        guard text.first == "+" || text.first == "-", parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }),
            let hours = Digits.value(parts[0]), let minutes = Digits.value(parts[1]), hours < 24, minutes < 60
        else { return nil }
        let size = hours * 3_600 + minutes * 60
        return text.first == "-" ? -size : size
    }
}
