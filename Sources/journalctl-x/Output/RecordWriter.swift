internal import JournalRPC

/// The formats of `-o` that are made of records.
enum RecordFormat: String, Sendable, CaseIterable {
    /// One JSON object a line.
    case json
    /// JSON over several lines, a record after the other.
    case jsonPretty = "json-pretty"
    /// JSON text sequence, RFC 7464.
    case jsonSequence = "json-seq"
    /// Comma-separated values with a header, RFC 4180.
    case csv
    /// Markdown.
    case md
    /// Bodies only.
    case cat
    /// Ids only, one a line.
    case id
}

/// Writes records in one format. Streams: each record is written on its own, the header with the first.
struct RecordWriter: Sendable {
    let format: RecordFormat
    /// The fields to write and their order; nil writes all.
    let fields: [String]?
    /// Whether the text goes to a terminal, so that control characters must be made harmless.
    let isTerminal: Bool
    private var header: [String]?
    private var isFirst = true

    init(_ format: RecordFormat, fields: [String]? = nil, isTerminal: Bool = false) {
        (self.format, self.fields, self.isTerminal) = (format, fields, isTerminal)
    }

    /// The record's text with its line break.
    mutating func write(_ record: Record) -> [UInt8] {
        let chosen = fields.map { record.selecting($0) } ?? record
        defer { isFirst = false }
        switch format {
        case .json: return json(chosen) + [0x0A]
        case .jsonPretty: return safe(JSONPretty.format(json(chosen))) + [0x0A]
        case .jsonSequence: return [0x1E] + json(chosen) + [0x0A]
        case .csv: return text(csv(chosen), lineBreak: "\r\n")
        case .md: return text((isFirst ? "" : "\n") + Markdown.text(chosen), lineBreak: "\n")
        case .cat: return text((isFirst ? "" : "\n") + (record["body"]?.stringValue ?? ""), lineBreak: "\n")
        case .id: return text(record["id"]?.stringValue ?? "", lineBreak: "\n")
        }
    }

    private func json(_ record: Record) -> [UInt8] {
        // A number that is not finite cannot come from JSON; the object is then empty.
        safe((try? record.json.encoded()) ?? Array("{}".utf8))
    }

    private func safe(_ json: [UInt8]) -> [UInt8] {
        isTerminal ? Sanitizer.json(json) : json
    }

    private func text(_ text: String, lineBreak: String) -> [UInt8] {
        let ended = text.hasSuffix("\n") && lineBreak == "\n" ? text : text + lineBreak
        guard isTerminal else { return Array(ended.utf8) }
        return Array(Sanitizer.block(ended).utf8)
    }

    private mutating func csv(_ record: Record) -> String {
        let row = { (values: [String]) in values.map(CSV.field).joined(separator: ",") }
        // Later records are written under the columns of the first.
        guard let header else {
            let names = record.fields.map(\.name)
            header = names
            return row(names) + "\r\n" + row(record.fields.map { CSV.text($0.value) })
        }
        return row(header.map { CSV.text(record[$0] ?? .null) })
    }
}
