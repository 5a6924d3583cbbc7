/// A member that is always present and may be `null`, unlike an optional member, which is left out.
public enum Nullable<Wrapped: Codable & Sendable>: Codable, Sendable {
    case null
    case value(Wrapped)

    /// The value, or nil for `null`.
    public var optional: Wrapped? {
        if case .value(let wrapped) = self { wrapped } else { nil }
    }

    public init(_ optional: Wrapped?) {
        self = optional.map(Nullable.value) ?? .null
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        self = container.decodeNil() ? .null : .value(try container.decode(Wrapped.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .value(let wrapped): try container.encode(wrapped)
        }
    }
}

extension Nullable: Equatable where Wrapped: Equatable {}

/// A page of a list.
public struct ItemList<Item: Codable & Sendable>: Codable, Sendable {
    public var items: [Item]
    /// Where the next page begins; absent on the last one.
    public var next: String?

    public init(items: [Item], next: String? = nil) {
        self.items = items
        self.next = next
    }

    /// The schema of a page of such items.
    public static func schema(of item: Schema) -> Schema {
        .object([
            .required("items", .array(of: item), "The items of this page."),
            .optional("next", .cursor, "Pass it as cursor to get the next page; absent on the last one."),
        ])
    }
}
