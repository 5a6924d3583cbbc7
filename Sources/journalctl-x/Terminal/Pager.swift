internal import Glibc

/// Shows long output through the reader's pager.
struct Pager: Sendable {
    /// The program and its arguments.
    let command: [String]

    /// What is used when nothing else is asked for: quits at once if it fits, ignores case, shows colours, leaves the
    /// text on the screen.
    static let standard = ["less", "-FIRX"]

    /// The pager to use, from `JOURNALCTL_X_PAGER`, then `PAGER`, else `less -FIRX`. nil when the output is no
    /// terminal, the reader said `--no-pager`, or the variable is empty or `cat`.
    init?(terminal: Terminal, disabled: Bool, environment: Environment = .process) {
        guard terminal.outputIsTerminal, !disabled, environment["TERM"] != "dumb" else { return nil }
        let asked = environment["JOURNALCTL_X_PAGER"] ?? environment["PAGER"]
        let words = asked.map { ShellWords.split($0) ?? [] } ?? Self.standard
        guard let program = words.first, program != "cat" else { return nil }
        command = words
    }

    /// Writes the text to standard output: through the pager when it is longer than the window, directly otherwise or
    /// when the pager cannot be started. A reader who quits early is no error.
    static func show(_ text: String, through pager: Pager?, terminal: Terminal) throws(StreamWriter.Failure) {
        let bytes = Array(text.utf8)
        let lines = bytes.reduce(into: 0) { $0 += $1 == 0x0A ? 1 : 0 }
        if let pager, lines >= terminal.height, try pager.page(bytes) { return }
        try StreamWriter.write(bytes, to: STDOUT_FILENO)
    }

    /// Feeds the pager and waits for it. False when it could not be started.
    func page(_ bytes: [UInt8]) throws(StreamWriter.Failure) -> Bool {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return false }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        // A search typed into less would otherwise end up in its history file.
        let child = try? ChildProcess.spawn(
            command, input: ends[0], extra: [("LESSHISTFILE", "-"), ("LESSCHARSET", "utf-8")])
        close(ends[0])
        guard let child else {
            close(ends[1])
            return false
        }
        // Ctrl-C belongs to the pager while it runs.
        let interrupt = signal(SIGINT, SIG_IGN)
        let brokenPipe = signal(SIGPIPE, SIG_IGN)
        defer {
            signal(SIGINT, interrupt)
            signal(SIGPIPE, brokenPipe)
        }
        let outcome = Result { () throws(StreamWriter.Failure) in try StreamWriter.write(bytes, to: ends[1]) }
        close(ends[1])
        // Programs that do not exist are found out at exec on some systems: status 127.
        if child.wait() == .exited(127) { return false }
        if case .failure(.failed(let code)) = outcome { throw .failed(code) }
        return true
    }
}
