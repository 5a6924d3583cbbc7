import ArgumentParser
import JournalRPC

/// The audit trail.
struct AccountActivity: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "activity", abstract: "Show what happened to your account: logins, failures, changes of passwords and tokens.",
        discussion: "The newest first. With --all, for admins, of all accounts. It holds nothing that anybody wrote.")
    static let examples = [
        Example("journalctl-x account activity -n 5", "The last five events."),
        Example("journalctl-x account activity --all --failures", "Who is guessing? (admins)"),
    ]

    @Option(name: [.customShort("n"), .customLong("lines")], help: ArgumentHelp("How many to show, or all.", valueName: "number"))
    var lines: String?

    @Flag(help: "Of all accounts.")
    var all = false

    @Option(help: ArgumentHelp("Of one account, by its login name or id; with --all.", valueName: "user"))
    var user: String?

    @Flag(help: "What failed alone; with --all.")
    var failures = false

    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        guard all || (user == nil && !failures) else { throw Failure.usage("--user and --failures go with --all") }
        let events = try events(try limit(), invocation)
        if format.json { return try invocation.json(ItemList(items: events)) }
        guard !events.isEmpty else { return invocation.notices.note("nothing happened yet") }
        let showsAccounts = all
        var columns: [Table.Column] = [.init("when", role: .dim), .init("what", isFlexible: true), .init("outcome"), .init("user", role: .dim)]
        if showsAccounts { columns.append(.init("account", role: .dim)) }
        columns += [.init("concerns", role: .dim), .init("by", role: .dim)]
        var table = Table(columns)
        for event in events {
            var cells = [
                Line(AccountText.time(event.at, invocation), .dim), Line(AccountText.event(event.event)),
                event.outcome == "success" ? Line("done", .success) : Line("failed", .error), Line(event.uid.map(String.init) ?? "", .dim),
            ]
            if showsAccounts { cells.append(Line(event.account.map(ShortID.of) ?? "nobody", .dim)) }
            cells += [Line(event.subject.map(ShortID.of) ?? "", .dim), Line(event.actor.map(ShortID.of) ?? "", .dim)]
            table.add(cells)
        }
        try invocation.show(table)
    }

    /// nil for all.
    private func limit() throws(Failure) -> Int? {
        guard let lines else { return 20 }
        if lines == "all" { return nil }
        guard let number = Digits.value(lines), number > 0 else {
            throw .usage("-n takes a number or all, not \"\(Sanitizer.line(lines))\"")
        }
        return number
    }

    private func events(_ limit: Int?, _ invocation: Invocation) throws(Failure) -> [ActivityEvent] {
        var events: [ActivityEvent] = []
        var cursor: String?
        repeat {
            let count = min((limit ?? .max) - events.count, 500)
            let page: ItemList<ActivityEvent>
            if all {
                page = try invocation.call(
                    Audit.List.self, .init(user: user, outcome: failures ? "failure" : nil, limit: count, cursor: cursor))
            } else {
                page = try invocation.call(Account.Activity.self, PageParams(limit: count, cursor: cursor))
            }
            events += page.items
            cursor = page.next
        } while cursor != nil && events.count < limit ?? .max
        return events
    }
}
