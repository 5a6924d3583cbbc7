internal import Glibc

/// Asks the person at the terminal. Questions go to standard error, so that standard output stays data.
struct Prompter: Sendable {
    enum Failure: Error, Equatable {
        /// There is nobody to ask; the flag that answers instead. Exit status 2.
        case needsFlag(String)
        /// Ctrl-C. Exit status 130.
        case interrupted
    }

    /// Whether there is somebody to ask.
    let canAsk: Bool
    private let ask: @Sendable (String) -> String?
    private let askSecret: @Sendable (String) throws(Failure) -> String?

    /// Asks on the standard streams; never with `--no-input` or when standard input is no terminal.
    init(terminal: Terminal, noInput: Bool) {
        canAsk = terminal.inputIsTerminal && !noInput
        ask = { question in
            try? StreamWriter.write(question, to: STDERR_FILENO)
            return readLine(strippingNewline: true)
        }
        askSecret = { (question) throws(Failure) in try SecretReader.read(question: question) }
    }

    /// Asks a function, for tests.
    init(canAsk: Bool = true, ask: @escaping @Sendable (String) -> String?) {
        self.canAsk = canAsk
        self.ask = ask
        askSecret = { (question) throws(Failure) in ask(question) }
    }

    /// A yes or no question; anything but yes is no. `flag` is what the caller could have typed instead, such as
    /// `--yes`.
    func confirm(_ question: String, flag: String) throws(Failure) -> Bool {
        guard canAsk else { throw .needsFlag(flag) }
        let answer = ask(Sanitizer.line(question) + " [y/N] ") ?? ""
        return ["y", "yes"].contains(Self.trim(answer).lowercased())
    }

    /// For what cannot be taken back: the number of things concerned must be typed.
    func confirm(_ question: String, count: Int, flag: String) throws(Failure) -> Bool {
        guard canAsk else { throw .needsFlag(flag) }
        let answer = ask(Sanitizer.line(question) + " Type \(count) to go on: ") ?? ""
        return Self.trim(answer) == String(count)
    }

    /// One line of text; nil at the end of input.
    func line(_ question: String, flag: String) throws(Failure) -> String? {
        guard canAsk else { throw .needsFlag(flag) }
        return ask(Sanitizer.line(question) + " ").map(Self.trim)
    }

    /// A secret, typed without echo; nil at the end of input.
    func secret(_ question: String, flag: String) throws(Failure) -> String? {
        guard canAsk else { throw .needsFlag(flag) }
        return try askSecret(Sanitizer.line(question) + " ")
    }

    private static func trim(_ text: String) -> String {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\n" }
        var rest = text.drop(while: isBlank)
        while let last = rest.last, isBlank(last) { rest.removeLast() }
        return String(rest)
    }
}
