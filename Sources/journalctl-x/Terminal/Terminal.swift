internal import Glibc

/// What `--color` asks for.
enum ColorChoice: String, Sendable, CaseIterable {
    case auto, always, never
}

/// How many colours a stream gets.
enum ColorDepth: Sendable, Equatable {
    /// No escape byte at all.
    case none
    /// The sixteen colours of the terminal's own theme.
    case sixteen
    /// The fixed 256-colour palette.
    case palette
}

/// What the system says about the three standard streams.
struct StreamFacts: Sendable {
    var inputIsTerminal: Bool
    var outputIsTerminal: Bool
    var errorIsTerminal: Bool
    /// Columns and rows of the output's window, when it is a terminal that knows them.
    var window: (columns: Int, rows: Int)?

    /// The facts of this process.
    static func current() -> StreamFacts {
        var size = winsize()
        let known = isatty(STDOUT_FILENO) == 1 && ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0
        return StreamFacts(
            inputIsTerminal: isatty(STDIN_FILENO) == 1,
            outputIsTerminal: isatty(STDOUT_FILENO) == 1,
            errorIsTerminal: isatty(STDERR_FILENO) == 1,
            window: known && size.ws_col > 0 ? (Int(size.ws_col), Int(size.ws_row)) : nil)
    }
}

/// All that the client knows about where its output goes. A value, so that tests can be any terminal.
struct Terminal: Sendable {
    var inputIsTerminal = false
    var outputIsTerminal = false
    var errorIsTerminal = false
    /// Columns to fill, at least 20.
    var width = 80
    /// Rows of the window; 24 when nobody knows.
    var height = 24
    /// Whether glyphs beyond ASCII may be drawn.
    var isUTF8 = true
    var outputColor = ColorDepth.none
    var errorColor = ColorDepth.none

    /// Narrower than this nothing can be laid out; the terminal wraps what does not fit.
    static let minimumWidth = 20
    static let maximumWidth = 1_000

    /// The terminal of this process.
    static func detect(color: ColorChoice, environment: Environment = .process) -> Terminal {
        Terminal(facts: .current(), color: color, environment: environment)
    }

    /// The decision as a pure function of what is known.
    init(facts: StreamFacts, color: ColorChoice, environment: Environment) {
        inputIsTerminal = facts.inputIsTerminal
        outputIsTerminal = facts.outputIsTerminal
        errorIsTerminal = facts.errorIsTerminal
        let asked = environment.nonEmpty("COLUMNS").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
        let columns = asked ?? facts.window?.columns ?? 80
        width = min(max(columns, Self.minimumWidth), Self.maximumWidth)
        height = min(max(facts.window?.rows ?? 24, 2), Self.maximumWidth)
        isUTF8 = Self.isUTF8(environment)
        outputColor = Self.depth(color, isTerminal: facts.outputIsTerminal, environment)
        errorColor = Self.depth(color, isTerminal: facts.errorIsTerminal, environment)
    }

    /// A terminal of these facts, for tests and for output that goes nowhere special.
    init(width: Int = 80, isUTF8: Bool = true, color: ColorDepth = .none) {
        self.width = width
        self.isUTF8 = isUTF8
        outputColor = color
        errorColor = color
    }

    /// The first of these variables that is set decides, as in setlocale(3).
    private static func isUTF8(_ environment: Environment) -> Bool {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment.nonEmpty($0) }.first ?? "C"
        let name = locale.lowercased()
        return name.contains("utf-8") || name.contains("utf8")
    }

    /// The flag beats `CLICOLOR_FORCE`, which beats `NO_COLOR`, `CLICOLOR=0` and a `TERM` that is unset or `dumb`; else colour is for
    /// terminals.
    private static func depth(_ choice: ColorChoice, isTerminal: Bool, _ environment: Environment) -> ColorDepth {
        let term = environment["TERM"] ?? ""
        let rich = term.contains("256") || term.contains("direct") || environment.nonEmpty("COLORTERM") != nil
        let full: ColorDepth = rich ? .palette : .sixteen
        switch choice {
        case .always: return full
        case .never: return .none
        case .auto: break
        }
        if let force = environment.nonEmpty("CLICOLOR_FORCE"), force != "0" { return full }
        let refused = environment.nonEmpty("NO_COLOR") != nil || environment["CLICOLOR"] == "0" || ["", "dumb"].contains(term)
        return isTerminal && !refused ? full : .none
    }
}
