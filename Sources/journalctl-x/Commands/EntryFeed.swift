import JournalRPC

/// Reads the entries of one or more selections page by page, merged by time, each entry once.
struct EntryFeed {
    /// What one list has given and not handed on.
    private struct Source {
        let selection: EntrySelection
        var waiting: [Entry] = []
        var next: String?
        var isDone = false
    }

    private var sources: [Source]
    private let order: Entries.List.Order
    private let fields: [String]?
    private let pageSize: Int
    private var lastID: String?
    /// How many entries came so far.
    private(set) var count = 0

    /// `expected` is how many entries will be taken; it sizes the pages. With several selections, ids and times are asked for as well.
    init(_ selections: [EntrySelection], order: Entries.List.Order, fields: [String]? = nil, expected: Int?) {
        sources = selections.map { Source(selection: $0) }
        self.order = order
        self.fields = fields
        pageSize = min(max(expected ?? 500, 1), 500)
    }

    /// The next entry; nil at the end.
    mutating func next(_ invocation: Invocation) throws(Failure) -> Entry? {
        while true {
            for index in sources.indices { try fill(index, invocation) }
            guard let best = frontmost else { return nil }
            let entry = sources[best].waiting.removeLast()
            // Two selections may both have it; then it comes twice in a row.
            if let lastID, sources.count > 1, lastID.utf8.elementsEqual(entry.id.utf8) { continue }
            lastID = entry.id
            count += 1
            return entry
        }
    }

    private var frontmost: Int? {
        var best: Int?
        for (index, source) in sources.enumerated() {
            guard let entry = source.waiting.last else { continue }
            guard let current = best.flatMap({ sources[$0].waiting.last }) else {
                best = index
                continue
            }
            if precedes(entry, current) { best = index }
        }
        return best
    }

    private func precedes(_ one: Entry, _ two: Entry) -> Bool {
        let times = (Timestamp(rfc3339: one.at)?.microseconds ?? 0, Timestamp(rfc3339: two.at)?.microseconds ?? 0)
        if times.0 != times.1 { return order == .oldest ? times.0 < times.1 : times.0 > times.1 }
        return order == .oldest
            ? one.id.utf8.lexicographicallyPrecedes(two.id.utf8) : two.id.utf8.lexicographicallyPrecedes(one.id.utf8)
    }

    private mutating func fill(_ index: Int, _ invocation: Invocation) throws(Failure) {
        while sources[index].waiting.isEmpty, !sources[index].isDone {
            var params = Entries.List.Params()
            params.selection = sources[index].selection
            params.page = PageParams(limit: pageSize, cursor: sources[index].next)
            params.order = order
            params.fields = fields
            let page = try invocation.call(Entries.List.self, params)
            sources[index].waiting = page.items.reversed()
            sources[index].next = page.next
            sources[index].isDone = page.next == nil
        }
    }
}
