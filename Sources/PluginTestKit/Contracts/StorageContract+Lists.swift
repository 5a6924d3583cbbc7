import PluginAPI

extension StorageContract {
    static let lists: [Check] = [
        Check("lists go by instant, then by id, in both orders and for every page size") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            let owner = sample.user.id
            var entries: [NewEntry] = []
            for place in 0..<23 {
                // Groups of equal instants, some apart by less than a millisecond.
                let at = Instant(microseconds: 1_700_000_000_000_000 + Int64(place / 5) * (place < 15 ? 7 : 5_000))
                entries.append(sample.entry(at: at, in: place % 2 == 0 ? ["even", "all"] : ["all"]))
            }
            var shuffler = SeededGenerator(seed: 11)
            entries.shuffle(using: &shuffler)
            for entry in entries { _ = try await store.apply(.create(entry), of: owner) }
            let wanted = entries.sorted { ($0.content.at, $0.id) < ($1.content.at, $1.id) }.map(\.id)
            for size in [1, 2, 3, 5, 22, 23, 24, 1_000] {
                let oldest = try await store.all(order: .oldest, pageSize: size, of: owner).map(\.id)
                try expectEqual(oldest, wanted, "oldest first in pages of \(size)")
                let newest = try await store.all(order: .newest, pageSize: size, of: owner).map(\.id)
                try expectEqual(newest, wanted.reversed(), "newest first in pages of \(size)")
            }
            let even = try expectSome(
                try await store.categories(of: owner).first { $0.nameHash == SampleJournal.nameHash("even") }, "even")
            var filter = EntryFilter()
            filter.allCategories = [even.id]
            let chosen = try await store.all(filter, order: .oldest, pageSize: 3, of: owner)
            let inEven = Set(chosen.filter { $0.categories.contains(even.id) }.map(\.id))
            try expectEqual(chosen.map(\.id), wanted.filter(inEven.contains), "a category in pages of 3")
            try expectEqual(chosen.count, 12, "entries of the category")
        },
        Check("a page is not disturbed by entries that come in between", with: insertsBetweenPages),
        Check("a position that is not this store's is refused") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            _ = try await store.put(sample.entry(words: "tea"), of: sample.user.id)
            for bytes in [[], [1], [UInt8](repeating: 255, count: 64), [UInt8](repeating: 0, count: 7)] {
                let page = PageRequest(limit: 5, after: PagePosition(bytes))
                try await expectThrows(StorageError.invalidPosition, "a list after \(bytes.count) odd bytes") {
                    _ = try await store.entries(
                        matching: EntryFilter(), order: .newest, page: page, of: sample.user.id)
                }
                try await expectThrows(StorageError.invalidPosition, "a search after \(bytes.count) odd bytes") {
                    let terms = [TermConjunction(all: SampleJournal.terms("tea"))]
                    _ = try await store.search(terms, matching: EntryFilter(), page: page, of: sample.user.id)
                }
            }
        },
        Check("a moved entry is listed where it is now") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            let owner = sample.user.id
            var entries: [StoredEntry] = []
            for place in 0..<4 {
                let at = SampleJournal.start.advanced(bySeconds: Int64(place))
                entries.append(try await store.put(sample.entry(at: at, words: "tea"), of: owner))
            }
            var move = sample.revision(of: entries[0], words: "tea")
            move.content.at = SampleJournal.start.advanced(bySeconds: 100)
            _ = try await store.apply(.revise(move), of: owner)
            let wanted = [entries[0], entries[3], entries[2], entries[1]].map(\.id)
            try expectEqual(try await store.all(pageSize: 3, of: owner).map(\.id), wanted, "newest first")
            try expectEqual(try await store.ids(having: "tea", of: owner), wanted, "search")
            var filter = EntryFilter()
            filter.allCategories = entries[0].categories
            try expectEqual(try await store.all(filter, of: owner).map(\.id), wanted, "within the category")
        },
    ]

    private static func insertsBetweenPages(_ store: any StoragePlugin) async throws {
        var sample = SampleJournal(1)
        try await store.add(sample)
        let owner = sample.user.id
        let at = SampleJournal.start
        var known: Set<EntryID> = []
        for _ in 0..<20 { known.insert(try await store.put(sample.entry(at: at, words: "tea"), of: owner).id) }
        let terms = [TermConjunction(all: SampleJournal.terms("tea"))]
        for (order, searches) in [(EntryOrder.newest, false), (.oldest, false), (.newest, true)] {
            var met: [EntryID] = []
            var page = PageRequest(limit: 3)
            let before = known
            while true {
                let part =
                    searches
                    ? try await store.search(terms, matching: EntryFilter(), page: page, of: owner)
                    : try await store.entries(matching: EntryFilter(), order: order, page: page, of: owner)
                met += part.items.map(\.id)
                guard let next = part.next else { break }
                page.after = next
                for seconds in [-1, 0, 1] as [Int64] where known.count < before.count + 30 {
                    let entry = sample.entry(at: at.advanced(bySeconds: seconds), words: "tea")
                    known.insert(try await store.put(entry, of: owner).id)
                }
            }
            try expectEqual(Set(met).count, met.count, "an entry is met once")
            try expect(before.isSubset(of: met), "an entry that was there from the start is met")
        }
    }
}
