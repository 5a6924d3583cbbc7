import PluginAPI

/// Instants as text: RFC 3339, section 5.6.
enum InstantText {
    /// `2026-11-23T19:04:05.123+01:00`; `Z` for an offset of zero. A fraction is written only where there is one.
    static func format(_ instant: Instant, offsetSeconds: Int = 0) -> String {
        let minutes = offsetSeconds / 60
        let local = instant.microseconds &+ Int64(minutes) &* 60_000_000
        let day = floorDivide(local, 86_400_000_000)
        let inDay = local - day * 86_400_000_000
        let (year, month, dayOfMonth) = LocalDay(clamping: day).civil
        let fraction = Int(inDay % 1_000_000)
        let second = Int(inDay / 1_000_000)
        var text: [UInt8] = []
        text.reserveCapacity(32)
        put(year, 4, &text)
        text.append(UInt8(ascii: "-"))
        put(month, 2, &text)
        text.append(UInt8(ascii: "-"))
        put(dayOfMonth, 2, &text)
        text.append(UInt8(ascii: "T"))
        put(second / 3_600, 2, &text)
        text.append(UInt8(ascii: ":"))
        put(second / 60 % 60, 2, &text)
        text.append(UInt8(ascii: ":"))
        put(second % 60, 2, &text)
        if fraction != 0 {
            text.append(UInt8(ascii: "."))
            if fraction % 1_000 == 0 { put(fraction / 1_000, 3, &text) } else { put(fraction, 6, &text) }
        }
        if minutes == 0 {
            text.append(UInt8(ascii: "Z"))
        } else {
            text.append(minutes < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
            put(minutes.magnitude / 60, 2, &text)
            text.append(UInt8(ascii: ":"))
            put(minutes.magnitude % 60, 2, &text)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// An instant from text that follows the schema's `instant` format; digits of a fraction beyond microseconds are dropped.
    /// Nil for anything else.
    static func parse(_ text: String) -> Instant? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes.count <= 35, let day = LocalDay(String(decoding: bytes[..<10], as: UTF8.self)),
            bytes[10] | 0x20 == UInt8(ascii: "t"), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let hour = number(bytes, 11), let minute = number(bytes, 14), let second = number(bytes, 17),
            hour < 24, minute < 60, second < 60
        else { return nil }
        var index = 19
        var fraction: Int64 = 0
        if bytes[index] == UInt8(ascii: ".") {
            index += 1
            var scale: Int64 = 100_000
            let start = index
            while index < bytes.count, let digit = digit(bytes[index]) {
                fraction += Int64(digit) * scale
                scale /= 10
                index += 1
            }
            guard index > start else { return nil }
        }
        guard let offset = offset(bytes, from: index) else { return nil }
        let seconds = Int64(day.number) * 86_400 + Int64(hour * 3_600 + minute * 60 + second) - Int64(offset)
        return Instant(microseconds: seconds * 1_000_000 + fraction)
    }

    /// Seconds east of UTC, from the rest of the text.
    private static func offset(_ bytes: [UInt8], from index: Int) -> Int? {
        guard index < bytes.count else { return nil }
        if bytes[index] | 0x20 == UInt8(ascii: "z") { return index + 1 == bytes.count ? 0 : nil }
        guard index + 6 == bytes.count, bytes[index + 3] == UInt8(ascii: ":"), let hours = number(bytes, index + 1),
            let minutes = number(bytes, index + 4), hours < 24, minutes < 60
        else { return nil }
        let seconds = hours * 3_600 + minutes * 60
        switch bytes[index] {
        case UInt8(ascii: "+"): return seconds
        case UInt8(ascii: "-"): return -seconds
        default: return nil
        }
    }

    private static func number(_ bytes: [UInt8], _ index: Int) -> Int? {
        guard index + 1 < bytes.count, let tens = digit(bytes[index]), let ones = digit(bytes[index + 1]) else { return nil }
        return tens * 10 + ones
    }

    private static func digit(_ byte: UInt8) -> Int? { byte &- 48 < 10 ? Int(byte) - 48 : nil }

    /// Appends the last `width` digits of a number that is not negative.
    private static func put(_ value: some BinaryInteger, _ width: Int, _ text: inout [UInt8]) {
        var rest = UInt32(truncatingIfNeeded: value)
        let start = text.count
        for _ in 0..<width { text.append(0x30) }
        for place in stride(from: start + width - 1, through: start, by: -1) {
            text[place] |= UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }
}
