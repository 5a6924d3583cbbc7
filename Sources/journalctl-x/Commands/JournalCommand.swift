import ArgumentParser

/// A command of the client. Its options are declared for the argument parser; what it does it does in an `Invocation`, so that tests run it in process.
protocol JournalCommand: ParsableCommand {
    /// Shown first in its help.
    static var examples: [Example] { get }
    /// Whether `--json` takes the names of fields, as it does where entries are shown.
    static var jsonTakesFields: Bool { get }
    var common: CommonOptions { get }

    /// Does what the command is for. Everything it says goes through `invocation`.
    func run(in invocation: Invocation) throws
}

extension JournalCommand {
    static var examples: [Example] { [] }
    static var jsonTakesFields: Bool { false }
}

/// A command line that works, and what it is good for.
struct Example: Sendable {
    let line: String
    let purpose: String

    init(_ line: String, _ purpose: String) {
        self.line = line
        self.purpose = purpose
    }
}

/// A command that only groups others.
protocol GroupCommand: ParsableCommand {
    static var examples: [Example] { get }
}

extension GroupCommand {
    static var examples: [Example] { [] }
}
