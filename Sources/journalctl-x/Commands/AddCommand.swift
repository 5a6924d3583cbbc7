import ArgumentParser
internal import Glibc
import JournalRPC

/// Writes an entry.
struct AddCommand: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Write an entry: as words, from standard input, or in your editor.",
        discussion: "Words are joined by blanks. Without words, what is piped in is the entry; at a terminal your editor opens: "
            + "JOURNALCTL_X_EDITOR, then VISUAL, then EDITOR. An empty text stores nothing. #words in the text become categories. "
            + "Dates in the text are never guessed at: --at says when it was. A retry after a broken connection stores the entry once.",
        aliases: ["new"])
    static let examples = [
        Example("journalctl-x add \"Ran 10 km #sport\"", "An entry of now, under sport."),
        Example("journalctl-x add --at \"yesterday 9am\" --mood 4 Breakfast with Ana", "Yesterday's, with your own word on the mood (1 to 5)."),
        Example("journalctl-x add", "Opens your editor."),
        Example("journalctl-x add - < note.md", "From a file."),
    ]
    static let jsonTakesFields = true

    @Argument(help: "The text, or - for standard input.")
    var words: [String] = []

    @Option(help: ArgumentHelp("When it was; now if not said.", valueName: "time"))
    var at: String?

    @Option(help: ArgumentHelp("Your own word on it, 1 (worst) to 5 (best).", valueName: "1-5"), completion: .list(["1", "2", "3", "4", "5"]))
    var mood: String?

    @Option(help: ArgumentHelp("A title of one line.", valueName: "text"))
    var title: String?

    @Option(
        name: [.customShort("t"), .customLong("category")], help: ArgumentHelp("Put it under these: sport,family.", valueName: "names"),
        completion: .custom(completeCategories))
    var category: [String] = []

    @Flag(help: "Mark it with a star.")
    var starred = false

    @Flag(name: .customLong("private"), help: "Put it under private: it is never sent to a model outside.")
    var isPrivate = false

    @Option(help: ArgumentHelp("The time zone that it was written in; yours if not said.", valueName: "zone"), completion: .custom(completeZones))
    var zone: String?

    @Option(help: ArgumentHelp("Your own name for this request: sent twice, it is stored once.", valueName: "key"))
    var idempotencyKey: String?

    @OptionGroup(title: "Output") var output: EntryOutputOptions
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        // What can be wrong is found before a person starts to write.
        var draft = try details(invocation)
        let writer = try EntryWriter(invocation, output)
        if let text = try TextInput.read(words, invocation) {
            guard !text.allSatisfy(\.isWhitespace) else {
                throw Failure.usage("there is no text to store", hint: "journalctl-x add \"text\", or pipe it in, or run add at a terminal for your editor")
            }
            draft.body = text
            try store(draft, writer, invocation)
        } else {
            try write(draft, writer, invocation)
        }
    }

    private func details(_ invocation: Invocation) throws -> EntryDraft {
        var draft = EntryDraft(body: "")
        draft.title = title
        draft.categories = MatchOptions.names(category)
        if let mood {
            guard let value = Digits.value(mood), (1...5).contains(value) else {
                throw Failure.usage("a mood is 1 to 5, not \"\(Sanitizer.line(mood))\"")
            }
            draft.mood = value
        }
        draft.starred = starred ? true : nil
        draft.isPrivate = isPrivate ? true : nil
        let here = try zone.map { (name) throws(Failure) -> ZoneClock in
            guard let clock = ZoneClock(name) else { throw .usage("there is no time zone \"\(Sanitizer.line(name))\"", hint: "such as Europe/Madrid") }
            return clock
        } ?? .local(environment: invocation.host.environment)
        draft.zone = here.name
        draft.at = try at.map { try AtOption.instant($0, invocation, zone: zone == nil ? invocation.zone : here, writtenIn: here) }
        draft.idempotencyKey = idempotencyKey ?? Self.randomKey()
        return draft
    }

    /// In the editor; a text that could not be stored becomes a draft.
    private func write(_ draft: EntryDraft, _ writer: EntryWriter, _ invocation: Invocation) throws {
        guard !common.noInput else { throw Failure.usage("there is no text, and --no-input keeps the editor shut", hint: "give the text as words") }
        let desk = try WritingDesk(invocation)
        guard case .changed(let text) = try desk.edit(""), !text.allSatisfy(\.isWhitespace) else {
            throw Failure.usage("the text is empty: nothing was stored")
        }
        var draft = draft
        draft.body = text
        let entry = draft
        try desk.keepOnFailure(text, origin: nil) { try store(entry, writer, invocation) }
    }

    private func store(_ draft: EntryDraft, _ writer: EntryWriter, _ invocation: Invocation) throws {
        let entry = try invocation.call(Entries.Create.self, draft, repeatable: draft.idempotencyKey != nil)
        try Confirmation.show(entry, writer, invocation)
    }

    /// 128 random bits in hexadecimal.
    static func randomKey() -> String {
        (0..<4).map { _ in
            let text = String(UInt32.random(in: .min ... .max), radix: 16)
            return String(repeating: "0", count: 8 - text.utf8.count) + text
        }.joined()
    }
}

/// When something was, as `--at` says it.
enum AtOption {
    /// The moment that the expression names; the day's own begin says too little of a day, so a bare date is its noon, or now if it is today.
    static func instant(_ text: String, _ invocation: Invocation, zone: ZoneClock, writtenIn: ZoneClock) throws -> String {
        var context = invocation.timeContext
        context.zone = zone
        let range = try TimeExpression.parse(text, in: context)
        var moment = range.start
        if let days = range.days {
            guard days.lowerBound == days.upperBound else {
                throw Failure.usage("--at \"\(Sanitizer.line(text))\" is more than a moment or a day", hint: "such as \"yesterday 9am\"")
            }
            moment = days.lowerBound == context.today
                ? context.now : zone.instant(of: CivilTime(date: days.lowerBound, hour: 12))
        }
        return TimeFormat.rfc3339(moment, writtenIn)
    }
}

/// The one line that says what was stored.
enum Confirmation {
    static func show(_ entry: Entry, _ writer: EntryWriter, _ invocation: Invocation) throws {
        guard writer.format == .short else { return try writer.write([entry]) }
        guard !invocation.options.quiet else { return }
        let shown = invocation.line(entry)
        var line = Line("\(entry.number)", .strong)
        line.append("  " + TimeFormat.dateTime(shown.at, invocation.zone, weekday: true), .dim)
        line.append("  ")
        line.append(invocation.list.mood(shown))
        if let label = shown.label { line.append(" " + label, shown.tone.map { .mood($0) } ?? .dim) }
        let names = entry.categories.filter { $0 != "uncategorized" }
        if !names.isEmpty { line.append("  " + names.map { "#" + $0 }.joined(separator: " "), .category) }
        try invocation.show(line.truncated(to: invocation.terminal.width, ellipsis: invocation.glyphs.ellipsis))
    }
}
