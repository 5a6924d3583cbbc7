import ArgumentParser
import JournalRPC

/// The accounts of the daemon, for its admins.
struct UsersCommand: ParsableCommand, GroupCommand {
    static let configuration = CommandConfiguration(
        commandName: "users", abstract: "List and look after the accounts of this daemon (admins).",
        discussion: "An admin decides who may come in, and never sees what anybody writes.",
        subcommands: [
            UsersList.self, UsersCreate.self, UsersResetPassword.self, UsersDisable.self, UsersEnable.self, UsersSetRole.self, UsersRemove.self,
        ], defaultSubcommand: UsersList.self)
    static let examples = [
        Example("journalctl-x users create maria", "Prints a first password, which maria replaces at her first login."),
        Example("journalctl-x users create --uid 1001", "One for a system user, who needs no password."),
    ]
}

struct UsersList: JournalCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List all accounts.", aliases: ["ls"])

    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let users = try Self.all(invocation)
        if format.json { return try invocation.json(ItemList(items: users)) }
        var table = Table([
            .init("name", isFlexible: true, role: .strong), .init("system users", role: .dim), .init("role"), .init("password"),
            .init("second factor"), .init("last seen", role: .dim), .init("id", role: .dim), .init("", role: .warning),
        ])
        for user in users {
            table.add([
                user.login ?? "", user.uids.map(String.init).joined(separator: ","), user.role, Self.password(user),
                user.totp ? "on" : "off", user.lastSeenAt.map { AccountText.day($0, invocation) } ?? "never", ShortID.of(user.id),
                user.disabled ? "disabled" : "",
            ])
        }
        try invocation.show(table)
    }

    private static func password(_ user: Users.Info) -> String {
        user.initialUntil != nil ? "first" : user.hasPassword ? "yes" : "no"
    }

    /// Every page of the list.
    static func all(_ invocation: Invocation) throws(Failure) -> [Users.Info] {
        var users: [Users.Info] = []
        var cursor: String?
        repeat {
            let page = try invocation.call(Users.List.self, PageParams(limit: 500, cursor: cursor))
            users += page.items
            cursor = page.next
        } while cursor != nil
        return users
    }
}

struct UsersCreate: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make an account: for a login name, a system user, or both.",
        discussion: "With a name a first password is made and printed, once. It is good for seven days, and only for choosing "
            + "another at the first journalctl-x login; if the account answers to a system user, only as that one.",
        aliases: ["add"])

    @Argument(help: "The login name.")
    var name: String?

    @Option(help: ArgumentHelp("The system user that it answers to, by number or name.", valueName: "user"))
    var uid: String?

    @Option(help: ArgumentHelp("user or admin.", valueName: "role"), completion: .list(["user", "admin"]))
    var role: String?

    @OptionGroup var password: PasswordOptions
    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        guard name != nil || uid != nil else { throw Failure.usage("say for whom", hint: "a login name, or --uid USER") }
        let role = try role.map { (word) throws(Failure) in try UsersSetRole.role(word) }
        let number = try uid.map { (text) throws(Failure) in try SystemUser.number(text) }
        try password.apply(to: invocation)
        let user = try invocation.call(Users.Create.self, .init(login: name, uid: number, role: role))
        if format.json { return try invocation.json(user) }
        invocation.notices.note("account \(user.login ?? ShortID.of(user.id)) is there, with the role \(user.role)")
        try FirstPassword.show(user, invocation)
    }
}

struct UsersResetPassword: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset-password", abstract: "Replace a password that was lost by a first one, and print it.",
        discussion: "Wants your password again, and ends all logins of the account; its second factor stays. Nobody comes into a "
            + "journal that way: the new password is good as the account's own system user alone, and an account without one "
            + "gets a new password only while there is nothing in it.")

    @Argument(help: "Its login name or id.")
    var user: String

    @OptionGroup var password: PasswordOptions
    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        try password.apply(to: invocation)
        let result = try invocation.call(Users.ResetPassword.self, .init(user: user))
        if format.json { return try invocation.json(result) }
        invocation.notices.note("the password of \(result.login ?? result.id) is replaced; its logins have ended")
        try FirstPassword.show(result, invocation)
    }
}

/// Shows a password that was made for somebody: the password alone on standard output, the rest beside it.
enum FirstPassword {
    static func show(_ user: Users.Info, _ invocation: Invocation) throws {
        guard let password = user.initialPassword else { return }
        let until = user.initialUntil.map { ", until \(AccountText.time($0, invocation))" } ?? ""
        let place = user.uids.isEmpty ? "" : " as system user \(user.uids.map(String.init).joined(separator: " or "))"
        invocation.notices.note("first password, shown once; good for the first journalctl-x login\(place)\(until):")
        try invocation.show(Line(password.revealed))
    }
}

struct UsersDisable: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable", abstract: "Let nobody in with an account any more; its journal stays.")

    @Argument(help: "Its login name or id.")
    var user: String

    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let result = try invocation.call(Users.Disable.self, .init(user: user))
        if format.json { return try invocation.json(result) }
        invocation.notices.note("\(result.login ?? result.id) is disabled")
    }
}

struct UsersEnable: JournalCommand {
    static let configuration = CommandConfiguration(commandName: "enable", abstract: "Let a disabled account in again.")

    @Argument(help: "Its login name or id.")
    var user: String

    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let result = try invocation.call(Users.Enable.self, .init(user: user))
        if format.json { return try invocation.json(result) }
        invocation.notices.note("\(result.login ?? result.id) is enabled")
    }
}

struct UsersSetRole: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "set-role", abstract: "Make an account an admin, or a user again.", discussion: "Wants your password again.")

    @Argument(help: "Its login name or id.")
    var user: String

    @Argument(help: "user or admin.", completion: .list(["user", "admin"]))
    var role: String

    @OptionGroup var password: PasswordOptions
    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let role = try Self.role(role)
        try password.apply(to: invocation)
        let result = try invocation.call(Users.SetRole.self, .init(user: user, role: role))
        if format.json { return try invocation.json(result) }
        invocation.notices.note("\(result.login ?? result.id) has the role \(result.role)")
    }

    static func role(_ word: String) throws(Failure) -> String {
        guard ["user", "admin"].contains(word) else {
            throw .usage("there is no role \"\(Sanitizer.line(word))\"", hint: "user or admin")
        }
        return word
    }
}

struct UsersRemove: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "rm", abstract: "Destroy an account, its key and its journal, for good.",
        discussion: "Asks for the account's id, and for your password again. To shut somebody out, disable the account instead.")

    @Argument(help: "Its login name or id.")
    var user: String

    @Option(help: ArgumentHelp("The id of the account, instead of typing it.", valueName: "id"))
    var confirm: String?

    @OptionGroup var password: PasswordOptions
    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        try password.apply(to: invocation)
        let typed = try confirm ?? invocation.prompter.line(
            "This destroys every entry of \(user) for good. Type the account's id to go on (users list --json shows it):", flag: "--confirm ID")
        guard let typed, typed.utf8.count == 36 else { throw Failure.usage("that is not the id of an account; nothing was deleted") }
        let result = try invocation.call(Users.Delete.self, .init(user: user, confirm: typed))
        if format.json { return try invocation.json(result) }
        invocation.notices.note("account \(result.account) and its key are gone")
    }
}
