import JournalRPC
import Testing

@testable import journalctl_x

/// Commands about models and their jobs.
@Suite struct CommandModelTests {
    private static func job(_ state: String, done: Int, total: Int = 3) -> JSONValue {
        [
            "id": "01990000-0000-7000-8000-000000000001", "kind": "reanalysis", "state": .string(state), "provider": "openai",
            "createdAt": "2026-03-01T10:00:00Z", "updatedAt": "2026-03-01T10:00:00Z", "total": .integer(Int64(total)),
            "done": .integer(Int64(done)), "failed": 0, "skipped": 1,
        ]
    }

    @Test func reanalyzeWaitsUntilTheJobIsDone() throws {
        let daemon = try FakeDaemon { call, count in
            switch call.method {
            case "sentiment.reanalyze": return .result(["job": "01990000-0000-7000-8000-000000000001", "entries": 3])
            case "jobs.watch":
                let notice: JSONValue = [
                    "jsonrpc": "2.0", "method": "jobs.changed",
                    "params": ["subscription": "01990000-0000-7000-8000-000000000002", "job": Self.job("done", done: 2)],
                ]
                return .resultThen(["subscription": "01990000-0000-7000-8000-000000000002"], notifications: [notice])
            case "jobs.get": return .result(Self.job("running", done: 0))
            default: return Sample.unknownMethod
            }
        }
        let run = ClientRun(["sentiment", "reanalyze", "--since", "2026-01-01"], daemon: daemon)
        #expect(run.status == .success)
        #expect(run.output == "2 entries have a new score by openai, 1 were passed over\n")
        #expect(daemon.params(of: "sentiment.reanalyze") == ["since": "2026-01-01"])
        #expect(!run.errors.contains("\u{1B}"))
    }

    @Test func noWaitPrintsTheJobAlone() throws {
        let daemon = try Sample.daemon(
            "sentiment.reanalyze", .result(["job": "01990000-0000-7000-8000-000000000001", "entries": 3]))
        let run = ClientRun(["sentiment", "reanalyze", "--no-wait"], daemon: daemon)
        #expect(run.output == "01990000-0000-7000-8000-000000000001\n" && run.errors.isEmpty)
    }

    @Test func retryNamesOneJobOrAll() throws {
        let waiting: JSONValue = [
            "id": "01990000-0000-7000-8000-000000000003", "kind": "analysis", "state": "waiting", "provider": "openai",
            "createdAt": "2026-03-01T10:00:00Z", "updatedAt": "2026-03-01T10:00:00Z", "tries": 0,
        ]
        let daemon = try Sample.daemon("jobs.retry", .result(["items": [waiting]]))
        #expect(ClientRun(["jobs", "retry"], daemon: daemon).status == .usage)
        #expect(ClientRun(["jobs", "retry", "--all", "x"], daemon: daemon).status == .usage)
        let run = ClientRun(["jobs", "retry", "--all", "--no-wait"], daemon: daemon)
        #expect(run.status == .success && run.errors.contains("1 text waits again"), "\(run.errors)")
        #expect(daemon.params(of: "jobs.retry") == [:])
    }

    @Test func aTimeoutLeavesTheJobPending() throws {
        let daemon = try FakeDaemon { call, _ in
            switch call.method {
            case "sentiment.reanalyze": .result(["job": "01990000-0000-7000-8000-000000000001", "entries": 3])
            case "jobs.watch": .result(["subscription": "01990000-0000-7000-8000-000000000002"])
            case "jobs.get": .result(Self.job("running", done: 0))
            default: Sample.unknownMethod
            }
        }
        let run = ClientRun(["sentiment", "reanalyze", "--timeout", "100ms"], daemon: daemon)
        #expect(run.status == .pending)
    }

    @Test func jobsShowProgressAndReasons() throws {
        let daemon = try Sample.daemon("jobs.list", .result(["items": [Self.job("running", done: 1)]]))
        let run = ClientRun(["jobs"], daemon: daemon)
        #expect(run.output.contains("1/3, 1 skipped") && run.output.contains("running"), "\(run.output) \(run.errors)")
    }

    @Test func previewPrintsTheTextAloneAndWhyItStays() throws {
        let daemon = try Sample.daemon(
            "sentiment.preview",
            .result(["provider": "openai", "isSent": false, "reason": "it is private", "text": "Dear [email]", "masked": 1]))
        let run = ClientRun(["sentiment", "preview", "7"], daemon: daemon)
        #expect(run.output == "Dear [email]\n")
        #expect(run.errors.contains("it is not sent: it is private"))
        #expect(daemon.params(of: "sentiment.preview") == ["entry": 7])
    }

    @Test func privateAndConsentAreSaidOnTheWire() throws {
        let made = try Sample.daemon("entries.create", .result(["id": "01990000-0000-7000-8000-000000000001", "number": 1]))
        _ = ClientRun(["add", "--private", "mine"], daemon: made)
        #expect(made.params(of: "entries.create")?["private"] == true)
        let account = try Sample.daemon("account.update", Sample.error(-32603, "internal", "Stop."))
        let set = ClientRun(["account", "set", "--remote-analysis", "on", "--mask-remote", "off", "--monthly-budget", "2.5"], daemon: account)
        #expect(account.params(of: "account.update") == ["remoteAnalysis": true, "maskRemote": false, "monthlyCents": 250], "\(set.errors)")
    }

    @Test(arguments: [("2", 200), ("2.5", 250), ("0.05", 5), ("2.505", nil), ("-1", nil), ("x", nil), ("", nil), ("1.", nil)] as [(String, Int64?)])
    func amounts(_ text: String, _ cents: Int64?) { #expect(Money.cents(text) == cents) }
}
