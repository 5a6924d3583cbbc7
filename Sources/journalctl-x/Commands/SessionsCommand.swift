import ArgumentParser
import JournalRPC

/// The logins of the account.
struct SessionsCommand: ParsableCommand, GroupCommand {
    static let configuration = CommandConfiguration(
        commandName: "sessions", abstract: "List or end the logins of your account.",
        subcommands: [SessionsList.self, SessionsRevoke.self], defaultSubcommand: SessionsList.self)
    static let examples = [Example("journalctl-x sessions revoke 3fa1b2c4", "End one that you do not know.")]
}

struct SessionsList: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the logins that can still be used.", aliases: ["ls"])

    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let sessions = try invocation.call(Sessions.List.self, NoParams())
        if format.json { return try invocation.json(sessions) }
        guard !sessions.items.isEmpty else { return invocation.notices.note("nobody is logged in") }
        var table = Table([
            .init("id", role: .strong), .init("program", isFlexible: true), .init("user", role: .dim), .init("since", role: .dim),
            .init("last used", role: .dim), .init("ends", role: .dim), .init(""),
        ])
        for session in sessions.items {
            table.add([
                ShortID.of(session.id), session.label ?? "", session.uid.map(String.init) ?? "",
                AccountText.day(session.createdAt, invocation), AccountText.time(session.lastUsedAt, invocation),
                AccountText.day(session.expiresAt, invocation), session.current ? "this one" : "",
            ])
        }
        try invocation.show(table)
    }
}

struct SessionsRevoke: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "End a login at once.",
        discussion: "Its tokens are refused from the next call on. All of them: journalctl-x logout --everywhere.")

    @Argument(help: "Its id, or the end of it, as the list shows it.")
    var id: String

    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let ids = try invocation.call(Sessions.List.self, NoParams()).items.map(\.id)
        let session = try ShortID.find(id, in: ids, what: "session", list: "journalctl-x sessions")
        let result = try invocation.call(Sessions.Revoke.self, .init(session: session))
        if format.json { return try invocation.json(result) }
        invocation.notices.note("session \(ShortID.of(session)) ended")
    }
}
