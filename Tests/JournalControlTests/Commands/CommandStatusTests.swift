import JournalRPC
import Testing

@testable import journalctl_x

/// Every exit status, and what is said with it.
@Suite struct CommandStatusTests {
    @Test(arguments: [
        (-32602, "invalid_params", journalctl_x.ExitStatus.usage), (-32007, "too_large", .usage), (-32004, "not_found", .notFound),
        (-32001, "unauthenticated", .signInNeeded), (-32002, "second_factor_required", .signInNeeded),
        (-32011, "reauthentication_required", .signInNeeded), (-32003, "forbidden", .permissionDenied), (-32006, "conflict", .conflict),
        (-32008, "unavailable", .temporary), (-32009, "storage_full", .temporary), (-32010, "deadline_exceeded", .temporary),
        (-32603, "internal", .internalError), (-32601, "method_not_found", .internalError),
    ])
    func refusalBecomesStatus(code: Int, kind: String, status: journalctl_x.ExitStatus) throws {
        let daemon = try Sample.daemon("entries.get", Sample.error(code, kind, "The daemon says no."))
        let run = ClientRun(["show", "42"], daemon: daemon)
        #expect(run.status == status)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("journalctl-x: The daemon says no\n"))
        #expect(daemon.params(of: "entries.get") == ["entry": 42])
    }

    @Test func whoIsNotLetInIsToldWhatToType() throws {
        let daemon = try Sample.daemon("entries.get", Sample.error(-32001, "unauthenticated", RPCErrorCode.unauthenticated.summary))
        let run = ClientRun(["show", "42"], daemon: daemon)
        #expect(run.status == .signInNeeded)
        #expect(run.errors == "journalctl-x: the daemon does not know you, or does not let you in\n  log in with: journalctl-x login NAME\n")
    }

    @Test func statusesKeepTheirNumbers() {
        #expect(journalctl_x.ExitStatus.allCases.map(\.rawValue) == [0, 1, 2, 3, 4, 5, 6, 8, 69, 70, 75, 130])
    }

    @Test func stoppedDaemonNamesSocketAndStart() {
        let run = ClientRun(["list"])
        #expect(run.status == .unreachable)
        #expect(run.errors.contains("cannot reach the daemon at /nonexistent/journald.sock"))
        #expect(run.errors.contains("systemctl --user start journald-core"))
    }

    @Test func failureWithJSONIsOneObject() throws {
        let daemon = try Sample.daemon(
            "entries.get", Sample.error(-32603, "internal", "It broke.", [.init("errorId", "0199aaaa")]))
        let run = ClientRun(["show", "42", "--json", "id"], daemon: daemon)
        #expect(run.status == .internalError)
        let value = try #require(try JSONDocument(Array(run.errors.utf8)).root.flatMap { JSONValue($0) })
        #expect(value["code"] == "internal")
        #expect(value["message"] == "It broke")
        #expect(value["requestId"] == "0199aaaa")
        #expect(value["hint"]?.stringValue?.contains("0199aaaa") == true)
        #expect(run.errors.split(separator: "\n").count == 1)
    }

    @Test func everyIssueIsNamedWithItsPlace() throws {
        let issues: JSONValue = [
            ["path": "/mood", "rule": "maximum", "message": "must be at most 5"], ["path": "/title", "rule": "length", "message": "is too long"],
        ]
        let daemon = try Sample.daemon("entries.create", Sample.error(-32602, "invalid_params", "Wrong.", [.init("issues", issues)]))
        let run = ClientRun(["add", "hello"], daemon: daemon)
        #expect(run.status == .usage)
        #expect(run.errors.contains("mood: must be at most 5; title: is too long"))
    }

    @Test func rateLimitIsWaitedOut() throws {
        let daemon = try FakeDaemon { call, count in
            guard call.method == "entries.create" else { return Sample.unknownMethod }
            return count < 2 ? Sample.error(-32005, "rate_limited", "Slow.", [.init("retryAfterMs", 1_500)]) : .result(Sample.entry(1))
        }
        let run = ClientRun(["add", "hello"], daemon: daemon)
        #expect(run.status == .success)
        #expect(run.waited == 3_000)
        #expect(daemon.calls.count == 3)
    }

    @Test func longRateLimitIsNotWaitedOut() throws {
        let daemon = try Sample.daemon("entries.create", Sample.error(-32005, "rate_limited", "Slow.", [.init("retryAfterMs", 4_000)]))
        let run = ClientRun(["add", "hello"], daemon: daemon)
        #expect(run.status == .temporary)
        #expect(run.waited == 4_000)
        #expect(run.errors.contains("try again in 4 s"))
    }

