import JournalRPC
import Testing

struct ProtocolTests {
    /// What an envelope was read as, in a few words.
    func read(_ json: String) -> String {
        var document = JSONDocument()
        let message = Array(json.utf8).withUnsafeBytes { RPCMessage.parse($0, with: &document) }
        switch message {
        case .single(let envelope): return describe(envelope)
        case .batch(let requests): return requests.map { describe(RPCEnvelope.parse($0)) }.joined(separator: "; ")
        case .invalid(let error): return "refused \(error.code.rawValue)"
        }
    }

    func describe(_ envelope: RPCEnvelope) -> String {
        switch envelope {
        case .call(let id, let method, let params):
            "call \(text(id.rawBytes)) \(method.string() ?? "?") \(params.map { text($0.rawBytes) } ?? "-")"
        case .notification(let method, let params):
            "notification \(method.string() ?? "?") \(params.map { text($0.rawBytes) } ?? "-")"
        case .invalid(let id, let error): "invalid \(id.map { text($0.rawBytes) } ?? "-") \(error.code.rawValue)"
        }
    }

    @Test(arguments: [
        "1", "-0", "1.0", "1e5", "12345678901234567890123", "\"\"", "\"abc\"", "\"\\u0061\"", "\"é\"", "null",
        "\"123456789012345\"", "\"1234567890123\"", "\"12345678901234\"",
    ])
    func idsAreEchoedExactly(_ id: String) throws {
        #expect(read("{\"jsonrpc\":\"2.0\",\"id\":\(id),\"method\":\"a.b\"}") == "call \(id) a.b -")
        var out: [UInt8] = []
        let view = try parse("{\"id\": \(id) }")
        let echo = try #require(view["id"].flatMap { RPCID($0) })
        RPCReply.appendError(RPCError(.notFound, "no"), id: echo, to: &out)
        #expect(text(out) == "{\"jsonrpc\":\"2.0\",\"id\":\(id),\"error\":{\"code\":-32004,\"message\":\"no\",\"data\":{\"kind\":\"not_found\"}}}\n")
    }

