public import JournalRPC

/// The reference of the wire as Markdown, made from the method table: `docs/rpc.md`.
public enum Reference {
    /// All methods by namespace, then the errors.
    public static func markdown(of methods: [AnyMethod]) -> String {
        var lines = [
            "# The wire", "",
            "JSON-RPC 2.0 over a Unix stream socket: one object or batch a line. Params are objects; unknown members are refused.",
            "This page is made from the method table, and a test compares the two; `rpc.discover` says the same as OpenRPC.",
        ]
        var namespace = ""
        for method in methods.sorted(by: { $0.name < $1.name }) {
            let own = String(method.name.prefix { $0 != "." })
            if own != namespace {
                namespace = own
                lines += ["", "## \(own)"]
            }
            lines += section(method)
        }
        lines += ["", "## Errors", "", "| code | kind | meaning |", "|---|---|---|"]
        lines += RPCErrorCode.allCases.map { "| \($0.rawValue) | `\($0.kind)` | \($0.summary) |" }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func section(_ method: AnyMethod) -> [String] {
        var lines = ["", "### \(method.name)", "", method.help]
        var remarks: [String] = []
        if method.access == .admin { remarks.append("For admins.") }
        if method.access == .worker { remarks.append("For workers.") }
        if method.access == .anyone { remarks.append("For anyone, also without an account.") }
        switch method.scope {
        case _ where method.access == .anyone: break
        case .person: remarks.append("Never with an API token.")
        default: remarks.append("Scope of an API token: `\(method.scope.rawValue)`.")
        }
        if method.needsFreshLogin { remarks.append("Wants a fresh login.") }
        if method.allowsInitialPassword { remarks.append("Also with a password that somebody else chose.") }
        if method.isWrite { remarks.append("Writes: keeps its place among the writes of its connection.") }
        if !remarks.isEmpty { lines += ["", remarks.joined(separator: " ")] }
        lines += ["", "Params:" + members(of: method.params)]
        lines += ["", "Result:" + members(of: method.result)]
        return lines
    }

    private static func members(of schema: Schema) -> String {
        guard case .object(let properties, _) = schema.kind else { return " " + describe(schema) }
        if properties.isEmpty { return " none" }
        let rows = properties.map { property in
            let optional = property.required ? "" : "?"
            let help = property.help.isEmpty ? "" : " — \(property.help)"
            return "- `\(property.name)\(optional)` \(describe(property.schema))\(help)"
        }
        return "\n\n" + rows.joined(separator: "\n")
    }

    /// A schema in a few words.
    static func describe(_ schema: Schema) -> String {
        switch schema.kind {
        case .string(let rule):
            if !rule.choices.isEmpty { return rule.choices.map { "`\($0)`" }.joined(separator: " or ") }
            switch rule.format {
            case .none, .cursor: return rule.maxBytes < 1_048_576 ? "string of \(rule.minBytes)–\(rule.maxBytes) bytes" : "string"
            case .name, .text, .secret: return "\(rule.format.rawValue) of \(rule.minBytes)–\(rule.maxBytes) bytes"
            case .instantOrDay: return "instant or day"
            default: return rule.format.rawValue
            }
        case .integer(let range): return "integer" + bounds(range, all: Int64.min...Int64.max)
        case .number(let range):
            return "number" + bounds(range, all: -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude)
        case .boolean: return "boolean"
        case .null: return "null"
        case .any: return "any value"
        case .array(let item, let count):
            let limit = count.upperBound < 1_048_576 ? ", \(count.lowerBound)–\(count.upperBound) of them" : ""
            return "array of (\(describe(item)))\(limit)"
        case .object(let properties, _):
            return "{" + properties.map { "\($0.name)\($0.required ? "" : "?")" }.joined(separator: ", ") + "}"
        case .oneOf(let schemas): return schemas.map(describe).joined(separator: " or ")
        }
    }

    private static func bounds<Value: Comparable>(_ range: ClosedRange<Value>, all: ClosedRange<Value>) -> String {
        switch (range.lowerBound == all.lowerBound, range.upperBound == all.upperBound) {
        case (true, true): ""
        case (false, true): " ≥ \(range.lowerBound)"
        case (true, false): " ≤ \(range.upperBound)"
        case (false, false): " \(range.lowerBound)–\(range.upperBound)"
        }
    }
}
