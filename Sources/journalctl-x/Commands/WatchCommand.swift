import ArgumentParser
import JournalRPC

/// Every change as it happens.
struct WatchCommand: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Show every change of your entries as it happens.",
        discussion: "New, edited, trashed, restored, purged and newly scored entries. list -f shows new entries alone.")
    static let examples = [
        Example("journalctl-x watch -t work", "Changes under work."),
        Example("journalctl-x watch --json --timeout 1h | jq .", "As data, for an hour."),
    ]

    @OptionGroup(title: "Which entries") var match: MatchOptions
    @Option(help: ArgumentHelp("End after so many changes.", valueName: "number"))
    var count: Int?
    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let follower = try Follower(try invocation.selections(match), invocation: invocation)
        var shown = 0
        while count.map({ shown < $0 }) ?? true {
            guard let change = try follower.next() else {
                if count == nil { return }
                throw Failure.silent(.noMatch)
            }
            if format.json {
                var bytes = try RPCEncoder.encode(change)
                bytes.append(0x0A)
                try invocation.data(bytes)
            } else if let missed = change.missed {
                invocation.notices.warn("\(missed) changes came too fast and are not shown")
                continue
            } else if let kind = change.kind, let entry = change.entry {
                try invocation.show(Self.line(kind, entry, invocation))
            }
            shown += 1
        }
    }

    private static func line(_ kind: Entries.ChangeNotice.Kind, _ entry: Entry, _ invocation: Invocation) -> Line {
        var line = Line(TextLayout.pad(kind.rawValue, to: 9), kind == .purged || kind == .trashed ? .warning : .success)
        line.append(" ")
        if kind == .purged {
            line.append("\(entry.number)", .dim)
        } else {
            line.append(invocation.list.line(invocation.line(entry)))
        }
        return line.truncated(to: invocation.terminal.width, ellipsis: invocation.glyphs.ellipsis)
    }
}
