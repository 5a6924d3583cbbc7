import Foundation
import JournalRPC
import Testing

@testable import journalctl_x

/// Logging in and out, and where passwords come from.
@Suite struct LoginTests {
    @Test func aPasswordIsAskedForAndTheLoginKept() throws {
        let state = try StateFolder()
        let daemon = try Samples.daemon(["session.login": [.result(Samples.tokens(1))], "entries.list": [.result(Sample.list([]))]])
        let answers = Answers(["correct horse"])
        let run = ClientRun(["login", "maria"], daemon: daemon, environment: state.environment, terminal: true, answer: answers.answer)
        #expect(run.status == .success)
        #expect(run.errors.contains("logged in as ") && run.output.isEmpty)
        #expect(answers.asked == ["Password of maria: "])
        #expect(daemon.params(of: "session.login") == ["login": "maria", "password": "correct horse", "label": "journalctl-x"])
        #expect(state.mode(state.store.path(state.place(daemon))) == 0o600)
        #expect(state.mode(state.store.folder) == 0o700)
        #expect(try state.login(daemon)?.tokens.refreshToken.revealed == "refresh-token-number-1")

        #expect(ClientRun(["list"], daemon: daemon, environment: state.environment).status == .success)
        #expect(daemon.calls.map(\.method) == ["session.login", "session.attach", "entries.list"])
        #expect(daemon.params(of: "session.attach") == ["accessToken": "access-token-number-1"])
    }

