import ArgumentParser
import JournalRPC

/// How entries are written.
enum EntryFormat: String, CaseIterable, Sendable {
    case short, full, json, jsonPretty = "json-pretty", jsonSeq = "json-seq", md, csv, cat, id

    /// The formats that are made of records; nil for those that people read.
    var records: RecordFormat? { RecordFormat(rawValue: rawValue) }
    var isJSON: Bool { [.json, .jsonPretty, .jsonSeq].contains(self) }
}

/// The form in which entries are shown.
struct EntryOutputOptions: ParsableArguments {
    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("short, full, json, json-pretty, json-seq, md, csv, cat or id.", valueName: "format"),
        completion: .list(EntryFormat.allCases.map(\.rawValue)))
    var output: String?

    @Option(help: ArgumentHelp("Only these members, in json and csv: id,title,at.", valueName: "names"), completion: .custom(completeFields))
    var fields: String?

    @Option(help: ArgumentHelp("Print JSON with these members, a record a line; without names, says which there are.", valueName: "names"), completion: .custom(completeFields))
    var json: String?

    /// The format that the flags or the settings ask for.
    func format(_ settings: Settings, standard: EntryFormat = .short) throws(Failure) -> EntryFormat {
        if json != nil {
            guard let output else { return .json }
            guard let format = EntryFormat(rawValue: output), format.isJSON else {
                throw .usage("--json and -o \(Sanitizer.line(output)) do not go together")
            }
            return format
        }
        guard let text = output ?? settings.text(.output) else { return standard }
        guard let format = EntryFormat(rawValue: text) else {
            let names = EntryFormat.allCases.map(\.rawValue)
            throw .usage(
                "there is no format \"\(Sanitizer.line(text))\"",
                hint: Suggestion.best(for: text, among: names).map { "did you mean \($0)?" } ?? "formats: " + names.joined(separator: ", "))
        }
        return format
    }

    /// The members asked for, in that order; nil for all.
    func selectedFields() throws(Failure) -> [String]? {
        guard let text = json ?? fields else { return nil }
        do throws(FieldSelection.UnknownField) {
            return try FieldSelection.parse(text, known: EntryFields.all)
        } catch {
            let legal = error.known.joined(separator: ",")
            guard !error.name.isEmpty else { throw .usage("--json needs the names of fields: \(legal)", hint: "such as --json id,title") }
            throw .usage(
                "there is no field \"\(error.name)\"",
                hint: Suggestion.best(for: error.name, among: error.known).map { "did you mean \($0)?" } ?? "fields: \(legal)")
        }
    }
}

/// The names that `--fields` and `--json` take: the members of an entry, and two of its sentiment by themselves.
enum EntryFields {
    static let all = Entry.Field.allCases.map(\.rawValue) + ["score", "label"]
    /// The columns of csv when none are named.
    static let csv = [
        "number", "id", "at", "zone", "day", "title", "body", "categories", "mood", "score", "label", "starred", "words",
    ]

    /// What the daemon must send for them.
    static func onWire(_ names: [String]) -> [String] {
        var wire: [String] = []
        for name in names.map({ $0 == "score" || $0 == "label" ? "sentiment" : $0 }) where !wire.contains(name) { wire.append(name) }
        return wire
    }

    /// The entry as a record.
    static func record(_ entry: Entry) throws -> Record {
        let bytes = try RPCEncoder.encode(entry)
        let document = try JSONDocument(bytes, maxBytes: 16 * 1_024 * 1_024)
        var fields = document.root.flatMap { JSONValue($0) }.flatMap { Record($0) }?.fields.map { ($0.name, $0.value) } ?? []
        if let sentiment = entry.sentiment.optional {
            fields += [("score", .number(sentiment.score)), ("label", .string(sentiment.label))]
        }
        return Record(fields)
    }
}

/// Names of fields; after a comma the next one of the list is completed.
@Sendable func completeFields(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    let names = EntryFields.all
    guard let comma = prefix.lastIndex(of: ",") else { return names }
    return names.map { prefix[...comma] + $0 }
}
