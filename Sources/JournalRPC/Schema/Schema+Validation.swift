extension Schema {
    /// The most issues that one validation tells; a caller with more has enough to mend.
    public static let maxIssues = 100

    /// Every way in which the value breaks the schema, at most `maxIssues`; empty when it follows it.
    /// A value that follows its schema costs no allocation beyond unescaping.
    public func validate(_ view: JSONView) -> [SchemaIssue] {
        var validation = SchemaValidation()
        validation.check(view, self)
        return validation.issues
    }
}

/// One walk over a value and its schema.
struct SchemaValidation {
    /// One step down from the root. Kept while walking, because finding the way to a late value again
    /// for each issue would take time quadratic in the message.
    enum Step {
        case item(Int)
        case member(JSONView)
    }

    var path: [Step] = []
    private(set) var issues: [SchemaIssue] = []

    private var isFull: Bool { issues.count >= Schema.maxIssues }

    mutating func report(_ rule: String, _ message: String, member: String? = nil) {
        guard !isFull else { return }
        var pointer = ""
        for step in path {
            switch step {
            case .item(let position): pointer += "/\(position)"
            case .member(let name): pointer += "/" + name.pointerToken
            }
        }
        if let member { pointer += "/" + member }
        issues.append(SchemaIssue(path: pointer, rule: rule, message: message))
    }

    mutating func check(_ view: JSONView, _ schema: Schema) {
        guard !isFull else { return }
        switch schema.kind {
        case .string(let rule): checkString(view, rule)
        case .integer(let range): checkInteger(view, range)
        case .number(let range): checkNumber(view, range)
        case .boolean: checkKind(view, .boolean, "expected a boolean")
        case .null: checkKind(view, .null, "expected null")
        case .array(let item, let count): checkArray(view, item, count)
        case .object(let properties, let closed): checkObject(view, properties, closed: closed)
        case .oneOf(let schemas): checkOneOf(view, schemas)
        case .any: checkMarks(view)
        }
    }

    private mutating func checkKind(_ view: JSONView, _ kind: JSONKind, _ message: String) {
        if view.kind != kind { report("type", message) }
    }

    private mutating func checkInteger(_ view: JSONView, _ range: ClosedRange<Int64>) {
        guard view.isInteger else { return report("type", "expected an integer") }
        // A literal beyond 64 bits is beyond every range.
        guard let value = view.integer() else {
            let negative = view.withRawBytes { $0.first == UInt8(ascii: "-") }
            return negative ? reportMinimum(range.lowerBound) : reportMaximum(range.upperBound)
        }
        if value < range.lowerBound { reportMinimum(range.lowerBound) }
        if value > range.upperBound { reportMaximum(range.upperBound) }
    }

    private mutating func checkNumber(_ view: JSONView, _ range: ClosedRange<Double>) {
        guard view.kind == .number else { return report("type", "expected a number") }
        guard let value = view.double() else {
            return report("type", "expected a number that a double can hold")
        }
        if value < range.lowerBound { reportMinimum(range.lowerBound) }
        if value > range.upperBound { reportMaximum(range.upperBound) }
    }

    private mutating func reportMinimum(_ bound: some CustomStringConvertible) {
        report("minimum", "must be at least \(bound)")
    }

    private mutating func reportMaximum(_ bound: some CustomStringConvertible) {
        report("maximum", "must be at most \(bound)")
    }

    private mutating func checkArray(_ view: JSONView, _ item: Schema, _ count: ClosedRange<Int>) {
        guard view.kind == .array else { return report("type", "expected an array") }
        if view.count < count.lowerBound {
            report("minItems", "must have at least \(count.lowerBound) items")
        }
        // Items beyond the bound are not looked at: their number is the caller's choice.
        guard view.count <= count.upperBound else {
            return report("maxItems", "must have at most \(count.upperBound) items")
        }
        path.append(.item(0))
        for (position, element) in view.elements.enumerated() where !isFull {
            path[path.count - 1] = .item(position)
            check(element, item)
        }
        path.removeLast()
    }

    /// Reports the issues of the alternative whose JSON type fits when there is one such, or else that
    /// none fits.
    private mutating func checkOneOf(_ view: JSONView, _ schemas: [Schema]) {
        var fitting: [[SchemaIssue]] = []
        for schema in schemas {
            var attempt = SchemaValidation()
            attempt.path = path
            attempt.check(view, schema)
            if attempt.issues.isEmpty { return }
            if schema.admits(view) { fitting.append(attempt.issues) }
        }
        if fitting.count == 1, let only = fitting.first {
            issues.append(contentsOf: only.prefix(Schema.maxIssues - issues.count))
        } else {
            report("type", "expected " + schemas.map(\.shortName).joined(separator: " or "))
        }
    }

    /// Strings anywhere inside keep the mark bound; names were checked by the parser. One issue says it
    /// for all.
    private mutating func checkMarks(_ view: JSONView) {
        if Self.hasLongMarkRun(view) { reportMarks() }
    }

    private static func hasLongMarkRun(_ view: JSONView) -> Bool {
        switch view.kind {
        case .string: view.hasLongMarkRun
        case .array: view.elements.contains { hasLongMarkRun($0) }
        case .object: view.members.contains { hasLongMarkRun($0.value) }
        default: false
        }
    }

    mutating func reportMarks() {
        report("marks", "has more than \(CombiningMarks.limit) combining marks in a row")
    }
}

extension Schema {
    /// Whether the value's JSON type is one that the schema speaks of.
    func admits(_ view: JSONView) -> Bool {
        switch kind {
        case .string: view.kind == .string
        case .integer: view.isInteger
        case .number: view.kind == .number
        case .boolean: view.kind == .boolean
        case .null: view.isNull
        case .array: view.kind == .array
        case .object: view.kind == .object
        case .oneOf(let schemas): schemas.contains { $0.admits(view) }
        case .any: true
        }
    }

    /// What the schema expects, in two or three words.
    var shortName: String {
        switch kind {
        case .string(let rule): rule.format.noun
        case .integer: "an integer"
        case .number: "a number"
        case .boolean: "a boolean"
        case .null: "null"
        case .array: "an array"
        case .object: "an object"
        case .oneOf(let schemas): schemas.map(\.shortName).joined(separator: " or ")
        case .any: "any value"
        }
    }
}
