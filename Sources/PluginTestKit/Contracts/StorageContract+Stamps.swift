import PluginAPI

// Stamps of reports, where a store keeps them.
extension StorageContract {
    static let stamps: [Check] = [
        Check("every change of what reports are made from changes the stamp, for its owner alone", with: stampsChange),
        Check("a stamp is never that of the state before an own change, however many change at once", with: stampsRace),
    ]

    private static func stampsChange(_ store: any StoragePlugin) async throws {
        var sample = SampleJournal(1)
        let other = SampleJournal(2)
        try await store.add(sample)
        try await store.add(other)
        let owner = sample.user.id
        guard var last = try await store.reportStamp(of: owner) else {
            try expectEqual(try await store.reportStamp(of: other.user.id), nil, "a store with stamps for some")
            return
        }
        let others = try await store.reportStamp(of: other.user.id)
        func expectNew(_ what: String) async throws {
            let now = try expectSome(try await store.reportStamp(of: owner), "the stamp")
            try expect(now != last, "the stamp after \(what)")
            last = now
        }
        let play = sample.category("play")
        let stored = try await store.put(sample.entry(in: ["work"]), of: owner)
        let work = try expectSome(stored.categories.first, "the category of the entry")
        try await expectNew("an entry")
        let score = sample.sentiment(5_000, .positive)
        _ = try await store.apply(.analyse(stored.id, revision: stored.revision, score, .done), of: owner)
        try await expectNew("a score")
        try await store.createCategory(play, of: owner)
        try await expectNew("a category")
        let renamed = CategoryDraft(
            id: play.id, nameHash: SampleJournal.nameHash("fun"), sealedName: play.sealedName, createdAt: play.createdAt)
        try await store.updateCategory(renamed, of: owner)
        try await expectNew("another name")
        try await store.mergeCategory(work, into: play.id, of: owner)
        try await expectNew("a merge")
        _ = try await store.apply(.trash(stored.id, at: SampleJournal.start), of: owner)
        try await expectNew("the trash")
        _ = try await store.apply(.restore(stored.id, at: SampleJournal.start), of: owner)
        try await expectNew("a return")
        _ = try await store.apply(.trash(stored.id, at: SampleJournal.start), of: owner)
        try await expectNew("the trash again")
        _ = try await store.apply(.purge(stored.id), of: owner)
        try await expectNew("a purge")
        try expectEqual(try await store.reportStamp(of: other.user.id), others, "another's stamp")
        try expectEqual(try await store.reportStamp(of: owner), last, "the stamp without a change")
        try expectEqual(try await store.reportStamp(of: SampleJournal(9).user.id), nil, "a stranger's stamp")
    }

    private static func stampsRace(_ store: any StoragePlugin) async throws {
        let sample = SampleJournal(1)
        try await store.add(sample)
        guard try await store.reportStamp(of: sample.user.id) != nil else { return }
        try await withThrowingDiscardingTaskGroup { group in
            for number in 0..<8 {
                group.addTask {
                    var own = SampleJournal(number + 10)
                    for _ in 0..<5 {
                        let before = try await store.reportStamp(of: sample.user.id)
                        _ = try await store.put(own.entry(), of: sample.user.id)
                        let after = try await store.reportStamp(of: sample.user.id)
                        try expect(before != after, "the stamp after an own change")
                    }
                }
            }
        }
    }
}
