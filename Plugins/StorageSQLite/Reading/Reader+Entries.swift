import GRDB
import PluginAPI

extension Reader {
    func entries(
        matching filter: EntryFilter, order: EntryOrder, page: PageRequest, of user: UserID
    ) throws -> Page<StoredEntry> {
        let after = try page.after.map { position throws(StorageError) in try EntryPlace(position) }
        guard let owner = try owner(user) else { return Page(items: [], next: nil) }
        let scan = EntryScan(owner: owner, filter: filter, order: order, after: after)
        var found: [StoredEntry] = []
        try walk(scan) { row in
            found.append(try EntryRow.entry(row))
            return found.count <= page.size
        }
        return Page(cutting: found, limit: page.size)
    }

    /// Walks over the entries of a scan in order, until `body` returns false.
    func walk(_ scan: EntryScan, _ body: (Row) throws -> Bool) throws {
        let ranges = try ranges(of: scan.filter, owner: scan.owner)
        var goesOn = true
        for range in scan.order == .newest ? ranges.reversed() : ranges where goesOn {
            try each(scan.query(selecting: EntryRow.columns, in: range)) { row in
                goesOn = try body(row)
                return goesOn
            }
        }
    }

    func countEntries(matching filter: EntryFilter, of user: UserID) throws -> Int {
        if let span = filter.rollupSpan {
            if let category = filter.allCategories.first {
                let rollups = try categoryDays(of: category, in: span, owner: user)
                return Int(rollups.reduce(0) { $0 + $1.tally.entries })
            }
            return Int(try dayRollups(in: span, of: user).reduce(0) { $0 + $1.tally.entries })
        }
        guard let owner = try owner(user) else { return 0 }
        let scan = EntryScan(owner: owner, filter: filter, order: .newest, after: nil)
        var count: Int64 = 0
        for range in try ranges(of: filter, owner: owner) {
            try each(scan.query(selecting: "count(*)", in: range, sorted: false)) { row in
                count += row.int(0)
                return false
            }
        }
        return Int(count)
    }
}

extension EntryFilter {
    /// The days it restricts to, if days and at most one category are all it restricts: then sums can answer.
    fileprivate var rollupSpan: DaySpan? {
        var rest = self
        rest.firstDay = nil
        rest.lastDay = nil
        if rest.allCategories.count == 1 { rest.allCategories = [] }
        guard rest == EntryFilter() else { return nil }
        return DaySpan(first: firstDay ?? .distantPast, last: lastDay ?? .distantFuture)
    }
}
