import JournalRPC

/// Writes entries in the form that was asked for.
final class EntryWriter {
    let invocation: Invocation
    let format: EntryFormat
    /// The members to write, in order; nil for all.
    private let fields: [String]?
    private var records: RecordWriter?

    init(_ invocation: Invocation, _ options: EntryOutputOptions, standard: EntryFormat = .short) throws(Failure) {
        self.invocation = invocation
        format = try options.format(invocation.settings, standard: standard)
        let selected = try options.selectedFields()
        if selected != nil, !format.isJSON, format != .csv {
            throw .usage("--fields goes with json and csv", hint: "such as -o csv --fields at,mood,title")
        }
        fields = selected ?? (format == .csv ? EntryFields.csv : nil)
        records = format.records.map {
            RecordWriter($0, fields: selected ?? ($0 == .csv ? EntryFields.csv : nil), isTerminal: invocation.terminal.outputIsTerminal)
        }
    }

    /// The members that the daemon need send; nil for all. Cursors and the merging of groups need the id and the time.
    var wireFields: [String]? {
        let needed: [String]
        switch format {
        case .short:
            needed = ["number", "title", "body", "categories", "mood", "starred", "zone", "trashedAt", "sentiment", "analysis"]
        case .id: needed = []
        case .cat: needed = ["body"]
        case .json, .jsonPretty, .jsonSeq, .csv:
            guard let fields else { return nil }
            needed = EntryFields.onWire(fields)
        case .full, .md: return nil
        }
        return needed + ["id", "at"].filter { !needed.contains($0) }
    }

    /// A list.
    func write(_ entries: [Entry]) throws {
        switch format {
        case .short: try invocation.show(invocation.list.lines(entries.map(invocation.line)))
        case .full: try invocation.show(invocation.entryPage.lines(entries.map(invocation.line)))
        default:
            var bytes: [UInt8] = []
            for entry in entries { bytes += try text(entry) }
            try invocation.raw(bytes)
        }
    }

    /// One entry of a stream.
    func writeNext(_ entry: Entry) throws {
        switch format {
        case .short: try invocation.show(invocation.list.line(invocation.line(entry)))
        case .full: try invocation.show(invocation.entryPage.lines(invocation.line(entry)) + [Line()])
        default: try invocation.raw(try text(entry))
        }
    }

    private func text(_ entry: Entry) throws -> [UInt8] {
        try records?.write(EntryFields.record(entry)) ?? []
    }
}
