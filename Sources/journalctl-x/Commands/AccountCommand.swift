import ArgumentParser
import JournalRPC

/// The caller's own account.
struct AccountCommand: ParsableCommand, GroupCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Show or change your account.",
        subcommands: [
            AccountShow.self, AccountSet.self, AccountActivity.self, AccountUIDs.self, AccountLinkUID.self, AccountJoin.self,
            AccountUnlinkUID.self, AccountDelete.self,
        ], defaultSubcommand: AccountShow.self)
    static let examples = [
        Example("journalctl-x account set --zone Europe/Madrid --day-end-hour 4", "A night owl in Madrid: the day ends at four."),
    ]
}

struct AccountShow: JournalCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show your account.")

    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let account = try invocation.call(Account.Get.self, NoParams())
        if format.json { return try invocation.json(account) }
        try invocation.show(Self.lines(account, invocation))
    }

    static func lines(_ account: Account.Info, _ invocation: Invocation) -> [Line] {
        var facts = FactList()
        facts.add("account", account.id)
        facts.add("login", account.login ?? (account.hasPassword == false ? "none; set one with: journalctl-x passwd" : nil))
        facts.add("user", account.uid.map { "system user \($0)" })
        facts.add("role", account.role)
        facts.add("zone", account.zone)
        facts.add("language", account.locale)
        facts.add("day ends", account.dayEndHour == 0 ? "at midnight" : "at \(Digits.padded(account.dayEndHour, 2)):00")
        facts.add("week", "starts on \(Self.weekday(account.weekStart))")
        facts.add("remote analysis", Self.remote(account))
        facts.add("since", StatusCommand.time(account.createdAt, invocation))
        if account.totp == true { TOTPStatus.add(account, to: &facts) }
        return facts.lines
    }

    private static func remote(_ account: Account.Info) -> String {
        guard account.remoteAnalysis == true else { return "off: no entry is sent to a model outside" }
        let mask = account.maskRemote != false ? "addresses, numbers and links are masked" : "as they are written"
        let budget = account.monthlyCents.map { ", up to \(Money.text($0 * 10_000)) a month" } ?? ""
        return "on: \(mask)\(budget)"
    }

    private static func weekday(_ number: Int) -> String {
        Weekday(rawValue: number - 1)?.name.capitalizedASCII ?? "Monday"
    }
}

struct AccountSet: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Change how your days and weeks are counted, and what may leave this machine.",
        discussion: "Days and weeks hold for new entries; what is stored keeps its day. Remote analysis is off until you say so; "
            + "turning it off ends what waits.")
    static let examples = [
        Example("journalctl-x account set --remote-analysis on --monthly-budget 2.50", "A model may read new entries, for so much a month."),
Example("journalctl-x account set --week-start sunday", "Weeks from Sunday to Saturday.")]

    @Option(help: ArgumentHelp("IANA time zone of new entries.", valueName: "zone"), completion: .custom(completeZones))
    var zone: String?

    @Option(help: ArgumentHelp("Language tag, such as en-GB.", valueName: "tag"))
    var locale: String?

    @Option(help: ArgumentHelp("The hour at which your day ends, 0 to 11.", valueName: "hour"))
    var dayEndHour: Int?

    @Option(
        help: ArgumentHelp("The day on which your week starts.", valueName: "weekday"),
        completion: .list(Weekday.allCases.map(\.name)))
    var weekStart: String?

    @Option(help: ArgumentHelp("Whether entries may be sent to a model outside.", valueName: "on|off"), completion: .list(["on", "off"]))
    var remoteAnalysis: String?

    @Option(help: ArgumentHelp("Whether addresses, numbers and links are masked before.", valueName: "on|off"), completion: .list(["on", "off"]))
    var maskRemote: String?

    @Option(help: ArgumentHelp("What models may cost you in a month, such as 2.50.", valueName: "amount"))
    var monthlyBudget: String?

    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let start = try weekStart.map { (text) throws(Failure) in try Self.weekday(text) }
        var params = Account.Update.Params(zone: zone, locale: locale, dayEndHour: dayEndHour, weekStart: start)
        params.remoteAnalysis = try remoteAnalysis.map { (text) throws(Failure) in try Self.isOn(text, "--remote-analysis") }
        params.maskRemote = try maskRemote.map { (text) throws(Failure) in try Self.isOn(text, "--mask-remote") }
        params.monthlyCents = try monthlyBudget.map { (text) throws(Failure) in
            guard let cents = Money.cents(text) else { throw .usage("--monthly-budget takes an amount such as 2.50") }
            return cents
        }
        let saysSomething = zone != nil || locale != nil || dayEndHour != nil || start != nil || remoteAnalysis != nil
            || maskRemote != nil || monthlyBudget != nil
        guard saysSomething else {
            throw Failure.usage("say what to change", hint: "such as --zone, --week-start or --remote-analysis")
        }
        let account = try invocation.call(Account.Update.self, params)
        if format.json { return try invocation.json(account) }
        if !common.quiet { try invocation.show(AccountShow.lines(account, invocation)) }
    }

    private static func isOn(_ text: String, _ flag: String) throws(Failure) -> Bool {
        switch text.lowercased() {
        case "on", "yes", "true": return true
        case "off", "no", "false": return false
        default: throw .usage("\(flag) takes on or off")
        }
    }

    /// 1 for Monday to 7 for Sunday, from a name, its beginning or the number.
    private static func weekday(_ text: String) throws(Failure) -> Int {
        if let number = Digits.value(text), (1...7).contains(number) { return number }
        let word = text.lowercased()
        guard word.utf8.count >= 3, let day = Weekday.allCases.first(where: { $0.name.hasPrefix(word) }) else {
            throw .usage("\"\(Sanitizer.line(text))\" is no weekday", hint: "such as monday or sunday")
        }
        return day.rawValue + 1
    }
}

struct AccountDelete: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Destroy your key and everything you wrote, for good.",
        discussion: "There is no way back: without the key not even the operator can read what is left on disk or in backups.")

    @Option(help: ArgumentHelp("The id of your account, instead of typing it.", valueName: "id"))
    var confirm: String?

    @OptionGroup var password: PasswordOptions
    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        try password.apply(to: invocation)
        let account = try invocation.call(Account.Get.self, NoParams())
        let typed: String?
        if let confirm {
            typed = confirm
        } else {
            typed = try invocation.prompter.line(
                "This destroys every entry of account \(account.id) for good. Type the account's id to go on:", flag: "--confirm \(account.id)")
        }
        guard typed == account.id else {
            throw Failure.usage("that is not the id of your account; nothing was deleted")
        }
        let result = try invocation.call(Account.Delete.self, .init(confirm: account.id))
        if format.json { return try invocation.json(result) }
        invocation.notices.note("account \(result.account) and its key are gone")
    }
}
