import ArgumentParser
import JournalRPC

/// Full text search.
struct SearchCommand: JournalCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Find entries by their words.",
        discussion: "All words must occur; \"a phrase\", beginnings such as burn*, -not and OR are understood. Accents do not matter, "
            + "capitals only if the query has one. Ends with status 1 when nothing is found.")
    static let examples = [
        Example("journalctl-x search lisbon -t travel", "Entries about Lisbon under travel."),
        Example("journalctl-x search '\"long walk\" OR hik*' -S 2026", "A phrase or a beginning, this year."),
    ]
    static let jsonTakesFields = true

    @Argument(help: "Words, \"a phrase\", begin*, -not, a OR b.")
    var query: [String]

    @Flag(help: "Capitals count.")
    var caseSensitive = false

    @OptionGroup(title: "Which entries") var match: MatchOptions
    @OptionGroup(title: "Output") var output: EntryOutputOptions
    @OptionGroup(title: "Everywhere") var common: CommonOptions

    @Option(name: [.customShort("n"), .customLong("lines")], help: ArgumentHelp("At most so many; 20 if not said.", valueName: "count"))
    var lines: String?

    func run(in invocation: Invocation) throws {
        let writer = try EntryWriter(invocation, output)
        let limit = try count(invocation)
        var feed = SearchFeed(
            query: query.joined(separator: " "), caseSensitive: caseSensitive ? true : nil,
            selections: try invocation.selections(match), expected: limit)
        var hits: [Entries.Search.Hit] = []
        while hits.count < limit ?? .max, let hit = try feed.next(invocation) { hits.append(hit) }
        guard !hits.isEmpty else {
            invocation.notices.note("no entry matches")
            throw Failure.silent(.noMatch)
        }
        if writer.format == .short {
            try invocation.show(Self.lines(hits, invocation))
        } else {
            try writer.write(hits.map(\.entry))
        }
        if feed.total > hits.count {
            let all = (feed.totalIsExact ? "" : "at least ") + Numbers.grouped(Int64(feed.total))
            invocation.notices.note("\(hits.count) of \(all); -n all shows every one")
        }
    }

    private func count(_ invocation: Invocation) throws(Failure) -> Int? {
        guard let lines else { return 20 }
        if lines == "all" { return nil }
        guard let count = Digits.value(lines), count > 0 else { throw .usage("-n takes a number from 1 on, or all") }
        return count
    }

    /// Each entry's line, and under it what was found.
    private static func lines(_ hits: [Entries.Search.Hit], _ invocation: Invocation) -> [Line] {
        let heads = invocation.list.lines(hits.map { invocation.line($0.entry) })
        return zip(hits, heads).flatMap { hit, head in
            [head] + hit.snippets.prefix(3).map { snippet in
                let ranges = snippet.ranges.compactMap { $0.count == 2 && $0[0] >= 0 && $0[0] < $0[1] ? $0[0]..<$0[1] : nil }
                return Snippet(snippet.text, ranges: ranges).fitted(on: invocation.page, indent: 5)
            }
        }
    }
}
