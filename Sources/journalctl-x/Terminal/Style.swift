/// What a piece of output means; the colours follow from it.
enum Role: Sendable, Equatable {
    case plain
    /// Metadata that steps back: dates, ids, rules, axes.
    case dim
    /// What the eye should find first.
    case strong
    case heading
    case error, warning, success
    case category
    /// The words that a search found.
    case match
    /// A line laid over a plot.
    case overlay
    /// A neutral quantity: bars of counts, histograms.
    case amount
    case mood(MoodTone)
}

/// A score on a diverging scale of seven steps.
enum MoodTone: Int, Sendable, CaseIterable {
    case awful = -3, bad, low, neutral, fair, good, great

    /// The step of a score from −1 to 1. The middle is narrow, since journals rarely reach the ends.
    init(score: Double) {
        let value = score.isFinite ? min(max(score, -1), 1) : 0
        let size = abs(value)
        let step = size < 0.1 ? 0 : size < 0.3 ? 1 : size < 0.6 ? 2 : 3
        self = MoodTone(rawValue: value < 0 ? -step : step) ?? .neutral
    }

    /// The step of a writer's own mood from 1 to 5.
    init(mood: Int) {
        let steps: [MoodTone] = [.awful, .bad, .neutral, .good, .great]
        self = steps[min(max(mood, 1), 5) - 1]
    }
}

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
        case .mood(let tone): rich ? "38;5;" + Self.palette[tone.rawValue + 3] : Self.sixteen[tone.rawValue + 3]
        }
    }

    /// Orange-red to teal through grey, told apart by the colour-blind and readable (contrast about 3 and more) on black and on white.
    private static let palette = ["160", "167", "173", "245", "73", "37", "29"]
    private static let sixteen = ["1;31", "31", "33", "2", "36", "32", "1;32"]
}
