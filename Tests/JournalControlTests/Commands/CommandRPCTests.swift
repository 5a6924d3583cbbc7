import JournalRPC
import Testing

@testable import journalctl_x

/// Calling the wire's methods by hand.
@Suite struct CommandRPCTests {
    private static let description: JSONValue = [
        "methods": [
            ["name": "sentiment.analyze", "params": [["name": "texts", "required": true], ["name": "provider", "required": false]]],
            ["name": "entries.list", "params": [["name": "limit", "required": false]]],
        ]
    ]

    private func daemon() throws -> FakeDaemon {
        try FakeDaemon { call, _ in
            switch call.method {
            case "rpc.discover": .result(Self.description)
            case "sentiment.analyze", "entries.list": .result(["items": []])
            default: Sample.unknownMethod
            }
        }
    }

    @Test(arguments: [["-"], []])
    func takesParametersFromStandardInput(_ words: [String]) throws {
        let daemon = try daemon()
        let run = ClientRun(["rpc", "call", "sentiment.analyze"] + words, daemon: daemon, input: #"{"texts":["so glad"]}"#)
        #expect(run.status == .success)
        #expect(daemon.params(of: "sentiment.analyze") == ["texts": ["so glad"]])
    }

    /// The input belongs to somebody else where a method needs no parameters, where some were given, and on a terminal.
    @Test func leavesStandardInputAloneOtherwise() throws {
        let daemon = try daemon()
        #expect(ClientRun(["rpc", "call", "entries.list"], daemon: daemon, input: #"{"limit":3}"#).status == .success)
        #expect(daemon.params(of: "entries.list") == [:])
        #expect(ClientRun(["rpc", "call", "sentiment.analyze", "provider=x"], daemon: daemon, input: #"{"texts":[]}"#).status == .success)
        #expect(daemon.params(of: "sentiment.analyze") == ["provider": "x"])
        #expect(ClientRun(["rpc", "call", "sentiment.analyze"], daemon: daemon, input: #"{"texts":[]}"#, terminal: true).status == .success)
        #expect(daemon.params(of: "sentiment.analyze") == [:])
    }

    @Test func saysWhatIsWrongWithTheInput() throws {
        let run = ClientRun(["rpc", "call", "sentiment.analyze"], daemon: try daemon(), input: "{\"texts\":")
        #expect(run.status == .usage)
        #expect(run.errors.contains("no JSON"))
    }
}
