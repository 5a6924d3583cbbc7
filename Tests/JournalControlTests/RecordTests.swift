import JournalRPC
import Testing

@testable import journalctl_x

@Suite struct RecordTests {
    private let first = Record([
        ("id", "0190"), ("number", 7), ("title", "A \"fine\" day, #1"), ("body", "one\ntwo"),
        ("categories", ["sport", "home"]), ("mood", 4),
        ("at", "2026-10-30T18:17:05+01:00"), ("sentiment", ["score": 0.5]),
    ])
    private let second = Record([
        ("id", "0191"), ("number", 8), ("title", nil), ("body", "x\u{9B}y"), ("categories", []),
    ])

    private func text(_ format: RecordFormat, fields: [String]? = nil, isTerminal: Bool = false) -> String {
        var writer = RecordWriter(format, fields: fields, isTerminal: isTerminal)
        let bytes = writer.write(first) + writer.write(second)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func jsonIsOneRecordALine() {
        #expect(
            text(.json, fields: ["number", "title"])
                == "{\"number\":7,\"title\":\"A \\\"fine\\\" day, #1\"}\n{\"number\":8,\"title\":null}\n")
        #expect(text(.json, fields: ["mood"]) == "{\"mood\":4}\n{\"mood\":null}\n")
        #expect(text(.json, fields: ["body"], isTerminal: true).hasSuffix("{\"body\":\"x\\u009By\"}\n"))
        #expect(text(.json, fields: ["body"]).hasSuffix("{\"body\":\"x\u{9B}y\"}\n"))
    }

    @Test func otherFormats() {
        #expect(text(.jsonSequence, fields: ["number"]) == "\u{1E}{\"number\":7}\n\u{1E}{\"number\":8}\n")
        #expect(text(.jsonPretty, fields: ["number"]) == "{\n  \"number\": 7\n}\n{\n  \"number\": 8\n}\n")
        #expect(text(.id) == "0190\n0191\n")
        #expect(text(.cat, isTerminal: true) == "one\ntwo\n\nx<9B>y\n")
        #expect(
            text(.csv, fields: ["number", "title", "body", "categories"])
                == "number,title,body,categories\r\n7,\"A \"\"fine\"\" day, #1\",\"one\ntwo\",sport;home\r\n8,,x\u{9B}y,\r\n"
        )
        #expect(
            text(.md).hasPrefix(
                "## 2026-10-30 18:17 A \"fine\" day, #1\n\n*#sport #home · mood 4/5 · score 0.50*\n\none\ntwo\n\n## "))
    }

    @Test func recordsWithOtherFieldsKeepTheColumnsOfTheFirst() {
        var writer = RecordWriter(.csv)
        _ = writer.write(Record([("a", 1), ("b", "x\ry")]))
        #expect(writer.write(Record([("b", 2.5), ("c", 3)])) == Array(",2.5\r\n".utf8))
    }

    @Test func fieldNamesAreChecked() throws {
        #expect(try FieldSelection.parse("id, title,id", known: ["id", "title"]) == ["id", "title"])
        #expect(throws: FieldSelection.UnknownField(name: "nope", known: ["id"])) {
            try FieldSelection.parse("id,nope", known: ["id"])
        }
        #expect(throws: FieldSelection.UnknownField.self) { try FieldSelection.parse(",", known: ["id"]) }
    }
}
