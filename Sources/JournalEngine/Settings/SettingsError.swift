/// Where in a file something stands.
public struct SettingsPosition: Hashable, Sendable {
    /// From 1.
    public let line: Int
    /// From 1, in Unicode scalars.
    public let column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

/// One thing that is wrong with the settings.
public struct SettingsIssue: Hashable, Sendable, CustomStringConvertible {
    /// The file, `environment`, `credentials` or the name of an option.
    public let place: String
    /// In a file only.
    public let position: SettingsPosition?
    /// The setting or variable at fault; nil when it is the whole file.
    public let key: String?
    public let reason: String
    /// What was probably meant.
    public let suggestion: String?

    public init(
        place: String, position: SettingsPosition? = nil, key: String?, reason: String, suggestion: String? = nil
    ) {
        self.place = place
        self.position = position
        self.key = key
        self.reason = reason
        self.suggestion = suggestion
    }

    /// One line: `file:line:column: key: reason (did you mean …?)`. Never a value of a secret.
    public var description: String {
        var line = place
        if let position { line += ":\(position.line):\(position.column)" }
        if let key { line += ": \(key)" }
        line += ": \(reason)"
        if let suggestion { line += " (did you mean \(suggestion)?)" }
        return LineEscape.escaped(line)
    }
}

/// Everything that is wrong with the settings, at once.
public struct SettingsError: Error, Hashable, Sendable, CustomStringConvertible {
    /// At least one.
    public let issues: [SettingsIssue]

    public init(_ issues: [SettingsIssue]) { self.issues = issues }

    /// One line an issue.
    public var description: String { issues.map(\.description).joined(separator: "\n") }
}
