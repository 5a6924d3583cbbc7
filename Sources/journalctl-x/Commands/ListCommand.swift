import ArgumentParser
import JournalRPC

/// Entries that match the filters.
struct ListCommand: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List entries, oldest first; the newest 50 unless asked otherwise.",
        discussion: "Filters of different kinds must all match; of one kind that is repeated, one must. --not before a filter negates it; "
            + "a + between filters parts groups of which one must match.",
        aliases: ["ls"])
    static let examples = [
        Example("journalctl-x list -n 5", "The last five entries."),
        Example("journalctl-x list -S \"last monday\" -t sport,family", "Since Monday, about sport or family."),
        Example("journalctl-x list --mood 1..2 + --score ..-0.5", "Low by your own word, or by the text."),
        Example("journalctl-x list --not -t work --json number,at,title | jq .", "As data, without work."),
        Example("journalctl-x -f --grep burnout --count 1 --timeout 60s", "Wait a minute for a new entry with a word."),
    ]
    static let jsonTakesFields = true

    @OptionGroup(title: "Which entries") var match: MatchOptions
    @OptionGroup(title: "Text and following") var follow: FollowOptions
    @OptionGroup(title: "How many") var paging: PageOptions
    @OptionGroup(title: "Output") var output: EntryOutputOptions
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    /// The command line was empty: the newest ten, and what else there is.
    @Flag(help: .hidden) var newest = false

    func run(in invocation: Invocation) throws {
        let selections = try invocation.selections(match)
        let writer = try EntryWriter(invocation, output)
        if let pattern = follow.grep {
            try FoundEntries(pattern: pattern, options: self, writer: writer).show(selections, invocation)
        } else {
            try ListedEntries(options: self, writer: writer).show(selections, invocation)
        }
    }
}

/// What only lists take: a word that must occur, and going on with what comes.
struct FollowOptions: ParsableArguments {
    @Option(
        name: [.customShort("g"), .customLong("grep")],
        help: ArgumentHelp("With this text; capitals count if it has one. Status 1 if nothing matches.", valueName: "text"))
    var grep: String?

    @Flag(help: "Capitals count.")
    var caseSensitive = false

    @Flag(name: [.customShort("f"), .customLong("follow")], help: "Then show new entries as they are stored.")
    var follow = false

    @Option(help: ArgumentHelp("With -f: end after so many entries.", valueName: "number"))
    var count: Int?
}
