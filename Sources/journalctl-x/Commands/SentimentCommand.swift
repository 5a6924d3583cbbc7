import ArgumentParser
import JournalRPC

/// Reading moods.
struct SentimentCommand: ParsableCommand, GroupCommand {
    static let configuration = CommandConfiguration(
        commandName: "sentiment", abstract: "Score a text, or see who scores.",
        subcommands: [
            SentimentAnalyze.self, SentimentProviders.self, SentimentUse.self, SentimentReanalyze.self, SentimentPreviewCommand.self,
        ])
    static let examples = [
        Example("journalctl-x sentiment preview 42", "What a model outside would be sent of entry 42."),
        Example("journalctl-x sentiment reanalyze --since 2026-01-01", "Have this year read again by the provider in use."),
    ]
}

struct SentimentAnalyze: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "analyze", abstract: "Score a text without storing it.", aliases: ["analyse"])
    static let examples = [
        Example("journalctl-x sentiment analyze \"What a day. So tired, but proud.\"", "Sentence by sentence."),
        Example("journalctl-x sentiment analyze - < letter.txt", "From standard input."),
    ]

    @Argument(help: "The text, or - for standard input.")
    var text: [String] = []

    @Option(help: ArgumentHelp("Ask this provider instead of the one in use.", valueName: "id"))
    var provider: String?

    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let body = try TextInput.read(text, invocation)
        guard let body, !body.isEmpty else {
            throw Failure.usage("there is no text", hint: "give it as words, or on standard input")
        }
        let answer = try invocation.call(SentimentMethods.Analyze.self, .init(texts: [body], provider: provider))
        guard let sentiment = answer.items.first else {
            throw Failure(.internalError, code: "protocol", "the daemon gave no score")
        }
        if format.json { return try invocation.json(sentiment) }
        try invocation.show(Explanation(title: "Mood of this text", text: body, sentiment: sentiment).lines(invocation))
    }
}

struct SentimentProviders: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "providers", abstract: "List who can score, and who does.", aliases: ["ls"])

    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let providers = try invocation.call(SentimentMethods.Providers.self, NoParams())
        if format.json { return try invocation.json(providers) }
        try invocation.show(Self.table(providers.items))
    }

    static func table(_ providers: [SentimentMethods.Providers.Provider]) -> Table {
        var table = Table([
            .init("provider", role: .strong), .init("in use"), .init("answers", role: .dim), .init("model", role: .dim), .init("health"),
            .init("waiting", .right), .init("cost this month", .right),
            .init("detail", isFlexible: true, role: .dim),
        ])
        for provider in providers {
            let answers = provider.delivery.map { $0 == "immediate" ? "at once" : "later" } ?? ""
            table.add([
                Line(provider.id, .strong), Line(provider.active ? "yes" : "", .success), Line(answers, .dim),
                Line(provider.model ?? "", .dim), Line(provider.health, StateText.role(provider.health)),
                Line(provider.waiting.map { Numbers.grouped($0) } ?? ""),
                Line(cost(provider)), Line(provider.detail ?? "", .dim),
            ])
        }
        return table
    }

    /// Such as `0.42 of 2.00 USD`.
    static func cost(_ provider: SentimentMethods.Providers.Provider) -> String {
        guard let currency = provider.currency, let cost = provider.cost else { return "" }
        let budget = provider.budget.map { " of " + Money.text($0) } ?? ""
        return "\(Money.text(cost))\(budget) \(currency)"
    }
}

/// Text that is given as words, with `-`, or through a pipe.
enum TextInput {
    /// The longest text that is read.
    static let limit = 4 * EntryLimits.bodyBytes

    /// nil when nothing was given and standard input is a terminal.
    static func read(_ words: [String], _ invocation: Invocation) throws(Failure) -> String? {
        if !words.isEmpty, words != ["-"] { return words.joined(separator: " ") }
        if words.isEmpty, invocation.terminal.inputIsTerminal { return nil }
        guard let bytes = invocation.host.readInput(limit) else {
            throw .usage("standard input is too long for an entry", hint: "an entry has at most \(EntryLimits.bodyBytes) bytes")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .usage("standard input is no UTF-8 text")
        }
        return text
    }
}
