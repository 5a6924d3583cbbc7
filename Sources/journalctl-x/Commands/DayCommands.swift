import ArgumentParser
import JournalRPC

/// Today's entries.
struct TodayCommand: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "today", abstract: "Show today: its entries and how it feels so far.")
    static let jsonTakesFields = true

    @OptionGroup(title: "Output") var output: EntryOutputOptions
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let writer = try EntryWriter(invocation, output)
        var selection = EntrySelection()
        selection.since = try MatchOptions.since("today", invocation.timeContext)
        selection.until = try MatchOptions.until("today", invocation.timeContext)
        var feed = EntryFeed([selection], order: .oldest, fields: writer.wireFields, expected: 500)
        var entries: [Entry] = []
        while let entry = try feed.next(invocation) { entries.append(entry) }
        if writer.format == .short {
            try invocation.show(invocation.page.heading(TimeFormat.longDate(invocation.timeContext.today)))
        }
        try writer.write(entries)
        if entries.isEmpty { return invocation.notices.note("nothing written yet today") }
        if writer.format == .short { invocation.notices.note(Self.summary(entries, invocation)) }
    }

    private static func summary(_ entries: [Entry], _ invocation: Invocation) -> Line {
        let scores = entries.compactMap { $0.sentiment.optional?.score }
        var line = Line(Numbers.count(entries.count, "entry", "entries"), .dim)
        if !scores.isEmpty {
            let mean = scores.reduce(0, +) / Double(scores.count)
            let tone = MoodTone(score: mean)
            line.append(", on the whole ", .dim)
            line.append(invocation.glyphs.mood(tone) + " " + invocation.glyphs.score(mean), .mood(tone))
        }
        return line
    }
}

/// What was written on this day in other years.
struct OnThisDayCommand: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "on-this-day", abstract: "Show what you wrote on this day in earlier years.")
    static let examples = [
        Example("journalctl-x on-this-day --gentle", "Without the days that were hard."),
        Example("journalctl-x on-this-day --day 2024-12-24", "Other Christmas Eves."),
    ]
    static let jsonTakesFields = true

    @Option(help: ArgumentHelp("The day; today if not said.", valueName: "time"))
    var day: String?

    @Flag(help: "Leave out entries of low mood.")
    var gentle = false

    @OptionGroup(title: "Output") var output: EntryOutputOptions
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    func run(in invocation: Invocation) throws {
        let writer = try EntryWriter(invocation, output)
        let wanted = try day.map { try MatchOptions.since($0, invocation.timeContext) }.map { String($0.prefix(10)) }
        let params = Entries.OnThisDay.Params(day: wanted, skipLowMood: gentle ? true : nil)
        let entries = try invocation.call(Entries.OnThisDay.self, params).items
        guard writer.format == .short else {
            try writer.write(entries)
            return
        }
        var lines: [Line] = []
        var year = ""
        for entry in entries {
            let current = String(entry.day.prefix(4))
            if current != year {
                year = current
                let gap = Int(current).map { invocation.timeContext.today.year - $0 } ?? 0
                let ago = gap > 0 ? ", " + Numbers.count(gap, "year", "years") + " ago" : ""
                lines += (lines.isEmpty ? [] : [Line()]) + [invocation.page.heading(current + ago)]
            }
            lines.append(invocation.list.line(invocation.line(entry)))
        }
        try invocation.show(lines)
        if entries.isEmpty { invocation.notices.note("nothing on this day in earlier years") }
    }
}
