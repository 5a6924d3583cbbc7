import JournalRPC

/// Entries with a text: `list --grep`. The daemon searches; the order is that of a list.
struct FoundEntries {
    let pattern: String
    let options: ListCommand
    let writer: EntryWriter

    func show(_ selections: [EntrySelection], _ invocation: Invocation) throws {
        guard !options.paging.hasCursor else { throw Failure.usage("--grep and cursors do not go together") }
        let follower = options.follow.follow ? try Follower(selections, invocation: invocation) : nil
        let standard = follower == nil ? PageOptions.standardLength : 10
        let limit = try options.paging.limit(invocation.settings, standard: standard)
        var search = SearchFeed(
            query: Self.query(pattern), caseSensitive: options.follow.caseSensitive ? true : nil, selections: selections, expected: limit)
        var entries: [Entry] = []
        while entries.count < limit ?? .max, let hit = try search.next(invocation) { entries.append(hit.entry) }
        entries.sort { Self.time($0) > Self.time($1) }
        if !options.paging.reverse { entries.reverse() }
        try writer.write(entries)
        if let follower {
            let match = TextMatch(pattern, caseSensitive: options.follow.caseSensitive)
            return try follower.run(writer: writer, matching: match, count: options.follow.count)
        }
        if entries.isEmpty {
            invocation.notices.note("no entry matches")
            throw Failure.silent(.noMatch)
        }
    }

    private static func time(_ entry: Entry) -> Int64 {
        Timestamp(rfc3339: entry.at)?.microseconds ?? 0
    }

    /// The pattern as the daemon's query language has it: a phrase, so that no word of it is an operator; `burn*` stays a beginning.
    static func query(_ pattern: String) -> String {
        let words = pattern.split(separator: " ")
        if words.count == 1, pattern.last == "*", pattern.utf8.count > 1, !pattern.hasPrefix("-"), !pattern.contains("\"") {
            return pattern
        }
        return "\"" + pattern.filter { $0 != "\"" } + "\""
    }
}

/// Reads the hits of a search page by page, over one or more selections, each entry once.
struct SearchFeed {
    private let query: String
    private let caseSensitive: Bool?
    private var selections: [EntrySelection]
    private let pageSize: Int
    private var waiting: [Entries.Search.Hit] = []
    private var cursor: String?
    private var seen: Set<String> = []
    private let isMerged: Bool
    /// How many there are, as far as the daemon said.
    private(set) var total = 0
    private(set) var totalIsExact = true

    init(query: String, caseSensitive: Bool?, selections: [EntrySelection], expected: Int?) {
        (self.query, self.caseSensitive) = (query, caseSensitive)
        self.selections = selections.reversed()
        pageSize = min(max(expected ?? 500, 1), 500)
        isMerged = selections.count > 1
    }

    /// The next hit; nil at the end.
    mutating func next(_ invocation: Invocation) throws(Failure) -> Entries.Search.Hit? {
        while true {
            if let hit = waiting.popLast() {
                if !isMerged || seen.insert(hit.entry.id).inserted { return hit }
                continue
            }
            guard let selection = selections.last else { return nil }
            var params = Entries.Search.Params(query: query)
            params.selection = selection
            params.caseSensitive = caseSensitive
            params.page = PageParams(limit: pageSize, cursor: cursor)
            let page = try invocation.call(Entries.Search.self, params)
            if cursor == nil {
                total += page.total
                totalIsExact = totalIsExact && page.totalIsExact && !isMerged
            }
            waiting = page.items.reversed()
            cursor = page.next
            if page.next == nil { selections.removeLast() }
        }
    }
}
