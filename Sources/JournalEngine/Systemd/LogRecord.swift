import Logging

/// One log message on its way out, already bounded.
struct LogRecord: Sendable {
    let level: Logger.Level
    let label: String
    let message: String
    /// In the order of their keys.
    let fields: [(key: String, value: String)]
    let file: String
    let function: String
    let line: UInt

    static let maxMessageBytes = 8_192
    static let maxFieldBytes = 2_048
    static let maxFields = 32

    init(_ event: LogEvent, label: String, metadata: Logger.Metadata) {
        level = event.level
        self.label = label
        message = Self.cut(event.message.description, to: Self.maxMessageBytes)
        var fields: [(key: String, value: String)] = metadata.sorted { $0.key < $1.key }.prefix(Self.maxFields)
            .map { ($0.key, Self.cut($0.value.description, to: Self.maxFieldBytes)) }
        if let error = event.error {
            fields.append(("error", Self.cut(String(describing: error), to: Self.maxFieldBytes)))
        }
        self.fields = fields
        file = event.file
        function = event.function
        line = event.line
    }

    /// A message of the log itself.
    init(lost count: Int) {
        level = .warning
        label = "journald.log"
        message = "\(count) log messages were lost: the log took them too slowly"
        fields = []
        file = #fileID
        function = #function
        line = #line
    }

    /// The message and its fields as one printable line.
    var text: String {
        var line = LineEscape.escaped(message)
        for (key, value) in fields {
            let escaped = LineEscape.escaped(value)
            let quoted = escaped.isEmpty || escaped.utf8.contains { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\"") }
            line += " " + LineEscape.escaped(key) + "=" + (quoted ? quote(escaped) : escaped)
        }
        return line
    }

    private func quote(_ text: String) -> String {
        "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"") + "\""
    }

    private static func cut(_ text: String, to limit: Int) -> String {
        text.utf8.count <= limit ? text : String(decoding: text.utf8.prefix(limit), as: UTF8.self) + "…"
    }
}
