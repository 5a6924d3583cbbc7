extension SchemaValidation {
    mutating func checkString(_ view: JSONView, _ rule: Schema.StringRule) {
        guard view.kind == .string else { return report("type", "expected \(rule.format.noun)") }
        guard rule.choices.isEmpty else { return checkChoice(view, rule.choices) }
        let count = view.utf8Count
        // A string of a fixed syntax is told about its syntax, not about its length.
        let hasSyntax = rule.format.syntax != nil
        if !hasSyntax, count < rule.minBytes {
            report("minLength", "must have at least \(rule.minBytes) bytes")
        }
        guard count <= rule.maxBytes || (hasSyntax && rule.format.syntaxLimit == rule.maxBytes) else {
            return report("maxLength", "must have at most \(rule.maxBytes) bytes")
        }
        if view.hasLongMarkRun { return reportMarks() }
        checkFormat(view, rule)
    }

    private mutating func checkFormat(_ view: JSONView, _ rule: Schema.StringRule) {
        if let syntax = rule.format.syntax {
            let tooLong = view.utf8Count > rule.maxBytes || view.utf8Count < rule.minBytes
            if tooLong || !view.withUTF8({ syntax($0) }) {
                report("format", "must be \(rule.format.noun)")
            }
        } else if rule.format == .name, let problem = view.withUTF8({ TextRules.nameProblem($0) }) {
            report("format", problem)
        }
    }

    private mutating func checkChoice(_ view: JSONView, _ choices: [String]) {
        for choice in choices {
            var choice = choice
            if choice.withUTF8({ view.isString(UnsafeRawBufferPointer($0)) }) { return }
        }
        report("enum", "must be one of " + choices.joined(separator: ", "))
    }
}

extension Schema.Format {
    /// What a string of the format is called in a message.
    var noun: String {
        switch self {
        case .none, .text, .secret: "a string"
        case .name: "a string of one line"
        case .uuid: "a UUID"
        case .day: "a day (YYYY-MM-DD)"
        case .instant: "an instant (RFC 3339 with an offset)"
        case .instantOrDay: "an instant (RFC 3339 with an offset) or a day (YYYY-MM-DD)"
        case .zone: "an IANA time zone name"
        case .cursor: "a cursor from an earlier reply"
        case .color: "a colour (#RRGGBB)"
        }
    }

    /// The check of the whole string, for formats that have one.
    var syntax: ((UnsafeRawBufferPointer) -> Bool)? {
        switch self {
        case .none, .name, .text, .secret: nil
        case .uuid: StringFormats.isUUID
        case .day: StringFormats.isDay
        case .instant: StringFormats.isInstant
        case .instantOrDay: { StringFormats.isDay($0) || StringFormats.isInstant($0) }
        case .zone: StringFormats.isZone
        case .cursor: StringFormats.isCursor
        case .color: StringFormats.isColor
        }
    }

    /// The length over which a string of a fixed syntax cannot follow it.
    var syntaxLimit: Int {
        switch self {
        case .uuid: 36
        case .day: 10
        case .instant, .instantOrDay: 35
        case .zone: 64
        case .color: 7
        case .none, .name, .text, .cursor, .secret: 0
        }
    }
}
