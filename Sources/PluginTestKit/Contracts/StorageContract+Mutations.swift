import PluginAPI

extension StorageContract {
    static let mutations: [Check] = [
        Check("a revision replaces everything, keeps id, number and birth, and may keep the text before it") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            let owner = sample.user.id
            let old = try await store.put(sample.entry(in: ["work"]), of: owner)
            var revision = sample.revision(of: old, in: ["home", "work"])
            revision.content = sample.content(at: Instant(microseconds: 5), day: LocalDay(clamping: 3), hour: 23)
            revision.content.mood = Mood(1)
            revision.sentiment = nil
            revision.analysis = .pending
            let receipt = try await store.apply(.revise(revision), of: owner)
            let new = try expectSome(try await store.entry(.id(old.id), of: owner), "the revised entry")
            try expectEqual(new.content, revision.content, "content")
            try expectEqual(new.categories, [revision.categories[0].id, old.categories[0]], "categories")
            try expectEqual(new.sentiment, nil, "sentiment")
            try expectEqual(new.analysis, .pending, "analysis")
            try expectEqual([Int64(new.revision), new.number], [2, 1], "revision and number")
            try expectEqual([new.createdAt, new.updatedAt], [old.createdAt, revision.updatedAt], "times")
            try expectEqual(
                receipt,
                EntryReceipt(
                    id: old.id, number: 1, revision: 2, categories: new.categories, replayed: false, changed: true),
                "receipt")
            let kept = StoredRevision(
                revision: 1, savedAt: old.updatedAt, title: old.content.title, body: old.content.body)
            try expectEqual(try await store.history(of: old.id, owner: owner), [kept], "history")
        },
        Check("history is newest first and only what was to be kept", with: history),
        Check("a stale revision is refused with the current one") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            let owner = sample.user.id
            let old = try await store.put(sample.entry(), of: owner)
            let (first, second) = (sample.revision(of: old), sample.revision(of: old, in: ["never"]))
            _ = try await store.apply(.revise(first), of: owner)
            let now = try await store.entry(.id(old.id), of: owner)
            try await expectThrows(StorageError.revisionConflict(current: 2), "a stale revision") {
                _ = try await store.apply(.revise(second), of: owner)
            }
            try await expectThrows(StorageError.revisionConflict(current: 2), "a stale analysis") {
                _ = try await store.apply(.analyse(old.id, revision: 1, nil, .failed), of: owner)
            }
            try expectEqual(try await store.entry(.id(old.id), of: owner), now, "the entry after two refusals")
            try expectEqual(try await store.categories(of: owner).count, 1, "categories")
        },
        Check("the trash takes an entry out of everything; restoring brings it back as it was", with: trash),
        Check("a purge removes an entry and its history for good, from the trash or not", with: purge),
        Check("an analysis sets the sentiment of that revision and nothing else") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            let owner = sample.user.id
            var new = sample.entry(words: "tea")
            new.sentiment = nil
            new.analysis = .pending
            var wanted = try await store.put(new, of: owner)
            let sentiment = sample.sentiment(-7_000, .negative)
            let receipt = try await store.apply(.analyse(new.id, revision: 1, sentiment, .done), of: owner)
            try expectEqual(receipt.revision, 1, "the revision after an analysis")
            wanted.sentiment = sentiment
            wanted.analysis = .done
            try expectEqual(try await store.entry(.id(new.id), of: owner), wanted, "the analysed entry")
            try expectEqual(try await store.ids(having: "tea", of: owner), [new.id], "search after an analysis")
            let day = try await store.dayRollups(in: .everything, of: owner)
            try expectEqual(day.map(\.tally), [wanted.tally], "day rollup after an analysis")
            _ = try await store.apply(.trash(new.id, at: SampleJournal.start), of: owner)
            _ = try await store.apply(.analyse(new.id, revision: 1, nil, .failed), of: owner)
            try expectEqual(try await store.dayRollups(in: .everything, of: owner), [], "rollups of the trash")
            _ = try await store.apply(.restore(new.id, at: SampleJournal.start), of: owner)
            let back = try expectSome(try await store.dayRollups(in: .everything, of: owner).first, "the day")
            try expectEqual(back.tally.scored, 0, "scored after a failed analysis in the trash")
            try await expectThrows(StorageError.notFound, "analysing nothing") {
                _ = try await store.apply(.analyse(sample.entryID(), revision: 1, nil, .done), of: owner)
            }
        },
    ]

    private static func history(_ store: any StoragePlugin) async throws {
        var sample = SampleJournal(1)
        try await store.add(sample)
        let owner = sample.user.id
        var entry = try await store.put(sample.entry(), of: owner)
        try expectEqual(try await store.history(of: entry.id, owner: owner), [], "history of a new entry")
        var wanted: [StoredRevision] = []
        for round in 0..<9 {
            let keeps = round % 3 != 1
            if keeps {
                let kept = StoredRevision(
                    revision: entry.revision, savedAt: entry.updatedAt, title: entry.content.title,
                    body: entry.content.body)
                wanted.insert(kept, at: 0)
            }
            _ = try await store.apply(.revise(sample.revision(of: entry, keepsHistory: keeps)), of: owner)
            entry = try expectSome(try await store.entry(.id(entry.id), of: owner), "the entry")
        }
        try expectEqual(try await store.history(of: entry.id, owner: owner), wanted, "history")
        _ = try await store.apply(.trash(entry.id, at: SampleJournal.start), of: owner)
        try expectEqual(try await store.history(of: entry.id, owner: owner), wanted, "history in the trash")
        try await expectThrows(StorageError.notFound, "history of nothing") {
            _ = try await store.history(of: sample.entryID(), owner: owner)
        }
    }

    private static func trash(_ store: any StoragePlugin) async throws {
        var sample = SampleJournal(1)
        try await store.add(sample)
        let owner = sample.user.id
        let entry = try await store.put(sample.entry(in: ["work"], words: "tea cup"), of: owner)
        let other = try await store.put(
            sample.entry(at: SampleJournal.start.advanced(bySeconds: 5), words: "cup"), of: owner)
        let before = try await Snapshot(store, owner)
        let at = SampleJournal.start.advanced(bySeconds: 99)
        let receipt = try await store.apply(.trash(entry.id, at: at), of: owner)
        try expect(receipt.changed && receipt.revision == 1, "trashing changes an entry but not its revision")
        var trashed = entry
        trashed.trashedAt = at
        try expectEqual(try await store.entry(.id(entry.id), of: owner), trashed, "the trashed entry by id")
        try expectEqual(try await store.all(of: owner), [other], "the list without the trash")
        var filter = EntryFilter()
        filter.trashed = true
        try expectEqual(try await store.all(filter, of: owner), [trashed], "the list of the trash")
        try expectEqual(try await store.countEntries(matching: filter, of: owner), 1, "the trash counted")
        try expectEqual(try await store.countEntries(matching: EntryFilter(), of: owner), 1, "the rest counted")
        try expectEqual(try await store.ids(having: "tea", of: owner), [], "search without the trash")
        try expectEqual(try await store.ids(having: "cup", of: owner), [other.id], "search without the trash")
        try expectEqual(try await store.ids(having: "cup", trashed: true, of: owner), [entry.id], "search of the trash")
        let work = try expectSome(try await store.categories(of: owner).first { $0.id == entry.categories[0] }, "work")
        try expectEqual(work.tally, Tally(), "the tally of a category whose entry is in the trash")
        try expectEqual(
            try await store.dayRollups(in: .everything, of: owner).map(\.tally), [other.tally], "day rollups")

        let again = try await store.apply(.trash(entry.id, at: at.advanced(bySeconds: 1)), of: owner)
        try expect(!again.changed, "trashing twice changes nothing")
        try expectEqual(try await store.entry(.id(entry.id), of: owner), trashed, "the entry trashed twice")
        try await expectThrows(StorageError.trashed, "revising what is in the trash") {
            _ = try await store.apply(.revise(sample.revision(of: entry)), of: owner)
        }
        let restored = try await store.apply(.restore(entry.id, at: at), of: owner)
        try expect(restored.changed, "restoring changes an entry")
        try expectEqual(try await Snapshot(store, owner), before, "everything after restoring")
        try expectEqual(try await store.ids(having: "cup tea", of: owner), [entry.id], "search after restoring")
        let twice = try await store.apply(.restore(entry.id, at: at), of: owner)
        try expect(!twice.changed, "restoring twice changes nothing")
        try await expectThrows(StorageError.notFound, "restoring nothing") {
            _ = try await store.apply(.restore(sample.entryID(), at: at), of: owner)
        }
    }

    private static func purge(_ store: any StoragePlugin) async throws {
        var sample = SampleJournal(1)
        try await store.add(sample)
        let owner = sample.user.id
        for trashesFirst in [false, true] {
            let entry = try await store.put(sample.entry(in: ["work"], words: "tea"), of: owner)
            _ = try await store.apply(.revise(sample.revision(of: entry, in: ["work"], words: "tea")), of: owner)
            if trashesFirst { _ = try await store.apply(.trash(entry.id, at: SampleJournal.start), of: owner) }
            let receipt = try await store.apply(.purge(entry.id), of: owner)
            try expectEqual(receipt.categories, [], "categories after a purge")
            try expect(receipt.changed && receipt.number == entry.number, "the receipt names what was purged")
            let gone = try await store.entry(.number(entry.number), of: owner)
            try expect(gone == nil, "a purged entry is gone")
            try await expectThrows(StorageError.notFound, "purging twice") {
                _ = try await store.apply(.purge(entry.id), of: owner)
            }
            try await expectThrows(StorageError.notFound, "history of a purged entry") {
                _ = try await store.history(of: entry.id, owner: owner)
            }
            try expectEqual(try await store.ids(having: "tea", of: owner), [], "search after a purge")
            try expectEqual(try await store.ids(having: "tea", trashed: true, of: owner), [], "and in the trash")
            try expectEqual(try await store.dayRollups(in: .everything, of: owner), [], "rollups after a purge")
            try expectEqual(try await store.categories(of: owner).map(\.tally), [Tally()], "category tallies")
            try expectEqual(try await store.statistics().entries, 0, "entries in all")
        }
    }
}

/// Everything that lists and sums say of a user.
struct Snapshot: Equatable {
    let entries: [StoredEntry]
    let categories: [StoredCategory]
    let days: [DayRollup]
    let hours: [HourRollup]
    let categorySums: [CategoryRollup]

    init(_ store: any StoragePlugin, _ owner: UserID) async throws {
        entries = try await store.all(of: owner)
        categories = try await store.categories(of: owner)
        days = try await store.dayRollups(in: .everything, of: owner)
        hours = try await store.hourRollups(in: .everything, of: owner)
        categorySums = try await store.categoryRollups(in: .everything, of: owner)
    }
}
