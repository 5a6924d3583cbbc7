/// One reason why a value does not follow its schema. It never carries the value itself, so that
/// an issue can be logged and shown.
public struct SchemaIssue: Sendable, Equatable, Codable {
    /// Where, as a JSON pointer (RFC 6901) from the value that was validated; empty for the value itself.
    public var path: String
    /// Which rule: `required`, `type`, `minLength`, `maxLength`, `minimum`, `maximum`, `minItems`,
    /// `maxItems`, `enum`, `format`, `unknown` or `marks`.
    public var rule: String
    /// What to do about it, in a sentence fragment.
    public var message: String

    /// An issue at `path`.
    public init(path: String, rule: String, message: String) {
        self.path = path
        self.rule = rule
        self.message = message
    }
}
