extension JSONValue {
    /// The tree of a view; nil when a number in it is too large for a double.
    public init?(_ view: JSONView) {
        switch view.kind {
        case .null:
            self = .null
        case .boolean:
            self = .boolean(view.boolean() ?? false)
        case .number:
            if let value = view.integer() {
                self = .integer(value)
            } else if let value = view.double() {
                self = .number(value)
            } else {
                return nil
            }
        case .string:
            self = .string(view.string() ?? "")
        case .array:
            var items: [JSONValue] = []
            items.reserveCapacity(view.count)
            for element in view.elements {
                guard let item = JSONValue(element) else { return nil }
                items.append(item)
            }
            self = .array(items)
        case .object:
            var members: [Member] = []
            members.reserveCapacity(view.count)
            for (name, value) in view.members {
                guard let value = JSONValue(value) else { return nil }
                members.append(Member(name.string() ?? "", value))
            }
            self = .object(members)
        }
    }

    /// Appends the value as compact JSON; false when it holds a number that is not finite.
    public func write(to writer: inout JSONWriter) -> Bool {
        switch self {
        case .null: writer.null()
        case .boolean(let value): writer.boolean(value)
        case .integer(let value): writer.integer(value)
        case .number(let value): return writer.number(value)
        case .string(let value): writer.string(value)
        case .array(let items):
            writer.beginArray()
            for item in items where !item.write(to: &writer) { return false }
            writer.endArray()
        case .object(let members):
            writer.beginObject()
            for member in members {
                writer.name(member.name)
                guard member.value.write(to: &writer) else { return false }
            }
            writer.endObject()
        }
        return true
    }

    /// The value as compact JSON bytes.
    public func encoded() throws(RPCEncodingError) -> [UInt8] {
        var writer = JSONWriter()
        guard write(to: &writer) else { throw .notFinite }
        return writer.bytes
    }
}

extension JSONValue: Codable {
    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Reads any value; straight from the document with `RPCDecoder`, by trial with other decoders.
    public init(from decoder: any Decoder) throws {
        if let decoder = decoder as? ViewDecoder {
            guard let value = JSONValue(decoder.view) else { throw decoder.failure("type", "a number is too large") }
            self = value
        } else if let container = try? decoder.container(keyedBy: Name.self) {
            self = .object(
                try container.allKeys.map { Member($0.stringValue, try container.decode(JSONValue.self, forKey: $0)) })
        } else if var container = try? decoder.unkeyedContainer() {
            var items: [JSONValue] = []
            while !container.isAtEnd { items.append(try container.decode(JSONValue.self)) }
            self = .array(items)
        } else {
            try self.init(scalar: decoder.singleValueContainer())
        }
    }

    private init(scalar container: any SingleValueDecodingContainer) throws {
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else {
            self = .string(try container.decode(String.self))
        }
    }

    /// Writes the value with any encoder; members keep their order where the encoder keeps it.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .array(let items):
            var container = encoder.unkeyedContainer()
            for item in items { try container.encode(item) }
        case .object(let members):
            var container = encoder.container(keyedBy: Name.self)
            for member in members { try container.encode(member.value, forKey: Name(stringValue: member.name)) }
        default:
            var container = encoder.singleValueContainer()
            try encodeScalar(to: &container)
        }
    }

    private func encodeScalar(to container: inout any SingleValueEncodingContainer) throws {
        switch self {
        case .boolean(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .null, .array, .object: try container.encodeNil()
        }
    }
}
