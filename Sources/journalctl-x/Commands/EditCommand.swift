import ArgumentParser
import JournalRPC

/// Changes an entry.
struct EditCommand: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change an entry in your editor, or its details with options.",
        discussion: "The text before is kept in the entry's history. If somebody changed it meanwhile, nothing is overwritten: the command "
            + "ends with status 6 and your text becomes a draft.")
    static let examples = [
        Example("journalctl-x edit 42", "In your editor."),
        Example("journalctl-x edit 42 --mood 5 --starred", "Its details alone."),
        Example("journalctl-x edit 42 - < new.md", "The text from standard input."),
    ]
    static let jsonTakesFields = true

    @Argument(help: "Its number or id.", completion: .custom(completeNumbers))
    var entry: String

    @Argument(help: "- takes the new text from standard input.")
    var source: String?

    @Option(help: ArgumentHelp("When it was.", valueName: "time")) var at: String?
    @Option(help: ArgumentHelp("Your own mood, 1 to 5.", valueName: "1-5")) var mood: String?
    @Option(help: ArgumentHelp("Its title.", valueName: "text")) var title: String?
    @Option(
        name: [.customShort("t"), .customLong("category")], help: ArgumentHelp("Its categories, instead of those it has.", valueName: "names"),
        completion: .custom(completeCategories))
    var category: [String] = []
    @Flag(inversion: .prefixedNo, help: "Star it, or take the star away.") var starred: Bool?
    @Option(help: ArgumentHelp("Empty these: title,mood.", valueName: "names"), completion: .list(["title", "mood"])) var clear: String?
    @Flag(name: .shortAndLong, help: "Do not ask before an emptied text moves to the trash.") var yes = false

    @OptionGroup(title: "Output") var output: EntryOutputOptions
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    private var hasDetails: Bool {
        at != nil || mood != nil || title != nil || !category.isEmpty || starred != nil || clear != nil
    }

    func run(in invocation: Invocation) throws {
        let writer = try EntryWriter(invocation, output)
        guard source == nil || source == "-" else { throw Failure.usage("the new text comes from the editor, or from standard input with -") }
        let current = try invocation.call(Entries.Get.self, Entries.Reference(entry: try EntryName.parse(entry)))
        var params = Entries.Update.Params(entry: .id(current.id), revision: current.revision)
        try fill(&params, invocation)
        if source == "-" {
            params.body = try TextInput.read(["-"], invocation)
        } else if !hasDetails {
            return try write(current, params, writer, invocation)
        }
        try Confirmation.show(try invocation.call(Entries.Update.self, params), writer, invocation)
    }

    private func fill(_ params: inout Entries.Update.Params, _ invocation: Invocation) throws {
        params.title = title
        params.starred = starred
        params.categories = MatchOptions.names(category)
        params.clear = clear?.split(separator: ",").map(String.init)
        if let mood {
            guard let value = Digits.value(mood), (1...5).contains(value) else {
                throw Failure.usage("a mood is 1 to 5, not \"\(Sanitizer.line(mood))\"")
            }
            params.mood = value
        }
        params.at = try at.map { try AtOption.instant($0, invocation, zone: invocation.zone, writtenIn: invocation.zone) }
    }

    private func write(
        _ current: Entry, _ params: Entries.Update.Params, _ writer: EntryWriter, _ invocation: Invocation
    ) throws {
        guard !common.noInput else { throw Failure.usage("--no-input keeps the editor shut", hint: "change details with options, or the text with -") }
        let desk = try WritingDesk(invocation)
        let origin = Draft.Origin(number: current.number, revision: current.revision)
        guard case .changed(let text) = try desk.edit(current.body, origin: origin) else {
            return invocation.notices.note("no change")
        }
        if text.allSatisfy(\.isWhitespace) { return try trash(current, invocation) }
        try Revising(entry: current, text: text, desk: desk, writer: writer).store(params)
    }

    /// An emptied text may be meant as a removal, but only the writer knows.
    private func trash(_ current: Entry, _ invocation: Invocation) throws {
        if !yes, try !invocation.prompter.confirm("The text is empty. Move entry \(current.number) to the trash?", flag: "--yes") {
            return invocation.notices.note("no change")
        }
        _ = try invocation.call(Entries.Delete.self, Entries.Reference(entry: .id(current.id)), repeatable: true)
        invocation.notices.note("entry \(current.number) moved to the trash; journalctl-x restore \(current.number) undoes it")
    }
}

/// Stores a new text of an entry; when somebody else was faster, the text becomes a draft beside what is stored.
struct Revising {
    let entry: Entry
    let text: String
    let desk: WritingDesk
    let writer: EntryWriter

    func store(_ params: Entries.Update.Params) throws {
        let invocation = desk.invocation
        var params = params
        params.body = text
        let origin = Draft.Origin(number: entry.number, revision: params.revision)
        let saved: Entry
        do throws(Failure) {
            saved = try invocation.call(Entries.Update.self, params)
        } catch {
            if error.status == .conflict { throw conflict(error, origin) }
            return try desk.keepOnFailure(text, origin: origin) { throw error }
        }
        try Confirmation.show(saved, writer, invocation)
    }

    private func conflict(_ error: Failure, _ origin: Draft.Origin) -> Failure {
        let now = desk.invocation.host.now()
        guard let draft = try? desk.store.save(text, origin: origin, now: now) else { return error }
        let path = ShellWords.quote(draft.path)
        return Failure(
            .conflict, code: error.code, "entry \(entry.number) was changed meanwhile; yours is kept as a draft",
            hint: "compare: journalctl-x show \(entry.number) -o cat | diff - \(path)\n  go on: journalctl-x drafts resume \(draft.id)",
            requestID: error.requestID)
    }
}
