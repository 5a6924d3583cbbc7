import JournalRPC

extension EntryLine {
    /// The entry of the wire as lists and pages show it. `zone` is the one that times are shown in.
    init(_ entry: Entry, shownIn zone: ZoneClock) {
        self.init(number: entry.number, at: Timestamp(rfc3339: entry.at) ?? Timestamp(microseconds: 0))
        title = entry.title
        body = entry.body
        categories = entry.categories
        score = entry.sentiment.optional?.score
        label = entry.sentiment.optional?.label
        isPending = entry.analysis == .pending && entry.sentiment.optional == nil
        mood = entry.mood
        isStarred = entry.starred
        isTrashed = entry.trashedAt != nil
        words = entry.words
        revision = entry.revision
        self.zone = entry.zone.isEmpty || entry.zone == zone.name ? nil : entry.zone
    }
}

extension Invocation {
    func line(_ entry: Entry) -> EntryLine { EntryLine(entry, shownIn: zone) }
    var page: Page { Page(terminal) }
    var list: EntryList { EntryList(page: page, context: timeContext) }
    var entryPage: EntryPage { EntryPage(page: page, context: timeContext) }

    /// A table: aligned for a reader, tab-separated with `--plain`.
    func show(_ table: Table) throws(Failure) {
        try show(options.plain ? table.plainLines() : table.lines(on: page))
    }
}
