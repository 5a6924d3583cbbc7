import PluginAPI

/// Writes the default configuration file from the settings themselves.
enum DefaultConfiguration {
    /// YAML in which every setting stands at its default, as a comment: what is not changed here follows the
    /// defaults of a later version.
    static func yaml(_ schema: SettingsSchema) -> String {
        var lines = [
            "# Settings of journald-core. Every line that starts with #: shows a default; remove the #: to change it.",
            "# An environment variable wins over this file: JOURNALD_LOG_LEVEL for log.level.",
            "# Check a change with: journald-core check-config --config FILE",
        ]
        var open: [Substring] = []
        for spec in schema.specs {
            let parts = spec.key.split(separator: ".")
            let shared = zip(open, parts.dropLast()).prefix { $0 == $1 }.count
            if shared == 0 { lines.append("") }
            for depth in shared..<max(parts.count - 1, shared) { lines.append(indent(depth) + parts[depth] + ":") }
            open = Array(parts.dropLast())
            lines += entry(spec, name: parts.last ?? "", depth: open.count)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func entry(_ spec: SettingSpec, name: Substring, depth: Int) -> [String] {
        var notes = "# " + spec.help + " (" + SettingDescription.range(spec)
        if spec.isReloadable { notes += "; reloadable" }
        if spec.isSecret { notes += "; secret: better a credential named \(spec.key)" }
        return [
            indent(depth) + notes + ")",
            indent(depth) + "#: \(name): " + (spec.fallback.map(scalar) ?? ""),
        ]
    }

    /// A scalar that reads back as the same text.
    static func scalar(_ value: SettingValue) -> String {
        switch value {
        case .integer(let number): String(number)
        case .boolean(let flag): String(flag)
        case .text(let text):
            isPlain(text) ? text : "'" + text.split(separator: "'", omittingEmptySubsequences: false)
                .joined(separator: "''") + "'"
        }
    }

    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.utf8.first, isLetter(first) || first == UInt8(ascii: "/") else { return false }
        return text.utf8.allSatisfy { isLetter($0) || "0123456789/._-".utf8.contains($0) }
            && !["null", "true", "false", "yes", "no", "on", "off", "y", "n"].contains(text.lowercased())
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }

    private static func indent(_ depth: Int) -> String { String(repeating: "  ", count: depth) }
}

/// Words for what a setting takes.
enum SettingDescription {
    static func range(_ spec: SettingSpec) -> String {
        switch spec.kind {
        case .text: "text"
        case .path: "path"
        case .boolean: "true or false"
        case .choice(let words): words.joined(separator: ", ")
        case .integer(let range): "\(range.lowerBound) to \(range.upperBound)"
        }
    }
}
