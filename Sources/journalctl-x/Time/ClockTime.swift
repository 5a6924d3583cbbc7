/// A time of day as people type it: `18:17`, `18:17:05`, `9am`, `9:30 pm`, `noon`, `midnight`.
struct ClockTime: Sendable, Equatable {
    var hour: Int
    var minute = 0
    var second = 0
    var microsecond = 0

    func on(_ date: CivilDate) -> CivilTime {
        CivilTime(date: date, hour: hour, minute: minute, second: second, microsecond: microsecond)
    }

    /// Reads one or two words in lower case; nil when they are no time of day.
    static func read(_ words: [String]) -> ClockTime? {
        guard let first = words.first, words.count <= 2 else { return nil }
        if words.count == 2 {
            guard halves.contains(words[1]) else { return nil }
            return read(first + words[1])
        }
        return read(first)
    }

    private static let halves = ["am", "pm", "a.m.", "p.m."]

    private static func read(_ word: String) -> ClockTime? {
        switch word {
        case "noon": return ClockTime(hour: 12)
        case "midnight": return ClockTime(hour: 0)
        default: break
        }
        guard let half = halves.first(where: { word.hasSuffix($0) }) else {
            return clock(word[...], needsMinutes: true)
        }
        guard var time = clock(word.dropLast(half.count), needsMinutes: false), (1...12).contains(time.hour) else {
            return nil
        }
        time.hour = time.hour % 12 + (half.first == "p" ? 12 : 0)
        return time
    }

    /// `h`, `hh:mm`, `hh:mm:ss`, `hh:mm:ss.fraction`.
    private static func clock(_ text: Substring, needsMinutes: Bool) -> ClockTime? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (needsMinutes ? 2 : 1)...3 ~= parts.count, parts[0].utf8.count <= 2, let hour = Digits.value(parts[0]),
            hour < 24
        else { return nil }
        var time = ClockTime(hour: hour)
        if parts.count > 1 {
            guard parts[1].utf8.count == 2, let minute = Digits.value(parts[1]), minute < 60 else { return nil }
            time.minute = minute
        }
        if parts.count > 2 {
            let pieces = parts[2].split(separator: ".", omittingEmptySubsequences: false)
            guard pieces.count <= 2, pieces[0].utf8.count == 2, let second = Digits.value(pieces[0]), second < 60 else {
                return nil
            }
            time.second = second
            if pieces.count == 2 {
                guard Digits.value(pieces[1]) != nil, let micro = Digits.value((pieces[1] + "000000").prefix(6)) else {
                    return nil
                }
                time.microsecond = micro
            }
        }
        return time
    }
}
