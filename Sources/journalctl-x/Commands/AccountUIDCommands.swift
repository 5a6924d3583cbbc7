import ArgumentParser
internal import Glibc
import JournalRPC

/// The system users of the account.
struct AccountUIDs: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "uids", abstract: "List the system users that have your account without a login.")

    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let uids = try invocation.call(Account.UIDs.List.self, NoParams())
        if format.json { return try invocation.json(uids) }
        guard !uids.items.isEmpty else { return invocation.notices.note("no system user has it; a login is the way in") }
        var table = Table([.init("user", role: .strong), .init("number"), .init("since", role: .dim), .init("")])
        for item in uids.items {
            table.add([
                SystemUser.name(item.uid) ?? "", String(item.uid), item.linkedAt.map { AccountText.time($0, invocation) } ?? "",
                item.current ? "you" : "",
            ])
        }
        try invocation.show(table)
    }
}

struct AccountLinkUID: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "link-uid", abstract: "Let another system user of yours have this account without a login.",
        discussion: "Makes a code that only that user can hand in, once, within ten minutes, with journalctl-x account join. "
            + "Whoever is that user then reads and writes your journal. Wants your password again.")
    static let examples = [Example("journalctl-x account link-uid maria", "Then, as maria: journalctl-x account join")]

    @Argument(help: "The system user, by number or name.")
    var user: String

    @OptionGroup var password: PasswordOptions
    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let uid = try SystemUser.number(user)
        try password.apply(to: invocation)
        let offer = try invocation.call(Account.UIDs.Link.self, .init(uid: uid))
        if format.json { return try invocation.json(offer) }
        try invocation.raw(Array((offer.code.revealed + "\n").utf8))
        invocation.notices.note("as user \(user), type: journalctl-x account join (and this code, until "
            + "\(AccountText.time(offer.expiresAt, invocation)))")
    }
}

struct AccountJoin: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "join", abstract: "Have the account that made a code for this system user.",
        discussion: "The code comes from journalctl-x account link-uid. An account of your own that holds anything stays what it is, "
            + "and joining is refused.")

    @Flag(help: "Read the code from standard input.")
    var codeStdin = false

    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        if codeStdin {
            guard let bytes = invocation.host.readInput(4_096) else { throw Failure.usage("standard input is too long for a code") }
            invocation.secrets = SecretSource(bytes: bytes, flag: "--code-stdin")
        } else {
            invocation.secrets = SecretSource(prompter: invocation.prompter, flag: "--code-stdin")
        }
        let code = try invocation.secrets.code("The code:")
        // It is this system user who joins, whoever is logged in.
        invocation.session.detach()
        let result: Account.UIDs.Redeem.Result
        do throws(Failure) {
            result = try invocation.call(Account.UIDs.Redeem.self, .init(code: code))
        } catch {
            throw error.wrongCode
        }
        if format.json { return try invocation.json(result) }
        invocation.notices.note("system user \(result.uid) has the account \(result.login ?? result.account) now")
    }
}

struct AccountUnlinkUID: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "unlink-uid", abstract: "Take your account from a system user.",
        discussion: "Wants your password again. The last way into the account cannot be given up.")

    @Argument(help: "The system user, by number or name.")
    var user: String

    @OptionGroup var password: PasswordOptions
    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let uid = try SystemUser.number(user)
        try password.apply(to: invocation)
        let result = try invocation.call(Account.UIDs.Unlink.self, .init(uid: uid))
        if format.json { return try invocation.json(result) }
        invocation.notices.note("system user \(result.uid) no longer has your account")
    }
}

/// Users of the operating system.
enum SystemUser {
    /// The number of a user that is named, or given by number.
    static func number(_ text: String) throws(Failure) -> UInt32 {
        if let number = UInt32(text), number < 4_294_967_295, number != 65_534 { return number }
        if let entry = getpwnam(text) { return entry.pointee.pw_uid }
        throw .usage("there is no system user \"\(Sanitizer.line(text))\"")
    }

    /// Whoever runs this program: what the daemon sees.
    static var current: String { name(geteuid()) ?? String(geteuid()) }

    static func name(_ number: UInt32) -> String? {
        getpwuid(number).map { String(cString: $0.pointee.pw_name) }
    }
}
