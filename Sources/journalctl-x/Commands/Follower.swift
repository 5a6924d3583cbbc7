import JournalRPC

/// Shows entries as they are stored.
struct Follower {
    private let invocation: Invocation
    private let deadline: ContinuousClock.Instant?

    /// Subscribes to what the selections mean.
    init(_ selections: [EntrySelection], invocation: Invocation) throws(Failure) {
        self.invocation = invocation
        deadline = try invocation.waitLimit().map { ContinuousClock.now.advanced(by: $0) }
        for selection in selections { _ = try invocation.call(Entries.Watch.self, selection, repeatable: false) }
    }

    /// Goes on until `count` entries were shown, or the time is over: that is status 1 if a number was waited for or nothing came.
    func run(writer: EntryWriter, matching text: TextMatch?, count: Int?) throws {
        var shown = 0
        var lastID = ""
        while count.map({ shown < $0 }) ?? true {
            guard let notice = try next() else {
                if count == nil, shown > 0 { return }
                throw Failure.silent(.noMatch)
            }
            if let missed = notice.missed {
                invocation.notices.warn("\(missed) changes came too fast and are not shown")
                continue
            }
            guard notice.kind == .created, let entry = notice.entry, text?.matches(entry) ?? true else { continue }
            // Two groups of filters may both tell of it.
            if lastID == entry.id { continue }
            lastID = entry.id
            try writer.writeNext(entry)
            shown += 1
        }
    }

    /// The next change; nil when the time is over.
    func next() throws(Failure) -> Entries.ChangeNotice? {
        while true {
            let left = deadline.map { ContinuousClock.now.duration(to: $0) }
            if let left, left <= .zero { return nil }
            guard let notice = try invocation.session.nextNotification(timeout: left) else { return nil }
            if let change = Self.change(notice) { return change }
        }
    }

    private static func change(_ notice: RPCNotification) -> Entries.ChangeNotice? {
        guard notice.method == Entries.ChangeNotice.name, let bytes = try? notice.params.encoded(),
            let root = (try? JSONDocument(bytes, maxBytes: 16 * 1_024 * 1_024))?.root
        else { return nil }
        return try? RPCDecoder.decode(Entries.ChangeNotice.self, from: root)
    }
}

/// A text that new entries are looked through for: the same rule for capitals as a search has.
struct TextMatch: Sendable {
    private let pattern: String
    private let isCaseSensitive: Bool

    init(_ pattern: String, caseSensitive: Bool) {
        isCaseSensitive = caseSensitive || pattern.contains { $0.isUppercase }
        self.pattern = isCaseSensitive ? pattern : pattern.lowercased()
    }

    func matches(_ entry: Entry) -> Bool {
        [entry.title ?? "", entry.body].contains { text in
            let bytes = Array((isCaseSensitive ? text : text.lowercased()).utf8)
            return Self.contains(bytes, Array(pattern.utf8))
        }
    }

    /// Whether the bytes hold the others in a row.
    private static func contains(_ text: [UInt8], _ pattern: [UInt8]) -> Bool {
        guard let first = pattern.first, pattern.count <= text.count else { return pattern.isEmpty }
        return (0...(text.count - pattern.count)).contains { start in
            text[start] == first && text[start..<(start + pattern.count)].elementsEqual(pattern)
        }
    }
}
