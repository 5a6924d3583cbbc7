extension Schema {
    /// The schema as JSON Schema, draft 2020-12, for OpenRPC. Lengths are in bytes here and in
    /// characters there: `maxLength` can only be the looser bound, so the exact one is in
    /// `x-maxBytes`.
    public var jsonSchema: JSONValue {
        switch kind {
        case .string(let rule): Self.render(rule)
        case .integer(let range): Self.render(range)
        case .number(let range): Self.render(range)
        case .boolean: ["type": "boolean"]
        case .null: ["type": "null"]
        case .array(let item, let count): Self.render(item, count)
        case .object(let properties, let closed): Self.render(properties, closed)
        case .oneOf(let schemas): ["anyOf": .array(schemas.map(\.jsonSchema))]
        case .any: .object([])
        }
    }

    private static func render(_ range: ClosedRange<Int64>) -> JSONValue {
        var members = [JSONValue.Member("type", "integer")]
        if range.lowerBound > Int64.min { members.append(.init("minimum", .integer(range.lowerBound))) }
        if range.upperBound < Int64.max { members.append(.init("maximum", .integer(range.upperBound))) }
        return .object(members)
    }

    private static func render(_ range: ClosedRange<Double>) -> JSONValue {
        let widest = Double.greatestFiniteMagnitude
        var members = [JSONValue.Member("type", "number")]
        if range.lowerBound > -widest { members.append(.init("minimum", .number(range.lowerBound))) }
        if range.upperBound < widest { members.append(.init("maximum", .number(range.upperBound))) }
        return .object(members)
    }

    private static func render(_ item: Schema, _ count: ClosedRange<Int>) -> JSONValue {
        var members = [JSONValue.Member("type", "array"), .init("items", item.jsonSchema)]
        if count.lowerBound > 0 { members.append(.init("minItems", .integer(Int64(count.lowerBound)))) }
        if count.upperBound < 1_048_576 { members.append(.init("maxItems", .integer(Int64(count.upperBound)))) }
        return .object(members)
    }

    private static func render(_ properties: [Property], _ closed: Bool) -> JSONValue {
        var members = [JSONValue.Member("type", "object")]
        if !properties.isEmpty {
            members.append(.init("properties", .object(properties.map { .init($0.name, describe($0)) })))
        }
        let required = properties.filter(\.required).map { JSONValue.string($0.name) }
        if !required.isEmpty { members.append(.init("required", .array(required))) }
        if closed { members.append(.init("additionalProperties", false)) }
        return .object(members)
    }

    private static func describe(_ property: Property) -> JSONValue {
        guard !property.help.isEmpty, case .object(let members) = property.schema.jsonSchema else {
            return property.schema.jsonSchema
        }
        return .object(members + [.init("description", .string(property.help))])
    }

    private static func render(_ rule: StringRule) -> JSONValue {
        if !rule.choices.isEmpty {
            return ["type": "string", "enum": .array(rule.choices.map { .string($0) })]
        }
        var members = [JSONValue.Member("type", "string")]
        switch rule.format {
        case .none, .name, .text, .cursor, .secret:
            if rule.format == .secret { members.append(.init("format", "password")) }
            // n bytes are at least n/4 characters and at most n.
            if rule.minBytes > 0 {
                members.append(.init("minLength", .integer(Int64((rule.minBytes - 1) / 4 + 1))))
            }
            members.append(.init("maxLength", .integer(Int64(rule.maxBytes))))
            members.append(.init("x-maxBytes", .integer(Int64(rule.maxBytes))))
        default:
            members += rule.format.keywords
        }
        return .object(members)
    }
}

extension Schema.Format {
    /// The keywords that say the format to others.
    fileprivate var keywords: [JSONValue.Member] {
        switch self {
        case .uuid: [.init("format", "uuid")]
        case .day: [.init("format", "date")]
        case .instant: [.init("format", "date-time")]
        case .instantOrDay: [.init("anyOf", [["format": "date"], ["format": "date-time"]])]
        case .zone: [.init("pattern", "^[A-Za-z][A-Za-z0-9_+/-]*$"), .init("maxLength", 64)]
        case .color: [.init("pattern", "^#[0-9A-Fa-f]{6}$")]
        case .none, .name, .text, .cursor, .secret: []
        }
    }
}
