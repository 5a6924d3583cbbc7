import ArgumentParser

/// The completion scripts: those of the argument parser, with what it gets wrong put right.
enum CompletionScript {
    /// The script of a shell.
    /// - Throws: an internal error when the argument parser writes other scripts than those that are known here: a script that
    ///   runs what the daemon answers must not get out.
    static func text(for shell: CompletionShell) throws(Failure) -> String {
        var script = CompletionRoot.completionScript(for: shell)
        if shell == .bash {
            try replaceWordLists(&script)
            try keepToTheRoot(&script)
        }
        if shell != .fish { dropBuiltInHelp(&script) }
        return script
    }

    /// `compgen -W` expands its list as the shell does: a category named `$(…)` would be run. Here words stay data. Readline quotes
    /// them where they are put in, because the completion is declared with `-o filenames`.
    private static func replaceWordLists(_ script: inout String) throws(Failure) {
        let name = "__journalctl-x_add_completions() {\n"
        guard let start = script.range(of: name), let end = script[start.upperBound...].range(of: "\n}\n") else { throw unknownScript }
        let body = #"""
                local completion
                if [[ "${1}" == -W ]]; then
                    # Words are data: compgen -W would run what stands in them.
                    while IFS='' read -r completion; do
                        [[ -n "${completion}" && "${completion}" == "${cur}"* ]] && COMPREPLY+=("${completion}")
                    done <<<"${2}"
                    return
                fi
                while IFS='' read -r completion; do
                    COMPREPLY+=("${completion}")
                done < <(IFS=$'\n' compgen "${@}" -- "${cur}")
            """#
        script.replaceSubrange(start.upperBound..<end.lowerBound, with: body)
    }

    /// The root's options have the values of `list`; after the name of a command its own count. Where nothing is typed yet, commands
    /// are offered without the many options.
    private static func keepToTheRoot(_ script: inout String) throws(Failure) {
        let words = "\n    case \"${prev}\" in\n"
        guard let root = script.range(of: "\n_journalctl-x() {\n"), let found = script[root.upperBound...].range(of: words) else {
            throw unknownScript
        }
        script.replaceSubrange(found, with: "\n    [[ -n \"${cur}\" ]] || COMPREPLY=()\n    [[ \"${positional_number}\" -eq -2 ]] || case \"${prev}\" in\n")
    }

    /// The argument parser adds a help command of its own after the client's, which would take its place and completes nothing.
    private static func dropBuiltInHelp(_ script: inout String) {
        let name = "\n_journalctl-x_help() {\n"
        guard let first = script.range(of: name), let second = script[first.upperBound...].range(of: name),
            let end = script[second.upperBound...].range(of: "\n}\n")
        else { return }
        script.replaceSubrange(second.lowerBound..<end.upperBound, with: "\n")
        for (twice, once) in [("|help|help)", "|help)"), (" help help'", " help'")] {
            if let range = script.range(of: twice) { script.replaceSubrange(range, with: once) }
        }
    }

    private static var unknownScript: Failure {
        Failure(.internalError, code: "completion", "the completion script is not of the form that is known to be safe")
    }
}

extension StringProtocol {
    /// Where a text first stands in this one.
    fileprivate func range(of text: String) -> Range<Index>? {
        let wanted = Array(text.utf8)
        var start = utf8.startIndex
        while let first = utf8[start...].firstIndex(of: wanted[0]) {
            if utf8[first...].starts(with: wanted) { return first..<utf8.index(first, offsetBy: wanted.count) }
            start = utf8.index(after: first)
        }
        return nil
    }
}

/// What the scripts are made of: the program with the options of `list`, which stands for the command that is not named.
struct CompletionRoot: ParsableCommand {
    static let configuration = JournalControl.configuration

    @OptionGroup var list: ListCommand
}

/// Names of commands under those that stand before.
@Sendable func completeCommands(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    var node: any ParsableCommand.Type = JournalControl.self
    for word in words.prefix(max(index, 0)).dropFirst() where word != "help" && !word.hasPrefix("-") {
        guard let child = CommandLineReader.child(of: node, named: word) else { return [] }
        node = child
    }
    return CommandLineReader.names(of: node)
}
