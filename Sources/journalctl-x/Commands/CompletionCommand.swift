import ArgumentParser

/// Scripts that complete command lines.
struct CompletionCommand: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "completion", abstract: "Print a completion script for a shell.",
        discussion: "Categories, entry numbers, reports and plugins are completed by asking the daemon, for at most 300 ms.")
    static let examples = [
        Example("journalctl-x completion bash > ~/.local/share/bash-completion/completions/journalctl-x", "For bash."),
        Example("journalctl-x completion zsh > ~/.zfunc/_journalctl-x", "For zsh, with ~/.zfunc in fpath."),
        Example("journalctl-x completion fish > ~/.config/fish/completions/journalctl-x.fish", "For fish."),
    ]

    @Argument(help: "bash, zsh or fish.", completion: .list(["bash", "zsh", "fish"]))
    var shell: String

    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        guard let known = CompletionShell(rawValue: shell) else {
            throw Failure.usage("there is no completion for \"\(Sanitizer.line(shell))\"", hint: "bash, zsh or fish")
        }
        try invocation.data(Array((CompletionScript.text(for: known) + "\n").utf8))
    }
}
