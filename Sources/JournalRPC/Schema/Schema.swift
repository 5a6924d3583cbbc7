/// The rule that one JSON value must follow: read by the validator, rendered as JSON Schema in
/// `rpc.discover`, and printed in the reference.
///
/// A schema is a plain value. Build it once (`static let`), because building allocates and
/// validating does not. Read the conveniences in `Schema+Conveniences.swift` first:
///
///     .object([
///         .required("body", .text(1...262_144), "What you wrote."),
///         .optional("mood", .integer(1...5), "Your own word on it."),
///     ])
public struct Schema: Sendable, Equatable {
    /// What kind of value is allowed, with its bounds.
    public indirect enum Kind: Sendable, Equatable {
        /// A string; its length is counted in UTF-8 bytes after unescaping.
        case string(StringRule)
        /// An integer literal (no fraction, no exponent) within the range.
        case integer(ClosedRange<Int64>)
        /// A finite number within the range; integer literals count.
        case number(ClosedRange<Double>)
        /// `true` or `false`.
        case boolean
        /// `null`.
        case null
        /// An array whose items all follow one schema.
        case array(of: Schema, count: ClosedRange<Int>)
        /// An object. A closed one refuses members that are not listed.
        case object([Property], closed: Bool)
        /// A value that follows at least one of the schemas.
        case oneOf([Schema])
        /// Any JSON value whose strings keep the combining-mark bound.
        case any
    }

    /// The syntax that a string must have beyond its length.
    public enum Format: String, Sendable, CaseIterable {
        /// No syntax.
        case none
        /// 36 characters, 8-4-4-4-12 hexadecimal digits of either case (RFC 9562).
        case uuid
        /// A date of the proleptic Gregorian calendar, `YYYY-MM-DD`, years 0001 to 9999.
        case day
        /// An RFC 3339 date-time with an offset, up to 9 fraction digits, no leap second.
        case instant
        /// An IANA time zone name by its characters; whether it exists is the daemon's to say.
        case zone
        /// Either an `instant` or a `day`.
        case instantOrDay
        /// An opaque position in a list: printable ASCII without spaces.
        case cursor
        /// One line of human text without control, bidi, tag or noncharacters.
        case name
        /// Human text of any length, marks bounded.
        case text
        /// `#RRGGBB`.
        case color
        /// A password, code or token: never shown, logged or masked by its length.
        case secret
    }

    /// The bounds of a string.
    public struct StringRule: Sendable, Equatable {
        /// The fewest UTF-8 bytes allowed.
        public var minBytes: Int
        /// The most UTF-8 bytes allowed.
        public var maxBytes: Int
        /// The syntax.
        public var format: Format
        /// The only strings allowed; empty when any is.
        public var choices: [String]

        /// A rule of the given bounds; `choices` empty means any string of the format.
        public init(minBytes: Int, maxBytes: Int, format: Format = .none, choices: [String] = []) {
            self.minBytes = minBytes
            self.maxBytes = maxBytes
            self.format = format
            self.choices = choices
        }
    }

    /// One member of an object.
    public struct Property: Sendable, Equatable {
        /// The member's name as it stands on the wire.
        public let name: String
        /// The rule of its value.
        public let schema: Schema
        /// Whether the member must be present. An absent optional member is left out, never null.
        public let required: Bool
        /// One line for the reference.
        public let help: String
        /// The name's UTF-8 bytes, so that matching needs no String.
        let nameBytes: [UInt8]

        /// A member called `name` whose value follows `schema`.
        public init(name: String, schema: Schema, required: Bool, help: String = "") {
            self.name = name
            self.schema = schema
            self.required = required
            self.help = help
            self.nameBytes = Array(name.utf8)
        }

        /// A member that must be present.
        public static func required(_ name: String, _ schema: Schema, _ help: String = "") -> Property {
            Property(name: name, schema: schema, required: true, help: help)
        }

        /// A member that may be left out.
        public static func optional(_ name: String, _ schema: Schema, _ help: String = "") -> Property {
            Property(name: name, schema: schema, required: false, help: help)
        }
    }

    /// What is allowed.
    public let kind: Kind

    /// A schema of the given kind.
    public init(_ kind: Kind) {
        self.kind = kind
    }
}
