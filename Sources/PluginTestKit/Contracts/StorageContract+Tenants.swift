import PluginAPI

extension StorageContract {
    static let tenants: [Check] = [
        Check("another user's id sees nothing and changes nothing", with: strangers),
        Check("two users may use the same ids, names, terms and keys") { store in
            var (sample, other) = (SampleJournal(1), SampleJournal(2))
            try await store.add(sample)
            try await store.add(other)
            let entry = sample.entry(in: ["work"], words: "tea")
            let first = try await store.put(entry, of: sample.user.id)
            let second = try await store.put(entry, of: other.user.id)
            try expectEqual(second, first, "the same entry of another user")
            _ = try await store.apply(.purge(entry.id), of: other.user.id)
            try expectEqual(try await store.entry(.id(entry.id), of: sample.user.id), first, "the first user's entry")
            try expectEqual(try await store.ids(having: "tea", of: sample.user.id), [first.id], "search")
            try expectEqual(try await store.ids(having: "tea", of: other.user.id), [], "the other user's search")
            try await WalkAudit(store, sample.user.id).run()
            try await WalkAudit(store, other.user.id).run()
            let again = try await store.put(other.entry(in: ["work"]), of: other.user.id)
            try expectEqual(again.number, 2, "numbers are each user's own")
        },
    ]

    private static func strangers(_ store: any StoragePlugin) async throws {
        var (sample, stranger) = (SampleJournal(1), SampleJournal(2))
        try await store.add(sample)
        try await store.add(stranger)
        let owner = sample.user.id
        let entry = try await store.put(sample.entry(in: ["work", "home"], words: "tea"), of: owner)
        _ = try await store.apply(.revise(sample.revision(of: entry, in: ["work", "home"], words: "tea")), of: owner)
        let trashed = try await store.put(sample.entry(words: "tea"), of: owner)
        _ = try await store.apply(.trash(trashed.id, at: SampleJournal.start), of: owner)
        let before = try await Snapshot(store, owner)
        let thief = stranger.user.id

        try await expectNothing(of: thief, in: store, exists: true)
        for id in [entry.id, trashed.id] {
            let seen = try await store.entry(.id(id), of: thief)
            try expect(seen == nil, "a stranger does not see an entry by its id")
            try await expectThrows(StorageError.notFound, "a stranger's look at the history") {
                _ = try await store.history(of: id, owner: thief)
            }
        }
        var revision = stranger.revision(of: entry)
        revision.expectedRevision = 2
        let results = try await store.commit(
            [
                .revise(revision), .trash(entry.id, at: SampleJournal.start),
                .restore(trashed.id, at: SampleJournal.start), .purge(entry.id), .purge(trashed.id),
                .analyse(entry.id, revision: 2, nil, .failed),
            ], of: thief)
        for result in results { try expectEqual(result, .failure(.notFound), "a stranger's mutation") }
        try await expectStrangersCategories(store, before, thief)
        try expectEqual(try await Snapshot(store, owner), before, "everything after the stranger")
        let still = try await store.entry(.id(trashed.id), of: owner)
        try expect(still?.trashedAt != nil, "the trash is as it was")
        try expectEqual(try await store.history(of: entry.id, owner: owner).count, 1, "the history is as it was")
        try await store.deleteUser(thief)
        try expectEqual(try await Snapshot(store, owner), before, "everything after the stranger is deleted")
        try expectEqual(try await store.ids(having: "tea", of: owner), [entry.id], "search after all that")
    }

    private static func expectStrangersCategories(
        _ store: any StoragePlugin, _ before: Snapshot, _ thief: UserID
    ) async throws {
        let (first, second) = (before.categories[0], before.categories[1])
        func draft(_ category: StoredCategory) -> CategoryDraft {
            CategoryDraft(
                id: category.id, nameHash: SampleJournal.nameHash("mine"), sealedName: SealedBytes([1]),
                createdAt: category.createdAt)
        }
        try await expectThrows(StorageError.notFound, "a stranger's renaming") {
            try await store.updateCategory(draft(first), of: thief)
        }
        try await expectThrows(StorageError.notFound, "a stranger's merge") {
            try await store.mergeCategory(first.id, into: second.id, of: thief)
        }
        try await expectThrows(StorageError.notFound, "a stranger's deletion") {
            try await store.deleteCategory(first.id, fallback: draft(second), of: thief)
        }
        let days = try await store.categoryDays(of: first.id, in: .everything, owner: thief)
        try expectEqual(days, [], "a stranger's look at the days of a category")
        var filter = EntryFilter()
        filter.allCategories = [first.id]
        try expectEqual(try await store.countEntries(matching: filter, of: thief), 0, "a stranger's count")
    }
}
