internal import JournalRPC

/// What one thing looks like to programs: named values in their order.
struct Record: Sendable {
    typealias FieldValue = JSONValue

    private(set) var fields: [(name: String, value: FieldValue)]

    init(_ fields: [(String, FieldValue)]) {
        self.fields = fields.map { (name: $0.0, value: $0.1) }
    }

    /// The members of an object; nil for any other value.
    init?(_ value: JSONValue) {
        guard let members = value.objectValue else { return nil }
        fields = members.map { (name: $0.name, value: $0.value) }
    }

    subscript(name: String) -> FieldValue? {
        fields.first { $0.name == name }?.value
    }

    /// Only these fields, in this order; those that the record does not have are null.
    func selecting(_ names: [String]) -> Record {
        Record(names.map { ($0, self[$0] ?? .null) })
    }

    /// As a JSON object.
    var json: JSONValue {
        .object(fields.map { JSONValue.Member($0.name, $0.value) })
    }
}

/// The names after `--fields` or `--json`.
enum FieldSelection {
    struct UnknownField: Error, Equatable {
        let name: String
        /// The names there are.
        let known: [String]
    }

    /// Names separated by commas, each once; the first that is not known is an error.
    static func parse(_ text: String, known: [String]) throws(UnknownField) -> [String] {
        var names: [String] = []
        for part in text.split(separator: ",") {
            let name = String(part.drop { $0 == " " }.prefix { $0 != " " })
            guard known.contains(name) else { throw UnknownField(name: Sanitizer.line(name), known: known) }
            if !names.contains(name) { names.append(name) }
        }
        guard !names.isEmpty else { throw UnknownField(name: "", known: known) }
        return names
    }
}
