import ArgumentParser
import JournalRPC

/// Which entries are meant: the filters of every command that takes many entries.
struct MatchOptions: ParsableArguments {
    @Option(name: [.customShort("S"), .customLong("since")], help: ArgumentHelp("From this time on: a date, \"yesterday 9am\", -3h, 2026-W40 …", valueName: "time"))
    var since: String?

    @Option(name: [.customShort("U"), .customLong("until")], help: ArgumentHelp("Up to this time; a date includes that whole day.", valueName: "time"))
    var until: String?

    @Option(
        name: [.customShort("t"), .customLong("category")], help: ArgumentHelp("In one of these categories: sport,family.", valueName: "names"),
        completion: .custom(completeCategories))
    var category: [String] = []

    @Option(help: ArgumentHelp("In all of these categories.", valueName: "names"), completion: .custom(completeCategories))
    var allCategories: [String] = []

    @Option(help: ArgumentHelp("Your own mood, 1 to 5: 4, 1..3, 4..", valueName: "range"))
    var mood: [String] = []

    @Option(help: ArgumentHelp("The score, -1 to 1: ..-0.2, 0.5..", valueName: "range"))
    var score: [String] = []

    @Option(
        help: ArgumentHelp("positive, neutral, negative, mixed or unknown.", valueName: "names"),
        completion: .list(SentimentResult.labels))
    var label: [String] = []

    @Flag(help: "Starred entries. --not before a filter negates it; + between filters means or.")
    var starred = false

    @Option(help: .hidden) var notCategory: [String] = []
    @Option(help: .hidden) var notLabel: [String] = []
    @Option(help: .hidden) var notMood: [String] = []
    @Option(help: .hidden) var notScore: [String] = []
    @Flag(help: .hidden) var notStarred = false

    /// Whether anything is filtered at all.
    var isEmpty: Bool {
        since == nil && until == nil && !starred && !notStarred
            && [category, allCategories, mood, score, label, notCategory, notLabel, notMood, notScore].allSatisfy(\.isEmpty)
    }

    /// The selections whose union is meant: one, unless a range was given more than once.
    func selections(in context: TimeContext) throws -> [EntrySelection] {
        var base = EntrySelection()
        base.since = try since.map { try Self.since($0, context) }
        base.until = try until.map { try Self.until($0, context) }
        base.anyCategories = try Self.filter(category)
        base.categories = try Self.filter(allCategories)
        base.notCategories = try Self.filter(notCategory)
        base.labels = try labels()
        if starred && notStarred { throw Failure.usage("--starred and --not --starred leave nothing") }
        base.starred = starred ? true : notStarred ? false : nil
        let moods = try moodRanges()
        let scores = try scoreRanges()
        var all: [EntrySelection] = []
        for mood in moods.isEmpty ? [nil] : moods.map(Optional.some) {
            for score in scores.isEmpty ? [nil] : scores.map(Optional.some) {
                var selection = base
                (selection.mood, selection.score) = (mood, score)
                all.append(selection)
            }
        }
        return all
    }

    /// A moment as an instant; whole days as a day, so that the writer's own days count.
    static func since(_ text: String, _ context: TimeContext) throws(TimeExpressionError) -> String {
        let range = try TimeExpression.parse(text, in: context)
        return range.days?.lowerBound.text ?? TimeFormat.rfc3339(range.start, context.zone)
    }

    static func until(_ text: String, _ context: TimeContext) throws(TimeExpressionError) -> String {
        let range = try TimeExpression.parse(text, in: context)
        return range.days?.upperBound.text ?? TimeFormat.rfc3339(range.end, context.zone)
    }

    /// The names in lists parted by commas; nil when there are none.
    static func names(_ lists: [String]) -> [String]? {
        let names = lists.flatMap { $0.split(separator: ",") }.map { name in
            String(name.drop { $0 == " " || $0 == "#" })
        }.filter { !$0.isEmpty }
        return names.isEmpty ? nil : names
    }

    /// Names that entries are chosen by: a list without a name must not choose everything.
    private static func filter(_ lists: [String]) throws(Failure) -> [String]? {
        let chosen = names(lists)
        guard chosen != nil || lists.isEmpty else { throw .usage("-t needs the name of a category") }
        return chosen
    }

    private func labels() throws(Failure) -> [String]? {
        let wanted = Self.names(label)
        let unwanted = Self.names(notLabel) ?? []
        for name in (wanted ?? []) + unwanted where !SentimentResult.labels.contains(name) {
            throw .usage(
                "there is no label \"\(Sanitizer.line(name))\"", hint: "labels: " + SentimentResult.labels.joined(separator: ", "))
        }
        if wanted == nil, unwanted.isEmpty { return nil }
        let left = (wanted ?? SentimentResult.labels).filter { !unwanted.contains($0) }
        guard !left.isEmpty else { throw .usage("these labels leave nothing") }
        return left
    }

    private func moodRanges() throws(Failure) -> [Bounds<Int>] {
        var ranges: [Bounds<Int>] = []
        for text in mood { ranges.append(try RangeText.mood(text)) }
        for text in notMood {
            let range = try RangeText.mood(text)
            if let low = range.min, low > 1 { ranges.append(Bounds(max: low - 1)) }
            if let high = range.max, high < 5 { ranges.append(Bounds(min: high + 1)) }
        }
        return ranges
    }

    private func scoreRanges() throws(Failure) -> [Bounds<Double>] {
        var ranges: [Bounds<Double>] = []
        for text in score { ranges.append(try RangeText.score(text)) }
        for text in notScore {
            let range = try RangeText.score(text)
            if let low = range.min, low > -1 { ranges.append(Bounds(max: low.nextDown)) }
            if let high = range.max, high < 1 { ranges.append(Bounds(min: high.nextUp)) }
        }
        return ranges
    }
}

extension Invocation {
    /// Everything that the filters before and after each `+` mean: selections of which one must match.
    func selections(_ match: MatchOptions, trashed: Bool = false) throws -> [EntrySelection] {
        var all = try match.selections(in: timeContext)
        for group in alternatives {
            all += try MatchOptions.parse(group).selections(in: timeContext)
        }
        guard all.count <= 16 else {
            throw Failure.usage("these filters make \(all.count) searches; at most 16 are done at once")
        }
        if trashed { for index in all.indices { all[index].trashed = true } }
        return all
    }
}
