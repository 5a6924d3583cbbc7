public import PluginAPI

extension MemoryStorage {
    public func reportStamp(of owner: UserID) async throws(StorageError) -> Int64? { read(owner) { $0.changes } }

    public func categories(of owner: UserID) async throws(StorageError) -> [StoredCategory] {
        read(owner) { journal in
            journal.categories.values.sorted { $0.id < $1.id }.map { draft in
                StoredCategory(
                    id: draft.id, nameHash: draft.nameHash, sealedName: draft.sealedName, colour: draft.colour,
                    createdAt: draft.createdAt,
                    tally: journal.live { $0.categories.contains(draft.id) }.total)
            }
        } ?? []
    }

    public func createCategory(_ draft: CategoryDraft, of owner: UserID) async throws(StorageError) {
        try change(owner) { $0.createCategory(draft) }
    }

    public func updateCategory(_ draft: CategoryDraft, of owner: UserID) async throws(StorageError) {
        try change(owner) { $0.updateCategory(draft) }
    }

    public func mergeCategory(_ id: CategoryID, into target: CategoryID, of owner: UserID) async throws(StorageError) {
        try change(owner) { $0.mergeCategory(id, into: target) }
    }

    public func deleteCategory(
        _ id: CategoryID, fallback: CategoryDraft, of owner: UserID
    ) async throws(StorageError) {
        try change(owner) { $0.deleteCategory(id, fallback: fallback) }
    }
}

extension MemoryStorage {
    public func dayRollups(in span: DaySpan, of owner: UserID) async throws(StorageError) -> [DayRollup] {
        let groups = grouped(of: owner, in: span) { [$0.content.day] }
        return groups.keys.sorted().map { DayRollup(day: $0, tally: groups[$0, default: []].total) }
    }

    public func hourRollups(in span: DaySpan, of owner: UserID) async throws(StorageError) -> [HourRollup] {
        let groups = grouped(of: owner, in: span) { [$0.content.hour] }
        return groups.keys.sorted().map { hour in
            let tally = groups[hour, default: []].total
            return HourRollup(hour: hour, entries: tally.entries, scored: tally.scored, scoreSum: tally.scoreSum)
        }
    }

    public func categoryRollups(in span: DaySpan, of owner: UserID) async throws(StorageError) -> [CategoryRollup] {
        let groups = grouped(of: owner, in: span) { $0.categories }
        return groups.keys.sorted().map { CategoryRollup(category: $0, tally: groups[$0, default: []].total) }
    }

    public func categoryDays(
        of category: CategoryID, in span: DaySpan, owner: UserID
    ) async throws(StorageError) -> [CategoryDayRollup] {
        let groups = grouped(of: owner, in: span) { $0.categories.contains(category) ? [$0.content.day] : [] }
        return groups.keys.sorted().map {
            CategoryDayRollup(category: category, day: $0, tally: groups[$0, default: []].total)
        }
    }

    public func activeDays(in span: DaySpan, of owner: UserID) async throws(StorageError) -> [LocalDay] {
        grouped(of: owner, in: span) { [$0.content.day] }.keys.sorted()
    }

    private func grouped<Key: Hashable & Sendable>(
        of owner: UserID, in span: DaySpan, by keys: @Sendable (StoredEntry) -> [Key]
    ) -> [Key: [StoredEntry]] {
        var groups: [Key: [StoredEntry]] = [:]
        for entry in read(owner, { $0.live { span.contains($0.content.day) } }) ?? [] {
            for key in keys(entry) { groups[key, default: []].append(entry) }
        }
        return groups
    }
}

extension MemoryJournal {
    /// Entries that are not in the trash and are wanted.
    func live(_ isWanted: (StoredEntry) -> Bool) -> [StoredEntry] {
        records.values.map(\.entry).filter { $0.trashedAt == nil && isWanted($0) }
    }
}

extension [StoredEntry] {
    /// The sum over all of them.
    var total: Tally {
        reduce(into: Tally()) { $0 += $1.tally }
    }
}
