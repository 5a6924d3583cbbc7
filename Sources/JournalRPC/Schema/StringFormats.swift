/// The syntaxes of strings, checked on bytes.
enum StringFormats {
    static func isUUID(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count == 36 else { return false }
        for (position, byte) in bytes.enumerated() {
            let isDash = position == 8 || position == 13 || position == 18 || position == 23
            guard isDash ? byte == UInt8(ascii: "-") : isHex(byte) else { return false }
        }
        return true
    }

    static func isColor(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.count == 7 && bytes[0] == UInt8(ascii: "#") && bytes.dropFirst().allSatisfy(isHex)
    }

    static func isCursor(_ bytes: UnsafeRawBufferPointer) -> Bool {
        !bytes.isEmpty && bytes.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }

    /// The characters of the IANA names, with no part that could walk a file system: zones are files.
    static func isZone(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard !bytes.isEmpty, bytes.count <= 64, isLetter(bytes[0]) else { return false }
        var previous: UInt8 = 0
        for byte in bytes {
            let isMark = byte == UInt8(ascii: "_") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
            if byte == UInt8(ascii: "/") {
                guard previous != byte else { return false }
            } else if !isLetter(byte), !isDigit(byte), !isMark {
                return false
            }
            previous = byte
        }
        return previous != UInt8(ascii: "/")
    }

    /// `YYYY-MM-DD` of a day that the Gregorian calendar has, years 0001 to 9999.
    static func isDay(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = number(bytes, 0, 4), let month = number(bytes, 5, 2), let day = number(bytes, 8, 2)
        else { return false }
        return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= length(ofMonth: month, year: year)
    }

    /// RFC 3339 section 5.6: `T` and `Z` of either case, an offset always, a fraction of 1 to 9 digits.
    /// A second of 60 is refused: a journal's clock has no leap seconds.
    static func isInstant(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count >= 20, bytes.count <= 35, isDay(UnsafeRawBufferPointer(rebasing: bytes[..<10])),
            bytes[10] | 0x20 == UInt8(ascii: "t"), isClock(bytes, 11),
            bytes[16] == UInt8(ascii: ":"), let second = number(bytes, 17, 2), second <= 59
        else { return false }
        var position = 19
        if bytes[position] == UInt8(ascii: ".") {
            let start = position + 1
            position = start
            while position < bytes.count, isDigit(bytes[position]) { position += 1 }
            guard position > start, position - start <= 9 else { return false }
        }
        guard position < bytes.count else { return false }
        if bytes[position] | 0x20 == UInt8(ascii: "z") { return position + 1 == bytes.count }
        guard bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") else { return false }
        return position + 6 == bytes.count && isClock(bytes, position + 1)
    }

    /// `HH:MM` at a position.
    private static func isClock(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Bool {
        guard start + 5 <= bytes.count, bytes[start + 2] == UInt8(ascii: ":"),
            let hour = number(bytes, start, 2), let minute = number(bytes, start + 3, 2)
        else { return false }
        return hour <= 23 && minute <= 59
    }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func number(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ count: Int) -> Int? {
        var value = 0
        for position in start..<(start + count) {
            guard position < bytes.count, isDigit(bytes[position]) else { return nil }
            value = value * 10 + Int(bytes[position] & 0x0F)
        }
        return value
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }
    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 <= 25 }
    private static func isHex(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 0x61 <= 5 }
}
