import Foundation
import JournalRPC
import Testing

@testable import journalctl_x

/// How a login is used: attached, renewed, and never given up for the account of the system user.
@Suite struct LoginRenewalTests {
    private let list: [FakeDaemon.Answer] = [.result(Sample.list([]))]

    @Test(arguments: ["2026-10-30T17:17:10Z", "2026-10-30T16:00:00Z"])
    func anEndedTokenIsRenewedFirst(until: String) throws {
        let state = try StateFolder()
        let daemon = try Samples.daemon(["session.refresh": [.result(Samples.tokens(2))], "entries.list": list])
        try state.logIn(daemon, until: until)
        #expect(ClientRun(["list"], daemon: daemon, environment: state.environment).status == .success)
        #expect(daemon.calls.map(\.method) == ["session.refresh", "session.attach", "entries.list"])
        #expect(daemon.params(of: "session.refresh") == ["refreshToken": "refresh-token-number-1"])
        #expect(daemon.params(of: "session.attach") == ["accessToken": "access-token-number-2"])
        #expect(try state.login(daemon)?.tokens.refreshToken.revealed == "refresh-token-number-2")
    }

    @Test func aRefusedTokenIsRenewedBeforeTheCallIsMade() throws {
        let state = try StateFolder()
        let daemon = try Samples.daemon([
            "session.attach": [Samples.unauthenticated, .result(Samples.attached)], "session.refresh": [.result(Samples.tokens(2))],
            "entries.create": [.result(Sample.entry(1))],
        ])
        try state.logIn(daemon)
        #expect(ClientRun(["add", "hello"], daemon: daemon, environment: state.environment).status == .success)
        #expect(daemon.calls.map(\.method) == ["session.attach", "session.refresh", "session.attach", "entries.create"])
    }

    @Test func aTokenThatEndsUnderTheConnectionIsRenewedAndTheCallRepeated() throws {
        let state = try StateFolder()
        let daemon = try Samples.daemon([
            "session.refresh": [.result(Samples.tokens(2))], "entries.create": [Samples.unauthenticated, .result(Sample.entry(1))],
        ])
        try state.logIn(daemon)
        #expect(ClientRun(["add", "hello"], daemon: daemon, environment: state.environment).status == .success)
        #expect(daemon.calls.map(\.method) == ["session.attach", "entries.create", "session.refresh", "session.attach", "entries.create"])
    }

    @Test func aLoginThatIsOverIsStatusFourAndNothingIsDone() throws {
        let state = try StateFolder()
        let daemon = try Samples.daemon([
            "session.attach": [Samples.unauthenticated], "session.refresh": [Samples.unauthenticated], "entries.create": [.result(Sample.entry(1))],
        ])
        try state.logIn(daemon)
        let run = ClientRun(["add", "hello"], daemon: daemon, environment: state.environment)
        #expect(run.status == .signInNeeded)
        #expect(run.errors.contains("the login of maria is over") && run.errors.contains("journalctl-x login maria"))
        #expect(!daemon.calls.contains { $0.method == "entries.create" })
        // The next run does not fall back to the system user either.
        #expect(ClientRun(["add", "hello"], daemon: daemon, environment: state.environment).status == .signInNeeded)
        #expect(!daemon.calls.contains { $0.method == "entries.create" })
        #expect(try state.login(daemon) != nil)
    }

    @Test func manyProcessesRenewOnce() throws {
        let state = try StateFolder()
        let daemon = try Samples.daemon(["session.refresh": [.result(Samples.tokens(2)), Samples.unauthenticated], "entries.list": list])
        try state.logIn(daemon, until: "2026-10-30T16:00:00Z")
        let group = DispatchGroup()
        let failed = Log()
        for _ in 0..<12 {
            group.enter()
            Thread.detachNewThread {
                let run = ClientRun(["list"], daemon: daemon, environment: state.environment, reallyWaits: true)
                if run.status != .success { failed.append(run.errors) }
                group.leave()
            }
        }
        group.wait()
        #expect(failed.text.isEmpty)
        #expect(daemon.calls.filter { $0.method == "session.refresh" }.count == 1)
        #expect(daemon.calls.filter { $0.method == "entries.list" }.count == 12)
    }

    @Test func aTokenIsForItsDaemonAlone() throws {
        let state = try StateFolder()
        let mine = try Samples.daemon(["entries.list": list])
        let other = try Samples.daemon(["entries.list": list])
        try state.logIn(mine)
        #expect(ClientRun(["list"], daemon: other, environment: state.environment).status == .success)
        #expect(other.calls.map(\.method) == ["entries.list"])
    }

    @Test func anotherUserAtTheSocketSeesNoToken() throws {
        let state = try StateFolder()
        let daemon = try Samples.daemon(["entries.list": list])
        try state.logIn(daemon, uid: getuid() + 1)
        // The file says who listened at the login; the kernel says who listens now.
        let run = ClientRun(["list"], daemon: daemon, environment: state.environment)
        #expect(run.status == .signInNeeded && run.errors.contains("another user than at your login"))
        #expect(daemon.calls.isEmpty)
    }

