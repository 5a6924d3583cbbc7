import JournalRPC
import Testing

struct JSONGrammarTests {
    @Test(arguments: [
        "0", "-0", "10", "-12.5e+3", "1E5", "0e1", "0.0", "true", "false", "null", "\"\"", "[]", "{}", " [ ] ",
        "\r\n\t {\"a\" : [1 , 2] } \n", "[[[]]]", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\"", "\"\\ud83d\\ude00\"",
        "\"\u{7F}\"", "\"\\u0000\"", "\"é漢😀\"", "{\"\":0}", "{\"a\":{\"a\":{\"a\":1}}}", "\"\u{FFFF}\"",
    ])
    func accepts(_ json: String) {
        #expect(refusal(json) == nil)
    }

    @Test(arguments: [
        "", " ", "01", "-", "+1", "1.", ".5", "1e", "1e+", "-01", "0x1", "1a", "NaN", "Infinity", "tru", "True",
        "nul", "\"", "\"\\\"", "\"\\x\"", "\"\\u12\"", "\"\\u12G4\"", "\"\n\"", "\"\u{1}\"", "\"\u{0}\"", "[", "]", "[1",
        "[1,", "[1,]", "[,1]", "[1 2]", "{", "}", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}",
        "{,}", "{a:1}", "{'a':1}", "{1:1}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "1 2", "[] []", "//x\n1",
        "[1]/**/", "\u{A0}1", "1\u{0}", "\u{0}", "[\u{0}]", "\u{FEFF}1",
    ])
    func refuses(_ json: String) {
        #expect(refusal(json) == .syntax)
    }

    @Test(arguments: ["\\ud800", "\\udc00", "\\ud800\\ud800", "\\ud800x", "\\ud800\\n", "\\ud800\\u0041", "\\udfff\\ud800"])
    func refusesHalfPairs(_ escape: String) {
        #expect(refusal("\"\(escape)\"") == .encoding)
    }

    @Test(arguments: [
        [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xC2, 0x41], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF],
        [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
        [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFE], [0xFF],
        [0xF0, 0x9F, 0x98],
    ] as [[UInt8]])
    func refusesIllFormedUTF8(_ bytes: [UInt8]) {
        #expect(refusal([0x22] + bytes + [0x22]) == .encoding)
        #expect(refusal(Array("{\"abcdefgh".utf8) + bytes + Array("\":1}".utf8)) == .encoding)
    }

    @Test func acceptsEveryScalar() throws {
        for value in stride(from: UInt32(0x80), through: 0x10FFFF, by: 1) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            guard value % 97 == 0 || value < 0x900 || value & 0xFF00 == 0xFF00 else { continue }
            let view = try parse("\"\(scalar)\"")
            #expect(view.string()?.unicodeScalars.first == scalar)
        }
    }

    @Test func depthIsBounded() throws {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            func nest(_ depth: Int) -> String {
                String(repeating: open, count: depth) + (open == "[" ? "" : "1") + String(repeating: close, count: depth)
            }
            #expect(refusal(nest(64)) == nil)
            #expect(refusal(nest(65)) == .tooDeep)
            #expect(refusal(nest(100_000)) == .tooDeep)
        }
    }

    @Test func sizeIsBounded() throws {
        let text = "[1,2,3]"
        #expect(throws: Never.self) { try parse(text, maxBytes: 7) }
        #expect(throws: JSONError.self) { try parse(text, maxBytes: 6) }
        #expect(throws: JSONError.self) { try parse(text, maxBytes: -1) }
    }

    @Test func duplicateMembersAreFound() {
        #expect(refusal(#"{"a":1,"a":2}"#) == .duplicateMember)
        #expect(refusal(#"{"a":1,"\u0061":2}"#) == .duplicateMember)
        #expect(refusal(#"{"\u0061":1,"b":{},"\u0061":2}"#) == .duplicateMember)
        #expect(refusal(#"{"":1,"":2}"#) == .duplicateMember)
        #expect(refusal(#"{"\ud83d\ude00":1,"😀":2}"#) == .duplicateMember)
        #expect(refusal(#"[{"x":{"a":[1,{}],"b":2,"a":3}}]"#) == .duplicateMember)
        // The same letters, composed and decomposed, are two names: bytes count, not canonical equivalence.
        #expect(refusal("{\"\u{E9}\":1,\"e\u{301}\":2}") == nil)
        #expect(refusal(#"{"a":1,"A":2,"aa":3,"a ":4}"#) == nil)
        #expect(refusal(#"{"a":{"a":1},"b":{"a":1}}"#) == nil)
    }

    @Test(arguments: [2, 8, 9, 33, 1_000, 20_000])
    func duplicatesAreFoundAtEverySize(_ count: Int) {
        let distinct = (0..<count).map { "\"k\($0)\":[\($0)]" }
        #expect(refusal("{" + distinct.joined(separator: ",") + "}") == nil)
        for twin in [0, count / 2, count - 1] {
            let plain = distinct + ["\"k\(twin)\":0"]
            #expect(refusal("{" + plain.joined(separator: ",") + "}") == .duplicateMember)
            let escaped = ["\"\\u006b\(twin)\":0"] + distinct
            #expect(refusal("{" + escaped.joined(separator: ",") + "}") == .duplicateMember)
        }
    }

    @Test func longMarkRunsInNamesAreRefused() {
        let thirty = String(repeating: "\u{301}", count: 30)
        #expect(refusal("{\"a\(thirty)\":1}") == nil)
        #expect(refusal("{\"a\(thirty)\u{302}\":1}") == .combiningMarks)
        let escaped = String(repeating: "\\u0301", count: 31)
        #expect(refusal("{\"a\(escaped)\":1}") == .combiningMarks)
    }

    /// Shapes that are costly for careless parsers. What must hold is an answer; a quadratic step would
    /// make this test run for minutes.
    @Test(arguments: [
        "[", "]", "{\"a\":", "[[],", "0,", "\"\\u0061\":1,", "\"", "\\", "\\u", "-", "7", "1e9", "\u{301}", "é", " ", "\n",
        "\u{0}", "\"a\":1,", "{},",
    ])
    func aMegabyteOfAnythingIsAnswered(_ unit: String) {
        let body = Array(String(repeating: unit, count: 1_048_000 / unit.utf8.count).utf8)
        let shapes: [([UInt8], [UInt8])] = [([], []), ([0x5B], [0x5D]), ([0x22], [0x22]), ([0x7B], [0x7D])]
        var document = JSONDocument()
        for (before, after) in shapes {
            let message = (before + body + after).withUnsafeBytes { RPCMessage.parse($0, with: &document) }
            if let root = document.root {
                let issues = Schema.any.validate(root)
                #expect(issues.count <= 1)
            } else if case .single = message {
                Issue.record("a refused text gave a request")
            }
        }
    }
}
