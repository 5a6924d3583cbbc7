import PluginAPI

extension StorageContract {
    static let searches: [Check] = [
        Check("terms combine with AND, OR and NOT") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            let owner = sample.user.id
            var ids: [EntryID] = []
            for (place, words) in ["red", "red green", "red green blue", "green blue", "blue", ""].enumerated() {
                let at = SampleJournal.start.advanced(bySeconds: Int64(-place))
                ids.append(try await store.put(sample.entry(at: at, words: words), of: owner).id)
            }
            func expectFound(_ conjunctions: [(String, String)], _ places: [Int]) async throws {
                let terms = conjunctions.map {
                    TermConjunction(all: SampleJournal.terms($0.0), none: SampleJournal.terms($0.1))
                }
                let what = "search \(conjunctions)"
                for size in [1, 2, 1_000] {
                    let found = try await store.found(terms, pageSize: size, of: owner).map(\.id)
                    try expectEqual(found, places.map { ids[$0] }, what)
                }
                let count = try await store.countSearch(terms, matching: EntryFilter(), of: owner)
                try expectEqual(count, places.count, "count of \(what)")
            }
            try await expectFound([("red", "")], [0, 1, 2])
            try await expectFound([("red green", "")], [1, 2])
            try await expectFound([("red green blue", "")], [2])
            try await expectFound([("green red", "blue")], [1])
            try await expectFound([("blue", "red green")], [4])
            try await expectFound([("red", ""), ("blue", "")], [0, 1, 2, 3, 4])
            try await expectFound([("red", "green"), ("blue", "green"), ("red blue", "")], [0, 2, 4])
            try await expectFound([("", "green")], [0, 4, 5])
            try await expectFound([("", "")], [0, 1, 2, 3, 4, 5])
            try await expectFound([("", "red"), ("red", "")], [0, 1, 2, 3, 4, 5])
            try await expectFound([("purple", "")], [])
            try await expectFound([("red", "red")], [])
            try await expectFound([], [])
        },
        Check("a revision is found by its new words at once, and not by the old ones") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            let owner = sample.user.id
            let entry = try await store.put(sample.entry(words: "old both"), of: owner)
            try expectEqual(try await store.ids(having: "old", of: owner), [entry.id], "right after the commit")
            _ = try await store.apply(.revise(sample.revision(of: entry, words: "new both")), of: owner)
            try expectEqual(try await store.ids(having: "old", of: owner), [], "the old word")
            try expectEqual(try await store.ids(having: "new both", of: owner), [entry.id], "the new words")
            try expectEqual(try await store.ids(having: "both", without: "new", of: owner), [], "without the new word")
        },
        Check("a search meets very many terms") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            let words = (0..<600).map { "w\($0)" }.joined(separator: " ")
            let entry = try await store.put(sample.entry(words: words), of: sample.user.id)
            try expectEqual(try await store.ids(having: words, of: sample.user.id), [entry.id], "all six hundred")
            try expectEqual(try await store.ids(having: words + " x", of: sample.user.id), [], "and one more")
        },
        Check("extreme hashes are terms like any other") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            var entry = sample.entry()
            entry.terms = [0, 1, 1 << 63, .max].map(TermHash.init)
            _ = try await store.apply(.create(entry), of: sample.user.id)
            for term in entry.terms {
                let found = try await store.found([TermConjunction(all: [term])], of: sample.user.id)
                try expectEqual(found.map(\.id), [entry.id], "term \(term.value)")
            }
        },
        Check("an entry found often enough to fill pages comes in order, from many commits") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            let owner = sample.user.id
            var generator = SeededGenerator(seed: 3)
            var entries: [NewEntry] = []
            for _ in 0..<150 {
                let microseconds = Int64.random(in: 0..<40_000, using: &generator)
                let at = Instant(microseconds: SampleJournal.start.microseconds + microseconds)
                entries.append(sample.entry(at: at, words: "tea"))
            }
            for start in stride(from: 0, to: 150, by: 30) {
                for result in try await store.commit(entries[start..<start + 30].map { .create($0) }, of: owner) {
                    _ = try result.get()
                }
            }
            let wanted = entries.sorted { ($0.content.at, $0.id) > ($1.content.at, $1.id) }.map(\.id)
            for size in [7, 149, 150, 1_000] {
                let terms = [TermConjunction(all: SampleJournal.terms("tea"))]
                let found = try await store.found(terms, pageSize: size, of: owner).map(\.id)
                try expectEqual(found, wanted, "in pages of \(size)")
            }
        },
    ]
}
