import JournalRPC
import Testing

struct SchemaTests {
    static func issues(_ schema: Schema, _ json: String) throws -> [String] {
        schema.validate(try parse(json)).map { "\($0.path) \($0.rule)" }
    }

    static let entry = Schema.object([
        .required("body", .text(1...20), "What you wrote."),
        .optional("title", .name(1...10)),
        .optional("categories", .array(of: .name(1...8), 0...2)),
        .optional("mood", .integer(1...5)),
        .optional("score", .number(-1...1)),
        .optional("starred", .boolean),
        .optional("order", .choice(["newest", "oldest"])),
        .optional("entry", .entryReference),
    ])

    @Test func whatFollowsHasNoIssues() throws {
        let good = #"{"body":"x","title":"t","categories":["a","b"],"mood":5,"score":-1,"starred":true,"order":"newest","entry":7}"#
        #expect(try Self.issues(Self.entry, good) == [])
        #expect(try Self.issues(Self.entry, #"{"mood":1,"body":"x"}"#) == [])
        #expect(try Self.issues(Self.entry, #"{"bod\u0079":"x"}"#) == [])
    }

    @Test func allIssuesAtOnce() throws {
        let bad = #"{"title":"","categories":["a",7,""],"mood":6,"score":1.5,"starred":"yes","order":"best","entry":0,"zz":1}"#
        #expect(
            try Self.issues(Self.entry, bad) == [
                "/title minLength", "/categories maxItems", "/mood maximum", "/score maximum", "/starred type",
                "/order enum", "/entry minimum", "/zz unknown", "/body required",
            ])
    }

    @Test(arguments: [
        (Schema.integer(1...5), "0", " minimum"), (.integer(1...5), "6", " maximum"), (.integer(1...5), "1.0", " type"),
        (.integer(1...5), "1e0", " type"), (.integer(1...5), "99999999999999999999", " maximum"),
        (.integer(1...5), "-99999999999999999999", " minimum"), (.integer(1...5), "\"1\"", " type"),
        (.number(0...1), "-0.1", " minimum"), (.number(0...1), "1e400", " type"), (.number(0...1), "null", " type"),
        (.boolean, "1", " type"), (.null, "0", " type"), (.string(2...3), "\"a\"", " minLength"),
        (.string(2...3), "\"éé\"", " maxLength"), (.string(2...3), "[]", " type"), (.text(0...3), "4", " type"),
        (.array(of: .boolean, 1...2), "[]", " minItems"), (.array(of: .boolean, 1...2), "[true,true,true]", " maxItems"),
        (.array(of: .boolean, 1...2), "[true,0]", "/1 type"), (.array(of: .any), "{}", " type"),
        (.choice(["a", "b"]), "\"c\"", " enum"), (.object([]), "[]", " type"), (.object([]), "{\"x\":1}", "/x unknown"),
        (.uuid, "\"x\"", " format"), (.day, "\"2026-02-30\"", " format"), (.instant, "\"2026-02-03\"", " format"),
        (.instantOrDay, "\"soon\"", " format"), (.zone, "\"../etc\"", " format"), (.cursor, "\"a b\"", " format"),
        (.color, "\"red\"", " format"), (.name(1...9), "\"a\\nb\"", " format"), (.entryReference, "true", " type"),
        (.entryReference, "\"x\"", " format"), (.entryReference, "0", " minimum"), (.nullable(.uuid), "7", " type"),
    ] as [(Schema, String, String)])
    func eachRule(_ schema: Schema, _ json: String, _ issue: String) throws {
        #expect(try Self.issues(schema, json) == [issue])
    }

    @Test(arguments: [
        (Schema.any, #"{"a":[1,null]}"#), (.nullable(.uuid), "null"), (.object([], closed: false), #"{"x":[1]}"#),
        (.entryReference, "1"), (.entryReference, "\"018f2b1e-7c1a-7def-8abc-0123456789AB\""),
        (.integer(), "-9223372036854775808"), (.number(), "-1.7976931348623157e308"), (.choice([""]), "\"\""),
        (.string(2...2), "\"\\u00e9\""), (.instantOrDay, "\"2026-11-23\""), (.instantOrDay, "\"2026-11-23T01:02:03Z\""),
    ] as [(Schema, String)])
    func eachRuleLetsIn(_ schema: Schema, _ json: String) throws {
        #expect(try Self.issues(schema, json) == [])
    }

    @Test func marksAreBoundedInEveryString() throws {
        let run = "a" + String(repeating: "\u{301}", count: 31)
        let allowed = "a" + String(repeating: "\u{301}", count: 30)
        for schema in [Schema.text(0...500), .name(0...500), .string(0...500), .any] {
            #expect(try Self.issues(schema, "\"\(run)\"") == [" marks"])
            #expect(try Self.issues(schema, "\"\(allowed)\"") == [])
        }
        #expect(try Self.issues(.any, "{\"a\":[\"\(run)\"]}") == [" marks"])
        let escaped = String(repeating: "\\u0301", count: 31)
        #expect(try Self.issues(.text(0...500), "\"\(escaped)\"") == [" marks"])
    }

    @Test func issuesNeverShowWhatWasSent() throws {
        let secret = "s3cret"
        let json = #"{"body":["\#(secret)"],"title":"\#(secret)\#(secret)","order":"\#(secret)","mood":"\#(secret)"}"#
        for issue in Self.entry.validate(try parse(json)) {
            #expect(!"\(issue)".contains(secret))
        }
    }

    @Test func unknownNamesAreShownOnlyWhenHarmless() throws {
        let long = String(repeating: "x", count: 65)
        let issues = Schema.object([]).validate(try parse("{\"ok/~\":1,\"\(long)\":1,\"\\u001b\":1,\"é\":1}"))
        #expect(issues.map(\.path) == ["/ok~1~0", "/(unprintable)", "/(unprintable)", "/(unprintable)"])
        #expect(issues.map(\.message).first == "there is no member ok/~")
        #expect(issues.map(\.message).last == "there is no member (unprintable)")
    }

    @Test func issuesAreBounded() throws {
        let many = "[" + Array(repeating: "0", count: 5_000).joined(separator: ",") + "]"
        #expect(Schema.array(of: .boolean).validate(try parse(many)).count == Schema.maxIssues)
        let members = "{" + (0..<5_000).map { "\"k\($0)\":0" }.joined(separator: ",") + "}"
        #expect(Schema.object([]).validate(try parse(members)).count == Schema.maxIssues)
    }

    @Test func requiredBeyondSixtyFourProperties() throws {
        let schema = Schema.object((0..<100).map { .required("p\($0)", .boolean) })
        let all = (0..<100).map { "\"p\($0)\":true" }
        #expect(try Self.issues(schema, "{" + all.joined(separator: ",") + "}") == [])
        let without = all.enumerated().filter { $0.offset != 3 && $0.offset != 80 }.map(\.element)
        #expect(
            try Self.issues(schema, "{" + without.reversed().joined(separator: ",") + "}") == ["/p3 required", "/p80 required"])
    }

    @Test func nestedPaths() throws {
        let schema = Schema.object([.required("entries", .array(of: Self.entry, 1...3))])
        let json = #"{"entries":[{"body":"x"},{"body":"x","categories":["ok",""]},{}]}"#
        #expect(try Self.issues(schema, json) == ["/entries/1/categories/1 minLength", "/entries/2/body required"])
    }

    @Test func rendersJSONSchema() throws {
        let rendered = try text(Self.entry.jsonSchema.encoded())
        #expect(rendered.hasPrefix(#"{"type":"object","properties":{"body":{"type":"string","minLength":1,"maxLength":20,"x-maxBytes":20,"description":"What you wrote."}"#))
        #expect(rendered.hasSuffix(#""required":["body"],"additionalProperties":false}"#))
        #expect(rendered.contains(#""mood":{"type":"integer","minimum":1,"maximum":5}"#))
        #expect(rendered.contains(#""order":{"type":"string","enum":["newest","oldest"]}"#))
        #expect(rendered.contains(#""entry":{"anyOf":[{"type":"integer","minimum":1},{"type":"string","format":"uuid"}]}"#))
        #expect(rendered.contains(#""score":{"type":"number","minimum":-1.0,"maximum":1.0}"#))
        for format in Schema.Format.allCases {
            #expect(Schema.string(1...9, format: format).jsonSchema["type"] == "string")
        }
    }
}

