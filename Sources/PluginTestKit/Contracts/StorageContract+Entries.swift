import PluginAPI

extension StorageContract {
    static let entries: [Check] = [
        Check("an entry comes back as it was given, by id and by number") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            var new = sample.entry(in: ["work", "home", "work"])
            new.content.mood = Mood(4)
            new.content.starred = true
            let receipt = try await store.apply(.create(new), of: sample.user.id)
            let filed = [new.categories[0].id, new.categories[1].id]
            try expectEqual(
                receipt,
                EntryReceipt(id: new.id, number: 1, revision: 1, categories: filed, replayed: false, changed: true),
                "receipt")
            let wanted = StoredEntry(
                id: new.id, number: 1, content: new.content, categories: filed, sentiment: new.sentiment,
                analysis: .done, revision: 1, createdAt: new.createdAt, updatedAt: new.createdAt, trashedAt: nil)
            try expectEqual(try await store.entry(.id(new.id), of: sample.user.id), wanted, "entry by id")
            try expectEqual(try await store.entry(.number(1), of: sample.user.id), wanted, "entry by number")
            try expectEqual(try await store.all(of: sample.user.id), [wanted], "list")
            for number in [Int64.min, -1, 0, 2, .max] {
                let none = try await store.entry(.number(number), of: sample.user.id)
                try expect(none == nil, "there is no entry number \(number)")
            }
        },
        Check("unusual values come back: no title, empty and large bodies, extreme instants and days", with: extremes),
        Check("an id is taken once, and a refused entry leaves no category and no number behind") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            let first = try await store.put(sample.entry(), of: sample.user.id)
            let new = sample.entry(in: ["never"])
            let twin = NewEntry(
                id: first.id, content: new.content, categories: new.categories, sentiment: nil, analysis: .pending,
                terms: [], createdAt: new.createdAt)
            try await expectThrows(StorageError.alreadyExists, "the same id again") {
                _ = try await store.apply(.create(twin), of: sample.user.id)
            }
            try expectEqual(try await store.entry(.id(first.id), of: sample.user.id), first, "the first entry")
            try expectEqual(try await store.categories(of: sample.user.id).count, 1, "categories")
            let next = try await store.put(sample.entry(), of: sample.user.id)
            try expectEqual(next.number, 2, "the next number")
        },
        Check("numbers count up and are never used again, not even after a purge") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            var numbers: [Int64] = []
            for round in 0..<12 {
                let entry = try await store.put(sample.entry(), of: sample.user.id)
                numbers.append(entry.number)
                if round % 2 == 0 { _ = try await store.apply(.purge(entry.id), of: sample.user.id) }
            }
            try expectEqual(numbers, Array(1...12), "numbers")
            let results = try await store.commit(
                [.create(sample.entry()), .create(sample.entry()), .create(sample.entry())], of: sample.user.id)
            try expectEqual(try results.map { try $0.get().number }, [13, 14, 15], "numbers within one commit")
        },
        Check("a change that fails leaves nothing behind and does not disturb the others", with: partialFailure),
        Check("writing for an unknown user fails, reading finds nothing") { store in
            var sample = SampleJournal(1)
            let id = sample.user.id
            let entry = sample.entry()
            try await expectThrows(StorageError.notFound, "commit") {
                _ = try await store.commit([.create(entry)], of: id)
            }
            let draft = sample.category("a")
            try await expectThrows(StorageError.notFound, "createCategory") {
                try await store.createCategory(draft, of: id)
            }
            try await expectThrows(StorageError.notFound, "history") { _ = try await store.history(of: entry.id, owner: id) }
            try await expectNothing(of: id, in: store)
        },
        Check("an empty commit does nothing") { store in
            let sample = SampleJournal(1)
            try await store.add(sample)
            try expectEqual(try await store.commit([], of: sample.user.id).count, 0, "results")
        },
    ]

    private static func extremes(_ store: any StoragePlugin) async throws {
        var sample = SampleJournal(1)
        try await store.add(sample)
        let instants: [Int64] = [.min, -1, 0, 1, 253_402_300_799_999_999, .max]
        var entries: [NewEntry] = []
        for (place, microseconds) in instants.enumerated() {
            let days = [LocalDay.distantPast, .distantFuture]
            var new = sample.entry(
                at: Instant(microseconds: microseconds), day: days[place % 2], hour: place % 2 == 0 ? 0 : 23,
                words: "edge")
            new.content.title = nil
            new.content.body = SealedBytes([])
            new.content.zone = ""
            new.sentiment = nil
            new.analysis = .pending
            entries.append(new)
        }
        entries[0].content.body = sample.bytes(300_000)
        entries[1].content.title = SealedBytes([])
        entries[1].sentiment = sample.sentiment(0, .unknown)
        entries[2].analysis = .failed
        for result in try await store.commit(entries.map { .create($0) }, of: sample.user.id) { _ = try result.get() }
        let found = try await store.all(order: .oldest, of: sample.user.id)
        try expectEqual(found.map(\.content), entries.map(\.content), "contents, oldest first")
        try expectEqual(found.map(\.sentiment), entries.map(\.sentiment), "sentiments")
        try expectEqual(found.map(\.analysis), entries.map(\.analysis), "analysis states")
        let newest = try await store.all(pageSize: 2, of: sample.user.id)
        try expectEqual(newest.map(\.id), entries.reversed().map(\.id), "ids, newest first")
        let searched = try await store.ids(having: "edge", of: sample.user.id)
        try expectEqual(searched, entries.reversed().map(\.id), "ids found by search, newest first")
        try expectEqual(
            try await store.activeDays(in: .everything, of: sample.user.id), [.distantPast, .distantFuture], "days")
    }

    private static func partialFailure(_ store: any StoragePlugin) async throws {
        var sample = SampleJournal(1)
        try await store.add(sample)
        let owner = sample.user.id
        let old = try await store.put(sample.entry(), of: owner)
        let (first, last) = (sample.entry(in: ["one"]), sample.entry(in: ["two"]))
        let twin = NewEntry(
            id: first.id, content: first.content, categories: [sample.category("never")], sentiment: nil,
            analysis: .done, terms: [], createdAt: first.createdAt)
        var stale = sample.revision(of: old, in: ["never"])
        stale.expectedRevision = 7
        let results = try await store.commit(
            [
                .create(first), .create(twin), .revise(stale), .trash(sample.entryID(), at: SampleJournal.start),
                .create(last),
            ], of: owner)
        try expectEqual(results.count, 5, "results")
        try expectEqual(try results[0].get().number, 2, "the first number")
        try expectEqual(results[1], .failure(.alreadyExists), "the twin")
        try expectEqual(results[2], .failure(.revisionConflict(current: 1)), "the stale revision")
        try expectEqual(results[3], .failure(.notFound), "the unknown entry")
        try expectEqual(try results[4].get().number, 3, "the last number")
        try expectEqual(try await store.entry(.id(old.id), of: owner), old, "the entry whose revision was refused")
        let names = try await store.categories(of: owner).map(\.nameHash)
        try expectEqual(Set(names), Set(["inbox", "one", "two"].map(SampleJournal.nameHash)), "categories")
        try expectEqual(try await store.countEntries(matching: EntryFilter(), of: owner), 3, "entries")
    }
}
