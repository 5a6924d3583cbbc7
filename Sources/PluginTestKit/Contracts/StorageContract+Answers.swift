import PluginAPI

extension StorageContract {
    static let answers: [Check] = [
        Check("an answer still counts when its lease was lost, as long as nobody else was given the job") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            let owner = sample.user.id
            let (new, other) = (sample.waitingEntry(), sample.waitingEntry())
            for entry in [new, other] { _ = try await store.put(entry, of: owner) }
            let (id, taken) = (try expectSome(new.job, "the job").id, try expectSome(other.job, "the other job").id)
            let (first, second) = (sample.leaseID(), sample.leaseID())
            _ = try await store.claim(first)
            _ = try await store.releaseLease(first, at: SampleJournal.start)
            try expectEqual(try await store.jobs(heldBy: first), [], "what a lost lease holds")
            try expectEqual(try await store.extendLease(first, until: SampleJournal.start), 0, "prolonging a lost lease")
            try expectEqual(try await store.releaseLease(first, at: SampleJournal.start), 0, "losing it twice")
            let answerable = try await store.jobs(answerableBy: first)
            try expectEqual(Set(answerable.map(\.job.id)), [id, taken], "what it may still answer")
            try expectEqual(try await store.claim(second, limit: 1).map(\.job.id), [id], "another's claim")
            try expectEqual(try await store.jobs(answerableBy: first).map(\.job.id), [taken], "what is left to answer")
            let score = sample.modelScore()
            try await expectThrows(StorageError.notFound, "an answer to what another was given") {
                _ = try await store.settle(id, first, .scored(score), of: owner)
            }
            _ = try await store.settle(taken, first, .scored(score), of: owner)
            try expectEqual(try await store.entry(.id(other.id), of: owner)?.sentiment, score, "the score")
            try expectEqual(try await store.job(taken, of: owner), nil, "the job that is over")
            _ = try await store.settle(id, second, .postponed(until: SampleJournal.start, reason: nil), of: owner)
            try expectEqual(try await store.jobs(answerableBy: second), [], "an end leaves nothing to answer")
        },
        Check("use that no job stands for is added to its owner's month") { store in
            var (sample, stranger) = (SampleJournal(1), SampleJournal(2))
            try await store.add(sample)
            let part = SentimentUsage(calls: 1, inputTokens: 2, outputTokens: 3, cost: 4)
            let month = UsageMonth(of: SampleJournal.start)
            for _ in 0..<2 {
                try await store.addUsage(part, by: "model", at: SampleJournal.start, of: sample.user.id)
            }
            try expectEqual(try await store.usage(in: month, of: sample.user.id), ["model": part + part], "the use")
            try expectEqual(try await store.usage(in: month.next, of: nil), [:], "the use of another month")
            try await expectThrows(StorageError.notFound, "nobody's use") {
                try await store.addUsage(part, by: "model", at: SampleJournal.start, of: stranger.user.id)
            }
        },
        Check("every lease but a batch's ends at once, and for one alone its own") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            for _ in 0..<4 { _ = try await store.put(sample.waitingEntry(), of: sample.user.id) }
            let (one, two) = (sample.leaseID(), sample.leaseID())
            _ = try await store.claim(one, limit: 1)
            _ = try await store.claim(two, limit: 2)
            try expectEqual(try await store.releaseLeases(at: SampleJournal.start), 3, "leases that ended")
            try expectEqual(try await store.jobCounts(of: "model").waiting, 4, "jobs that wait")
            try expectEqual(try await store.releaseLeases(at: SampleJournal.start), 0, "leases that were left")
        },
        Check("money is set aside while jobs run, within what is left of both budgets", with: setAside),
        Check("a parked job is tried again as if it were new, and its reanalysis goes on", with: retry),
    ]

    private static func setAside(_ store: any StoragePlugin) async throws {
        var (sample, stranger) = (SampleJournal(1), SampleJournal(2))
        let month = UsageMonth(of: SampleJournal.start)
        var jobs: [UserID: [JobID]] = [:]
        for journal in [sample, stranger] {
            var journal = journal
            try await store.add(journal)
            for _ in 0..<4 {
                let new = journal.waitingEntry()
                _ = try await store.put(new, of: journal.user.id)
                jobs[journal.user.id, default: []].append(try expectSome(new.job, "the job").id)
            }
        }
        let lease = sample.leaseID()
        _ = try await store.claim(lease)
        let (owner, other) = (sample.user.id, stranger.user.id)
        let (own, others) = (jobs[owner] ?? [], jobs[other] ?? [])
        func aside(
            _ jobs: [JobID], _ cost: Int64, by lease: LeaseID, own: Int64 = 1_000, all: Int64 = 1_000, of owner: UserID
        ) async throws -> Set<JobID> {
            try await store.setAside(
                jobs.map { JobCost(job: $0, cost: cost) }, lease: lease, provider: "model",
                within: CostLimits(month: month, ofOwner: own, ofAll: all), of: owner)
        }
        let strange = stranger.leaseID()
        try expectEqual(try await aside(own, 1, by: strange, of: owner), [], "for another lease")
        try expectEqual(try await aside(Array(own[..<3]), 40, by: lease, own: 90, of: owner), Set(own[..<2]), "two fit")
        try expectEqual(try await aside(others, 40, by: lease, all: 100, of: other), [], "the other's, within all")
        try expectEqual(try await aside(others, 40, by: lease, all: 120, of: other).count, 1, "the other's first")
        try expectEqual(try await store.asideCost(of: "model", of: owner), 80, "set aside for the owner")
        try expectEqual(try await store.asideCost(of: "model", of: nil), 120, "set aside for all")
        try expectEqual(try await store.asideCost(of: "other", of: nil), 0, "set aside for another provider")
        // What it took in the end stands in its place.
        let usage = SentimentUsage(calls: 1, inputTokens: 2, outputTokens: 3, cost: 25)
        let score = sample.modelScore()
        _ = try await store.settle(own[0], lease, .scored(score), usage: usage, of: owner)
        try expectEqual(try await store.asideCost(of: "model", of: owner), 40, "after an answer")
        try expectEqual(try await aside([own[2]], 26, by: lease, own: 90, of: owner), [], "one more than is left")
        try expectEqual(try await aside([own[2]], 25, by: lease, own: 90, of: owner), [own[2]], "just what is left")
        try expectEqual(
            try await store.setAside(
                [JobCost(job: own[3], cost: 60)], lease: lease, provider: "model",
                within: CostLimits(month: month.next, ofOwner: 125, ofAll: 1_000), of: owner),
            [own[3]], "in the next month only what runs counts")
        _ = try await store.releaseLease(lease, at: SampleJournal.start)
        try expectEqual(try await store.asideCost(of: "model", of: nil), 0, "when nothing runs")
        let second = sample.leaseID()
        _ = try await store.claim(second)
        try expectEqual(try await store.asideCost(of: "model", of: nil), 0, "after a new claim")
    }

    private static func retry(_ store: any StoragePlugin) async throws {
        var (sample, stranger) = (SampleJournal(1), SampleJournal(2))
        try await store.add(sample)
        try await store.add(stranger)
        let owner = sample.user.id
        let (job, entries) = try await store.reanalysis(of: 2, &sample)
        let lease = sample.leaseID()
        let ids = try await store.claim(lease).map(\.job.id)
        try expectEqual(try await store.retryJobs(nil, at: SampleJournal.start, of: owner), [], "nothing is parked")
        let score = sample.modelScore()
        _ = try await store.settle(ids[0], lease, .scored(score), of: owner)
        _ = try await store.settle(ids[1], lease, .parked(reason: "no"), of: owner)
        try expectEqual(try await store.job(job, of: owner)?.state, .done, "the reanalysis before")
        try await expectThrows(StorageError.notFound, "another's job") {
            _ = try await store.retryJobs(ids[1], at: SampleJournal.start, of: stranger.user.id)
        }
        let later = SampleJournal.start.advanced(bySeconds: 5)
        let retried = try await store.retryJobs(ids[1], at: later, of: owner)
        let fresh = try expectSome(try await store.job(ids[1], of: owner), "the job")
        try expectEqual(retried, [fresh], "what is tried again")
        try expectEqual([fresh.state], [.waiting], "the state")
        try expectEqual([fresh.tries, fresh.returns], [0, 0], "tries and returns")
        try expectEqual([fresh.dueAt], [later], "when it is due")
        try expectEqual(fresh.reason, nil, "the reason")
        let parent = try expectSome(try await store.job(job, of: owner), "the reanalysis")
        try expectEqual(parent.progress, JobProgress(total: 2, done: 1), "its progress")
        try expectEqual([parent.state], [.running], "its state")
        try expectEqual(try await store.retryJobs(ids[1], at: later, of: owner), [], "one that is not parked")
        let second = sample.leaseID()
        try expectEqual(try await store.claim(second, now: later).map(\.job.id), [ids[1]], "a claim")
        _ = try await store.settle(ids[1], second, .scored(score), of: owner)
        try expectEqual(try await store.job(job, of: owner)?.state, .done, "the reanalysis at the end")
        try expectEqual(try await store.entry(.id(entries[1].id), of: owner)?.sentiment, score, "the score")
        // A new entry's own job.
        let new = sample.waitingEntry()
        _ = try await store.put(new, of: owner)
        let id = try expectSome(new.job, "the job").id
        let third = sample.leaseID()
        _ = try await store.claim(third)
        _ = try await store.settle(id, third, .parked(reason: "no"), of: owner)
        try expectEqual(try await store.retryJobs(nil, at: later, of: owner).map(\.id), [id], "all that are parked")
        try expectEqual(try await store.entry(.id(new.id), of: owner)?.analysis, .pending, "its entry waits again")
    }
}

extension StoragePlugin {
    /// A reanalysis by the model that was made of new entries.
    func reanalysis(of count: Int, _ sample: inout SampleJournal) async throws -> (job: JobID, entries: [StoredEntry]) {
        let owner = sample.user.id
        var entries: [StoredEntry] = []
        for _ in 0..<count { entries.append(try await put(sample.entry(), of: owner)) }
        let job = StoredJob(
            id: sample.jobID(), kind: .reanalysis, provider: "model", createdAt: SampleJournal.start, span: JobSpan())
        try await addReanalysis(job, of: owner)
        let seeds = entries.map { JobSeed(id: sample.jobID(), entry: $0.id) }
        _ = try await expandReanalysis(job.id, from: nil, with: seeds, next: nil, at: SampleJournal.start, of: owner)
        return (job.id, entries)
    }
}
