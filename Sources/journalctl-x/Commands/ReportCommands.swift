import ArgumentParser
import JournalRPC

/// Any report of any plugin.
struct ReportCommand: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Draw any report that the daemon offers; without a name, list them.",
        discussion: "The report's own parameters are name=value words. A chart on a terminal, a table with --plain, numbers with --json.")
    static let examples = [
        Example("journalctl-x report", "Which reports there are, and what they take."),
        Example("journalctl-x report category-trend category=work --last 90d", "One of them, with its parameter."),
    ]

    @Argument(help: "The report's name.", completion: .custom(completeReports))
    var name: String?

    @Argument(help: "Its own parameters, name=value.")
    var parameters: [String] = []

    @OptionGroup(title: "Which days") var span: SpanOptions
    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        guard let name else { return try list(invocation) }
        let values = try NamedValues.parse(parameters)
        try ReportView(name: name, arguments: values, span: span, isJSON: format.json).show(invocation)
    }

    private func list(_ invocation: Invocation) throws {
        let reports = try invocation.call(Analytics.Reports.self, NoParams())
        if format.json { return try invocation.json(reports) }
        var table = Table([.init("report", role: .strong), .init("what it shows", isFlexible: true), .init("parameters", role: .dim)])
        for report in reports.items {
            let names = (report.params["properties"]?.objectValue ?? []).map(\.name)
            table.add([report.name, report.help, names.filter { !["name", "from", "to", "zone"].contains($0) }.joined(separator: " ")])
        }
        try invocation.show(table)
    }
}

/// How the mood went.
struct MoodCommand: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "mood", abstract: "Draw how your mood went.",
        discussion: "The mean score of each day, week or month, its rolling mean, and how the labels and your own moods are spread.")
    static let examples = [
        Example("journalctl-x mood", "The last month."),
        Example("journalctl-x mood --last 1y --bucket week", "A year, week by week."),
    ]

    @Option(
        help: ArgumentHelp("day, week or month; by the length of the span if not said.", valueName: "unit"),
        completion: .list(["day", "week", "month"]))
    var bucket: String?

    @OptionGroup(title: "Which days") var span: SpanOptions
    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let arguments = bucket.map { [(name: "bucket", value: JSONValue.string($0))] } ?? []
        try ReportView(name: "mood-trend", arguments: arguments, span: span, isJSON: format.json).show(invocation)
    }
}

/// The numbers of the journal.
struct StatsCommand: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "Show how entries and moods are spread, and your streak.")
    static let examples = [Example("journalctl-x stats --last 1y", "Over a year.")]

    @OptionGroup(title: "Which days") var span: SpanOptions
    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        for (index, name) in ["mood-distribution", "streaks"].enumerated() {
            if index > 0, !format.json { try invocation.show(Line()) }
            let own = name == "streaks" ? SpanOptions.none : span
            try ReportView(name: name, arguments: [], span: own, isJSON: format.json).show(invocation)
        }
    }
}

/// A year of days.
struct HeatmapCommand: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "heatmap", abstract: "Draw a year of days, coloured by mood.", aliases: ["calendar"])
    static let examples = [Example("journalctl-x heatmap 2026", "That year.")]

    @Argument(help: "The year; this year if not said.")
    var year: String?

    @OptionGroup(title: "Which days") var span: SpanOptions
    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        var span = span
        if let year = year ?? (span.isEmpty ? String(invocation.timeContext.today.text.prefix(4)) : nil) {
            guard year.utf8.count == 4, Digits.value(year) != nil, span.isEmpty else {
                throw Failure.usage("a heat map is of a year such as 2026, or of the days of --from, --to or --last")
            }
            (span.from, span.to) = (year + "-01-01", year + "-12-31")
        }
        try ReportView(name: "calendar", arguments: [], span: span, isJSON: format.json).show(invocation)
    }
}

/// How much was written.
struct WordsCommand: JournalCommand {
    static let configuration = CommandConfiguration(commandName: "words", abstract: "Draw how much you wrote.")
    static let examples = [Example("journalctl-x words --last 1y --bucket month", "Month by month.")]

    @Option(
        help: ArgumentHelp("day, week or month; by the length of the span if not said.", valueName: "unit"), completion: .list(["day", "week", "month"]))
    var bucket: String?

    @OptionGroup(title: "Which days") var span: SpanOptions
    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let arguments = bucket.map { [(name: "bucket", value: JSONValue.string($0))] } ?? []
        try ReportView(name: "words", arguments: arguments, span: span, isJSON: format.json).show(invocation)
    }
}

/// Weekdays and hours.
struct PatternsCommand: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "patterns", abstract: "Draw how weekdays and hours differ.", aliases: ["weekday", "hours"])
    static let examples = [Example("journalctl-x patterns hour --last 90d", "The hours alone.")]

    @Argument(help: "weekday or hour; both if not said.", completion: .list(["weekday", "hour"]))
    var which: String?

    @OptionGroup(title: "Which days") var span: SpanOptions
    @OptionGroup var format: JSONFlag
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let names = which.map { [$0] } ?? ["weekday", "hour"]
        guard names.allSatisfy({ ["weekday", "hour"].contains($0) }) else {
            throw Failure.usage("patterns are of the weekday or of the hour")
        }
        for (index, name) in names.enumerated() {
            if index > 0, !format.json { try invocation.show(Line()) }
            try ReportView(name: name, arguments: [], span: span, isJSON: format.json).show(invocation)
        }
    }
}
