import ArgumentParser
import JournalRPC

struct SentimentUse: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "use", abstract: "Have another provider read new entries from now on.",
        discussion: "For admins. It also holds after a restart, until the setting sentiment.provider is changed. "
            + "Scores that are there stay; sentiment reanalyze has them made anew.")

    @Argument(help: "Its id, as sentiment providers lists it.") var provider: String
    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let providers = try invocation.call(SentimentMethods.Use.self, .init(provider: provider))
        if format.json { return try invocation.json(providers) }
        if !common.quiet { try invocation.show(SentimentProviders.table(providers.items)) }
    }
}

struct SentimentReanalyze: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "reanalyze", abstract: "Have entries read again by the provider in use.",
        discussion: "Waits until all is done and shows how far it is; --no-wait prints the job and leaves. Private entries are passed over. "
            + "Where the model's server reads in bulk it takes up to a day: leave with Ctrl-C, the job goes on. "
            + "Status 8 when --timeout ends the waiting; the job goes on.",
        aliases: ["reanalyse"])
    static let examples = [
        Example("journalctl-x sentiment reanalyze --since 2026-01", "Everything since January."),
        Example("journalctl-x sentiment reanalyze --no-wait", "Everything, in the background; see jobs."),
    ]

    @Option(name: [.customShort("S"), .customLong("since")], help: ArgumentHelp("From this time on.", valueName: "time"))
    var since: String?

    @Option(name: [.customShort("U"), .customLong("until")], help: ArgumentHelp("Up to this time; a date includes that whole day.", valueName: "time"))
    var until: String?

    @Option(help: ArgumentHelp("Refuse unless this is the provider in use.", valueName: "id"))
    var provider: String?

    @Flag(help: "Do not wait for it.") var noWait = false
    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let params = SentimentMethods.Reanalyze.Params(
            since: try since.map { try MatchOptions.since($0, invocation.timeContext) },
            until: try until.map { try MatchOptions.until($0, invocation.timeContext) }, provider: provider)
        let started = try invocation.call(SentimentMethods.Reanalyze.self, params)
        if noWait {
            if format.json { return try invocation.json(started) }
            return try invocation.show(Line(started.job))
        }
        var watch = try JobWatch(invocation, json: false)
        let job = try watch.follow(started.job, total: started.entries)
        if format.json { return try invocation.json(job) }
        if !common.quiet { try invocation.show(Self.summary(job)) }
    }

    private static func summary(_ job: Jobs.Job) -> Line {
        var line = Line("\(Numbers.grouped(job.done ?? 0)) entries have a new score by \(job.provider)", .strong)
        if let skipped = job.skipped, skipped > 0 { line.append(", \(Numbers.grouped(skipped)) were passed over", .dim) }
        if let failed = job.failed, failed > 0 { line.append(", \(Numbers.grouped(failed)) failed: see jobs --of \(job.id)", .warning) }
        if job.state == "cancelled" { line.append(", then it was cancelled", .warning) }
        return line
    }
}

struct SentimentPreviewCommand: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview", abstract: "Print exactly what a model outside would be sent of an entry.",
        discussion: "First the text as it would leave, then the whole request, spread over lines to be read. --raw prints the body of the "
            + "request alone, byte for byte; only the ids in it are drawn anew for each request. Other texts of yours may go with it. "
            + "The key is in a header and not shown. Whether it would be sent goes to standard error.")
    static let examples = [
        Example("journalctl-x sentiment preview 42", "The text, and the request around it."),
        Example("journalctl-x sentiment preview 42 --raw | jq .messages", "The bytes, for other programs."),
    ]

    @Argument(help: "The entry's number or id.", completion: .custom(completeNumbers)) var entry: String
    @Flag(help: "Print the body of the request and nothing else.") var raw = false
    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let preview = try invocation.call(SentimentMethods.Preview.self, .init(entry: try EntryName.parse(entry)))
        if format.json { return try invocation.json(preview) }
        if raw {
            try invocation.data(Array((preview.request ?? "").utf8))
        } else {
            try invocation.data(Array(preview.text.utf8) + [0x0A])
            if let request = preview.request { try show(preview, request, invocation) }
        }
        if let reason = preview.reason {
            invocation.notices.note("it is not sent: \(reason)")
        } else {
            var text = "this is sent to \(preview.provider)"
            if preview.masked > 0 { text += ", with \(Numbers.count(preview.masked, "thing", "things")) masked" }
            if let cost = preview.costLimit, let currency = preview.currency { text += ", for \(Money.text(cost)) \(currency) at most" }
            invocation.notices.note(text)
        }
    }

    /// The request, with its body spread over lines.
    private func show(
        _ preview: SentimentMethods.Preview.Result, _ request: String, _ invocation: Invocation
    ) throws {
        let head = "\n\(preview.method ?? "") \(preview.url ?? "")\n"
        try invocation.data(Array(head.utf8) + JSONPretty.format(Array(request.utf8)) + [0x0A])
    }
}