    @Test(arguments: [0o640, 0o604, 0o666])
    func aLoginFileThatOthersCanReadIsNotUsed(mode: mode_t) throws {
        let state = try StateFolder()
        let daemon = try Samples.daemon(["entries.list": list])
        try state.logIn(daemon)
        chmod(state.store.path(state.place(daemon)), mode)
        let run = ClientRun(["list"], daemon: daemon, environment: state.environment)
        #expect(run.status == .signInNeeded && run.errors.contains("open to other users"))
        #expect(daemon.calls.isEmpty)
    }

    @Test func aLinkInPlaceOfTheLoginIsNotFollowed() throws {
        let state = try StateFolder()
        let daemon = try Samples.daemon(["entries.list": list, "session.login": [.result(Samples.tokens(3))]])
        try state.logIn(daemon)
        let path = state.store.path(state.place(daemon))
        try FileManager.default.moveItem(atPath: path, toPath: state.path + "/elsewhere")
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: state.path + "/elsewhere")
        #expect(ClientRun(["list"], daemon: daemon, environment: state.environment).status == .signInNeeded)
        #expect(daemon.calls.isEmpty)
        // Logging in puts a file in the place of the link and leaves its target alone.
        let before = try Data(contentsOf: URL(fileURLWithPath: state.path + "/elsewhere"))
        let run = ClientRun(["login", "maria", "--password-stdin"], daemon: daemon, input: "correct horse\n", environment: state.environment)
        #expect(run.status == .success)
        #expect(try Data(contentsOf: URL(fileURLWithPath: state.path + "/elsewhere")) == before)
        #expect(try state.login(daemon)?.tokens.accessToken.revealed == "access-token-number-3")
    }

    @Test func aTokenFileBeatsTheLoginAndIsNeverRenewed() throws {
        let state = try StateFolder()
        let daemon = try Samples.daemon(["session.attach": [.result(Samples.attached), Samples.unauthenticated], "entries.list": list])
        try state.logIn(daemon)
        let file = state.path + "/token"
        try "jx_api-token-0123456789\n".write(toFile: file, atomically: false, encoding: .utf8)
        chmod(file, 0o600)
        let environment = state.environment.merging([TokenFile.variable: file]) { $1 }
        #expect(ClientRun(["list"], daemon: daemon, environment: environment).status == .success)
        #expect(daemon.params(of: "session.attach") == ["accessToken": "jx_api-token-0123456789"])
        let refused = ClientRun(["list"], daemon: daemon, environment: environment)
        #expect(refused.status == .signInNeeded && refused.errors.contains("not good any more"))
        #expect(!daemon.calls.contains { $0.method == "session.refresh" })
    }

    @Test(arguments: [(nil, 0o600), ("jx_api-token-0123456789\n", 0o644), ("", 0o600), ("short\n", 0o600), ("jx_api-token-0123456789\nand more\n", 0o600)]
        as [(String?, mode_t)])
    func aTokenFileThatIsNoneIsStatusFour(content: String?, mode: mode_t) throws {
        let state = try StateFolder()
        let daemon = try Samples.daemon(["entries.list": list])
        let file = state.path + "/token"
        if let content {
            try content.write(toFile: file, atomically: false, encoding: .utf8)
            chmod(file, mode)
        }
        let run = ClientRun(["list"], daemon: daemon, environment: state.environment.merging([TokenFile.variable: file]) { $1 })
        #expect(run.status == .signInNeeded)
        #expect(daemon.calls.isEmpty)
    }

    @Test func aRateLimitOnAttachingIsWaitedOut() throws {
        let state = try StateFolder()
        let daemon = try Samples.daemon([
            "session.attach": [Sample.error(-32005, "rate_limited", "Slow.", [.init("retryAfterMs", 100)]), .result(Samples.attached)],
            "entries.list": list,
        ])
        try state.logIn(daemon)
        let run = ClientRun(["list"], daemon: daemon, environment: state.environment)
        #expect(run.status == .success && run.waited == 100)
        #expect(daemon.calls.map(\.method) == ["session.attach", "session.attach", "entries.list"])
    }

    @Test func completionSpeaksForTheLogin() throws {
        let state = try StateFolder()
        let daemon = try Samples.daemon(["entries.list": [.result(Sample.list([Sample.entry(42)]))]])
        try state.logIn(daemon)
        var environment = state.environment
        environment["JOURNALCTL_X_SOCKET"] = daemon.path
        let words = CompletionSource.$environment.withValue(Environment(environment)) { CompletionSource.numbers(trashed: false) }
        // The tests' login has ended by the real clock, which completion goes by; so it says nothing rather than ask as somebody else.
        let ended = (Timestamp(rfc3339: "2026-10-30T18:00:00Z") ?? Timestamp(microseconds: 0)) < Host.currentTime()
        #expect(words == (ended ? [] : ["42"]))
        #expect(daemon.calls.map(\.method) == (ended ? [] : ["session.attach", "entries.list"]))
        try state.logIn(daemon, number: 2, until: "2999-01-01T00:00:00Z")
        let later = CompletionSource.$environment.withValue(Environment(environment)) { CompletionSource.numbers(trashed: false) }
        #expect(later == ["42"])
        #expect(daemon.params(of: "session.attach") == ["accessToken": "access-token-number-2"])
    }
}
