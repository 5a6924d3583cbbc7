import ArgumentParser
import JournalRPC

/// The help of one command, as a value: `help add`, `add -h` and the man page are drawn from the same one.
struct ManualPage: Sendable {
    struct Item: Sendable {
        let term: String
        let text: String
    }

    struct Section: Sendable {
        let title: String
        let items: [Item]
    }

    /// The command's names, empty for the program itself.
    let path: [String]
    let aliases: [String]
    let summary: String
    let synopsis: [String]
    let examples: [Example]
    let description: String
    let sections: [Section]

    /// `journalctl-x categories rename`.
    var title: String { ([Program.name] + path).joined(separator: " ") }

    /// The page of a command.
    init(path: [String]) {
        var node: any ParsableCommand.Type = JournalControl.self
        for name in path { node = CommandLineReader.child(of: node, named: name) ?? node }
        let shape = CommandShape(node)
        let configuration = node.configuration
        self.path = path
        aliases = configuration.aliases
        summary = configuration.abstract
        description = configuration.discussion
        examples = (node as? any JournalCommand.Type)?.examples ?? (node as? any GroupCommand.Type)?.examples ?? []
        let commands = Self.commandSections(of: node)
        synopsis = Self.synopsis(path, shape, hasCommands: !commands.isEmpty, node)
        sections = commands + shape.sections + (path.isEmpty ? Self.programSections : [])
    }

    private static func synopsis(
        _ path: [String], _ shape: CommandShape, hasCommands: Bool, _ node: any ParsableCommand.Type
    ) -> [String] {
        let name = ([Program.name] + path).joined(separator: " ")
        guard hasCommands else {
            return [([name] + (shape.hasOptions ? ["[options]"] : []) + shape.synopsis).joined(separator: " ")]
        }
        let alone = node.configuration.defaultSubcommand != nil || path.isEmpty
        return (alone ? [name + " [options]"] : []) + [name + " COMMAND …"]
    }

    /// The commands of a group under their headings.
    private static func commandSections(of node: any ParsableCommand.Type) -> [Section] {
        func items(_ commands: [any ParsableCommand.Type]) -> [Item] {
            commands.filter { $0.configuration.shouldDisplay }.map { command in
                let names = [command.configuration.commandName ?? ""] + command.configuration.aliases
                return Item(term: names.joined(separator: ", "), text: command.configuration.abstract)
            }
        }
        let grouped = node.configuration.groupedSubcommands.map { Section(title: $0.name, items: items($0.subcommands)) }
        let loose = items(node.configuration.ungroupedSubcommands)
        return (loose.isEmpty ? [] : [Section(title: "Commands", items: loose)]) + grouped
    }

    /// What the program's own page says beside its commands.
    private static var programSections: [Section] {
        [
            Section(
                title: "Times",
                items: [Item(term: "Every time may be written as", text: TimeExpression.parseForms)]),
            Section(
                title: "Exit status",
                items: [
                    Item(term: "0", text: "Done; an empty list too."),
                    Item(term: "1", text: "A search found nothing."),
                    Item(term: "2", text: "The command line is wrong, or a needed answer was not given."),
                    Item(term: "3", text: "Not found."),
                    Item(term: "4", text: "Sign-in or a second factor is needed."),
                    Item(term: "5", text: "Not permitted."),
                    Item(term: "6", text: "Somebody else changed the entry meanwhile."),
                    Item(term: "8", text: "Not there yet."),
                    Item(term: "69", text: "The daemon cannot be reached."),
                    Item(term: "70", text: "A fault inside the daemon or the client."),
                    Item(term: "75", text: "Not now; try again."),
                    Item(term: "130", text: "Interrupted."),
                ]),
            Section(
                title: "Environment",
                items: Settings.Key.allCases.map { Item(term: $0.variable, text: $0.help + ".") } + [
                    Item(term: TokenFile.variable, text: "A file with an API token, for scripts; it beats a login."),
                    Item(term: "NO_COLOR, CLICOLOR_FORCE", text: "Never, or always, use colour."),
                    Item(term: "VISUAL, EDITOR, PAGER", text: "Used where JOURNALCTL_X_EDITOR and JOURNALCTL_X_PAGER are not set."),
                ]),
            Section(
                title: "Files",
                items: [
                    Item(
                        term: "~/.config/journalctl-x/config, /etc/journalctl-x/config",
                        text: "Lines of key = value with the same settings in lower case, such as color = never. "
                            + "Flags beat the environment, which beats your file, which beats the system's."),
                    Item(
                        term: "~/.local/state/journalctl-x/logins",
                        text: "Logins, a file for each daemon, readable by you alone; drafts are beside it."),
                ]),
        ]
    }
}

extension TimeExpression {
    /// The forms of a time, for the help.
    static var parseForms: String { TimeExpressionError.accepted + "." }
}
