/// A manual page as man(7) source: the same sections in the same order.
struct ManualRoff {
    let page: ManualPage

    /// `journalctl-x-add.1`.
    var fileName: String { name + ".1" }

    private var name: String { ([Program.name] + page.path).joined(separator: "-") }

    var source: String {
        var out = ".TH \"\(Self.escape(name.uppercased()))\" 1 \"\" \"journald \(ClientVersion.number)\" \"journald\"\n"
        out += ".SH NAME\n\(Self.escape(name)) \\- \(Self.escape(page.summary))\n"
        if !page.examples.isEmpty {
            out += ".SH EXAMPLES\n"
            for example in page.examples {
                out += ".TP\n.B \(Self.escape(example.line))\n\(Self.escape(example.purpose))\n"
            }
        }
        out += ".SH USAGE\n"
        out += page.synopsis.map { ".B \(Self.escape($0))\n" }.joined(separator: ".br\n")
        if !page.aliases.isEmpty { out += ".br\nalso: \(Self.escape(page.aliases.joined(separator: ", ")))\n" }
        if !page.description.isEmpty {
            out += ".SH DESCRIPTION\n" + Self.escape(page.description) + "\n"
        }
        for section in page.sections {
            out += ".SH \(Self.escape(section.title.uppercased()))\n"
            for item in section.items { out += ".TP\n.B \(Self.escape(item.term))\n\(Self.escape(item.text))\n" }
        }
        return out
    }

    /// Text that troff prints as it is: no line may begin with a control character, dashes stay dashes, blank lines part paragraphs.
    static func escape(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
            var out = ""
            for character in line {
                switch character {
                case "\\": out += "\\e"
                case "-": out += "\\-"
                case "…": out += "..."
                // In the argument of a macro a quote would be eaten; the others become typographic ones on some devices.
                case "\"": out += "\\(dq"
                case "'": out += "\\(aq"
                case "`": out += "\\(ga"
                case "^": out += "\\(ha"
                case "~": out += "\\(ti"
                default: out.append(character)
                }
            }
            if out.isEmpty { return ".PP" }
            return out.hasPrefix(".") ? "\\&" + out : out
        }
        return lines.joined(separator: "\n")
    }
}
