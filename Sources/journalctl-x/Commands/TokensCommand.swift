import ArgumentParser
import JournalRPC

/// API tokens, for scripts.
struct TokensCommand: ParsableCommand, GroupCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokens", abstract: "List, make or revoke API tokens for scripts.",
        discussion: "A token does what its scopes say, for a while, without a password. A script names the file that holds it in "
            + "\(TokenFile.variable). No token can change passwords, factors or tokens.",
        subcommands: [TokensList.self, TokensCreate.self, TokensRevoke.self], defaultSubcommand: TokensList.self)
    static let examples = [
        Example("journalctl-x tokens create backup --scope read --save ~/.config/journal-token", "Reading alone, kept in a file."),
        Example("JOURNALCTL_X_TOKEN_FILE=~/.config/journal-token journalctl-x list -n all -o json", "Using it."),
    ]
}

struct TokensList: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List your API tokens and when they were used last.", aliases: ["ls"])

    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let tokens = try invocation.call(Account.Tokens.List.self, NoParams())
        if format.json { return try invocation.json(tokens) }
        guard !tokens.items.isEmpty else { return invocation.notices.note("there are no API tokens") }
        var table = Table([
            .init("id", role: .strong), .init("name", isFlexible: true), .init("scopes"), .init("ends", role: .dim),
            .init("last used", role: .dim), .init("by", role: .dim),
        ])
        for token in tokens.items {
            table.add([
                ShortID.of(token.id), token.label, token.scopes.joined(separator: ","), AccountText.day(token.expiresAt, invocation),
                token.lastUsedAt.map { AccountText.time($0, invocation) } ?? "never", token.lastUsedBy.map(String.init) ?? "",
            ])
        }
        try invocation.show(table)
    }
}

struct TokensCreate: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make an API token; it is shown once.",
        discussion: "Wants your password again. The token alone goes to standard output, or with --save to a new file that nobody else can read.")
    static let examples = [
        Example("journalctl-x tokens create dashboard --scope analyse --days 30", "Reports, and nothing that was written."),
    ]

    @Argument(help: "What you call it.")
    var name: String

    @Option(
        help: ArgumentHelp("read, write, analyse (reports, no texts) or admin; repeat it or use commas.", valueName: "scope"),
        completion: .list(RPCScope.grantable.map(\.rawValue)))
    var scope: [String] = []

    @Option(help: ArgumentHelp("How many days it lives; 90 if absent.", valueName: "number"))
    var days: Int?

    @Option(help: ArgumentHelp("Put it into this file.", valueName: "file"), completion: .file())
    var save: String?

    @OptionGroup var password: PasswordOptions
    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        try password.apply(to: invocation)
        let scopes = try scopes()
        if let save, PrivateFiles.exists(save) { throw Failure.usage("\(Sanitizer.line(save)) is there already; it is not overwritten") }
        let made = try invocation.call(Account.Tokens.Create.self, .init(label: name, scopes: scopes, days: days))
        if let save { try keep(made.secret, in: save, invocation) }
        if format.json {
            if save == nil { try invocation.json(made) } else { try invocation.json(made.token) }
        } else if save == nil {
            try invocation.raw(Array((made.secret.revealed + "\n").utf8))
        }
        let end = AccountText.day(made.token.expiresAt, invocation)
        invocation.notices.note("token \(ShortID.of(made.token.id)) for \(scopes.joined(separator: ", ")), until \(end)"
            + (save == nil ? "; it cannot be shown again" : ", in \(save ?? "")"))
    }

    private func scopes() throws(Failure) -> [String] {
        var scopes: [String] = []
        for word in scope.flatMap({ $0.split(separator: ",").map(String.init) }) where !scopes.contains(word) {
            guard let known = RPCScope(rawValue: word), RPCScope.grantable.contains(known) else {
                throw .usage("there is no scope \"\(Sanitizer.line(word))\"", hint: "read, write, analyse or admin")
            }
            scopes.append(word)
        }
        return scopes.isEmpty ? ["read"] : scopes
    }

    private func keep(_ secret: SecretString, in path: String, _ invocation: Invocation) throws(Failure) {
        do throws(PrivateFiles.Failure) {
            try PrivateFiles.write(Array((secret.revealed + "\n").utf8), to: path)
        } catch {
            // It exists and cannot be shown again, so it is shown now.
            try invocation.raw(Array((secret.revealed + "\n").utf8))
            throw Failure(
                .internalError, code: "token_file", "the token could not be put into \(path) (error \(error.code)), so it is shown here")
        }
    }
}

struct TokensRevoke: JournalCommand {
    static let configuration = CommandConfiguration(commandName: "revoke", abstract: "End an API token at once.")

    @Argument(help: "Its id, or the end of it, as the list shows it.")
    var id: String

    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let ids = try invocation.call(Account.Tokens.List.self, NoParams()).items.map(\.id)
        let token = try ShortID.find(id, in: ids, what: "token", list: "journalctl-x tokens")
        let result = try invocation.call(Account.Tokens.Revoke.self, .init(token: token))
        if format.json { return try invocation.json(result) }
        invocation.notices.note("token \(ShortID.of(token)) is refused from now on")
    }
}
