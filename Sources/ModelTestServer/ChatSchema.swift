import StrictJSON

/// OpenAI's published schema of a request for a chat completion, as far as this house uses it. Anything else is a problem, so
/// that what we send cannot drift unseen.
///
/// Source: OpenAI API reference, “Create chat completion”, and “Structured model outputs” for what strict mode demands. The
/// test script also checks recorded requests against the types of the `openai` package.
enum ChatSchema {
    static func problems(_ root: JSONView) -> [String] {
        var check = Check()
        check.request(root)
        return check.problems
    }

    private struct Check {
        var problems: [String] = []

        mutating func want(_ condition: Bool?, _ rule: String) {
            if condition != true { problems.append(rule) }
        }

        mutating func members(_ view: JSONView, _ known: [String], _ place: String) {
            for (name, _) in view.members {
                let name = name.string() ?? ""
                want(known.contains(name), "\(place) has no member \(name)")
            }
        }

        mutating func request(_ root: JSONView) {
            let known = ["model", "messages", "temperature", "max_completion_tokens", "max_tokens", "response_format"]
            members(root, known, "the request")
            want(root["model"].map { $0.kind == .string && $0.utf8Count > 0 }, "model is a string")
            if let value = root["temperature"] { want(value.double().map { 0...2 ~= $0 }, "temperature is 0…2") }
            for name in ["max_completion_tokens", "max_tokens"] {
                if let value = root[name] { want(value.integer().map { $0 > 0 }, "\(name) is a positive integer") }
            }
            guard let messages = root["messages"], messages.kind == .array, messages.count > 0 else {
                problems.append("messages is a list with messages")
                return
            }
            for message in messages.elements {
                members(message, ["role", "content"], "a message")
                let roles: [StaticString] = ["system", "user", "assistant", "developer"]
                want(roles.contains { message["role"]?.isString($0) == true }, "role is one of the known ones")
                want(message["content"]?.kind == .string, "content is a string")
            }
            if let format = root["response_format"] { self.format(format) }
        }

        private mutating func format(_ format: JSONView) {
            switch format["type"]?.string() {
            case "text", "json_object":
                members(format, ["type"], "response_format")
            case "json_schema":
                members(format, ["type", "json_schema"], "response_format")
                guard let outer = format["json_schema"] else { return want(false, "json_schema is there") }
                members(outer, ["name", "description", "schema", "strict"], "json_schema")
                let name = outer["name"]?.string() ?? ""
                let isName = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
                want((1...64).contains(name.count) && isName, "a schema's name is 1 to 64 letters, digits, _ and -")
                want(outer["strict"]?.boolean(), "strict is on")
                guard let schema = outer["schema"] else { return want(false, "schema is there") }
                want(schema["type"]?.isString("object"), "the outermost schema is an object")
                strict(schema)
            default:
                problems.append("response_format has a known type")
            }
        }

        /// Strict mode: every object closed, every property required.
        private mutating func strict(_ schema: JSONView) {
            if schema["type"]?.isString("object") == true {
                want(schema["additionalProperties"]?.boolean() == false, "additionalProperties is false")
                let names = schema["properties"]?.members.map { $0.name.string() ?? "" } ?? []
                let required = schema["required"]?.elements.map { $0.string() ?? "" } ?? []
                want(!names.isEmpty && Set(names) == Set(required), "every property is required")
            }
            if let properties = schema["properties"] { for (_, value) in properties.members { strict(value) } }
            if let items = schema["items"] { strict(items) }
        }
    }
}
