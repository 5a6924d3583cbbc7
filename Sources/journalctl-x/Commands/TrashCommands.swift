import ArgumentParser
import JournalRPC

/// Moves entries to the trash.
struct RemoveCommand: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "rm", abstract: "Move entries to the trash; restore takes them out again.",
        discussion: "Entries are named, or chosen with --where and filters. Many at once need their count: typed, or given with --confirm.",
        aliases: ["delete"])
    static let examples = [
        Example("journalctl-x rm 42", "Asks, then moves entry 42 to the trash."),
        Example("journalctl-x rm --where -t draft -U 2025 --dry-run", "Which ones would go?"),
        Example("journalctl-x rm --where -t draft -U 2025 --confirm 17", "Those 17, without a question."),
    ]

    @Argument(help: "Numbers or ids.", completion: .custom(completeNumbers))
    var entry: [String] = []

    @Flag(name: .customLong("where"), help: "Choose by the filters instead.")
    var byFilter = false

    @Flag(help: "List what would go, and change nothing.")
    var dryRun = false

    @Option(help: ArgumentHelp("How many entries --where may remove; it must be their exact number.", valueName: "count"))
    var confirm: String?

    @Flag(name: .shortAndLong, help: "Do not ask; for named entries.")
    var yes = false

    @OptionGroup(title: "Which entries") var match: MatchOptions
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let mass = MassChange(verb: "move", result: "moved to the trash", isFinal: false)
        if byFilter {
            guard entry.isEmpty else { throw Failure.usage("name entries or use --where, not both") }
            guard !match.isEmpty || !invocation.alternatives.isEmpty else {
                throw Failure.usage("--where needs a filter", hint: "such as --where -t draft")
            }
            let entries = try mass.matching(try invocation.selections(match), invocation)
            return try mass.run(entries, dryRun: dryRun, confirm: confirm, invocation, Entries.Delete.self)
        }
        guard match.isEmpty else { throw Failure.usage("filters need --where before them") }
        try NamedChange(names: entry, invocation: invocation).run(
            Entries.Delete.self, question: "Move %% to the trash?", done: "moved to the trash; journalctl-x restore %n undoes it", yes: yes, dryRun: dryRun)
    }
}

/// Takes entries out of the trash.
struct RestoreCommand: JournalCommand {
    static let configuration = CommandConfiguration(commandName: "restore", abstract: "Take entries out of the trash.")
    static let examples = [Example("journalctl-x restore 42", "Undo rm 42.")]

    @Argument(help: "Numbers or ids.", completion: .custom(completeTrashed))
    var entry: [String]

    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        try NamedChange(names: entry, invocation: invocation).run(
            Entries.Restore.self, question: nil, done: "restored", yes: true, dryRun: false)
    }
}

/// Removes entries for good.
struct PurgeCommand: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "purge", abstract: "Remove entries and their history for good.",
        discussion: "Without names it empties the trash. There is no way back.")
    static let examples = [
        Example("journalctl-x purge 42", "One entry, wherever it is."),
        Example("journalctl-x purge --trash", "Everything in the trash."),
    ]

    @Argument(help: "Numbers or ids.", completion: .custom(completeTrashed))
    var entry: [String] = []

    @Flag(help: "Everything in the trash.")
    var trash = false

    @Flag(help: "List what would go, and change nothing.")
    var dryRun = false

    @Option(help: ArgumentHelp("How many entries may go; it must be their exact number.", valueName: "count"))
    var confirm: String?

    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        guard entry.isEmpty == trash else {
            throw Failure.usage("name entries, or say --trash for all that is in the trash")
        }
        let mass = MassChange(verb: "remove", result: "removed for good", isFinal: true)
        let entries: [Entry]
        if trash {
            var selection = EntrySelection()
            selection.trashed = true
            entries = try mass.matching([selection], invocation)
        } else {
            entries = try NamedChange(names: entry, invocation: invocation).entries()
        }
        try mass.run(entries, dryRun: dryRun, confirm: confirm, invocation, Entries.Purge.self)
    }
}

/// The trash.
struct TrashCommand: ParsableCommand, GroupCommand {
    static let configuration = CommandConfiguration(
        commandName: "trash", abstract: "See what is in the trash.", subcommands: [TrashList.self], defaultSubcommand: TrashList.self)
}

struct TrashList: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List what is in the trash.", aliases: ["ls"])
    static let examples = [Example("journalctl-x trash", "What could be restored.")]
    static let jsonTakesFields = true

    @OptionGroup(title: "Which entries") var match: MatchOptions
    @OptionGroup(title: "How many") var paging: PageOptions
    @OptionGroup(title: "Output") var output: EntryOutputOptions
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        var list = try ListCommand.parse([])
        (list.match, list.paging) = (match, paging)
        let writer = try EntryWriter(invocation, output)
        try ListedEntries(options: list, writer: writer, isTrash: true).show(
            try invocation.selections(match, trashed: true), invocation)
    }
}
