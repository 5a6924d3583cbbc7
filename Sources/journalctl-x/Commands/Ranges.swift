import JournalRPC

/// Spans of time that a wait may take: `300ms`, `10s`, `2min`, `1h`; a bare number is seconds.
enum DurationText {
    static func parse(_ text: String, option: String) throws(Failure) -> Duration {
        let digits = text.prefix { ("0"..."9").contains($0) }
        guard let count = Digits.value(digits) else { throw refusal(text, option) }
        switch text.dropFirst(digits.count) {
        case "ms": return .milliseconds(count)
        case "", "s", "sec": return .seconds(count)
        case "m", "min": return .seconds(count * 60)
        case "h": return .seconds(count * 3_600)
        default: throw refusal(text, option)
        }
    }

    private static func refusal(_ text: String, _ option: String) -> Failure {
        .usage("\(option) cannot read \"\(Sanitizer.line(text))\"", hint: "such as 500ms, 10s, 2min or 1h")
    }
}

/// Ranges as people type them: `3`, `1..3`, `..-0.2`, `0.5..`; both ends are included.
enum RangeText {
    static func mood(_ text: String) throws(Failure) -> Bounds<Int> {
        let (low, high) = try ends(text, option: "--mood")
        func whole(_ part: String?) throws(Failure) -> Int? {
            guard let part else { return nil }
            guard let value = Digits.value(part), (1...5).contains(value) else {
                throw .usage("a mood is 1 to 5, not \"\(Sanitizer.line(part))\"", hint: "such as --mood 4, --mood 1..3 or --mood 4..")
            }
            return value
        }
        return try ordered(Bounds(min: try whole(low), max: try whole(high)), text)
    }

    static func score(_ text: String) throws(Failure) -> Bounds<Double> {
        let (low, high) = try ends(text, option: "--score")
        func number(_ part: String?) throws(Failure) -> Double? {
            guard let part else { return nil }
            guard let value = Double(part), value >= -1, value <= 1 else {
                throw .usage("a score is -1 to 1, not \"\(Sanitizer.line(part))\"", hint: "such as --score ..-0.2 or --score 0.5..")
            }
            return value
        }
        return try ordered(Bounds(min: try number(low), max: try number(high)), text)
    }

    private static func ends(_ text: String, option: String) throws(Failure) -> (String?, String?) {
        let parts = split(text)
        guard parts.count <= 2, parts.contains(where: { !$0.isEmpty }) else {
            throw .usage("\(option) cannot read \"\(Sanitizer.line(text))\"", hint: "a range is 1..3, ..3 or 3..")
        }
        if parts.count == 1 { return (parts[0], parts[0]) }
        return (parts[0].isEmpty ? nil : parts[0], parts[1].isEmpty ? nil : parts[1])
    }

    /// The parts around the first two dots in a row.
    private static func split(_ text: String) -> [String] {
        var index = text.startIndex
        while index < text.endIndex {
            let next = text.index(after: index)
            if text[index] == ".", next < text.endIndex, text[next] == "." {
                return [String(text[..<index]), String(text[text.index(after: next)...])]
            }
            index = next
        }
        return [text]
    }

    private static func ordered<Value: Comparable>(_ bounds: Bounds<Value>, _ text: String) throws(Failure) -> Bounds<Value> {
        if let low = bounds.min, let high = bounds.max, low > high {
            throw .usage("the range \"\(Sanitizer.line(text))\" is empty", hint: "the smaller end comes first")
        }
        return bounds
    }
}
