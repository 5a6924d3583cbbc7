import Foundation
import JournalRPC
import Testing

@testable import journalctl_x

/// The commands around passwords, factors, tokens and users.
@Suite struct AccountCommandTests {
    private let key: JSONValue = [
        "secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
        "uri": "otpauth://totp/journald:maria?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=journald", "expiresAt": "2026-10-30T17:30:00Z",
    ]
    private var codes: JSONValue { ["recoveryCodes": .array((0..<10).map { .string("abcd\($0)-efghi-jklmn-opqrs-tuvwx-y") })] }
    private let token: JSONValue = [
        "secret": "jx_api-token-0123456789",
        "token": [
            "id": .string(Sample.id(9)), "label": "backup", "scopes": ["read", "write"], "createdAt": "2026-10-30T17:00:00Z",
            "expiresAt": "2027-01-28T17:00:00Z",
        ],
    ]

    @Test(arguments: [80, 140, 40])
    func enrolmentShowsPictureKeyAndCodes(width: Int) throws {
        let daemon = try Samples.daemon([
            "account.get": [.result(Samples.account())], "account.totp.begin": [.result(key)],
            "account.totp.confirm": [Samples.unauthenticated, .result(codes)],
        ])
        let answers = Answers(["000000", "123 456"])
        let run = ClientRun(["totp", "enable"], daemon: daemon, terminal: true, width: width, answer: answers.answer)
        #expect(run.status == .success)
        // On 40 columns no code fits; the key does.
        #expect(run.output.contains("▀") == (width >= 53))
        #expect(run.output.contains("JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP"))
        #expect(!run.output.contains("otpauth"))
        #expect(daemon.calls.filter { $0.method == "account.totp.confirm" }.map(\.params) == [["code": "000000"], ["code": "123456"]])
        for number in 0..<10 { #expect(run.output.contains("abcd\(number)-efghi-jklmn-opqrs-tuvwx-y")) }
    }

    @Test func enrolmentNeedsATerminalAPasswordAndNoFactorYet() throws {
        let daemon = try Samples.daemon(["account.get": [.result(Samples.account(password: false)), .result(Samples.account(totp: true))]])
        #expect(ClientRun(["totp", "enable"], daemon: daemon).status == .usage)
        let bare = ClientRun(["totp", "enable"], daemon: daemon, terminal: true, answer: { _ in nil })
        #expect(bare.status == .usage && bare.errors.contains("journalctl-x passwd"))
        #expect(ClientRun(["totp", "enable"], daemon: daemon, terminal: true, answer: { _ in nil }).status == .conflict)
        #expect(!daemon.calls.contains { $0.method == "account.totp.begin" })
    }

    @Test func aFreshLoginIsMadeWhereItIsWanted() throws {
        let daemon = try Samples.daemon([
            "account.tokens.create": [Samples.stale, .result(token)],
            "session.reauthenticate": [Samples.codeNeeded, .result(["freshUntil": "2026-10-30T17:30:00Z"])],
        ])
        let answers = Answers(["correct horse", "123456"])
        let run = ClientRun(
            ["tokens", "create", "backup", "--scope", "read,write", "--scope", "read", "--days", "30"], daemon: daemon, terminal: true,
            answer: answers.answer)
        #expect(run.status == .success)
        #expect(run.output == "jx_api-token-0123456789\n")
        #expect(daemon.calls.map(\.method) == [
            "account.tokens.create", "session.reauthenticate", "session.reauthenticate", "account.tokens.create",
        ])
        #expect(daemon.params(of: "session.reauthenticate") == ["password": "correct horse", "code": "123456"])
        #expect(daemon.params(of: "account.tokens.create") == ["label": "backup", "scopes": ["read", "write"], "days": 30])
    }

    @Test func aFreshLoginFromStandardInput() throws {
        let daemon = try Samples.daemon([
            "account.totp.disable": [Samples.stale, .result(["disabled": true])],
            "session.reauthenticate": [Samples.codeNeeded, .result(["freshUntil": "2026-10-30T17:30:00Z"])],
        ])
        let run = ClientRun(["totp", "disable", "--password-stdin"], daemon: daemon, input: "correct horse\n123456\n")
        #expect(run.status == .success)
        let bare = ClientRun(["totp", "disable"], daemon: try Samples.daemon(["account.totp.disable": [Samples.stale]]))
        #expect(bare.status == .signInNeeded && bare.errors.contains("--password-stdin"))
    }

    @Test func aWrongPasswordEndsAFreshLogin() throws {
        let daemon = try Samples.daemon(["account.recoveryCodes.renew": [Samples.stale], "session.reauthenticate": [Samples.unauthenticated]])
        let run = ClientRun(["recovery-codes", "renew", "--password-stdin"], daemon: daemon, input: "wrong\n")
        #expect(run.status == .signInNeeded && run.errors.contains("the password is not right"))
        #expect(daemon.calls.filter { $0.method == "session.reauthenticate" }.count == 1)
    }

    @Test func aTokenCanBeSavedWhereNobodyElseReads() throws {
        let state = try StateFolder()
        let daemon = try Samples.daemon(["account.tokens.create": [.result(token)]])
        let file = state.path + "/token"
        let run = ClientRun(["tokens", "create", "backup", "--save", file], daemon: daemon)
        #expect(run.status == .success && run.output.isEmpty)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "jx_api-token-0123456789\n")
        #expect(state.mode(file) == 0o600)
        #expect(daemon.params(of: "account.tokens.create")?["scopes"] == ["read"])
        // What is there is not overwritten, and no token is made in vain.
        #expect(ClientRun(["tokens", "create", "backup", "--save", file], daemon: daemon).status == .usage)
        #expect(daemon.calls.count == 1)
    }

    @Test func aPasswordIsTypedTwice() throws {
        let daemon = try Samples.daemon([
            "account.get": [.result(Samples.account())], "account.setPassword": [.result(["login": "maria", "ended": 2])],
        ])
        let different = ClientRun(["passwd"], daemon: daemon, terminal: true, answer: Answers(["old one", "new password", "new passwort"]).answer)
        #expect(different.status == .usage)
        let answers = Answers(["old one", "new password", "new password"])
        let run = ClientRun(["passwd"], daemon: daemon, terminal: true, answer: answers.answer)
        #expect(run.status == .success && run.errors.contains("2 other logins ended"))
        #expect(daemon.calls.filter { $0.method == "account.setPassword" }.map(\.params) == [["current": "old one", "password": "new password"]])
    }

    @Test func theFirstPasswordNeedsAName() throws {
        let bare: JSONValue = [
            "id": .string(Sample.id(7)), "role": "user", "zone": "UTC", "locale": "en", "dayEndHour": 0, "weekStart": 1,
            "createdAt": "2026-10-01T08:00:00Z", "hasPassword": false,
        ]
        let daemon = try Samples.daemon(["account.get": [.result(bare)], "account.setPassword": [.result(["login": "maria", "ended": 0])]])
        let run = ClientRun(["passwd", "--password-stdin", "--login", "maria"], daemon: daemon, input: "new password\n")
        #expect(run.status == .success)
        #expect(daemon.params(of: "account.setPassword") == ["login": "maria", "password": "new password"])
        let nameless = ClientRun(["passwd", "--password-stdin"], daemon: daemon, input: "new password\n")
        #expect(nameless.status == .usage && nameless.errors.contains("--login NAME"))
    }

    @Test func sessionsAreEndedByTheEndOfTheirIds() throws {
        let session: (Int, Bool) -> JSONValue = { number, current in
            [
                "id": .string(Sample.id(number)), "label": "journalctl-x", "uid": 1000, "createdAt": "2026-10-29T08:00:00Z",
                "lastUsedAt": "2026-10-30T17:00:00Z", "expiresAt": "2027-01-27T08:00:00Z", "secondFactor": true, "current": .boolean(current),
            ]
        }
        let daemon = try Samples.daemon([
            "session.list": [.result(["items": [session(70, true), session(71, false)]])],
            "session.revoke": [.result(["session": .string(Sample.id(71))])],
        ])
        let list = ClientRun(["sessions"], daemon: daemon)
        #expect(list.lines.count == 3 && list.lines[1].contains("00000070") && list.lines[1].contains("this one"))
        #expect(ClientRun(["sessions", "revoke", "0071"], daemon: daemon).status == .success)
        #expect(daemon.params(of: "session.revoke") == ["session": .string(Sample.id(71))])
        #expect(ClientRun(["sessions", "revoke", "0199"], daemon: daemon).status == .usage)
        #expect(ClientRun(["sessions", "revoke", "beef"], daemon: daemon).status == .notFound)
    }

    @Test func activityNamesWhatHappened() throws {
        let event: (ActivityKind, String) -> JSONValue = { kind, outcome in
            ["at": "2026-10-30T16:00:00Z", "event": .string(kind.rawValue), "outcome": .string(outcome), "uid": 1000]
        }
        let all = ActivityKind.allCases.map { event($0, "success") } + [event(.login, "failure")]
        let daemon = try Samples.daemon([
            "account.activity": [.result(["items": .array(all), "next": "more"]), .result(["items": [["at": "2026-10-30T16:00:00Z", "event": "newer", "outcome": "success"]]])],
            "audit.list": [.result(["items": [event(.login, "failure")]])],
        ])
        let run = ClientRun(["account", "activity", "-n", "all"], daemon: daemon)
        #expect(run.status == .success)
        #expect(run.lines.count == all.count + 2)
        #expect(run.output.contains("recovery code used") && run.output.contains("failed") && run.output.contains("newer"))
        #expect(daemon.calls.map(\.params) == [["limit": 500], ["limit": 500, "cursor": "more"]])
        #expect(ClientRun(["account", "activity", "--failures"], daemon: daemon).status == .usage)
        #expect(ClientRun(["account", "activity", "--all", "--failures", "--user", "maria", "-n", "3"], daemon: daemon).status == .success)
        #expect(daemon.params(of: "audit.list") == ["user": "maria", "outcome": "failure", "limit": 3])
    }

    @Test func usersAreMadeWithAPasswordOrForASystemUser() throws {
        let user: JSONValue = [
            "id": .string(Sample.id(8)), "login": "ana", "uids": [1001], "role": "user", "disabled": true, "hasPassword": true, "totp": false,
            "createdAt": "2026-10-30T17:00:00Z", "lastSeenAt": "2026-11-02T09:30:00Z", "initialUntil": "2026-11-06T17:00:00Z",
        ]
        var made = user
        if case .object(var members) = user {
            members.append(.init("initialPassword", "k7m2p-9x4tq-00000-zzzzz"))
            made = .object(members)
        }
        let daemon = try Samples.daemon([
            "users.create": [.result(made)], "users.resetPassword": [.result(made)], "users.list": [.result(["items": [user]])], "users.setRole": [.result(user)],
            "users.delete": [.result(["account": .string(Sample.id(8))])],
        ])
        for command in ["create", "add"] {
            let run = ClientRun(["users", command, "ana", "--uid", "1001"], daemon: daemon)
            #expect(run.status == .success && run.output == "k7m2p-9x4tq-00000-zzzzz\n")
            #expect(run.errors.contains("as system user 1001") && run.errors.contains("2026-11-06"))
            #expect(daemon.params(of: "users.create") == ["login": "ana", "uid": 1001])
        }
        let reset = ClientRun(["users", "reset-password", "ana"], daemon: daemon)
        #expect(reset.status == .success && reset.output == "k7m2p-9x4tq-00000-zzzzz\n")
        #expect(daemon.params(of: "users.resetPassword") == ["user": "ana"])
        #expect(ClientRun(["users", "create", "--uid", "root", "--role", "admin"], daemon: daemon).status == .success)
        #expect(daemon.params(of: "users.create") == ["uid": 0, "role": "admin"])
        #expect(ClientRun(["users", "create"], daemon: daemon).status == .usage)
        #expect(ClientRun(["users", "create", "--uid", "65534"], daemon: daemon).status == .usage)
        let list = ClientRun(["users", "ls"], daemon: daemon).output
        #expect(list.contains("disabled") && list.contains("first") && list.contains("2026-11-02"))
        #expect(ClientRun(["users", "set-role", "ana", "boss"], daemon: daemon).status == .usage)
        #expect(ClientRun(["users", "rm", "ana"], daemon: daemon).status == .usage)
        #expect(!daemon.calls.contains { $0.method == "users.delete" })
        #expect(ClientRun(["users", "rm", "ana", "--confirm", Sample.id(8)], daemon: daemon).status == .success)
        #expect(daemon.params(of: "users.delete") == ["user": "ana", "confirm": .string(Sample.id(8))])
    }

    @Test func linkingTakesTwo() throws {
        let state = try StateFolder()
        let daemon = try Samples.daemon([
            "account.uids.link": [.result(["code": "link-code-0123456789", "expiresAt": "2026-10-30T17:30:00Z"])],
            "account.uids.redeem": [Samples.unauthenticated, .result(["account": .string(Sample.id(7)), "login": "maria", "uid": 1001])],
        ])
        let offer = ClientRun(["account", "link-uid", "1001"], daemon: daemon)
        #expect(offer.output == "link-code-0123456789\n" && offer.errors.contains("journalctl-x account join"))
        // Joining is done by the system user, also while a login is there.
        try state.logIn(daemon)
        let wrong = ClientRun(["account", "join", "--code-stdin"], daemon: daemon, input: "wrong-code-0123456789\n", environment: state.environment)
        #expect(wrong.status == .signInNeeded)
        let run = ClientRun(["account", "join", "--code-stdin"], daemon: daemon, input: "link-code-0123456789\n", environment: state.environment)
        #expect(run.status == .success)
        #expect(daemon.calls.map(\.method) == ["account.uids.link", "account.uids.redeem", "account.uids.redeem"])
    }

    @Test func whoamiSaysWhy() throws {
        let daemon = try Samples.daemon(["account.get": [.result(Samples.account()), .result(Samples.account()), .result(Samples.account(via: "uid"))]])
        #expect(ClientRun(["whoami"], daemon: daemon).output.contains("a login"))
        #expect(ClientRun(["whoami", "-q"], daemon: daemon).output == "maria\n")
        #expect(ClientRun(["whoami"], daemon: daemon).output.contains("the system user \(SystemUser.current)"))
    }

    @Test(arguments: [["password=secret"], [#"{"password":"secret"}"#], ["login=maria", "code=123456"]])
    func theRawInterfaceTakesNoSecretAsAnArgument(parameters: [String]) throws {
        let daemon = try Samples.daemon([:])
        let run = ClientRun(["rpc", "call", "session.login"] + parameters, daemon: daemon)
        #expect(run.status == .usage && run.errors.contains("standard input"))
        #expect(daemon.calls.isEmpty)
    }

    /// Whatever a schema calls secret is masked by its name.
    @Test func everySecretOfTheWireIsMasked() {
        func names(_ schema: Schema) -> Set<String> {
            switch schema.kind {
            case .object(let properties, _):
                properties.reduce(into: []) { found, property in
                    if isSecret(property.schema) { found.insert(property.name) }
                    found.formUnion(names(property.schema))
                }
            case .array(let item, _): names(item)
            case .oneOf(let schemas): schemas.reduce(into: []) { $0.formUnion(names($1)) }
            default: []
            }
        }
        func isSecret(_ schema: Schema) -> Bool {
            switch schema.kind {
            case .string(let rule): rule.format == .secret
            case .array(let item, _): isSecret(item)
            case .oneOf(let schemas): schemas.contains(where: isSecret)
            default: false
            }
        }
        let methods = [
            AnyMethod(Sessions.Login.self), AnyMethod(Sessions.Verify.self), AnyMethod(Sessions.Refresh.self), AnyMethod(Sessions.Attach.self),
            AnyMethod(Sessions.Reauthenticate.self), AnyMethod(Account.SetPassword.self), AnyMethod(Account.TOTP.Begin.self),
            AnyMethod(Account.TOTP.Confirm.self), AnyMethod(Account.RecoveryCodes.Renew.self), AnyMethod(Account.Tokens.Create.self),
            AnyMethod(Account.UIDs.Link.self), AnyMethod(Account.UIDs.Redeem.self), AnyMethod(Users.Create.self),
        ]
        let found = methods.reduce(into: Set<String>()) { $0.formUnion(names($1.params).union(names($1.result))) }
        #expect(found.union(["challenge"]) == FrameMask.secrets)
    }

    @Test func completionAndHelpKnowTheCommands() {
        let script = ClientRun(["completion", "bash"]).output
        for word in ["login", "logout", "whoami", "sessions", "tokens", "totp", "recovery-codes", "passwd", "users", "link-uid", "unlink-uid"] {
            #expect(script.contains(word), "\(word)")
        }
        let manual = ClientRun(["man"]).output
        #expect(manual.contains("JOURNALCTL_X_TOKEN_FILE") && manual.contains("recovery\\-codes") || manual.contains("recovery-codes"))
        #expect(ClientRun(["help", "totp", "enable"]).output.contains("--password-stdin"))
    }
}
