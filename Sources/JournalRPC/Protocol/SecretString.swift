/// A password, code or token on its way over the wire. Printing it, also inside of another value, gives `<redacted>`;
/// `revealed` is the only way to the text, so that a search for that word finds every use.
public struct SecretString: Codable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The secret itself.
    public let revealed: String

    /// Keeps a text secret.
    public init(_ text: String) { revealed = text }

    public init(from decoder: any Decoder) throws {
        revealed = try decoder.singleValueContainer().decode(String.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(revealed)
    }

    public var description: String { "<redacted>" }
    public var debugDescription: String { "<redacted>" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
