/// What can be set once for all commands. Flags beat the environment, which beats the user's file, which beats the system's.
struct Settings: Sendable {
    enum Key: String, CaseIterable, Sendable {
        case socket, color, pager, editor, tz, output, lines, timeout, plain

        /// The variable that sets it.
        var variable: String { "JOURNALCTL_X_" + rawValue.uppercased() }

        var help: String {
            switch self {
            case .socket: "path of the daemon's socket"
            case .color: "auto, always or never"
            case .pager: "program that shows long output; empty for none"
            case .editor: "program that entries are written in"
            case .tz: "IANA zone in which times are shown and read"
            case .output: "format of lists: short, full, json, json-pretty, json-seq, md, csv, cat or id"
            case .lines: "how many entries a list shows, or all"
            case .timeout: "how long a call may take, such as 10s"
            case .plain: "yes for tables instead of charts"
            }
        }
    }

    /// Where a value came from.
    enum Origin: Sendable, Equatable {
        case flag
        case variable(String)
        case file(String, line: Int)
        case standard

        var text: String {
            switch self {
            case .flag: "command line"
            case .variable(let name): "environment, \(name)"
            case .file(let path, let line): "\(path):\(line)"
            case .standard: "default"
            }
        }
    }

    struct Value: Sendable, Equatable {
        var text: String
        var origin: Origin
    }

    private var values: [Key: Value] = [:]

    subscript(key: Key) -> Value? { values[key] }

    /// The text of a setting, unless it is empty.
    func text(_ key: Key) -> String? {
        guard let text = values[key]?.text, !text.isEmpty else { return nil }
        return text
    }

    /// Sets what a flag says.
    mutating func override(_ key: Key, _ text: String?) {
        if let text { values[key] = Value(text: text, origin: .flag) }
    }

    /// The files that are read, the user's first.
    static func files(environment: Environment) -> [String] {
        let folder = environment.nonEmpty("XDG_CONFIG_HOME") ?? environment.nonEmpty("HOME").map { $0 + "/.config" }
        return [folder.map { $0 + "/journalctl-x/config" }, "/etc/journalctl-x/config"].compactMap { $0 }
    }

    /// What the environment and the files say.
    static func load(environment: Environment, files: [String]? = nil) throws(Failure) -> Settings {
        var settings = Settings()
        for path in (files ?? Self.files(environment: environment)).reversed() {
            guard let bytes = SmallFile.read(path, limit: 65_536) else { continue }
            try settings.read(String(decoding: bytes, as: UTF8.self), path: path)
        }
        for key in Key.allCases {
            if let text = environment[key.variable] {
                settings.values[key] = Value(text: text, origin: .variable(key.variable))
            }
        }
        return settings
    }

    /// Reads lines of `key = value`; `#` begins a comment line.
    mutating func read(_ text: String, path: String) throws(Failure) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let trimmed = Self.trim(line)
            if trimmed.isEmpty || trimmed.hasPrefix("#") { continue }
            let parts = trimmed.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = Self.trim(parts[0])
            guard parts.count == 2, let key = Key(rawValue: name) else {
                let guess = Suggestion.best(for: name, among: Key.allCases.map(\.rawValue))
                throw Failure(
                    .usage, code: "config", "\(path):\(index + 1): "
                        + (parts.count == 2 ? "there is no setting \"\(Sanitizer.line(name))\"" : "a line is: key = value"),
                    hint: guess.map { "did you mean \"\($0)\"?" }
                        ?? "settings: " + Key.allCases.map(\.rawValue).joined(separator: ", "))
            }
            values[key] = Value(text: Self.trim(parts[1]), origin: .file(path, line: index + 1))
        }
    }

    private static func trim(_ text: some StringProtocol) -> String {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" }
        var rest = text.drop(while: isBlank)
        while let last = rest.last, isBlank(last) { rest = rest.dropLast() }
        return String(rest)
    }
}