    @Test(arguments: [
        (#"{"method":"m","jsonrpc":"2.0","params":{"a":1},"id":7}"#, #"call 7 m {"a":1}"#),
        (#"{"jsonrpc":"2.0","method":"m"}"#, "notification m -"),
        (#"{"jsonrpc":"2.0","method":"m","params":[1]}"#, "notification m [1]"),
        (#"{"jsonrpc":"2.0","method":"m","params":[1],"id":1}"#, "invalid 1 -32602"),
        (#"{"jsonrpc":"2.0","method":"m","params":null,"id":1}"#, "invalid 1 -32602"),
        (#"{"jsonrpc":"1.0","method":"m","id":1}"#, "invalid 1 -32600"),
        (#"{"jsonrpc":2.0,"method":"m","id":1}"#, "invalid 1 -32600"),
        (#"{"method":"m","id":"x"}"#, "invalid \"x\" -32600"),
        (#"{"jsonrpc":"2.0","id":1}"#, "invalid 1 -32600"),
        (#"{"jsonrpc":"2.0","method":5,"id":1}"#, "invalid 1 -32600"),
        (#"{"jsonrpc":"2.0","method":"m","id":1,"uid":0}"#, "invalid 1 -32600"),
        (#"{"jsonrpc":"2.0","method":"m","id":true}"#, "invalid - -32600"),
        (#"{"jsonrpc":"2.0","method":"m","id":[1]}"#, "invalid - -32600"),
        ("{}", "invalid - -32600"), ("1", "invalid - -32600"), ("\"x\"", "invalid - -32600"), ("null", "invalid - -32600"),
        ("[]", "refused -32600"), ("{", "refused -32700"), ("", "refused -32700"),
        (#"{"jsonrpc":"2.0","method":"m","id":1,"id":2}"#, "refused -32600"),
        (#"[1,{"jsonrpc":"2.0","method":"m","id":1}]"#, "invalid - -32600; call 1 m -"),
        ("[[]]", "invalid - -32600"),
    ])
    func envelopes(_ json: String, _ expected: String) {
        #expect(read(json) == expected)
    }

    @Test func batchesAreBounded() {
        let request = #"{"jsonrpc":"2.0","method":"m","id":1}"#
        func batch(_ count: Int) -> String { "[" + Array(repeating: request, count: count).joined(separator: ",") + "]" }
        #expect(read(batch(100)).split(separator: ";").count == 100)
        #expect(read(batch(101)) == "refused -32600")
    }

    @Test func tooLarge() {
        var document = JSONDocument()
        let bytes = [UInt8](repeating: 0x20, count: 1_048_577)
        guard case .invalid(let error) = bytes.withUnsafeBytes({ RPCMessage.parse($0, with: &document) }) else {
            Issue.record("a large message was taken")
            return
        }
        #expect(error.code == .tooLarge)
    }

    @Test func theErrorTable() {
        let table: [(Int, String)] = [
            (-32700, "parse_error"), (-32600, "invalid_request"), (-32601, "method_not_found"), (-32602, "invalid_params"),
            (-32603, "internal"), (-32001, "unauthenticated"), (-32002, "second_factor_required"), (-32003, "forbidden"),
            (-32004, "not_found"), (-32005, "rate_limited"), (-32006, "conflict"), (-32007, "too_large"),
            (-32008, "unavailable"), (-32009, "storage_full"), (-32010, "deadline_exceeded"),
            (-32011, "reauthentication_required"), (-32012, "password_change_required"),
        ]
        #expect(RPCErrorCode.allCases.map(\.rawValue) == table.map(\.0))
        #expect(RPCErrorCode.allCases.map(\.kind) == table.map(\.1))
        #expect(RPCErrorCode.allCases.allSatisfy { $0.summary.hasSuffix(".") && RPCErrorCode(kind: $0.kind) == $0 })
    }

    @Test func errorsSurviveTheRoundTrip() throws {
        let issue = SchemaIssue(path: "/a", rule: "type", message: "expected an integer")
        let data = RPCErrorData(
            issues: [issue], errorId: "e", retryAfterMs: 5, retryable: true, currentRevision: 3, challenge: "c", hint: "h")
        for code in RPCErrorCode.allCases {
            let error = RPCError(code, data: data)
            #expect(error.data.kind == code.kind)
            let view = try parse(try RPCEncoder.encode(error))
            #expect(view["data"]?["kind"]?.string() == code.kind)
            #expect(try RPCDecoder.decode(RPCError.self, from: view) == error)
        }
        #expect(throws: RPCDecodingError.self) {
            try RPCDecoder.decode(RPCError.self, from: try parse(#"{"code":-1,"message":"x"}"#))
        }
    }

    @Test func replies() throws {
        var out: [UInt8] = []
        try RPCReply.appendResult(["n": 1], id: RPCID(7), to: &out)
        RPCReply.appendError(RPCError(.parseError, "bad"), id: nil, to: &out, newline: false)
        let lines = text(out).split(separator: "\n").map { String($0) }
        #expect(lines.first == #"{"jsonrpc":"2.0","id":7,"result":{"n":1}}"#)
        guard case .result(let id, let result)? = RPCIncoming.parse(try parse(lines[0])),
            case .failure(let none, let error)? = RPCIncoming.parse(try parse(lines[1]))
        else {
            Issue.record("the replies are not read back")
            return
        }
        #expect(id == RPCID(7) && result["n"]?.integer() == 1)
        #expect(none == .null && error == RPCError(.parseError, "bad"))
        let length = out.count
        #expect(throws: RPCEncodingError.notFinite) { try RPCReply.appendResult(Double.nan, id: RPCID(1), to: &out) }
        #expect(out.count == length)
        out = []
        try RPCReply.appendNotification("entries.changed", ["subscription": 4], to: &out)
        #expect(text(out) == "{\"jsonrpc\":\"2.0\",\"method\":\"entries.changed\",\"params\":{\"subscription\":4}}\n")
    }

    @Test func methodIndex() throws {
        let names = (0..<300).map { "space\($0 % 7).method\($0)" }
        let index = MethodIndex(names.enumerated().map { (name: $0.element, value: $0.offset) } + [(name: names[0], value: -1)])
        for (position, name) in names.enumerated() { #expect(index.find(name) == position) }
        #expect(index.find("space0.method") == nil)
        #expect(index.find("") == nil)
        #expect(index.find(try parse(#""space0.method\u0030""#)) == 0)
        #expect(index.find(try parse("12")) == nil)
        #expect(MethodIndex<Int>([]).find("x") == nil)
    }

    @Test func paramsAreValidatedThenDecoded() throws {
        #expect(try RPCParams.decode(Echo.self, from: try parse(#"{"text":"hi"}"#)).text == "hi")
        let refused = #expect(throws: RPCError.self) { try RPCParams.decode(Echo.self, from: nil) }
        #expect(refused?.code == .invalidParams)
        #expect(refused?.data.issues?.map(\.path) == ["/text"])
        let none = #expect(throws: RPCError.self) { try RPCParams.decode(Silent.self, from: try parse(#"{"x":1}"#)) }
        #expect(none?.data.issues?.map(\.rule) == ["unknown"])
        #expect(try RPCParams.decode(Silent.self, from: nil) == NoParams())
    }

    @Test func descriptions() {
        let method = AnyMethod(Echo.self)
        #expect(method.name == "test.echo" && method.access == .user && !method.isWrite)
        #expect(method.params == Echo.params && method.result == Echo.result)
    }
}

enum Echo: RPCMethod {
    struct Params: Codable, Sendable { var text: String }
    typealias Result = String
    static let name = "test.echo"
    static let help = "Says it again."
    static let params = Schema.object([.required("text", .text(1...1_000_000))])
    static let result = Schema.text(0...1_000_000)
}

enum Silent: RPCMethod {
    typealias Params = NoParams
    typealias Result = JSONValue
    static let name = "test.silent"
    static let help = "Says nothing."
    static let params = NoParams.schema
    static let result = Schema.any
}
