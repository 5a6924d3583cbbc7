import ArgumentParser
import JournalRPC

/// Speaking for an account with a password.
struct LoginCommand: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "login", abstract: "Log in with a name and a password, and a code if your account has a second factor.",
        discussion: "From then on every command speaks for that account, until logout. The login is kept in a file that "
            + "nobody else can read, renewed without asking, and shown to that daemon alone. Instead of a code of the "
            + "authenticator app a recovery code will do. A first password that an admin gave you is replaced at once. Scripts better use an API token: see journalctl-x help tokens.")
    static let examples = [
        Example("journalctl-x login maria", "The password is asked for and not shown."),
        Example("pass journal | journalctl-x login maria --password-stdin", "From a password store."),
    ]

    @Argument(help: "Your login name; it is asked for if absent.")
    var name: String?

    @OptionGroup var password: PasswordOptions
    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        guard !invocation.keeper.usesTokenFile else {
            throw Failure.usage("\(TokenFile.variable) is set and would beat the login", hint: "unset it first")
        }
        try password.apply(to: invocation)
        let login = try name ?? Self.askName(invocation)
        invocation.session.detach()
        let tokens = try Self.tokens(login, invocation)
        try invocation.keeper.keep(tokens, try invocation.session.place())
        if tokens.mustChangePassword == true { try Self.chooseOwn(invocation) }
        if format.json { return try invocation.json(Summary(tokens)) }
        invocation.notices.note(Line([Span("logged in as "), Span(tokens.login ?? tokens.account, .strong)]))
    }

    /// What `--json` tells: everything but the tokens.
    private struct Summary: Encodable {
        let account, session, refreshExpiresAt: String
        let login: String?

        init(_ tokens: Sessions.Tokens) {
            (account, session, login) = (tokens.account, tokens.session, tokens.login)
            refreshExpiresAt = tokens.refreshExpiresAt
        }
    }

    /// Somebody else chose the password that was given: it is good for choosing another, and that is done at once.
    private static func chooseOwn(_ invocation: Invocation) throws(Failure) {
        invocation.notices.note("this password was chosen for you; now choose your own")
        let current = try invocation.secrets.password("Password until now:")
        while true {
            do throws(Failure) {
                let new = try invocation.secrets.newPassword("New password:")
                _ = try invocation.call(Account.SetPassword.self, .init(current: current, password: new))
                return
            } catch {
                // A common or too short one, or two that differ: asked again where there is somebody to ask.
                guard error.status == .usage, error.code != "input_needed", invocation.secrets.asks else { throw error }
                invocation.notices.warn(error.message)
            }
        }
    }

    private static func askName(_ invocation: Invocation) throws -> String {
        guard let name = try invocation.prompter.line("Login name:", flag: "the name: journalctl-x login NAME"), !name.isEmpty else {
            throw Failure(.interrupted, code: "interrupted", "interrupted")
        }
        return name
    }

    private static func tokens(_ login: String, _ invocation: Invocation) throws(Failure) -> Sessions.Tokens {
        let password = try invocation.secrets.password("Password of \(login):")
        let challenge: String
        do throws(Failure) {
            return try invocation.call(Sessions.Login.self, .init(login: login, password: password, label: "journalctl-x"))
        } catch {
            guard error.refusal?.code == .secondFactorRequired, let given = error.refusal?.data.challenge else { throw error.wrongLogin }
            challenge = given
        }
        return try CodePrompt.run(in: invocation) { (code) throws(Failure) in
            try invocation.call(Sessions.Verify.self, .init(challenge: SecretString(challenge), code: code))
        }
    }
}

/// No longer speaking for it.
struct LogoutCommand: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "logout", abstract: "End the login, so that commands speak for the system user again.",
        discussion: "API tokens stay; revoke them with journalctl-x tokens revoke.")
    static let examples = [Example("journalctl-x logout --everywhere", "A laptop was lost: every login of the account ends.")]

    @Flag(help: "End every login of the account, on every machine.")
    var everywhere = false

    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        guard !invocation.keeper.usesTokenFile else {
            throw Failure.usage("\(TokenFile.variable) is set; an API token is no login", hint: "unset it, or see: journalctl-x tokens revoke")
        }
        let ended: Sessions.Logout.Result?
        do throws(Failure) {
            ended = try Self.end(everywhere: everywhere, invocation)
        } catch {
            // A login that the daemon does not take any more is over already; its file goes all the same.
            guard error.status == .signInNeeded, !everywhere else { throw error }
            invocation.session.detach()
            ended = nil
        }
        let wasKept = try invocation.keeper.forget(try invocation.session.place())
        if let ended, everywhere || ended.ended > 0 {
            invocation.notices.note("logged out; \(Numbers.count(ended.ended, "session", "sessions")) ended")
        } else {
            invocation.notices.note(wasKept ? "logged out; the login was over already" : "there was no login")
        }
    }

    private static func end(everywhere: Bool, _ invocation: Invocation) throws(Failure) -> Sessions.Logout.Result? {
        let place = try invocation.session.place()
        // Without a login there is nothing to end but what is elsewhere.
        if !everywhere, try invocation.keeper.login(place) == nil { return nil }
        return try invocation.call(Sessions.Logout.self, .init(everywhere: everywhere ? true : nil))
    }
}

/// Which account the commands speak for, and why.
struct WhoamiCommand: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "whoami", abstract: "Show which account your commands speak for, and why.",
        discussion: "-q prints the name alone: the login name, or the account's id if it has none.")

    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let account = try invocation.call(Account.Get.self, NoParams())
        if format.json { return try invocation.json(account) }
        let name = account.login ?? account.id
        if common.quiet { return try invocation.show(Line(name)) }
        var facts = FactList()
        facts.add("account", Line([Span(name, .strong)] + (account.login == nil ? [] : [Span("  " + account.id, .dim)])))
        facts.add("because of", Self.reason(account, invocation))
        facts.add("role", account.role)
        if account.mustChangePassword == true {
            facts.add("password", Line("chosen by somebody else: journalctl-x passwd", .warning))
        }
        facts.add("scopes", account.scopes?.joined(separator: ", "))
        facts.add("second factor", account.totp.map { $0 ? Line("on", .success) : Line("off", .dim) } ?? Line())
        try invocation.show(facts.lines)
    }

    private static func reason(_ account: Account.Info, _ invocation: Invocation) -> String? {
        switch account.via {
        case "session": "a login (journalctl-x logout ends it)"
        case "token": "an API token" + (invocation.keeper.usesTokenFile ? ", from \(TokenFile.variable)" : "")
        // The account may have several; the one that counts is whoever runs this.
        case "uid": "the system user \(SystemUser.current)"
        default: account.uid.map { "the system user \($0)" }
        }
    }
}
