import ArgumentParser
import JournalRPC

/// The earlier texts of an entry.
struct HistoryCommand: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Show the earlier texts of an entry, newest first.")
    static let examples = [Example("journalctl-x history 42", "What it said before it was edited.")]

    @Argument(help: "Its number or id.", completion: .custom(completeNumbers))
    var entry: String

    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let history = try invocation.call(Entries.History.self, Entries.Reference(entry: try EntryName.parse(entry)))
        if format.json { return try invocation.json(history) }
        var lines: [Line] = []
        for item in history.items {
            if !lines.isEmpty { lines.append(Line()) }
            lines.append(invocation.page.heading("revision \(item.revision), \(StatusCommand.time(item.savedAt, invocation))"))
            if let title = item.title { lines.append(Line(title, .strong)) }
            lines += TextLayout.wrap(item.body, to: invocation.page.textWidth - 2).map { Line($0).indented(by: 2) }
        }
        try invocation.show(lines)
        if history.items.isEmpty { invocation.notices.note("it was never changed") }
    }
}