    @Test func aSecondFactorIsAskedForUntilItIsRight() throws {
        let state = try StateFolder()
        let daemon = try Samples.daemon([
            "session.login": [Samples.codeNeeded], "session.verify": [Samples.unauthenticated, .result(Samples.tokens(1))],
        ])
        let answers = Answers(["correct horse", "111111", "222 222"])
        let run = ClientRun(["login", "maria"], daemon: daemon, environment: state.environment, terminal: true, answer: answers.answer)
        #expect(run.status == .success)
        #expect(run.errors.contains("that code is not right"))
        #expect(answers.asked.count == 3)
        #expect(daemon.calls.filter { $0.method == "session.verify" }.map(\.params) == [
            ["challenge": "challenge-0123456789", "code": "111111"], ["challenge": "challenge-0123456789", "code": "222222"],
        ])
        #expect(try state.login(daemon) != nil)
    }

    @Test func threeWrongCodesAreEnough() throws {
        let state = try StateFolder()
        let daemon = try Samples.daemon(["session.login": [Samples.codeNeeded], "session.verify": [Samples.unauthenticated]])
        let answers = Answers(["correct horse", "111111", "12", "333333", "444444"])
        let run = ClientRun(["login", "maria"], daemon: daemon, environment: state.environment, terminal: true, answer: answers.answer)
        #expect(run.status == .signInNeeded)
        #expect(answers.asked.count == 4)
        // A code that cannot be one costs no try at the daemon.
        #expect(daemon.calls.filter { $0.method == "session.verify" }.count == 2)
        #expect(try state.login(daemon) == nil)
    }

    @Test func passwordAndCodeFromStandardInput() throws {
        let state = try StateFolder()
        let daemon = try Samples.daemon(["session.login": [Samples.codeNeeded], "session.verify": [.result(Samples.tokens(1))]])
        let run = ClientRun(
            ["login", "maria", "--password-stdin"], daemon: daemon, input: "correct horse\r\nabcde-fghij\n", environment: state.environment)
        #expect(run.status == .success)
        #expect(daemon.params(of: "session.login")?["password"] == "correct horse")
        #expect(daemon.params(of: "session.verify")?["code"] == "abcde-fghij")
    }

    @Test func passwordFromAFileThatNobodyElseCanRead() throws {
        let state = try StateFolder()
        let daemon = try Samples.daemon(["session.login": [.result(Samples.tokens(1))]])
        let file = state.path + "/password"
        try "correct horse\n".write(toFile: file, atomically: false, encoding: .utf8)
        chmod(file, 0o644)
        let arguments = ["login", "maria", "--password-file", file]
        let refused = ClientRun(arguments, daemon: daemon, environment: state.environment)
        #expect(refused.status == .signInNeeded && refused.errors.contains("chmod 600"))
        #expect(daemon.calls.isEmpty)
        chmod(file, 0o600)
        #expect(ClientRun(arguments, daemon: daemon, environment: state.environment).status == .success)
        #expect(daemon.params(of: "session.login")?["password"] == "correct horse")
    }

    @Test(arguments: [["--password-stdin"], []])
    func wrongPasswordIsStatusFour(flags: [String]) throws {
        let state = try StateFolder()
        let daemon = try Samples.daemon(["session.login": [Samples.unauthenticated]])
        let answers = Answers(["wrong"])
        let run = ClientRun(
            ["login", "maria"] + flags, daemon: daemon, input: "wrong\n", environment: state.environment, terminal: true,
            answer: answers.answer)
        #expect(run.status == .signInNeeded)
        #expect(run.errors.contains("the name or the password is not right"))
        #expect(try state.login(daemon) == nil)
        #expect(daemon.calls.count == 1)
    }

    @Test func withoutATerminalTheFlagIsNamed() throws {
        let state = try StateFolder()
        let daemon = try Samples.daemon([:])
        for arguments in [["login", "maria"], ["login", "maria", "--no-input"], ["login"]] {
            let run = ClientRun(arguments, daemon: daemon, environment: state.environment)
            #expect(run.status == .usage)
            #expect(run.errors.contains(arguments.count > 1 ? "--password-stdin" : "login NAME"))
        }
        #expect(daemon.calls.isEmpty)
    }

    @Test(arguments: [["login", "maria", "--password", "secret"], ["login", "maria", "secret"], ["passwd", "--password=secret"]])
    func aPasswordIsNoArgument(arguments: [String]) throws {
        let daemon = try Samples.daemon([:])
        let run = ClientRun(
            arguments, daemon: daemon, environment: ["JOURNALCTL_X_PASSWORD": "secret", "PASSWORD": "secret"])
        #expect(run.status == .usage)
        #expect(daemon.calls.isEmpty)
    }

    @Test func interruptedAtThePasswordIsStatus130() throws {
        let state = try StateFolder()
        let daemon = try Samples.daemon([:])
        let run = ClientRun(["login", "maria"], daemon: daemon, environment: state.environment, terminal: true, answer: { _ in nil })
        #expect(run.status == .interrupted)
        #expect(daemon.calls.isEmpty)
    }

    @Test func logoutEndsTheSessionAndForgetsIt() throws {
        let state = try StateFolder()
        let daemon = try Samples.daemon(["session.logout": [.result(["ended": 1])], "entries.list": [.result(Sample.list([]))]])
        try state.logIn(daemon)
        #expect(ClientRun(["logout"], daemon: daemon, environment: state.environment).status == .success)
        #expect(daemon.calls.map(\.method) == ["session.attach", "session.logout"])
        #expect(try state.login(daemon) == nil)
        // And nothing more to end.
        let again = ClientRun(["logout"], daemon: daemon, environment: state.environment)
        #expect(again.status == .success && again.errors.contains("there was no login"))
        #expect(ClientRun(["list"], daemon: daemon, environment: state.environment).status == .success)
        #expect(daemon.calls.map(\.method) == ["session.attach", "session.logout", "entries.list"])
    }

    @Test func logoutEverywhere() throws {
        let state = try StateFolder()
        let daemon = try Samples.daemon(["session.logout": [.result(["ended": 3])]])
        try state.logIn(daemon)
        let run = ClientRun(["logout", "--everywhere"], daemon: daemon, environment: state.environment)
        #expect(run.status == .success && run.errors.contains("3 sessions ended"))
        #expect(daemon.params(of: "session.logout") == ["everywhere": true])
    }

    @Test func aLoginThatIsOverCanBeLeft() throws {
        let state = try StateFolder()
        let daemon = try Samples.daemon(["session.attach": [Samples.unauthenticated], "session.refresh": [Samples.unauthenticated]])
        try state.logIn(daemon)
        let run = ClientRun(["logout"], daemon: daemon, environment: state.environment)
        #expect(run.status == .success && run.errors.contains("over already"))
        #expect(try state.login(daemon) == nil)
    }

    @Test func nothingSecretIsTraced() throws {
        let state = try StateFolder()
        let daemon = try Samples.daemon([
            "session.login": [Samples.codeNeeded], "session.verify": [.result(Samples.tokens(1))], "entries.list": [.result(Sample.list([]))],
        ])
        let login = ClientRun(
            ["login", "maria", "--password-stdin", "--debug"], daemon: daemon, input: "correct horse\n123456\n", environment: state.environment)
        let list = ClientRun(["list", "--debug"], daemon: daemon, environment: state.environment)
        let said = login.errors + login.output + list.errors + list.output
        #expect(said.contains("\"password\":\"<secret>\"") && said.contains("session.attach"))
        for secret in ["horse", "123456", "challenge-0123", "token-number"] { #expect(!said.contains(secret), "\(secret)") }
    }
}
