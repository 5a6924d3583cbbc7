import PluginAPI

/// Puts what the index gives, in order of milliseconds, and what waits for it into the exact order of lists.
struct IndexMerger {
    private let scan: EntryScan
    private let limit: Int
    private var waiting: ArraySlice<StoredEntry>
    private var found: [StoredEntry] = []
    /// Entries of one bucket, whose order among each other the index does not know.
    private var group: [StoredEntry] = []
    private var groupBucket: Int64?

    /// - Parameter waiting: matching entries that are not indexed, in list order.
    init(_ scan: EntryScan, waiting: [StoredEntry], limit: Int) {
        self.scan = scan
        self.limit = limit
        self.waiting = waiting[...]
    }

    /// Takes the next entry that the index gives.
    /// - Returns: whether more is wanted.
    mutating func add(_ entry: StoredEntry, bucket: Int64) -> Bool {
        if bucket != groupBucket {
            endGroup()
            groupBucket = bucket
            guard found.count <= limit else { return false }
        }
        group.append(entry)
        return true
    }

    /// What was found, one more than the limit when there is more.
    mutating func finish() -> [StoredEntry] {
        endGroup()
        if found.count <= limit { found += waiting }
        return found
    }

    private mutating func endGroup() {
        guard let bucket = groupBucket else { return }
        while let next = waiting.first, isDue(SearchDocument.bucket(of: next.content.at), bucket) {
            group.append(next)
            waiting.removeFirst()
        }
        if group.count > 1 { group.sort(by: scan.precedes) }
        found += group
        group.removeAll(keepingCapacity: true)
    }

    private func isDue(_ bucket: Int64, _ reached: Int64) -> Bool {
        scan.order == .newest ? bucket >= reached : bucket <= reached
    }
}
