import ArgumentParser
import JournalRPC

/// The second factor: codes of an authenticator app.
struct TOTPCommand: ParsableCommand, GroupCommand {
    static let configuration = CommandConfiguration(
        commandName: "totp", abstract: "Show, turn on or turn off the second factor of your login.",
        subcommands: [TOTPStatus.self, TOTPEnable.self, TOTPDisable.self], defaultSubcommand: TOTPStatus.self)
    static let examples = [Example("journalctl-x totp enable", "A QR code for the phone, and recovery codes for when it is lost.")]
}

struct TOTPStatus: JournalCommand {
    static let configuration = CommandConfiguration(commandName: "status", abstract: "Show whether it is on.")

    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let account = try invocation.call(Account.Get.self, NoParams())
        if format.json {
            return try invocation.json(["totp": JSONValue.boolean(account.totp ?? false), "recoveryCodesLeft": .integer(Int64(account.recoveryCodesLeft ?? 0))])
        }
        try invocation.show(Self.lines(account))
    }

    static func lines(_ account: Account.Info) -> [Line] {
        var facts = FactList()
        add(account, to: &facts)
        return facts.lines
    }

    static func add(_ account: Account.Info, to facts: inout FactList) {
        let isOn = account.totp ?? false
        facts.add("second factor", isOn ? Line("on", .success) : Line("off  turn it on with: journalctl-x totp enable", .dim))
        if isOn, let left = account.recoveryCodesLeft {
            facts.add("recovery codes", "\(left) of 10 left" + (left < 4 ? "; renew them with: journalctl-x recovery-codes renew" : ""), left < 4 ? .warning : .plain)
        }
    }
}

struct TOTPEnable: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable", abstract: "Turn it on: scan a code with the phone, type one code back.",
        discussion: "Needs a terminal and an account with a password. Nothing changes until a code was right. Then ten recovery codes "
            + "are shown, once: each lets you in without the phone. Other logins of the account end.")

    @OptionGroup var password: PasswordOptions
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        guard invocation.prompter.canAsk else {
            throw Failure.usage("this shows a key and wants a code back: run it on a terminal")
        }
        try password.apply(to: invocation)
        let account = try invocation.call(Account.Get.self, NoParams())
        guard account.hasPassword ?? true else {
            throw Failure.usage("your account has no password for a second factor to stand beside", hint: "set one with: journalctl-x passwd")
        }
        guard account.totp != true else {
            throw Failure(.conflict, code: "conflict", "the second factor is on already", hint: "for another phone: journalctl-x totp disable, then enable it again")
        }
        let key = try invocation.call(Account.TOTP.Begin.self, NoParams())
        try invocation.display(Self.instructions(key, invocation))
        // The codes of the new key come from the phone, also when the password came from elsewhere.
        invocation.secrets = SecretSource(prompter: invocation.prompter, flag: "the code")
        let codes = try CodePrompt.run(
            in: invocation, question: "The six digits that the app shows:",
            complaint: "that code is not right; are the clocks of the phone and of this machine right?"
        ) { (code) throws(Failure) in
            try invocation.call(Account.TOTP.Confirm.self, .init(code: code))
        }
        invocation.notices.note(Line("the second factor is on", .success))
        try invocation.display(RecoveryCodeText.lines(codes))
    }

    /// The key as a picture and in words. The code is as large as the window allows.
    private static func instructions(_ key: Account.TOTP.Begin.Result, _ invocation: Invocation) -> [Line] {
        let page = invocation.page
        let bytes = Array(key.uri.revealed.utf8)
        let words = [Line("Type this key into an authenticator app:"), Line("  " + grouped(key.secret.revealed), .strong)]
        guard let code = picture(bytes, page, invocation.terminal.height) else { return words + [Line()] }
        // The picture comes last, so that it is all there above the question in a small window.
        return words + [Line("or scan it:")] + QRView.lines(code, on: page)
    }

    /// Error correction M, or L where only that can be seen at once; nil when the page is too narrow for either.
    private static func picture(_ bytes: [UInt8], _ page: Page, _ height: Int) -> QRCode? {
        let codes = [QRCode.Correction.medium, .low].compactMap { QRCode(bytes, correction: $0) }.filter { code in
            (code.size + 2 * QRView.quietZone) * (page.glyphs.isUnicode ? 1 : 2) <= page.width
        }
        return codes.first { QRView.height($0, isUnicode: page.glyphs.isUnicode) < height } ?? codes.last
    }

    /// In groups of four, as people read it aloud.
    static func grouped(_ key: String) -> String {
        var out = ""
        for (index, letter) in key.enumerated() {
            if index > 0, index % 4 == 0 { out += " " }
            out.append(letter)
        }
        return out
    }
}

struct TOTPDisable: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable", abstract: "Turn it off; the recovery codes go with it.",
        discussion: "Wants your password, and a code or a recovery code, again.")

    @OptionGroup var password: PasswordOptions
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        try password.apply(to: invocation)
        let result = try invocation.call(Account.TOTP.Disable.self, NoParams())
        invocation.notices.note(result.disabled ? "the second factor is off; the password alone logs in" : "it was off already")
    }
}

/// What lets you in without the phone.
struct RecoveryCodesCommand: ParsableCommand, GroupCommand {
    static let configuration = CommandConfiguration(
        commandName: "recovery-codes", abstract: "Count or renew the codes that let you in without the phone.",
        subcommands: [RecoveryCodesStatus.self, RecoveryCodesRenew.self], defaultSubcommand: RecoveryCodesStatus.self)
}

struct RecoveryCodesStatus: JournalCommand {
    static let configuration = CommandConfiguration(commandName: "status", abstract: "Show how many are left.")

    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        try invocation.show(TOTPStatus.lines(try invocation.call(Account.Get.self, NoParams())))
    }
}

struct RecoveryCodesRenew: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "renew", abstract: "Make ten new ones; the old ones are worth nothing from then on.",
        discussion: "Wants your password, and a code, again. They are shown once.")

    @OptionGroup var password: PasswordOptions
    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        try password.apply(to: invocation)
        let codes: Account.RecoveryCodeList
        do throws(Failure) {
            codes = try invocation.call(Account.RecoveryCodes.Renew.self, NoParams())
        } catch {
            guard error.status == .conflict else { throw error }
            throw Failure(.conflict, code: error.code, error.message, hint: "turn it on with: journalctl-x totp enable")
        }
        if format.json { return try invocation.json(codes) }
        try invocation.display(RecoveryCodeText.lines(codes))
    }
}

enum RecoveryCodeText {
    static func lines(_ codes: Account.RecoveryCodeList) -> [Line] {
        [Line("Ten recovery codes. Each lets you in once without the phone."), Line("They are not shown again: print them, or put them into a password store."), Line()]
            + codes.recoveryCodes.map { Line("  " + $0.revealed, .strong) } + [Line()]
    }
}
