import ArgumentParser
import JournalRPC

/// Texts that are not stored yet.
struct DraftsCommand: ParsableCommand, GroupCommand {
    static let configuration = CommandConfiguration(
        commandName: "drafts", abstract: "See, resume or drop texts that were not stored.",
        discussion: "A text becomes a draft when the editor or the terminal was killed, the daemon could not be reached, or the entry was changed "
            + "by somebody else.",
        subcommands: [DraftsList.self, DraftsShow.self, DraftsResume.self, DraftsDrop.self], defaultSubcommand: DraftsList.self)
    static let examples = [
        Example("journalctl-x drafts", "Is there anything unsaved?"),
        Example("journalctl-x drafts resume last", "Go on with the newest."),
    ]
}

struct DraftsList: JournalCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the drafts.", aliases: ["ls"])

    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let desk = try WritingDesk(invocation)
        desk.adoptOrphans()
        let drafts = desk.store.list()
        if format.json {
            return try invocation.json(
                JSONValue.array(
                    drafts.map { draft in
                        [
                            "id": .string(draft.id), "savedAt": .string(TimeFormat.rfc3339(draft.savedAt, invocation.zone)),
                            "entry": draft.origin.map { .integer($0.number) } ?? .null,
                            "revision": draft.origin.map { .integer($0.revision) } ?? .null, "path": .string(draft.path),
                            "text": .string(draft.text),
                        ]
                    }))
        }
        guard !drafts.isEmpty else { return invocation.notices.note("no drafts") }
        var table = Table([.init("draft", role: .strong), .init("saved", role: .dim), .init("of", role: .dim), .init("text", isFlexible: true)])
        for draft in drafts {
            let first = draft.text.prefix(200).split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
            table.add([
                draft.id, TimeFormat.relative(draft.savedAt, in: invocation.timeContext),
                draft.origin.map { "entry \($0.number)" } ?? "a new entry", Sanitizer.line(first),
            ])
        }
        try invocation.show(table)
    }
}

struct DraftsShow: JournalCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Print a draft.")

    @Argument(help: "Its id, the beginning of it, or last.", completion: .custom(completeDrafts)) var draft: String
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let found = try DraftsResume.find(draft, try WritingDesk(invocation))
        try invocation.show(TextLayout.lines(of: found.text))
    }
}

struct DraftsResume: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Go on with a draft in your editor, and store it.",
        discussion: "A draft of an entry replaces the text that the entry has by then; look at the difference first. --no-edit stores it as it is.")

    @Argument(help: "Its id, the beginning of it, or last.", completion: .custom(completeDrafts)) var draft: String
    @Flag(help: "Store it as it is.") var noEdit = false
    @OptionGroup(title: "Output") var output: EntryOutputOptions
    @OptionGroup(title: "Everywhere") var common: CommonOptions
    static let jsonTakesFields = true

    func run(in invocation: Invocation) throws {
        let desk = try WritingDesk(invocation)
        let writer = try EntryWriter(invocation, output)
        let found = try Self.find(draft, desk)
        let current = try found.origin.map { origin in
            try invocation.call(Entries.Get.self, Entries.Reference(entry: .number(origin.number)))
        }
        var text = found.text
        if !noEdit, case .changed(let edited) = try desk.edit(found.text, origin: found.origin) { text = edited }
        guard !text.allSatisfy(\.isWhitespace) else { throw Failure.usage("the text is empty: nothing was stored", hint: "journalctl-x drafts drop \(found.id)") }
        if let current {
            let params = Entries.Update.Params(entry: .id(current.id), revision: current.revision)
            try Revising(entry: current, text: text, desk: desk, writer: writer).store(params)
        } else {
            let entry = EntryDraft(
                body: text, zone: ZoneClock.local(environment: invocation.host.environment).name, idempotencyKey: AddCommand.randomKey())
            try desk.keepOnFailure(text, origin: nil) {
                try Confirmation.show(try invocation.call(Entries.Create.self, entry, repeatable: true), writer, invocation)
            }
        }
        _ = desk.store.remove(found)
    }

    static func find(_ name: String, _ desk: WritingDesk) throws(Failure) -> Draft {
        guard let draft = desk.store.find(name) else {
            throw Failure(.notFound, code: "not_found", "there is no draft \"\(Sanitizer.line(name))\"", hint: "see journalctl-x drafts")
        }
        return draft
    }
}

struct DraftsDrop: JournalCommand {
    static let configuration = CommandConfiguration(commandName: "drop", abstract: "Throw a draft away.", aliases: ["rm"])

    @Argument(help: "Its id, the beginning of it, or last.", completion: .custom(completeDrafts)) var draft: String
    @Flag(name: .shortAndLong, help: "Do not ask.") var yes = false
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let desk = try WritingDesk(invocation)
        let found = try DraftsResume.find(draft, desk)
        if !yes, try !invocation.prompter.confirm("Throw the draft \(found.id) away for good?", flag: "--yes") {
            return invocation.notices.note("nothing was changed")
        }
        guard desk.store.remove(found) else { throw Failure(.internalError, code: "draft", "the draft cannot be removed") }
        invocation.notices.note("draft \(found.id) is gone")
    }
}

@Sendable func completeDrafts(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    (DraftStore(environment: CompletionSource.environment)?.list() ?? []).map(\.id) + ["last"]
}