struct StringFormatTests {
    func follows(_ schema: Schema, _ text: String) throws -> Bool {
        schema.validate(try parse(RPCEncoder.encode(text))).isEmpty
    }

    @Test(arguments: ["2026-11-23", "0001-01-01", "9999-12-31", "2024-02-29", "2000-02-29", "2026-04-30"])
    func days(_ day: String) throws { #expect(try follows(.day, day)) }

    @Test(arguments: [
        "", "0000-01-01", "2026-00-01", "2026-13-01", "2026-01-00", "2026-01-32", "2026-02-29", "1900-02-29", "2026-04-31",
        "2026-1-01", "2026/01/01", "20260101", "2026-01-01 ", "+026-01-01", "２026-01-01", "2026-01-0a",
    ])
    func noDays(_ day: String) throws { #expect(try !follows(.day, day)) }

    @Test(arguments: [
        "2026-11-23T10:20:30Z", "2026-11-23t10:20:30z", "2026-11-23T10:20:30.1Z", "2026-11-23T10:20:30.123456789+05:30",
        "2026-11-23T00:00:00-00:00", "2026-11-23T23:59:59-23:59",
    ])
    func instants(_ instant: String) throws { #expect(try follows(.instant, instant)) }

    @Test(arguments: [
        "2026-11-23T10:20:30", "2026-11-23T10:20:60Z", "2026-11-23T24:00:00Z", "2026-11-23T10:60:00Z", "2026-11-23 10:20:30Z",
        "2026-11-23T10:20:30.Z", "2026-11-23T10:20:30.1234567890Z", "2026-11-23T10:20:30+24:00", "2026-11-23T10:20:30+05:60",
        "2026-11-23T10:20:30+0530", "2026-11-23T10:20:30Z ", "2026-11-23T10:20:30ZZ", "2026-11-23T10:20:30+05:3",
        "2026-02-30T10:20:30Z", "2026-11-23T10:20Z", "2026-11-23T1:20:30Z", "", "2026-11-23T10:20:30,5Z",
    ])
    func noInstants(_ instant: String) throws { #expect(try !follows(.instant, instant)) }

    @Test(arguments: ["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+5", "America/Port-au-Prince"])
    func zones(_ zone: String) throws { #expect(try follows(.zone, zone)) }

    @Test(arguments: ["", "/UTC", "UTC/", "a//b", "../x", "Europe/Ber lin", "Zürich", "A\u{0}", "5/x", String(repeating: "a", count: 65)])
    func noZones(_ zone: String) throws { #expect(try !follows(.zone, zone)) }

    @Test(arguments: [
        "018f2b1e-7c1a-7def-8abc-0123456789a", "018f2b1e-7c1a-7def-8abc-0123456789abc", "018f2b1e+7c1a-7def-8abc-0123456789ab",
        "018f2b1e-7c1a-7def-8abc-0123456789ag", "018f2b1e7c1a-7def-8abc-0123456789abcd",
    ])
    func noUUIDs(_ uuid: String) throws { #expect(try !follows(.uuid, uuid)) }

    @Test(arguments: ["#12aBcF", "#000000"])
    func colors(_ color: String) throws { #expect(try follows(.color, color)) }

    @Test(arguments: ["123456", "#12345", "#1234567", "#12345g"])
    func noColors(_ color: String) throws { #expect(try !follows(.color, color)) }

    @Test(arguments: ["Ärger", "👩‍👩‍👧", "می‌خواهم", "क्‍ष", "A & B <c>"])
    func names(_ name: String) throws { #expect(try follows(.name(1...99), name)) }

    @Test(arguments: [
        0, 0x0A, 0x09, 0x1B, 0x7F, 0x85, 0x202A, 0x202E, 0x2028, 0x2066, 0x2069, 0xE0001, 0xE0041, 0xFDD0, 0x1FFFE, 0xFFFF,
    ] as [UInt32])
    func noNames(_ value: UInt32) throws {
        let scalar = try #require(Unicode.Scalar(value))
        #expect(try !follows(.name(1...99), "a\(scalar)b"))
    }
}
