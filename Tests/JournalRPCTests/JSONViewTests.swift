import JournalRPC
import Testing

struct JSONViewTests {
    @Test func readsValues() throws {
        let view = try parse(#"{"s":"a\nb","t":true,"f":false,"n":null,"i":-12,"d":1.5,"a":[1,[2,3],4],"o":{"k":{}}}"#)
        #expect(view.kind == .object)
        #expect(view.count == 8)
        #expect(view["s"]?.string() == "a\nb")
        #expect(view["s"]?.utf8Count == 3)
        #expect(view["t"]?.boolean() == true)
        #expect(view["f"]?.boolean() == false)
        #expect(view["n"]?.isNull == true)
        #expect(view["i"]?.integer() == -12)
        #expect(view["d"]?.double() == 1.5)
        #expect(view["a"]?.elements.map { $0.count } == [0, 2, 0])
        #expect(view["a"].map { text($0.rawBytes) } == "[1,[2,3],4]")
        #expect(view.members.map { $0.name.string() } == ["s", "t", "f", "n", "i", "d", "a", "o"])
        #expect(view["missing"] == nil)
        #expect(view["s"]?["x"] == nil)
    }

    @Test func kindsDoNotMix() throws {
        let string = try parse("\"1\"")
        #expect(string.integer() == nil && string.double() == nil && string.boolean() == nil)
        #expect(string.elements.map { $0.count }.isEmpty && string.members.map { $0.name.count }.isEmpty)
        let number = try parse("1")
        #expect(number.string() == nil && number.utf8Count == 0 && number.count == 0)
    }

    @Test(arguments: [
        ("0", 0), ("-0", 0), ("9223372036854775807", Int64.max), ("-9223372036854775808", Int64.min),
        ("9223372036854775808", nil), ("-9223372036854775809", nil), ("1.0", nil), ("1e2", nil), ("100000000000000000000", nil),
    ] as [(String, Int64?)])
    func integers(_ literal: String, _ value: Int64?) throws {
        #expect(try parse(literal).integer() == value)
    }

    @Test(arguments: [
        "0.1", "1e22", "1e23", "9007199254740993", "123456789012345678", "0.30000000000000004", "5e-324", "2.2250738585072011e-308",
        "1.7976931348623157e308", "-1.5e-10", "0.000001", "1E+2", "179769313486231570814e288", "0e99999",
        "8.98846567431158e307", "7.2057594037927933e16", "1234567.891e-5", "4.35", "0.1e1", "100e-2",
    ])
    func doublesAreTheNearest(_ literal: String) throws {
        #expect(try parse(literal).double() == Double(literal))
    }

    @Test func doublesBeyondRange() throws {
        #expect(try parse("1e400").double() == nil)
        #expect(try parse("-1e400").double() == nil)
        #expect(try parse("1e-400").double() == 0)
        #expect(try parse(String(repeating: "9", count: 400)).double() == nil)
    }

    @Test func viewsOutliveTheNextParse() throws {
        var document = JSONDocument()
        let first = try document.parse(Array(#"{"a":"first"}"#.utf8))
        let second = try document.parse(Array(#"{"a":"other"}"#.utf8))
        #expect(first["a"]?.string() == "first")
        #expect(second["a"]?.string() == "other")
        var copy = document
        _ = try copy.parse(Array("[1]".utf8))
        #expect(document.root?["a"]?.string() == "other")
    }

    @Test func aRefusedTextLeavesNoRoot() throws {
        var document = try JSONDocument(Array("[1]".utf8))
        #expect(document.root?.count == 1)
        let refusal = #expect(throws: JSONError.self) { try document.parse(Array("[1,".utf8)) }
        #expect(refusal?.kind == .syntax)
        #expect(refusal?.offset == 3)
        #expect(document.root == nil)
        #expect(try document.parse(Array("[1,2]".utf8)).count == 2)
    }

    @Test func pointers() throws {
        let view = try parse(#"{"a/b":[0,{"~":1}],"é":2}"#)
        let deep = try #require(view["a/b"]?.elements.map { $0 }.last?["~"])
        #expect(deep.pointer(from: view) == "/a~1b/1/~0")
        #expect(view.pointer(from: view) == "")
        #expect(try #require(view["é"]).pointer(from: view) == "/(unprintable)")
    }

    @Test func marks() {
        #expect(CombiningMarks.longestRun(in: "") == 0)
        #expect(CombiningMarks.longestRun(in: "plain") == 0)
        #expect(CombiningMarks.longestRun(in: "e\u{301}\u{302}x\u{301}") == 2)
        // Mn, Mc and Me count; a joiner ends a run.
        #expect(CombiningMarks.longestRun(in: "\u{301}\u{903}\u{20DD}") == 3)
        #expect(CombiningMarks.longestRun(in: "\u{301}\u{200D}\u{301}") == 1)
        #expect(CombiningMarks.longestRun(in: "\u{1D165}\u{E0100}") == 2)
        #expect(CombiningMarks.longestRun(in: [0xCC, 0x81, 0xFF, 0xCC, 0x81, 0xCC]) == 1)
    }
}
