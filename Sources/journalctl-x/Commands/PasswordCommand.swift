import ArgumentParser
import JournalRPC

/// The password.
struct PasswordCommand: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "passwd", abstract: "Set or change your password, and the name you log in with.",
        discussion: "The first time it wants a login name. It ends all other logins. With --password-stdin the lines are: the "
            + "password until now if there is one, the new one, and a code if your account has a second factor.")
    static let examples = [Example("journalctl-x passwd --login maria", "The first password, so that you can log in from elsewhere.")]

    @Option(help: ArgumentHelp("The name you log in with from now on.", valueName: "name"))
    var login: String?

    @OptionGroup var password: PasswordOptions
    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        try password.apply(to: invocation)
        let account = try invocation.call(Account.Get.self, NoParams())
        var name = login
        if name == nil, account.login == nil {
            name = try invocation.prompter.line("The name you will log in with:", flag: "--login NAME")
        }
        let current = account.hasPassword == true ? try invocation.secrets.password("Password until now:") : nil
        let new = try invocation.secrets.newPassword("New password:")
        let result: Account.SetPassword.Result
        do throws(Failure) {
            result = try invocation.call(Account.SetPassword.self, .init(login: name, current: current, password: new))
        } catch {
            throw error.wrongPassword
        }
        if format.json { return try invocation.json(result) }
        let others = result.ended > 0 ? "; \(Numbers.count(result.ended, "other login", "other logins")) ended" : ""
        invocation.notices.note("the password of \(result.login) is set\(others)")
    }
}
