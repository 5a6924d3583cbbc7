/// Finds phone numbers: 7 to 15 digits (ITU-T E.164) in groups, with `+` or brackets or without. Dates, years and amounts with
/// points between thousands are let through.
enum PhoneScanner {
    enum Finding: Equatable {
        /// A phone number up to here.
        case number(end: Int)
        /// None begins before here.
        case other(end: Int)
    }

    private struct Group {
        var digits = 0
        var value = 0
        /// The byte before it, within the number.
        var separator: UInt8 = 0
    }

    static func scan(from start: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Finding {
        guard canBegin(at: start, bytes) else { return .other(end: start + 1) }
        var index = start
        var groups: [Group] = []
        var end = start
        var pending: UInt8 = 0
        var separators = 0
        while index < bytes.count, groups.count <= 16 {
            let byte = bytes[index]
            if ByteClass.isDigit(byte) {
                if separators > 0 || groups.isEmpty { groups.append(Group(separator: pending)) }
                groups[groups.count - 1].digits += 1
                groups[groups.count - 1].value = min(groups[groups.count - 1].value * 10 + Int(byte - 48), 100_000)
                separators = 0
                pending = 0
                end = index + 1
            } else if " -./()+\u{09}".utf8.contains(byte), separators < 3, byte != UInt8(ascii: "+") || index == start {
                separators += 1
                if pending == 0 || pending == UInt8(ascii: " ") { pending = byte }
            } else {
                break
            }
            index += 1
        }
        // A letter right behind the digits makes it a word: 10km, 3rd.
        if end < bytes.count, end == index, ByteClass.isASCIILetter(bytes[end]) { return .other(end: end) }
        let hasSign = bytes[start] == UInt8(ascii: "+")
        return isPhone(groups, hasSign: hasSign) ? .number(end: end) : .other(end: max(end, start + 1))
    }

    private static func canBegin(at index: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let byte = bytes[index]
        guard ByteClass.isDigit(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "(") else { return false }
        guard index > 0, byte != UInt8(ascii: "+") else { return true }
        let before = bytes[index - 1]
        // Behind an emoji too.
        return (!ByteClass.isWord(before) || before >= 0x80) && before != UInt8(ascii: "#") && before != UInt8(ascii: "_")
    }

    private static func isPhone(_ groups: [Group], hasSign: Bool) -> Bool {
        let digits = groups.reduce(0) { $0 + $1.digits }
        guard digits >= 7 else { return false }
        if hasSign { return true }
        return !isDate(groups) && !isYears(groups) && !isAmount(groups)
    }

    /// 2026-10-30, 30.10.2026, 30/10/2026, 2026 10 30, also with a time or a second date behind it.
    private static func isDate(_ groups: [Group]) -> Bool {
        guard groups.count >= 3 else { return false }
        let (first, second, third) = (groups[0], groups[1], groups[2])
        guard second.separator == third.separator, second.digits <= 2, (1...31).contains(second.value) else { return false }
        let yearFirst = first.digits == 4 && isYear(first) && third.digits <= 2 && (1...31).contains(third.value)
        let yearLast = third.digits == 4 && isYear(third) && first.digits <= 2 && (1...31).contains(first.value)
        guard yearFirst || yearLast else { return false }
        let rest = Array(groups.dropFirst(3))
        return rest.reduce(0) { $0 + $1.digits } < 7 || isDate(rest)
    }

    /// 2024 2025, 1999-2001.
    private static func isYears(_ groups: [Group]) -> Bool { groups.allSatisfy { $0.digits == 4 && isYear($0) } }

    private static func isYear(_ group: Group) -> Bool { (1_900...2_199).contains(group.value) }

    /// 1.000.000 or 12 500 000: groups of three after a short one.
    private static func isAmount(_ groups: [Group]) -> Bool {
        guard let first = groups.first, groups.count >= 3, first.digits <= 2, first.value > 0 else { return false }
        return groups.dropFirst().allSatisfy { $0.digits == 3 && $0.separator == groups[1].separator }
            && (groups[1].separator == UInt8(ascii: ".") || groups[1].separator == UInt8(ascii: " "))
    }
}
