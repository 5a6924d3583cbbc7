/// Turns lines into what is written to one stream.
struct Style: Sendable {
    let depth: ColorDepth

    init(_ depth: ColorDepth) {
        self.depth = depth
    }

    /// The line with its escape sequences, or without any when the stream takes no colour. Ends without a line break.
    func render(_ line: Line) -> String {
        if depth == .none { return line.text }
        var out = ""
        var current: String?
        for span in line.spans where !span.text.isEmpty {
            let code = code(for: span.role)
            if code != current {
                if current != nil { out += "\u{1B}[0m" }
                if let code { out += "\u{1B}[" + code + "m" }
                current = code
            }
            out += span.text
        }
        return current == nil ? out : out + "\u{1B}[0m"
    }

    /// All lines, each ended by a line break; blanks at the ends are cut.
    func render(_ lines: [Line]) -> String {
        var out = ""
        for line in lines {
            var text = render(line)
            if depth == .none { while text.last == " " { text.removeLast() } }
            out += text
            out += "\n"
        }
        return out
    }

    /// SGR parameters of a role (ECMA-48 8.3.117); nil for none.
    private func code(for role: Role) -> String? {
        let rich = depth == .palette
        return switch role {
        case .plain: nil
        case .dim: rich ? "38;5;244" : "2"
        case .strong, .heading: "1"
        case .error: rich ? "1;38;5;160" : "1;31"
        case .warning: rich ? "38;5;172" : "33"
        case .success: rich ? "38;5;35" : "32"
        case .category: rich ? "38;5;67" : "36"
        case .match: "1;7"
        case .overlay: rich ? "1;38;5;98" : "1;35"
        case .amount: rich ? "38;5;67" : "34"
        case .code: rich ? "38;5;16;48;5;231" : "30;107"
        case .mood(let tone): rich ? "38;5;" + Self.palette[tone.rawValue + 3] : Self.sixteen[tone.rawValue + 3]
        }
    }

    /// Orange-red to teal through grey, told apart by the colour-blind and readable (contrast about 3 and more) on
    /// black and on white.
    private static let palette = ["160", "167", "173", "245", "73", "37", "29"]
    private static let sixteen = ["1;31", "31", "33", "2", "36", "32", "1;32"]
}
