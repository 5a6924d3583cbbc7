import PluginAPI

/// A place in the order of lists: by `at`, then by id.
struct EntryPlace: Comparable, Sendable {
    let at: Int64
    let id: EntryID

    init(_ entry: StoredEntry) {
        at = entry.content.at.microseconds
        id = entry.id
    }

    /// A version byte, `at` and the id.
    private static let version: UInt8 = 1
    private static let length = 25

    /// - Throws: `.invalidPosition` for bytes that `position` did not make.
    init(_ position: PagePosition) throws(StorageError) {
        let bytes = position.bytes
        guard bytes.count == Self.length, bytes.first == Self.version, let id = EntryID(bytes: bytes.dropFirst(9)) else {
            throw .invalidPosition
        }
        at = Int64(bitPattern: bytes[1..<9].reduce(0) { $0 << 8 | UInt64($1) })
        self.id = id
    }

    var position: PagePosition {
        let word = UInt64(bitPattern: at)
        let atBytes = stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) }
        return PagePosition([Self.version] + atBytes + id.bytes)
    }

    static func < (left: Self, right: Self) -> Bool { (left.at, left.id) < (right.at, right.id) }
}

extension Page<StoredEntry> {
    /// A page from what was found, which is one more than the page may hold when there is more.
    init(cutting found: [StoredEntry], limit: Int) {
        let items = Array(found.prefix(limit))
        self.init(items: items, next: found.count > limit ? items.last.map { EntryPlace($0).position } : nil)
    }
}

extension PageRequest {
    /// The limit, held within what a page may have.
    var size: Int { min(max(limit, 1), 1_000) }
}
