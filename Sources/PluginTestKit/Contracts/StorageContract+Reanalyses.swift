import PluginAPI

extension StorageContract {
    static let reanalyses: [Check] = [
        Check("a reanalysis is expanded step by step, each step once, and counts what becomes of its analyses", with: expand),
        Check("cancelling a reanalysis ends what is left of it, and only that") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            let owner = sample.user.id
            let parent = StoredJob(
                id: sample.jobID(), kind: .reanalysis, provider: "model", createdAt: SampleJournal.start, span: JobSpan())
            try await store.addReanalysis(parent, of: owner)
            try await expectThrows(StorageError.alreadyExists, "the same reanalysis twice") {
                try await store.addReanalysis(parent, of: owner)
            }
            let waiting = sample.waitingEntry(provider: "other")
            let kept = try await store.put(waiting, of: owner)
            var entry = sample.entry()
            entry.analysis = .pending
            let stored = try await store.put(entry, of: owner)
            let seed = JobSeed(id: sample.jobID(), entry: stored.id)
            _ = try await store.expandReanalysis(
                parent.id, from: nil, with: [seed], next: nil, at: SampleJournal.start, of: owner)
            let lease = sample.leaseID()
            try expectEqual(try await store.claim(lease).count, 1, "claims")
            let cancelled = try await store.cancelJob(parent.id, at: SampleJournal.start, of: owner)
            try expectEqual([cancelled.state], [.cancelled], "the state")
            try expectEqual(try await store.entry(.id(stored.id), of: owner)?.analysis, .done, "the entry shows what it has")
            try expectEqual(try await store.entry(.id(kept.id), of: owner)?.analysis, .pending, "another's entry waits on")
            try await expectThrows(StorageError.notFound, "settling what was cancelled") {
                _ = try await store.settle(seed.id, lease, .skipped, of: owner)
            }
            let list = try await store.jobs(of: owner, parent: nil, before: nil, limit: 10)
            try expectEqual(Set(list.map(\.id)), Set([parent.id, waiting.job?.id].compactMap { $0 }), "the jobs that are left")
            try expectEqual(try await store.cancelJobs(at: SampleJournal.start, of: owner), 1, "cancelling all that is open")
            try expectEqual(try await store.jobCounts(of: "other"), JobCounts(), "nothing waits")
        },
        Check("entries are counted by who scored them, whatever becomes of them") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            let owner = sample.user.id
            var entries: [StoredEntry] = []
            for index in 0..<6 {
                var new = sample.entry(day: SampleJournal.startDay.advanced(by: index % 2))
                if index % 3 == 0 { new.sentiment = sample.modelScore() }
                if index == 5 { new.sentiment = nil }
                entries.append(try await store.put(new, of: owner))
            }
            func counts(_ days: DaySpan = .everything) async throws -> [String: Int64] {
                try await store.scoredEntries(in: days, of: owner)
            }
            try expectEqual(try await counts(), ["model": 2, "lexicon": 3], "counts")
            let first = DaySpan(first: SampleJournal.startDay, last: SampleJournal.startDay)
            try expectEqual(try await counts(first), ["model": 1, "lexicon": 2], "counts of a day")
            _ = try await store.apply(.trash(entries[0].id, at: SampleJournal.start), of: owner)
            _ = try await store.apply(.purge(entries[1].id), of: owner)
            try expectEqual(try await counts(), ["model": 1, "lexicon": 2], "counts without the trash")
            _ = try await store.apply(.restore(entries[0].id, at: SampleJournal.start), of: owner)
            let (model, none) = (sample.modelScore(), StoredSentiment?.none)
            _ = try await store.apply(.analyse(entries[2].id, revision: 1, model, .done), of: owner)
            _ = try await store.apply(.analyse(entries[3].id, revision: 1, none, .failed), of: owner)
            try expectEqual(try await counts(), ["model": 2, "lexicon": 1], "counts after new scores")
        },
        Check("hastening lets what was put off be claimed now") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            let late = SampleJournal.start.advanced(bySeconds: 1_000)
            _ = try await store.put(sample.waitingEntry(at: late), of: sample.user.id)
            try await store.hastenJobs(at: SampleJournal.start, of: sample.user.id)
            try expectEqual(try await store.claim(sample.leaseID()).count, 1, "claims")
        },
    ]

    private static func expand(_ store: any StoragePlugin) async throws {
        var sample = SampleJournal(1)
        try await store.add(sample)
        let owner = sample.user.id
        var entries: [StoredEntry] = []
        for _ in 0..<4 { entries.append(try await store.put(sample.entry(), of: owner)) }
        let waiting = sample.waitingEntry()
        entries.append(try await store.put(waiting, of: owner))
        _ = try await store.apply(.trash(entries[3].id, at: SampleJournal.start), of: owner)
        let span = JobSpan(firstDay: SampleJournal.startDay, lastDay: SampleJournal.startDay)
        let parent = StoredJob(
            id: sample.jobID(), kind: .reanalysis, provider: "model", createdAt: SampleJournal.start, span: span)
        try await store.addReanalysis(parent, of: owner)
        try expectEqual(
            try await store.unexpandedReanalyses(of: "model", limit: 5), [OwnedJob(owner: owner, job: parent)], "to expand")
        let place = PagePosition([1, 2, 3])
        let seeds = entries.map { JobSeed(id: sample.jobID(), entry: $0.id) }
        let half = try await store.expandReanalysis(
            parent.id, from: nil, with: Array(seeds[..<2]), next: place, at: SampleJournal.start, of: owner)
        try expectEqual([half.state], [.running], "the state after the first step")
        try expectEqual(half.progress.total, 2, "the total after the first step")
        let repeated = try await store.expandReanalysis(
            parent.id, from: nil, with: Array(seeds[..<2]), next: place, at: SampleJournal.start, of: owner)
        try expectEqual(repeated, half, "the first step again")
        let whole = try await store.expandReanalysis(
            parent.id, from: place, with: Array(seeds[2...]), next: nil, at: SampleJournal.start, of: owner)
        // One is in the trash; the one that waits for the same provider already is adopted.
        try expectEqual(whole.progress.total, 4, "the total")
        try expect(whole.isExpanded, "it is expanded")
        try expectEqual(try await store.unexpandedReanalyses(of: "model", limit: 5), [], "nothing to expand")
        let children = try await store.jobs(of: owner, parent: parent.id, before: nil, limit: 10)
        try expectEqual(
            Set(children.map(\.id)), Set(seeds[..<3].map(\.id) + [waiting.job?.id].compactMap { $0 }), "its analyses")
        try expectEqual(
            try await store.jobs(of: owner, parent: nil, before: nil, limit: 10).map(\.id), [parent.id], "the list of jobs")
        let lease = sample.leaseID()
        let ids = try await store.claim(lease).map(\.job.id)
        try expectEqual(ids.count, 4, "claims")
        let score = sample.modelScore()
        let outcomes: [JobOutcome] = [.scored(score), .parked(reason: "refused"), .skipped]
        for (id, outcome) in zip(ids, outcomes) { _ = try await store.settle(id, lease, outcome, of: owner) }
        try expectEqual(
            try await store.job(parent.id, of: owner)?.progress, JobProgress(total: 4, done: 1, failed: 1, skipped: 1),
            "progress")
        try expectEqual(try await store.job(parent.id, of: owner)?.state, .running, "the state before the last")
        _ = try await store.settle(ids[3], lease, .scored(score), of: owner)
        let done = try expectSome(try await store.job(parent.id, of: owner), "the reanalysis")
        try expectEqual([done.state], [.done], "the state at the end")
        try expectEqual(done.span, span, "the span")
        let empty = StoredJob(
            id: sample.jobID(), kind: .reanalysis, provider: "model", createdAt: SampleJournal.start, span: JobSpan())
        try await store.addReanalysis(empty, of: owner)
        let over = try await store.expandReanalysis(
            empty.id, from: nil, with: [], next: nil, at: SampleJournal.start, of: owner)
        try expectEqual([over.state], [.done], "a reanalysis of nothing")
    }
}
