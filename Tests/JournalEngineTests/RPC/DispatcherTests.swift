import JournalRPC
import Testing

@testable import JournalEngine

/// What a request gets back, in process and over a socket alike.
@Suite(.timeLimit(.minutes(2))) struct DispatcherTests {
    private func ask(_ mode: TestDaemon.Mode, _ line: String, _ daemon: TestDaemon? = nil) async throws -> String? {
        var answer: String?
        let daemon = if let daemon { daemon } else { try TestDaemon() }
        try await daemon.run(mode) { ask in answer = try await ask(line) }
        return answer
    }

    private func code(_ answer: String?) throws -> RPCErrorCode? {
        let error = try JSONTest.value(try #require(answer))["error"]
        let code = error?["code"]?.integerValue.flatMap { RPCErrorCode(rawValue: Int($0)) }
        #expect(error?["data"]?["kind"]?.stringValue == code?.kind)
        return code
    }

    @Test(arguments: TestDaemon.Mode.allCases, ["1", "-7", "1.50", "1e2", "\"a\\u0062\"", "null", "\"é\"", "12345678901234567890123"])
    func idIsEchoedAsItWasSent(mode: TestDaemon.Mode, id: String) async throws {
        let answer = try await ask(mode, #"{"id":\#(id),"jsonrpc":"2.0","method":"system.ping"}"#)
        #expect(answer == #"{"jsonrpc":"2.0","id":\#(id),"result":"pong"}"#)
    }

    @Test(arguments: TestDaemon.Mode.allCases) func asyncMethodAnswers(mode: TestDaemon.Mode) async throws {
        let answer = try await ask(mode, #"{"jsonrpc":"2.0","id":1,"method":"test.echo","params":{"text":"häl\nlo"}}"#)
        #expect(answer == #"{"jsonrpc":"2.0","id":1,"result":{"text":"häl\nlo"}}"#)
    }

    @Test(arguments: TestDaemon.Mode.allCases, [
        (#"{"jsonrpc":"2.0","id":1,"method""#, RPCErrorCode.parseError, "null"),
        (#"{"jsonrpc":"2.0","id":1,"method":"system.ping",}"#, .parseError, "null"),
        ("\u{FEFF}{}", .parseError, "null"),
        ("nonsense", .parseError, "null"),
        ("[]", .invalidRequest, "null"),
        ("17", .invalidRequest, "null"),
        (#"{"jsonrpc":"2.0","id":1,"id":2,"method":"system.ping"}"#, .invalidRequest, "null"),
        (#"{"jsonrpc":"1.0","id":5,"method":"system.ping"}"#, .invalidRequest, "5"),
        (#"{"jsonrpc":"2.0","id":[1],"method":"system.ping"}"#, .invalidRequest, "null"),
        (#"{"jsonrpc":"2.0","id":5,"method":7}"#, .invalidRequest, "5"),
        (#"{"jsonrpc":"2.0","id":5,"result":7}"#, .invalidRequest, "5"),
        (#"{"jsonrpc":"2.0","id":5,"method":"system.ping","extra":1}"#, .invalidRequest, "5"),
        (#"{"jsonrpc":"2.0","id":6,"method":"no.such"}"#, .methodNotFound, "6"),
        (#"{"jsonrpc":"2.0","id":6,"method":""}"#, .methodNotFound, "6"),
        (#"{"jsonrpc":"2.0","id":7,"method":"system.ping","params":{"uid":0}}"#, .invalidParams, "7"),
        (#"{"jsonrpc":"2.0","id":7,"method":"system.ping","params":[]}"#, .invalidParams, "7"),
        (#"{"jsonrpc":"2.0","id":7,"method":"test.echo"}"#, .invalidParams, "7"),
        (#"{"jsonrpc":"2.0","id":8,"method":"test.admin"}"#, .forbidden, "8"),
    ]) func brokenRequestStillGetsAReply(
        mode: TestDaemon.Mode, sample: (line: String, code: RPCErrorCode, id: String)
    ) async throws {
        let answer = try await ask(mode, sample.line)
        #expect(try code(answer) == sample.code)
        #expect(answer?.hasPrefix(#"{"jsonrpc":"2.0","id":\#(sample.id),"error":{"#) == true)
    }

    @Test(arguments: TestDaemon.Mode.allCases) func allIssuesAreToldAndNoValue(mode: TestDaemon.Mode) async throws {
        let answer = try await ask(
            mode, #"{"jsonrpc":"2.0","id":1,"method":"test.echo","params":{"text":12345,"more":"canary"}}"#)
        let issues = try JSONTest.value(try #require(answer))["error"]?["data"]?["issues"]?.arrayValue
        #expect(Set(issues?.compactMap { $0["path"]?.stringValue } ?? []) == ["/text", "/more"])
        #expect(answer?.contains("canary") == false && answer?.contains("12345") == false)
    }

    @Test(arguments: TestDaemon.Mode.allCases, [
        ("notFound", RPCErrorCode.notFound), ("conflict", .conflict), ("forbidden", .forbidden),
        ("unavailable", .unavailable), ("tooLarge", .tooLarge), ("storageFull", .storageFull),
        ("storeConflict", .conflict), ("corrupt", .unavailable), ("secondFactor", .secondFactorRequired),
        ("deadline", .deadlineExceeded), ("reauthenticate", .reauthenticationRequired),
        ("cancelled", .unavailable), ("anything", .internalError),
    ]) func handlerErrorsReachTheWire(
        mode: TestDaemon.Mode, sample: (name: String, code: RPCErrorCode)
    ) async throws {
        let answer = try await ask(
            mode, #"{"jsonrpc":"2.0","id":1,"method":"test.fail","params":{"text":"\#(sample.name)"}}"#)
        #expect(try code(answer) == sample.code)
        #expect(answer?.contains("secret text") == false && answer?.contains("page 7") == false)
        if sample.code == .internalError {
            let id = try JSONTest.value(answer ?? "")["error"]?["data"]?["errorId"]?.stringValue
            #expect(id?.utf8.count == 16)
        }
    }

    @Test(arguments: TestDaemon.Mode.allCases) func notificationsGetNoReply(mode: TestDaemon.Mode) async throws {
        for line in [
            #"{"jsonrpc":"2.0","method":"system.ping"}"#, #"{"jsonrpc":"2.0","method":"no.such"}"#,
            #"{"jsonrpc":"2.0","method":"test.echo","params":{}}"#, #"{"jsonrpc":"2.0","method":"test.admin"}"#,
            #"[{"jsonrpc":"2.0","method":"system.ping"},{"jsonrpc":"2.0","method":"test.echo","params":[]}]"#,
        ] {
            #expect(try await ask(mode, line) == nil)
        }
    }

    @Test(arguments: TestDaemon.Mode.allCases) func batchIsAnsweredInOneLine(mode: TestDaemon.Mode) async throws {
        let answer = try await ask(
            mode,
            #"[{"jsonrpc":"2.0","id":1,"method":"system.ping"},{"jsonrpc":"2.0","method":"system.ping"},3,"#
                + #"{"jsonrpc":"2.0","id":"x","method":"test.echo","params":{"text":"t"}}]"#)
        let items = try #require(JSONTest.value(answer ?? "").arrayValue)
        #expect(items.count == 3)
        #expect(items[0]["result"] == "pong" && items[0]["id"] == 1)
        #expect(items[1]["error"]?["code"] == -32600 && items[1]["id"] == .null)
        #expect(items[2]["result"]?["text"] == "t" && items[2]["id"] == "x")
    }

    @Test(arguments: TestDaemon.Mode.allCases, [100, 101]) func batchHasABound(
        mode: TestDaemon.Mode, count: Int
    ) async throws {
        let items = (0..<count).map { #"{"jsonrpc":"2.0","id":\#($0),"method":"system.ping"}"# }
        let answer = try await ask(mode, "[" + items.joined(separator: ",") + "]")
        if count == 100 {
            #expect(try JSONTest.value(try #require(answer)).arrayValue?.count == 100)
        } else {
            #expect(try code(answer) == .invalidRequest)
        }
    }

    @Test(arguments: TestDaemon.Mode.allCases) func discoveryDescribesEveryMethod(mode: TestDaemon.Mode) async throws {
        let daemon = try TestDaemon()
        let answer = try await ask(mode, #"{"jsonrpc":"2.0","id":1,"method":"rpc.discover"}"#, daemon)
        let document = try JSONTest.value(try #require(answer))["result"]
        #expect(document?["openrpc"]?.stringValue?.hasPrefix("1.3.") == true)
        #expect(document?["info"]?["version"] == "1.0.0")
        let names = document?["methods"]?.arrayValue?.compactMap { $0["name"]?.stringValue }
        #expect(names == daemon.table.methods.map(\.name))
        #expect(document?["components"]?["errors"]?.objectValue?.count == RPCErrorCode.allCases.count)
        for method in document?["methods"]?.arrayValue ?? [] {
            #expect(method["result"]?["schema"] != nil && method["params"]?.arrayValue != nil)
        }
    }

    @Test func methodNamedTwiceIsRefused() {
        var methods = MethodTable.Builder()
        methods.registerImmediate(System.Ping.self) { _, _ in "a" }
        methods.registerImmediate(System.Ping.self) { _, _ in "b" }
        #expect(throws: MethodTableError.duplicateName("system.ping")) { try methods.build() }
    }
}
