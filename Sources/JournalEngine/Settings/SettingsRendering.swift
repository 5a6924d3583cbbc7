import JournalRPC
import PluginAPI

extension SettingsSchema {
    /// The commented default file, in YAML.
    public var defaultConfiguration: String { DefaultConfiguration.yaml(self) }

    /// The section of a manual page that lists every setting, in roff.
    public var manualSection: String {
        var lines = [".SH SETTINGS"]
        for spec in specs {
            lines.append(".TP")
            lines.append(".B " + Self.roff(spec.key))
            lines.append(Self.roff(spec.help))
            var facts = "Takes \(SettingDescription.range(spec))."
            if let fallback = spec.fallback { facts += " Default: \(DefaultConfiguration.scalar(fallback))." }
            if spec.isReloadable { facts += " Taken over by a reload." }
            facts += spec.isSecret ? " Secret." : " Variable: \(Self.variable(for: spec.key))."
            lines.append(Self.roff(facts))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func roff(_ text: String) -> String {
        var out = ""
        for letter in text {
            switch letter {
            case "\\": out += "\\e"
            case "-": out += "\\-"
            case ".", "'": out += out.isEmpty ? "\\&\(letter)" : String(letter)
            default: out.append(letter)
            }
        }
        return out
    }
}

extension LoadedSettings {
    /// The settings in force as JSON: `{key: {value, origin}}`, secrets masked, one line a setting.
    public func json() -> String {
        var writer = JSONWriter()
        writer.beginObject()
        for spec in schema.specs {
            writer.name(spec.key)
            writer.beginObject()
            writer.name("value")
            switch shownValue(forKey: spec.key) {
            case .text(let text): writer.string(text)
            case .integer(let number): writer.integer(number)
            case .boolean(let flag): writer.boolean(flag)
            case nil: writer.null()
            }
            writer.name("origin")
            writer.string(origin(ofKey: spec.key).description)
            writer.endObject()
        }
        writer.endObject()
        return String(decoding: JSONPretty.format(writer.bytes), as: UTF8.self)
    }
}
