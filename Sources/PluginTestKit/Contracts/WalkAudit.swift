import PluginAPI

/// Compares every sum of a user with a recomputation from the entries themselves.
struct WalkAudit {
    private let store: any StoragePlugin
    private let owner: UserID

    init(_ store: any StoragePlugin, _ owner: UserID) {
        self.store = store
        self.owner = owner
    }

    /// - Parameter spans: the spans to compare beside the whole calendar.
    func run(spans: [DaySpan] = []) async throws {
        let entries = try await store.all(of: owner)
        try await compareCategories(entries)
        for span in [DaySpan.everything] + spans {
            try await compare(entries.filter { span.contains($0.content.day) }, in: span)
        }
    }

    private func compareCategories(_ entries: [StoredEntry]) async throws {
        let stored = try await store.categories(of: owner)
        try expectEqual(stored.map(\.id), stored.map(\.id).sorted(), "categories in order of id")
        for category in stored {
            let wanted = total(entries.filter { $0.categories.contains(category.id) })
            try expectEqual(category.tally, wanted, "tally of a category")
        }
        let known = Set(stored.map(\.id))
        for entry in entries {
            try expect(!entry.categories.isEmpty, "an entry has a category")
            try expect(known.isSuperset(of: entry.categories), "an entry's categories exist")
            try expectEqual(Set(entry.categories).count, entry.categories.count, "an entry has a category once")
        }
    }

    private func compare(_ entries: [StoredEntry], in span: DaySpan) async throws {
        let what = "\(span.first)…\(span.last)"
        let days = Dictionary(grouping: entries, by: \.content.day)
        let wantedDays = days.keys.sorted().map { DayRollup(day: $0, tally: total(days[$0, default: []])) }
        try expectEqual(try await store.dayRollups(in: span, of: owner), wantedDays, "day rollups of \(what)")
        try expectEqual(try await store.total(in: span, of: owner), total(entries), "total of \(what)")
        try expectEqual(try await store.activeDays(in: span, of: owner), wantedDays.map(\.day), "days of \(what)")

        let hours = Dictionary(grouping: entries, by: \.content.hour)
        let wantedHours = hours.keys.sorted().map { hour in
            let tally = total(hours[hour, default: []])
            return HourRollup(hour: hour, entries: tally.entries, scored: tally.scored, scoreSum: tally.scoreSum)
        }
        try expectEqual(try await store.hourRollups(in: span, of: owner), wantedHours, "hour rollups of \(what)")

        let categories = Set(entries.flatMap(\.categories)).sorted()
        let wantedCategories = categories.map { id in
            CategoryRollup(category: id, tally: total(entries.filter { $0.categories.contains(id) }))
        }
        let found = try await store.categoryRollups(in: span, of: owner)
        try expectEqual(found, wantedCategories, "category rollups of \(what)")
        for category in categories {
            let days = Dictionary(grouping: entries.filter { $0.categories.contains(category) }, by: \.content.day)
            let wanted = days.keys.sorted().map {
                CategoryDayRollup(category: category, day: $0, tally: total(days[$0, default: []]))
            }
            let found = try await store.categoryDays(of: category, in: span, owner: owner)
            try expectEqual(found, wanted, "days of a category in \(what)")
        }
    }

    private func total(_ entries: [StoredEntry]) -> Tally {
        entries.reduce(into: Tally()) { $0 += $1.tally }
    }
}
