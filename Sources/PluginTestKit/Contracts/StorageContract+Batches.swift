import PluginAPI

extension StorageContract {
    static let batches: [Check] = [
        Check("a batch is filled from its reanalysis, keeps its ticket, and its answers count once", with: life),
        Check("a hold ends with its time or by itself, and then another worker has the batch", with: holds),
        Check("the end of a batch lets go of what it holds, and counts what went into texts that were changed", with: end),
        Check("analyses of a batch wait again when their time is over, and may still be answered", with: lapse),
        Check("only a reanalysis with enough analyses that never went wrong goes in bulk") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            let owner = sample.user.id
            let now = SampleJournal.start
            _ = try await store.put(sample.waitingEntry(), of: owner)
            try expectEqual(try await store.bulkReanalysis(of: "model", least: 1, now: now), nil, "no reanalysis")
            let (job, _) = try await store.reanalysis(of: 3, &sample)
            let found = try await store.bulkReanalysis(of: "model", least: 3, now: now)
            try expectEqual(found?.job.id, job, "the reanalysis")
            try expectEqual(found?.owner, owner, "its owner")
            try expectEqual(try await store.bulkReanalysis(of: "model", least: 4, now: now), nil, "too few")
            try expectEqual(try await store.bulkReanalysis(of: "other", least: 1, now: now), nil, "another provider")
            let lease = sample.leaseID()
            let claimed = try await store.claim(lease).filter { $0.job.parent == job }.map(\.job.id)
            try expectEqual(try await store.bulkReanalysis(of: "model", least: 1, now: now), nil, "all are held")
            _ = try await store.settle(claimed[0], lease, .retry(at: now, reason: "no"), of: owner)
            try expectEqual(try await store.bulkReanalysis(of: "model", least: 1, now: now), nil, "one went wrong")
            let later = now.advanced(bySeconds: 9)
            _ = try await store.settle(claimed[1], lease, .postponed(until: later, reason: nil), of: owner)
            try expectEqual(try await store.bulkReanalysis(of: "model", least: 1, now: now), nil, "one is not due")
            try expectEqual(try await store.bulkReanalysis(of: "model", least: 1, now: later)?.job.id, job, "it is due")
            for _ in 0..<2 {
                let again = sample.leaseID()
                _ = try await store.claim(again, now: later)
                _ = try await store.releaseLease(again, at: later)
            }
            try expectEqual(
                try await store.bulkReanalysis(of: "model", least: 1, now: later), nil, "it came back three times")
        },
    ]

    /// A batch that is held from the start, for a minute.
    private static func open(
        _ store: any StoragePlugin, _ sample: inout SampleJournal, entries: Int
    ) async throws -> (batch: StoredBatch, holder: LeaseID, entries: [StoredEntry]) {
        let (job, entries) = try await store.reanalysis(of: entries, &sample)
        let (id, holder) = (sample.leaseID(), sample.leaseID())
        let batch = StoredBatch(
            id: id, parent: job, provider: "model", model: "m-1", promptVersion: "p-1", createdAt: SampleJournal.start,
            holder: holder, dueAt: SampleJournal.start.advanced(bySeconds: 60))
        try await store.openBatch(batch, of: sample.user.id)
        return (batch, holder, entries)
    }

    private static let deadline = SampleJournal.start.advanced(bySeconds: 90_000)

    private static func life(_ store: any StoragePlugin) async throws {
        var (sample, stranger) = (SampleJournal(1), SampleJournal(2))
        try await store.add(sample)
        try await store.add(stranger)
        let (owner, now) = (sample.user.id, SampleJournal.start)
        let alone = try await store.put(sample.waitingEntry(), of: owner)
        var (batch, holder, _) = try await open(store, &sample, entries: 5)
        try expectEqual(try await store.batches(of: "model"), [batch], "the batch")
        try await expectThrows(StorageError.alreadyExists, "the same batch twice") { [batch] in
            try await store.openBatch(batch, of: owner)
        }
        let foreign = StoredBatch(
            id: sample.leaseID(), parent: batch.parent, provider: "model", model: "m", promptVersion: "",
            createdAt: now, holder: holder, dueAt: now)
        try await expectThrows(StorageError.notFound, "a batch of another's reanalysis") {
            try await store.openBatch(foreign, of: stranger.user.id)
        }
        let nobody = sample.leaseID()
        try await expectThrows(StorageError.notFound, "a claim without the hold") { [batch] in
            _ = try await store.claimJobs(forBatch: batch.id, holder: nobody, limit: 9, now: now, until: deadline)
        }
        let first = try await store.claimJobs(forBatch: batch.id, holder: holder, limit: 3, now: now, until: deadline)
        try expectEqual(first.map(\.owner), [owner, owner, owner], "owners")
        try expectEqual(Set(first.map(\.job.lease)), [batch.id], "the lease")
        try expect(first.allSatisfy { $0.job.place == nil }, "no places yet")
        let ids = first.map(\.job.id)
        // The second came to another end, so it has no place.
        _ = try await store.settle(ids[1], batch.id, .skipped, of: owner)
        let places = try await store.placeJobs([ids[2], ids[1], ids[0]], inBatch: batch.id, holder: holder)
        try expectEqual(places, [ids[2]: 0, ids[0]: 1], "places")
        let rest = try await store.claimJobs(forBatch: batch.id, holder: holder, limit: 9, now: now, until: deadline)
        try expectEqual(rest.count, 2, "the rest of the reanalysis, and nothing else")
        let more = try await store.placeJobs(rest.map(\.job.id) + [ids[0]], inBatch: batch.id, holder: holder)
        try expectEqual(more, [rest[0].job.id: 2, rest[1].job.id: 3], "more places")
        try await store.keepTicket("t:1", ofBatch: batch.id, holder: holder, until: deadline)
        (batch.count, batch.ticket) = (4, "t:1")
        try expectEqual(try await store.batches(of: "model"), [batch], "the batch with its ticket")
        try expectEqual(try await store.batch(batch.id), batch, "the batch by its id")
        try expectEqual(try await store.batch(foreign.id), nil, "a batch that is not there")
        try await expectThrows(StorageError.notFound, "filling what was handed over") { [batch, holder] in
            _ = try await store.claimJobs(forBatch: batch.id, holder: holder, limit: 9, now: now, until: deadline)
        }
        try await expectThrows(StorageError.notFound, "places in what was handed over") { [batch, holder] in
            _ = try await store.placeJobs([ids[0]], inBatch: batch.id, holder: holder)
        }
        let other = try await store.claim(sample.leaseID())
        try expectEqual(other.map(\.job.entry), [alone.id], "other claims get other jobs")
        let held = try await store.jobs(heldBy: batch.id)
        try expectEqual(Set(held.compactMap(\.job.place)), [0, 1, 2, 3], "places that are held")
        try expectEqual(held.first?.job.leaseUntil, deadline, "until when")
        let score = sample.modelScore()
        _ = try await store.settle(ids[2], batch.id, .scored(score), of: owner)
        try await expectThrows(StorageError.notFound, "the same answer twice") { [batch] in
            _ = try await store.settle(ids[2], batch.id, .scored(score), of: owner)
        }
    }

    private static func holds(_ store: any StoragePlugin) async throws {
        var sample = SampleJournal(1)
        try await store.add(sample)
        let now = SampleJournal.start
        var (batch, first, _) = try await open(store, &sample, entries: 2)
        _ = try await store.claimJobs(forBatch: batch.id, holder: first, limit: 9, now: now, until: deadline)
        let (second, third) = (sample.leaseID(), sample.leaseID())
        let minute = now.advanced(bySeconds: 60)
        let early = try await store.takeBatch(of: "model", holder: second, now: now, until: minute)
        try expectEqual(early, nil, "a batch that is held")
        let longer = minute.advanced(bySeconds: 60)
        try expectEqual(
            try await store.holdBatch(batch.id, holder: first, until: longer, givesBack: false), 2, "what it holds")
        try expectEqual(
            try await store.takeBatch(of: "model", holder: second, now: minute, until: minute), nil, "after prolonging")
        let until = longer.advanced(bySeconds: 60)
        try expectEqual(
            try await store.takeBatch(of: "other", holder: second, now: longer, until: until), nil, "another provider's")
        let taken = try await store.takeBatch(of: "model", holder: second, now: longer, until: until)
        (batch.holder, batch.dueAt) = (second, until)
        try expectEqual(taken, batch, "the batch that was taken over")
        for call in 0..<3 {
            try await expectThrows(StorageError.notFound, "what the first may still do, \(call)") { [batch] in
                switch call {
                case 0: try await store.keepTicket("t", ofBatch: batch.id, holder: first, until: deadline)
                case 1: _ = try await store.holdBatch(batch.id, holder: first, until: until, givesBack: true)
                default: try await store.endBatch(batch.id, holder: first, usage: .none, reason: nil, at: now)
                }
            }
        }
        let soon = until.advanced(bySeconds: 5)
        _ = try await store.holdBatch(batch.id, holder: second, until: soon, givesBack: true)
        try expectEqual(try await store.batches(of: "model").map(\.holder), [nil], "a hold that was given back")
        try expectEqual(
            try await store.takeBatch(of: "model", holder: third, now: until, until: soon), nil, "it is not due")
        try expectEqual(
            try await store.takeBatch(of: "model", holder: third, now: soon, until: soon)?.holder, third, "it is due")
        // A daemon that starts alone ends holds, but not that on one that may just have been handed over.
        _ = try await store.releaseLeases(at: soon)
        try expectEqual(try await store.batches(of: "model").map(\.holder), [third], "a hold without a ticket")
        try await store.keepTicket("t", ofBatch: batch.id, holder: third, until: deadline)
        _ = try await store.releaseLeases(at: soon)
        try expectEqual(try await store.batches(of: "model").map(\.holder), [nil], "a hold with a ticket")
        // The first of eight takes it.
        let holders = (0..<8).map { _ in sample.leaseID() }
        let end = soon.advanced(bySeconds: 100)
        let winners = try await withThrowingTaskGroup(of: Bool.self) { group in
            for holder in holders {
                group.addTask { try await store.takeBatch(of: "model", holder: holder, now: soon, until: end) != nil }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        try expectEqual(winners, 1, "workers that have it")
    }

    private static func end(_ store: any StoragePlugin) async throws {
        var sample = SampleJournal(1)
        try await store.add(sample)
        let (owner, now) = (sample.user.id, SampleJournal.start)
        let (batch, holder, entries) = try await open(store, &sample, entries: 4)
        let claimed = try await store.claimJobs(
            forBatch: batch.id, holder: holder, limit: 9, now: now, until: deadline)
        let ids = claimed.map(\.job.id)
        _ = try await store.placeJobs(ids, inBatch: batch.id, holder: holder)
        _ = try await store.setAside(
            ids.map { JobCost(job: $0, cost: 9) }, lease: batch.id, provider: "model",
            within: CostLimits(month: UsageMonth(of: now), ofOwner: 100, ofAll: 100), of: owner)
        try await store.keepTicket("t", ofBatch: batch.id, holder: holder, until: deadline)
        let part = SentimentUsage(calls: 1, inputTokens: 20, outputTokens: 3, cost: 7)
        let score = sample.modelScore()
        _ = try await store.settle(ids[0], batch.id, .scored(score), usage: part, of: owner)
        _ = try await store.settle(ids[1], batch.id, .retry(at: now, reason: "no"), usage: part, of: owner)
        let gone = try expectSome(claimed[2].job.entry, "the entry")
        _ = try await store.apply(.purge(gone), of: owner)
        let whole = SentimentUsage(calls: 2, inputTokens: 61, outputTokens: 12, cost: 22)
        try await store.endBatch(batch.id, holder: holder, usage: whole, reason: "it expired", at: now)
        try expectEqual(try await store.usage(in: UsageMonth(of: now), of: owner), ["model": whole], "the use")
        try expectEqual(try await store.batches(of: "model").map(\.isOver), [true], "batches")
        try expectEqual(try await store.asideCost(of: "model", of: nil), 0, "what is set aside")
        let left = try expectSome(try await store.job(ids[3], of: owner), "the job that had no end")
        try expectEqual([left.state], [.waiting], "its state")
        try expectEqual([left.tries, left.returns], [1, 0], "its tries and returns")
        try expectEqual(left.reason, "it expired", "its reason")
        try expectEqual(left.lease, nil, "its lease")
        try expectEqual(try await store.jobs(answerableBy: batch.id), [], "nothing is left to answer")
        try await expectThrows(StorageError.notFound, "ending it twice") {
            try await store.endBatch(batch.id, holder: holder, usage: whole, reason: nil, at: now)
        }
        try expectEqual(try await store.entry(.id(entries[0].id), of: owner)?.sentiment, score, "the score")
        let minute = now.advanced(bySeconds: 60)
        let cleaner = sample.leaseID()
        let over = try await store.takeBatch(of: "model", holder: cleaner, now: minute, until: deadline)
        try expectEqual(over?.isOver, true, "one that is over is still looked after")
        try await expectThrows(StorageError.notFound, "removing it without the hold") {
            try await store.removeBatch(batch.id, holder: holder)
        }
        try await store.removeBatch(batch.id, holder: cleaner)
        try expectEqual(try await store.batches(of: "model"), [], "batches")

        // One that was given up before it was handed over, and one whose owner left.
        let (second, other, _) = try await open(store, &sample, entries: 1)
        let id = try expectSome(
            try await store.claimJobs(forBatch: second.id, holder: other, limit: 1, now: now, until: deadline).first, "a job"
        ).job.id
        try expectEqual(try await store.releaseLeases(at: now), 0, "a batch is no worker's lease")
        try await expectThrows(StorageError.notFound, "removing one that is not over") {
            try await store.removeBatch(second.id, holder: other)
        }
        try await store.endBatch(second.id, holder: other, usage: .none, reason: nil, at: now)
        try await expectThrows(StorageError.notFound, "filling one that is over") {
            _ = try await store.claimJobs(forBatch: second.id, holder: other, limit: 1, now: now, until: deadline)
        }
        try await store.removeBatch(second.id, holder: other)
        let back = try expectSome(try await store.job(id, of: owner), "the job")
        try expectEqual([back.tries, back.returns], [0, 1], "tries and returns of one that came back")
        let (third, last, _) = try await open(store, &sample, entries: 1)
        try await store.keepTicket("t3", ofBatch: third.id, holder: last, until: deadline)
        try await store.deleteUser(owner)
        let orphan = try await store.takeBatch(
            of: "model", holder: last, now: now.advanced(bySeconds: 60), until: deadline)
        try expectEqual(orphan?.ticket, "t3", "the batch of a deleted account is still looked after")
        try expectEqual(
            try await store.holdBatch(third.id, holder: last, until: deadline, givesBack: false), 0, "it holds nothing")
        try await store.endBatch(third.id, holder: last, usage: part, reason: nil, at: now)
        try await store.removeBatch(third.id, holder: last)
        try expectEqual(try await store.batches(of: "model"), [], "and ended")
    }

    private static func lapse(_ store: any StoragePlugin) async throws {
        var sample = SampleJournal(1)
        try await store.add(sample)
        let (owner, now) = (sample.user.id, SampleJournal.start)
        let (batch, holder, _) = try await open(store, &sample, entries: 2)
        let soon = now.advanced(bySeconds: 10)
        let ids = try await store.claimJobs(forBatch: batch.id, holder: holder, limit: 9, now: now, until: soon).map(\.job.id)
        _ = try await store.placeJobs(ids, inBatch: batch.id, holder: holder)
        let early = try await store.claim(sample.leaseID(), now: soon.advanced(bySeconds: -1))
        try expectEqual(early, [], "claims before")
        let lease = sample.leaseID()
        let claimed = try await store.claim(lease, limit: 1, now: soon)
        try expectEqual(claimed.map(\.job.id), [ids[0]], "claims when the time is over")
        try expectEqual(claimed.map(\.job.place), [nil], "no place any more")
        let left = try await store.jobs(answerableBy: batch.id)
        try expectEqual(left.map(\.job.place), [1], "places that may be answered")
        let score = sample.modelScore()
        _ = try await store.settle(ids[1], batch.id, .scored(score), of: owner)
        try await expectThrows(StorageError.notFound, "an answer to what another was given") {
            _ = try await store.settle(ids[0], batch.id, .scored(score), of: owner)
        }
    }
}
