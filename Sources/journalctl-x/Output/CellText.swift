internal import JournalRPC

/// A cell of a report in words, by its unit.
enum CellText {
    static func line(_ value: JSONValue, unit: String?, page: Page) -> Line {
        switch value {
        case .null: Line(page.glyphs.missing, .dim)
        case .boolean(let truth): Line(truth ? "yes" : "no")
        case .integer(let number): self.number(Double(number), unit, page)
        case .number(let number): self.number(number, unit, page)
        case .string(let text): Line(text)
        case .array, .object: Line((try? value.encoded()).map { String(decoding: $0, as: UTF8.self) } ?? "")
        }
    }

    private static func number(_ value: Double, _ unit: String?, _ page: Page) -> Line {
        switch unit {
        case "score": Line([page.score(value)])
        case "mood":
            Line(
                value == value.rounded() ? Numbers.short(value) : Numbers.fixed(value, 1),
                .mood(MoodTone(score: (value - 3) / 2)))
        case "percent": Line(Numbers.fixed(value, 1) + " %")
        case "hour": Line(axis(value, unit))
        case "weekday": Line(axis(value, unit))
        default: Line(Numbers.short(value))
        }
    }

    /// The value with what it counts, where the number alone would not say it: `12 days`.
    static func withUnit(_ value: JSONValue, unit: String?, page: Page) -> Line {
        var line = self.line(value, unit: unit, page: page)
        let bare = ["score", "percent", "hour", "weekday", "flag"]
        guard let unit, value.doubleValue != nil, !bare.contains(unit) else { return line }
        if unit == "mood" {
            line.append(" of 5", .dim)
        } else {
            line.append(" " + (value.doubleValue == 1 ? singular(unit) : unit), .dim)
        }
        return line
    }

    private static func singular(_ unit: String) -> String {
        if unit.hasSuffix("ies") { return unit.dropLast(3) + "y" }
        return unit.hasSuffix("s") ? String(unit.dropLast()) : unit
    }

    /// A value of an axis: `09:00`, `Mon`, `4`.
    static func axis(_ value: Double, _ unit: String?) -> String {
        guard let whole = Int(exactly: value) else { return Numbers.short(value) }
        switch unit {
        case "hour": return Digits.padded(whole, 2) + ":00"
        case "weekday": return (1...7).contains(whole) ? Weekday.allCases[whole - 1].short : "\(whole)"
        default: return Numbers.grouped(Int64(whole))
        }
    }
}
