import PluginAPI

extension StorageContract {
    static let categories: [Check] = [
        Check("a draft stands for the category that has its name, within one commit and after") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            let owner = sample.user.id
            let entries = [sample.entry(in: ["a", "b"]), sample.entry(in: ["b", "c", "b"]), sample.entry(in: ["c"])]
            let results = try await store.commit(entries.map { .create($0) }, of: owner)
            let (a, b, c) = (entries[0].categories[0].id, entries[0].categories[1].id, entries[1].categories[1].id)
            try expectEqual(try results.map { try $0.get().categories }, [[a, b], [b, c], [c]], "categories")
            let later = try await store.put(sample.entry(in: ["c", "a"]), of: owner)
            try expectEqual(later.categories, [c, a], "categories of a later entry")
            let stored = try await store.categories(of: owner)
            try expectEqual(stored.map(\.id), [a, b, c].sorted(), "all categories")
            for (draft, found) in zip([a, b, c], ["a", "b", "c"]) {
                let category = stored.first { $0.id == draft }
                try expectEqual(category?.nameHash, SampleJournal.nameHash(found), "name of \(found)")
            }
            try expectEqual(stored.first { $0.id == a }?.tally.entries, 2, "entries of a")
            try expectEqual(stored.first { $0.id == b }?.sealedName, entries[0].categories[1].sealedName, "sealed name")
        },
        Check("forty tasks that name the same new category make it once") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            let owner = sample.user.id
            let entries = (0..<40).map { _ in sample.entry(in: ["same", "also"]) }
            let receipts = try await atOnce(entries) { try await store.apply(.create($0), of: owner) }
            try expectEqual(Set(receipts.map(\.categories)).count, 1, "lists of categories")
            let stored = try await store.categories(of: owner)
            try expectEqual(stored.map(\.tally.entries), [40, 40], "entries of both")
        },
        Check("a new draft with another category's id is refused, and nothing stays") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            let owner = sample.user.id
            let first = try await store.put(sample.entry(in: ["a"]), of: owner)
            var entry = sample.entry(in: ["b"])
            let other = sample.category("c")
            entry.categories.append(
                CategoryDraft(
                    id: first.categories[0], nameHash: other.nameHash, sealedName: other.sealedName,
                    createdAt: other.createdAt))
            try await expectThrows(StorageError.alreadyExists, "the taken category id") {
                _ = try await store.apply(.create(entry), of: owner)
            }
            try expectEqual(try await store.categories(of: owner).count, 1, "categories")
            try expectEqual(try await store.countEntries(matching: EntryFilter(), of: owner), 1, "entries")
        },
        Check("categories are made and renamed; names stay unique") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            let owner = sample.user.id
            let (a, b) = (sample.category("a"), sample.category("b"))
            try await store.createCategory(a, of: owner)
            try await store.createCategory(b, of: owner)
            let twin = sample.category("a")
            try await expectThrows(StorageError.alreadyExists, "a taken name") {
                try await store.createCategory(twin, of: owner)
            }
            let renamed = CategoryDraft(
                id: a.id, nameHash: SampleJournal.nameHash("z"), sealedName: sample.bytes(33), colour: "#000000",
                createdAt: b.createdAt)
            try await store.updateCategory(renamed, of: owner)
            let found = try await store.categories(of: owner).first { $0.id == a.id }
            let wanted = StoredCategory(
                id: a.id, nameHash: renamed.nameHash, sealedName: renamed.sealedName, colour: "#000000",
                createdAt: a.createdAt, tally: Tally())
            try expectEqual(found, wanted, "the renamed category")
            let clash = CategoryDraft(
                id: a.id, nameHash: b.nameHash, sealedName: b.sealedName, createdAt: b.createdAt)
            try await expectThrows(StorageError.alreadyExists, "another's name") {
                try await store.updateCategory(clash, of: owner)
            }
            try await store.updateCategory(renamed, of: owner)
            let entry = try await store.put(sample.entry(in: ["a", "z"]), of: owner)
            try expectEqual(entry.categories.last, a.id, "the new name leads to the old category")
            try expect(entry.categories.first != a.id, "the old name is free again")
            let unknown = sample.category("y")
            try await expectThrows(StorageError.notFound, "renaming nothing") {
                try await store.updateCategory(unknown, of: owner)
            }
        },
        Check("merging gives entries to the target, once each, in place and in order", with: merge),
        Check("deleting a category leaves its entries, in the fallback where nothing else is left", with: delete),
    ]

    private static func merge(_ store: any StoragePlugin) async throws {
        var sample = SampleJournal(1)
        try await store.add(sample)
        let owner = sample.user.id
        let lists = [["a"], ["b"], ["a", "b"], ["b", "a"], ["x", "a", "y"], ["a", "x", "b"], ["x"]]
        var entries: [StoredEntry] = []
        for list in lists { entries.append(try await store.put(sample.entry(in: list), of: owner)) }
        let trashed = try await store.put(sample.entry(in: ["x", "a"]), of: owner)
        _ = try await store.apply(.trash(trashed.id, at: SampleJournal.start), of: owner)
        let id = try await ids(store, owner)
        let (a, b) = (try expectSome(id("a"), "a"), try expectSome(id("b"), "b"))
        let (x, y) = (try expectSome(id("x"), "x"), try expectSome(id("y"), "y"))
        let nobody = sample.category("n").id
        try await expectThrows(StorageError.notFound, "merging nothing") {
            try await store.mergeCategory(nobody, into: b, of: owner)
        }
        try await expectThrows(StorageError.notFound, "merging into nothing") {
            try await store.mergeCategory(a, into: nobody, of: owner)
        }
        try await store.mergeCategory(b, into: b, of: owner)
        try await store.mergeCategory(a, into: b, of: owner)
        var found: [[CategoryID]] = []
        for entry in entries + [trashed] {
            found.append(try expectSome(try await store.entry(.id(entry.id), of: owner), "entry").categories)
        }
        try expectEqual(found, [[b], [b], [b], [b], [x, b, y], [x, b], [x], [x, b]], "categories after merging")
        try await WalkAudit(store, owner).run()
        _ = try await store.apply(.restore(trashed.id, at: SampleJournal.start), of: owner)
        try await WalkAudit(store, owner).run()
        var filter = EntryFilter()
        filter.allCategories = [b]
        try expectEqual(try await store.countEntries(matching: filter, of: owner), 7, "entries of the target")
        filter.allCategories = [a]
        try expectEqual(try await store.countEntries(matching: filter, of: owner), 0, "entries of what was merged")
        let again = try await store.put(sample.entry(in: ["a"]), of: owner)
        try expect(again.categories != [b] && again.categories != [a], "the merged name is free for a new category")
    }

    private static func delete(_ store: any StoragePlugin) async throws {
        var sample = SampleJournal(1)
        try await store.add(sample)
        let owner = sample.user.id
        var entries: [StoredEntry] = []
        for list in [["a"], ["a", "x"], ["x"]] {
            entries.append(try await store.put(sample.entry(in: list), of: owner))
        }
        let trashed = try await store.put(sample.entry(in: ["a"]), of: owner)
        _ = try await store.apply(.trash(trashed.id, at: SampleJournal.start), of: owner)
        let id = try await ids(store, owner)
        let (a, x) = (try expectSome(id("a"), "a"), try expectSome(id("x"), "x"))
        let (fallback, unknown) = (sample.category("uncategorized"), sample.category("a"))
        try await expectThrows(StorageError.notFound, "deleting nothing") {
            try await store.deleteCategory(unknown.id, fallback: fallback, of: owner)
        }
        try await store.deleteCategory(a, fallback: fallback, of: owner)
        var found: [[CategoryID]] = []
        for entry in entries + [trashed] {
            found.append(try expectSome(try await store.entry(.id(entry.id), of: owner), "entry").categories)
        }
        try expectEqual(found, [[fallback.id], [x], [x], [fallback.id]], "categories after deleting")
        try await WalkAudit(store, owner).run()
        let second = sample.category("uncategorized")
        try await store.deleteCategory(x, fallback: second, of: owner)
        let last = try expectSome(try await store.entry(.id(entries[2].id), of: owner), "entry")
        try expectEqual(last.categories, [fallback.id], "the fallback that is there already")
        try expectEqual(try await store.categories(of: owner).map(\.id), [fallback.id], "what is left")
        try await WalkAudit(store, owner).run()
    }

    private static func ids(
        _ store: any StoragePlugin, _ owner: UserID
    ) async throws -> (String) -> CategoryID? {
        let stored = try await store.categories(of: owner)
        return { name in stored.first { $0.nameHash == SampleJournal.nameHash(name) }?.id }
    }
}