    @Test func brokenConnectionIsRetriedWithTheSameKey() throws {
        let daemon = try FakeDaemon { call, count in
            guard call.method == "entries.create" else { return Sample.unknownMethod }
            return count == 0 ? .hangUp : .result(Sample.entry(1))
        }
        let run = ClientRun(["add", "hello"], daemon: daemon)
        #expect(run.status == .success)
        let keys = daemon.calls.compactMap { $0.params["idempotencyKey"]?.stringValue }
        #expect(keys.count == 2 && keys[0] == keys[1] && keys[0].utf8.count == 32)
    }

    @Test func brokenUpdateIsNotRepeated() throws {
        let daemon = try FakeDaemon { call, _ in
            switch call.method {
            case "entries.get": .result(Sample.entry(1))
            case "entries.update": .hangUp
            default: Sample.unknownMethod
            }
        }
        let run = ClientRun(["edit", "1", "--mood", "4"], daemon: daemon)
        #expect(run.status == .temporary)
        #expect(daemon.calls.filter { $0.method == "entries.update" }.count == 1)
    }

    @Test func silentDaemonTimesOut() throws {
        let daemon = try Sample.daemon("entries.get", .silence)
        #expect(ClientRun(["show", "1", "--timeout", "50ms"], daemon: daemon).status == .temporary)
    }

    @Test(arguments: [
        ["serach"], ["list", "--sinse", "today"], ["show"], ["show", "zwei"], ["add"], ["plugins", "lst"], ["list", "-o", "xml"],
        ["list", "--since", "03/04/2026"], ["list", "--mood", "7"], ["list", "--score", "1..-1"], ["sea"], ["list", "-o", "csv", "--fields", "nope"],
        ["list", "--tz", "Mars/Base"], ["-Z"], ["list", "--not"], ["rm", "--where"], ["--color", "pink"],
    ])
    func wrongCommandLineIsStatusTwo(arguments: [String]) throws {
        let daemon = try FakeDaemon { _, _ in .result([:]) }
        let run = ClientRun(arguments, daemon: daemon)
        #expect(run.status == .usage)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("journalctl-x: "))
        #expect(daemon.calls.isEmpty)
    }

    @Test func typosAreNotExecutedButUnderstood() {
        #expect(ClientRun(["serach", "x"]).errors.contains("did you mean \"search\"?"))
        #expect(ClientRun(["plugins", "lst"]).errors.contains("did you mean \"plugins list\"?"))
        #expect(ClientRun(["list", "--sinse", "today"]).errors.contains("'--since'"))
        #expect(ClientRun(["list", "--json", "titel"]).errors.contains("did you mean title?"))
    }

    @Test func olderWireIsWarnedAboutAndOtherMajorRefused() throws {
        func daemon(_ wire: String) throws -> FakeDaemon {
            try FakeDaemon { call, _ in
                guard call.method == "system.status" else { return .result(Sample.list([])) }
                return .result([
                    "version": "9.9.9", "protocolVersion": .string(wire), "pid": 4242, "startedAt": "2026-10-30T08:00:00Z", "uptimeSeconds": 60,
                    "store": ["provider": "sqlite"], "sentiment": ["provider": "lexicon", "model": "en-1"], "keySource": "file",
                    "connections": 1, "requestsInFlight": 1, "watchers": 0,
                ])
            }
        }
        let newer = ClientRun(["list"], daemon: try daemon("1.7"))
        #expect(newer.status == .success)
        #expect(newer.errors.contains("warning: the daemon is newer") && newer.errors.contains("9.9.9"))
        let other = ClientRun(["list"], daemon: try daemon("2.0"))
        #expect(other.status == .internalError)
        #expect(other.errors.contains("2.0") && other.errors.contains("1.0"))
    }

    @Test func debugShowsFramesButNoText() throws {
        let daemon = try Sample.daemon("entries.create", .result(Sample.entry(1, body: "my secret heart")))
        let run = ClientRun(["add", "my secret heart", "--title", "dear diary", "--debug"], daemon: daemon)
        #expect(run.errors.contains("--> ") && run.errors.contains("entries.create") && run.errors.contains("<15 bytes>"))
        #expect(!run.errors.contains("secret") && !run.errors.contains("diary") && !run.errors.contains("sport"))
    }
}
