extension Schema {
    /// A string of so many UTF-8 bytes, without further syntax.
    public static func string(_ bytes: ClosedRange<Int> = 0...1_048_576) -> Schema {
        string(bytes, format: .none)
    }

    /// A string of so many UTF-8 bytes and the given format.
    public static func string(_ bytes: ClosedRange<Int>, format: Format) -> Schema {
        Schema(.string(StringRule(minBytes: bytes.lowerBound, maxBytes: bytes.upperBound, format: format)))
    }

    /// Human text, such as a body, of so many UTF-8 bytes.
    public static func text(_ bytes: ClosedRange<Int>) -> Schema {
        string(bytes, format: .text)
    }

    /// One line of human text, such as a title or a category name, of so many UTF-8 bytes.
    public static func name(_ bytes: ClosedRange<Int>) -> Schema {
        string(bytes, format: .name)
    }

    /// A password, code or token of so many UTF-8 bytes. Its values are `SecretString`s.
    public static func secret(_ bytes: ClosedRange<Int>) -> Schema {
        string(bytes, format: .secret)
    }

    /// One of the given words.
    public static func choice(_ words: [String]) -> Schema {
        let longest = words.map(\.utf8.count).max() ?? 0
        return Schema(.string(StringRule(minBytes: 0, maxBytes: longest, choices: words)))
    }

    /// An integer literal within the range.
    public static func integer(_ range: ClosedRange<Int64> = Int64.min...Int64.max) -> Schema {
        Schema(.integer(range))
    }

    /// A finite number within the range.
    public static func number(
        _ range: ClosedRange<Double> = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
    ) -> Schema {
        Schema(.number(range))
    }

    /// `true` or `false`.
    public static let boolean = Schema(.boolean)

    /// `null`.
    public static let null = Schema(.null)

    /// Any JSON value.
    public static let any = Schema(.any)

    /// An array of so many items.
    public static func array(of item: Schema, _ count: ClosedRange<Int> = 0...1_048_576) -> Schema {
        Schema(.array(of: item, count: count))
    }

    /// An object; unknown members are refused unless `closed` is false.
    public static func object(_ properties: [Property], closed: Bool = true) -> Schema {
        Schema(.object(properties, closed: closed))
    }

    /// A value that follows at least one of the schemas.
    public static func oneOf(_ schemas: [Schema]) -> Schema {
        Schema(.oneOf(schemas))
    }

    /// The schema's value or `null`.
    public static func nullable(_ schema: Schema) -> Schema {
        oneOf([schema, .null])
    }

    /// A UUID of 36 characters.
    public static let uuid = string(36...36, format: .uuid)

    /// A calendar day, `YYYY-MM-DD`.
    public static let day = string(10...10, format: .day)

    /// An RFC 3339 date-time with an offset.
    public static let instant = string(20...35, format: .instant)

    /// A day or an instant.
    public static let instantOrDay = string(10...35, format: .instantOrDay)

    /// An IANA time zone name.
    public static let zone = string(1...64, format: .zone)

    /// An opaque position in a list.
    public static let cursor = string(1...1_024, format: .cursor)

    /// A colour, `#RRGGBB`.
    public static let color = string(7...7, format: .color)

    /// An entry by its number (1, 2, 3 …) or by its id.
    public static let entryReference = oneOf([.integer(1...Int64.max), .uuid])
}
