import PluginAPI

extension StorageContract {
    static let concurrency: [Check] = [
        Check("commits from many tasks and users at once are all there, with exact sums") { store in
            var samples = (1...4).map { SampleJournal($0) }
            var work: [(UserID, [NewEntry])] = []
            for place in samples.indices {
                try await store.add(samples[place])
                for task in 0..<16 {
                    let entries = (0..<8).map { number in
                        samples[place].entry(
                            day: SampleJournal.startDay.advanced(by: number % 3),
                            in: ["c\(task % 3)", "c\(number % 4)"], words: "tea w\(task)")
                    }
                    work.append((samples[place].user.id, entries))
                }
            }
            _ = try await atOnce(work) { owner, entries in
                for entry in entries {
                    let receipt = try await store.apply(.create(entry), of: owner)
                    let seen = try await store.entry(.number(receipt.number), of: owner)
                    try expectEqual(seen?.id, entry.id, "an entry right after its commit")
                }
            }
            for sample in samples {
                let all = try await store.all(of: sample.user.id)
                try expectEqual(all.map(\.number).sorted(), Array(1...128), "numbers")
                try expectEqual(try await store.ids(having: "tea", of: sample.user.id).count, 128, "found")
                try expectEqual(try await store.ids(having: "tea w3", of: sample.user.id).count, 8, "found")
                try await WalkAudit(store, sample.user.id).run()
            }
        },
        Check("of many tasks that revise one entry each revision has one winner") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            let owner = sample.user.id
            let entry = try await store.put(sample.entry(), of: owner)
            let revisions = (0..<30).map { _ in sample.revision(of: entry) }
            let results = try await atOnce(revisions) { try await store.commit([.revise($0)], of: owner) }
            let flat = results.flatMap { $0 }
            let winners = flat.filter { if case .success = $0 { true } else { false } }
            try expectEqual(winners.count, 1, "winners")
            try expectEqual(flat.filter { $0 == .failure(.revisionConflict(current: 2)) }.count, 29, "conflicts")
            try expectEqual(try await store.history(of: entry.id, owner: owner).count, 1, "history")
        },
        Check("readers see whole commits while writers write") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            let owner = sample.user.id
            let pairs = (0..<40).map { _ in [sample.entry(), sample.entry()] }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for pair in pairs {
                    group.addTask { _ = try await store.commit(pair.map { .create($0) }, of: owner) }
                }
                for _ in 0..<40 {
                    group.addTask {
                        let days = try await store.dayRollups(in: .everything, of: owner)
                        let count = days.reduce(0) { $0 + $1.tally.entries }
                        try expect(count % 2 == 0, "a sum never shows half a commit")
                    }
                    group.addTask {
                        let page = try await store.entries(
                            matching: EntryFilter(), order: .newest, page: PageRequest(limit: 1_000), of: owner)
                        try expect(page.items.count % 2 == 0, "a list never shows half a commit")
                    }
                }
                try await group.waitForAll()
            }
            try await WalkAudit(store, owner).run()
        },
    ]
}
