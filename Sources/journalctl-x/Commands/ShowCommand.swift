import ArgumentParser
import JournalRPC

/// One or more entries in full.
struct ShowCommand: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show entries in full, or why one got its score.",
        discussion: "An entry is named by its number or its id. --explain shows the score sentence by sentence and the words that made it; "
            + "it ends with status 8 while the entry has no score yet.")
    static let examples = [
        Example("journalctl-x show 42", "The whole entry."),
        Example("journalctl-x show --explain 42", "Why it got its score."),
        Example("journalctl-x show 42 -o md", "As Markdown."),
    ]
    static let jsonTakesFields = true

    @Argument(help: "Numbers or ids.", completion: .custom(completeNumbers))
    var entry: [String] = []

    @Flag(help: "Show the score sentence by sentence, with the words that made it.")
    var explain = false

    @OptionGroup(title: "Which entries") var match: MatchOptions
    @OptionGroup(title: "How many") var paging: PageOptions
    @OptionGroup(title: "Output") var output: EntryOutputOptions
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let writer = try EntryWriter(invocation, output, standard: .full)
        guard !entry.isEmpty else {
            guard paging.hasCursor else { throw Failure.usage("say which entry", hint: "such as journalctl-x show 42") }
            return try goOn(writer, invocation)
        }
        var found: [Entry] = []
        for name in entry {
            found.append(try invocation.call(Entries.Get.self, Entries.Reference(entry: try EntryName.parse(name))))
        }
        guard explain, writer.format == .full else { return try writer.write(found) }
        for entry in found { try invocation.show(try Explanation(entry).lines(invocation)) }
    }

    /// `show --after-cursor …`: what came since, in full.
    private func goOn(_ writer: EntryWriter, _ invocation: Invocation) throws {
        var list = try ListCommand.parse([])
        (list.match, list.paging) = (match, paging)
        try ListedEntries(options: list, writer: writer).show(try invocation.selections(match), invocation)
    }
}
