import ArgumentParser
import JournalRPC

/// One run of the client, from its arguments to its exit status.
enum Program {
    static let name = "journalctl-x"

    /// Runs the command that the arguments (without the program's name) ask for. Never throws, never exits.
    static func run(_ arguments: [String], host: Host) -> ExitStatus {
        CompletionSource.$environment.withValue(host.environment) {
            let outcome = Result { try execute(arguments, host: host) }
            switch outcome {
            case .success(let status): return status
            case .failure(let error): return report(failure(of: error), arguments, host)
            }
        }
    }

    private static func execute(_ arguments: [String], host: Host) throws -> ExitStatus {
        if arguments.first == "---completion" { return try answerShell(arguments, host) }
        let line = try CommandLineReader.read(arguments)
        if let path = line.helpPath {
            try ManualPrinter.print(path, host: host)
            return .success
        }
        if line.wantsVersion {
            try host.writeOutput(Array("\(name) \(ClientVersion.number)\n".utf8))
            return .success
        }
        let parsed: any ParsableCommand
        do {
            parsed = try line.command.parseAsRoot(line.canonical)
        } catch {
            throw Self.failure(of: error, command: line.command)
        }
        guard let command = parsed as? any JournalCommand else {
            try ManualPrinter.print(line.path, host: host)
            return .success
        }
        let invocation = try Invocation(
            host: host, options: command.common, isJSON: wantsJSON(arguments), alternatives: line.alternatives)
        try command.run(in: invocation)
        return .success
    }

    /// The shell asks for the words that could stand at the cursor.
    private static func answerShell(_ arguments: [String], _ host: Host) throws -> ExitStatus {
        do {
            _ = try CompletionRoot.parseAsRoot(arguments)
        } catch {
            guard CompletionRoot.exitCode(for: error).isSuccess else { return .usage }
            let words = CompletionRoot.message(for: error)
            try host.writeOutput(Array((words + "\n").utf8))
        }
        return .success
    }

    /// What any error that reaches the top means.
    static func failure(of error: any Error, command: any ParsableCommand.Type = JournalControl.self) -> Failure {
        switch error {
        case let failure as Failure: return failure
        case let error as RPCClientError: return Failure(error)
        case let error as RPCError: return Failure(error)
        case let error as Prompter.Failure: return Failure(error)
        case let error as StreamWriter.Failure: return Failure(error)
        case let error as TimeExpressionError: return .usage(error.message, hint: error.hint)
        case let status as ExitCode: return .silent(ExitStatus(rawValue: status.rawValue) ?? .internalError)
        default:
            let lines = command.message(for: error).split(separator: "\n").map(String.init)
            var text = lines.joined(separator: " ")
            if text.last == "." { text.removeLast() }
            return .usage(text.isEmpty ? "the command line cannot be read" : text, hint: "see \(name) help")
        }
    }

    private static func report(_ failure: Failure, _ arguments: [String], _ host: Host) -> ExitStatus {
        guard !failure.isSilent else { return failure.status }
        if wantsJSON(arguments) {
            host.writeError(failure.json + [0x0A])
            return failure.status
        }
        // The settings may be what is wrong, so only the plainest facts are used here.
        let terminal = Terminal(facts: host.facts, color: colorChoice(arguments), environment: host.environment)
        Notices(terminal: terminal, write: host.writeError).failure(failure)
        return failure.status
    }

    /// What `--color` says, wherever it stands; automatic if it says nothing that is known.
    private static func colorChoice(_ arguments: [String]) -> ColorChoice {
        for (index, argument) in arguments.enumerated() {
            if argument.hasPrefix("--color=") { return ColorChoice(rawValue: String(argument.dropFirst(8))) ?? .auto }
            if argument == "--color", index + 1 < arguments.count { return ColorChoice(rawValue: arguments[index + 1]) ?? .auto }
        }
        return .auto
    }

    /// Whether the caller is a program: then failures are JSON too.
    static func wantsJSON(_ arguments: [String]) -> Bool {
        let options = arguments.prefix { $0 != "--" }
        let formats = ["json", "json-pretty", "json-seq"]
        return options.contains { $0 == "--json" || $0.hasPrefix("--json=") }
            || zip(options, options.dropFirst()).contains { ["-o", "--output"].contains($0) && formats.contains($1) }
            || options.contains { argument in formats.contains { argument == "-o" + $0 || argument == "--output=" + $0 } }
    }
}
