import JournalRPC

/// A place in the list of entries: the entry that was seen last, by its time and its id. It stays good when entries are added, changed or removed.
struct EntryCursor: Sendable, Equatable {
    let at: String
    let id: String

    init(_ entry: Entry) {
        (at, id) = (entry.at, entry.id)
    }

    /// `2026-10-30T18:17:00+01:00/0199…`; nil for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, Timestamp(rfc3339: parts[0]) != nil, parts[1].utf8.count == 36 else { return nil }
        (at, id) = (String(parts[0]), String(parts[1]))
    }

    var text: String { at + "/" + id }

    /// Whether an entry was seen already in a list from old to new: it is at the place or before it.
    func isPast(_ entry: Entry) -> Bool {
        guard let here = Timestamp(rfc3339: at), let there = Timestamp(rfc3339: entry.at) else { return false }
        return there < here || (there == here && entry.id.utf8.lexicographicallyPrecedes(id.utf8)) || isAt(entry)
    }

    /// Whether it is the entry of the place.
    func isAt(_ entry: Entry) -> Bool {
        id.utf8.elementsEqual(entry.id.utf8)
    }

    static func parse(_ text: String, option: String) throws(Failure) -> EntryCursor {
        let line = String(text.prefix { $0 != "\n" && $0 != "\r" })
        guard let cursor = EntryCursor(line) else {
            throw .usage("\(option) has no cursor of this program", hint: "--show-cursor says the cursor of a list")
        }
        return cursor
    }
}
