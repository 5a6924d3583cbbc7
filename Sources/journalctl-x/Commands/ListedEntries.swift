import JournalRPC

/// Shows the entries of a list, and with `-f` those that come.
struct ListedEntries {
    let options: ListCommand
    let writer: EntryWriter
    var isTrash = false

    func show(_ selections: [EntrySelection], _ invocation: Invocation) throws {
        // The subscription comes first, so that nothing falls between the list and what follows it.
        let follower = options.follow.follow ? try Follower(selections, invocation: invocation) : nil
        if options.paging.hasCursor {
            try goOn(selections, invocation)
        } else {
            try newest(selections, invocation, follows: follower != nil)
        }
        try follower?.run(writer: writer, matching: nil, count: options.follow.count)
    }

    private func newest(_ selections: [EntrySelection], _ invocation: Invocation, follows: Bool) throws {
        let standard = options.newest || follows ? 10 : PageOptions.standardLength
        let limit = options.newest ? 10 : try options.paging.limit(invocation.settings, standard: standard)
        // One more than is shown tells whether there is more.
        var feed = EntryFeed(
            selections, order: .newest, fields: writer.wireFields, expected: limit.map { $0 + 1 })
        var entries: [Entry] = []
        while entries.count < limit ?? .max, let entry = try feed.next(invocation) { entries.append(entry) }
        let isCut = limit == nil ? false : try feed.next(invocation) != nil
        if options.paging.showCursor, let first = entries.first { sayCursor(EntryCursor(first), invocation) }
        if !options.paging.reverse { entries.reverse() }
        try writer.write(entries)
        guard !follows else { return }
        say(count: entries.count, isCut: isCut, isFiltered: !options.match.isEmpty || selections.count > 1, invocation)
    }

    private func say(count: Int, isCut: Bool, isFiltered: Bool, _ invocation: Invocation) {
        let notices = invocation.notices
        if options.newest {
            notices.note(count == 0
                ? "your journal is empty: journalctl-x add \"…\" writes the first entry"
                : "journalctl-x add \"…\" writes, mood shows how it went, help shows the rest")
        } else if count == 0, isTrash {
            notices.note("nothing in the trash")
        } else if count == 0 {
            notices.note(isFiltered ? "no entry matches" : "your journal is empty: journalctl-x add \"…\" writes the first entry")
        } else if isCut {
            notices.note("the newest \(count); -n all shows every one")
        }
    }

    /// From a cursor on, oldest first.
    private func goOn(_ selections: [EntrySelection], _ invocation: Invocation) throws {
        let start = try startingPoint()
        let limit = try options.paging.limit(invocation.settings)
        var bounded = selections
        if let cursor = start?.cursor {
            for index in bounded.indices { bounded[index].since = Self.later(bounded[index].since, cursor.at) }
        }
        var feed = EntryFeed(bounded, order: .oldest, fields: writer.wireFields, expected: limit)
        var entries: [Entry] = []
        while entries.count < limit ?? .max, let entry = try feed.next(invocation) {
            if let start, start.skips(entry) { continue }
            entries.append(entry)
        }
        let last = entries.last.map { EntryCursor($0) } ?? start?.cursor
        if options.paging.reverse { entries.reverse() }
        try writer.write(entries)
        if let last {
            if let file = options.paging.cursorFile { try CursorFile.write(last, to: file) }
            if options.paging.showCursor { sayCursor(last, invocation) }
        }
        if entries.isEmpty { invocation.notices.note("nothing new") }
    }

    /// Where the list begins, and whether the entry there is shown.
    private struct Start {
        let cursor: EntryCursor
        let includesItself: Bool

        func skips(_ entry: Entry) -> Bool {
            includesItself && cursor.isAt(entry) ? false : cursor.isPast(entry)
        }
    }

    private func startingPoint() throws(Failure) -> Start? {
        let paging = options.paging
        let given = [paging.cursor, paging.afterCursor, paging.cursorFile].compactMap { $0 }.count
        guard given == 1 else { throw .usage("only one of --cursor, --after-cursor and --cursor-file makes sense") }
        if let text = paging.cursor { return Start(cursor: try .parse(text, option: "--cursor"), includesItself: true) }
        if let text = paging.afterCursor { return Start(cursor: try .parse(text, option: "--after-cursor"), includesItself: false) }
        guard let file = paging.cursorFile, let cursor = try CursorFile.read(file) else { return nil }
        return Start(cursor: cursor, includesItself: false)
    }

    /// The later of a filter's begin and the cursor's time. A day is later if it begins after the cursor's own day.
    private static func later(_ since: String?, _ at: String) -> String {
        guard let since else { return at }
        if let filter = Timestamp(rfc3339: since), let here = Timestamp(rfc3339: at) { return filter > here ? since : at }
        return since > String(at.prefix(10)) ? since : at
    }

    private func sayCursor(_ cursor: EntryCursor, _ invocation: Invocation) {
        invocation.notices.note("cursor: " + cursor.text)
    }
}
