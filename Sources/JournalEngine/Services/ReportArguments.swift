import JournalRPC
import PluginAPI

/// A report's own params: their schema, and their values checked against it.
enum ReportArguments {
    /// The schema of the report's own params.
    static func schema(_ spec: ReportSpec) -> Schema {
        .object(
            spec.parameters.map { parameter in
                Schema.Property(
                    name: parameter.name, schema: schema(parameter.kind), required: parameter.isRequired,
                    help: parameter.help)
            })
    }

    private static func schema(_ kind: ReportParameter.Kind) -> Schema {
        switch kind {
        case .integer(let range): .integer(range)
        case .choice(let words): .choice(words)
        case .boolean: .boolean
        case .category: .name(1...EntryLimits.categoryBytes)
        }
    }

    /// All issues at once, as the schema of a method would find them.
    static func read(
        _ given: [(name: String, value: JSONValue)], _ spec: ReportSpec,
        category: (String) async throws(ServiceError) -> CategoryID?
    ) async throws(ServiceError) -> [String: ReportArgument] {
        var issues = try check(given, spec)
        var arguments: [String: ReportArgument] = [:]
        if issues.isEmpty {
            for parameter in spec.parameters {
                guard let value = given.first(where: { $0.name.utf8.elementsEqual(parameter.name.utf8) })?.value else {
                    continue
                }
                switch (parameter.kind, value) {
                case (.integer, .integer(let number)): arguments[parameter.name] = .integer(number)
                case (.choice, .string(let word)): arguments[parameter.name] = .choice(word)
                case (.boolean, .boolean(let flag)): arguments[parameter.name] = .boolean(flag)
                case (.category, .string(let name)):
                    if let id = try await category(name) {
                        arguments[parameter.name] = .category(id)
                    } else {
                        issues.append(
                            SchemaIssue(path: "/\(parameter.name)", rule: "enum", message: "is no category of yours"))
                    }
                default: break
                }
            }
        }
        guard issues.isEmpty else { throw ServiceError(.invalidParams, data: RPCErrorData(issues: issues)) }
        return arguments
    }

    private static func check(
        _ given: [(name: String, value: JSONValue)], _ spec: ReportSpec
    ) throws(ServiceError) -> [SchemaIssue] {
        let object = JSONValue.object(given.map { .init($0.name, $0.value) })
        guard let bytes = try? object.encoded(), let document = try? JSONDocument(bytes, maxBytes: bytes.count),
            let root = document.root
        else { throw .internal(cause: "report params do not encode") }
        return schema(spec).validate(root)
    }
}
