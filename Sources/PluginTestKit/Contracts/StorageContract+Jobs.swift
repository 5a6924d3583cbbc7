import PluginAPI

extension StorageContract {
    static let jobs: [Check] = [
        Check("a job comes with its entry and is claimed once, when it is due, by its provider") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            let owner = sample.user.id
            let late = SampleJournal.start.advanced(bySeconds: 60)
            let new = sample.waitingEntry(at: late)
            let entry = try await store.put(new, of: owner)
            let id = try expectSome(new.job, "the new job").id
            let stored = try expectSome(try await store.job(id, of: owner), "the stored job")
            try expectEqual([stored.entry], [entry.id], "the job's entry")
            try expectEqual(stored.revision, 1, "the job's revision")
            try expectEqual(stored.state, .waiting, "the job's state")
            try expectEqual(try await store.jobs(of: owner, parent: nil, before: nil, limit: 9), [stored], "the list")
            let none = try await store.claim(sample.leaseID())
            try expectEqual(none, [], "a claim before it is due")
            let other = try await store.claim(sample.leaseID(), provider: "other", now: late)
            try expectEqual(other, [], "a claim for another provider")
            let lease = sample.leaseID()
            let claimed = try await store.claim(lease, now: late)
            try expectEqual(claimed.map(\.owner), [owner], "the owner of what was claimed")
            try expectEqual(claimed.map(\.job.id), [id], "what was claimed")
            try expectEqual(claimed.first?.job.lease, lease, "the lease")
            let again = try await store.claim(sample.leaseID(), now: late)
            try expectEqual(again, [], "a second claim")
            try expectEqual(try await store.jobs(heldBy: lease), claimed, "what the lease holds")
            let counts = try await store.jobCounts(of: "model")
            try expectEqual(counts, JobCounts(running: 1), "counts")
        },
        Check("an entry that is refused adds no job, and a repeated request no second one") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            let owner = sample.user.id
            var new = sample.waitingEntry()
            new.idempotency = IdempotencyKey(key: [1, 2, 3], fingerprint: [4])
            _ = try await store.put(new, of: owner)
            new.job = sample.job()
            _ = try await store.apply(.create(new), of: owner)
            var twin = NewEntry(
                id: new.id, content: new.content, categories: new.categories, sentiment: nil, analysis: .pending,
                terms: [], createdAt: new.createdAt)
            twin.job = sample.job()
            try await expectThrows(StorageError.alreadyExists, "the same id twice") { [twin] in
                _ = try await store.apply(.create(twin), of: owner)
            }
            try expectEqual(try await store.jobCounts(of: "model").waiting, 1, "jobs")
        },
        Check("a score is applied once, by the lease that holds the job, with everything that belongs to it", with: score),
        Check("a lapsed lease holds nothing; a released one lets its jobs wait behind the others", with: leases),
        Check("a job is retried, postponed, parked or skipped; the entry's score stands", with: failures),
        Check("a revision keeps, drops or replaces the job, and a purge drops it", with: revisions),
        Check("concurrent claims give every job to one worker") { store in
            var sample = SampleJournal(1)
            try await store.add(sample)
            let owner = sample.user.id
            let entries = (0..<100).map { _ in EntryMutation.create(sample.waitingEntry()) }
            _ = try await store.commit(entries, of: owner)
            let leases = (0..<8).map { _ in sample.leaseID() }
            let ids = try await withThrowingTaskGroup(of: [JobID].self) { group in
                for lease in leases {
                    group.addTask {
                        var mine: [JobID] = []
                        while true {
                            let part = try await store.claim(lease, limit: 7)
                            guard !part.isEmpty else { return mine }
                            mine += part.map(\.job.id)
                        }
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            try expectEqual(ids.count, 100, "jobs given")
            try expectEqual(Set(ids).count, 100, "different jobs given")
        },
        Check("jobs belong to their owner, and go with the account") { store in
            var (sample, stranger) = (SampleJournal(1), SampleJournal(2))
            try await store.add(sample)
            try await store.add(stranger)
            let owner = sample.user.id
            let new = sample.waitingEntry()
            _ = try await store.put(new, of: owner)
            let id = try expectSome(new.job, "the job").id
            try expectEqual(try await store.job(id, of: stranger.user.id), nil, "another's job")
            try expectEqual(
                try await store.jobs(of: stranger.user.id, parent: nil, before: nil, limit: 9), [], "another's jobs")
            let lease = stranger.leaseID()
            _ = try await store.claim(lease)
            try await expectThrows(StorageError.notFound, "settling another's job") {
                _ = try await store.settle(id, lease, .skipped, of: stranger.user.id)
            }
            try await expectThrows(StorageError.notFound, "cancelling another's job") {
                _ = try await store.cancelJob(id, at: SampleJournal.start, of: stranger.user.id)
            }
            try await store.deleteUser(owner)
            try expectEqual(try await store.jobs(heldBy: lease), [], "jobs of a deleted user")
            _ = try await store.releaseLease(lease, at: SampleJournal.start)
            let left = try await store.claim(stranger.leaseID())
            try expectEqual(left, [], "claims of a deleted user's jobs")
        },
        Check("consent is asked for, kept, and gone with the account; choices outlive it") { store in
            let sample = SampleJournal(1)
            let owner = sample.user.id
            try await expectThrows(StorageError.notFound, "consent of nobody") {
                try await store.setRemoteConsent(RemoteConsent(isGiven: true), of: owner)
            }
            try await store.add(sample)
            try expectEqual(try await store.remoteConsent(of: owner), RemoteConsent(), "consent that was not given")
            let given = RemoteConsent(isGiven: true, masks: false, monthlyMicros: 5_000_000)
            try await store.setRemoteConsent(given, of: owner)
            try expectEqual(try await store.remoteConsent(of: owner), given, "consent")
            try expectEqual(try await store.choice("provider"), nil, "no choice")
            try await store.setChoice("provider", "model")
            try await store.deleteUser(owner)
            try expectEqual(try await store.remoteConsent(of: owner), RemoteConsent(), "consent of a deleted user")
            try expectEqual(try await store.choice("provider"), "model", "the choice")
            try await store.setChoice("provider", nil)
            try expectEqual(try await store.choice("provider"), nil, "a choice taken back")
        },
    ]

    private static func score(_ store: any StoragePlugin) async throws {
        var sample = SampleJournal(1)
        try await store.add(sample)
        let owner = sample.user.id
        let new = sample.waitingEntry()
        var wanted = try await store.put(new, of: owner)
        let id = try expectSome(new.job, "the job").id
        let (lease, score) = (sample.leaseID(), sample.modelScore())
        try await expectThrows(StorageError.notFound, "a score for a job that nobody holds") {
            _ = try await store.settle(id, lease, .scored(score), of: owner)
        }
        _ = try await store.claim(lease)
        let stranger = sample.leaseID()
        try await expectThrows(StorageError.notFound, "a score by another lease") {
            _ = try await store.settle(id, stranger, .scored(score), of: owner)
        }
        try expectEqual(try await store.entry(.id(new.id), of: owner), wanted, "the entry after refusals")
        let usage = SentimentUsage(calls: 1, inputTokens: 20, outputTokens: 30, cost: 40)
        let answer = CachedAnswer(key: Array(repeating: 7, count: 16), answer: sample.bytes(50))
        _ = try await store.settle(id, lease, .scored(score), usage: usage, answer: answer, of: owner)
        let before = try expectSome(wanted.sentiment, "the score before")
        wanted.sentiment = score
        wanted.analysis = .done
        try expectEqual(try await store.entry(.id(new.id), of: owner), wanted, "the scored entry")
        try expectEqual(try await store.dayRollups(in: .everything, of: owner).map(\.tally), [wanted.tally], "the sums")
        try expectEqual(try await store.otherScores(of: new.id, owner: owner), [before], "the other scores")
        try expectEqual(try await store.scoredEntries(in: .everything, of: owner), ["model": 1], "who scored")
        try expectEqual(try await store.job(id, of: owner), nil, "the job that is over")
        try await expectThrows(StorageError.notFound, "the same score again") {
            _ = try await store.settle(id, lease, .scored(score), usage: usage, of: owner)
        }
        let month = UsageMonth(of: SampleJournal.start)
        try expectEqual(try await store.usage(in: month, of: owner), ["model": usage], "the use")
        try expectEqual(try await store.usage(in: month, of: nil), ["model": usage], "the use of all")
        try expectEqual(try await store.usage(in: month.next, of: nil), [:], "the use of another month")
        let found = try await store.answers(for: [answer.key, answer.key, [1]], of: owner)
        try expectEqual(found, [answer], "kept answers")
    }

    private static func leases(_ store: any StoragePlugin) async throws {
        var sample = SampleJournal(1)
        try await store.add(sample)
        let owner = sample.user.id
        var ids: [JobID] = []
        for _ in 0..<3 {
            let new = sample.waitingEntry()
            _ = try await store.put(new, of: owner)
            ids.append(try expectSome(new.job, "the job").id)
        }
        let (first, second) = (sample.leaseID(), sample.leaseID())
        let held = try await store.claim(first, limit: 2)
        try expectEqual(held.map(\.job.id), Array(ids[..<2]), "the longest waiting first")
        let soon = SampleJournal.start.advanced(bySeconds: 30)
        try expectEqual(try await store.extendLease(first, until: soon.advanced(bySeconds: 60)), 2, "an extension")
        try expectEqual(try await store.releaseLease(first, at: soon), 2, "a release")
        try expectEqual(try await store.jobs(heldBy: first), [], "a released lease")
        let next = try await store.claim(second, limit: 2, now: soon, seconds: 10)
        try expectEqual(next.map(\.job.id), [ids[2], ids[0]], "released ones wait behind the others")
        try expectEqual(next.map(\.job.returns), [0, 1], "returns")
        try expectEqual(next.map(\.job.tries), [0, 0], "tries")
        let third = sample.leaseID()
        let later = soon.advanced(bySeconds: 10)
        let lapsed = try await store.claim(third, now: later)
        try expectEqual(Set(lapsed.map(\.job.id)), Set(ids), "a lease is over when its time has come")
        let score = sample.modelScore()
        try await expectThrows(StorageError.notFound, "a score by a lapsed lease") {
            _ = try await store.settle(ids[2], second, .scored(score), of: owner)
        }
        _ = try await store.settle(ids[2], third, .scored(score), of: owner)
    }

    private static func failures(_ store: any StoragePlugin) async throws {
        var sample = SampleJournal(1)
        try await store.add(sample)
        let owner = sample.user.id
        let new = sample.waitingEntry()
        var entry = try await store.put(new, of: owner)
        let id = try expectSome(new.job, "the job").id
        var now = SampleJournal.start
        for (outcome, tries, returns) in [
            (JobOutcome.retry(at: now.advanced(bySeconds: 50), reason: "no answer"), 1, 0),
            (.postponed(until: now.advanced(bySeconds: 90), reason: nil), 1, 1),
        ] {
            let lease = sample.leaseID()
            try expectEqual(try await store.claim(lease, now: now).count, 1, "claims")
            _ = try await store.settle(id, lease, outcome, at: now, of: owner)
            let job = try expectSome(try await store.job(id, of: owner), "the job")
            try expectEqual([job.tries, job.returns], [tries, returns], "tries and returns")
            try expectEqual([job.state], [.waiting], "the state")
            let early = try await store.claim(sample.leaseID(), now: job.dueAt.advanced(bySeconds: -1))
            try expectEqual(early, [], "a claim before its time")
            try expectEqual(try await store.jobCounts(of: "model").nextDue, job.dueAt, "the next due")
            now = job.dueAt
        }
        try expectEqual(try await store.entry(.id(new.id), of: owner), entry, "the entry meanwhile")
        let lease = sample.leaseID()
        _ = try await store.claim(lease, now: now)
        _ = try await store.settle(id, lease, .parked(reason: "five times"), at: now, of: owner)
        entry.analysis = .failed
        try expectEqual(try await store.entry(.id(new.id), of: owner), entry, "the entry of a parked job")
        let job = try expectSome(try await store.job(id, of: owner), "the parked job")
        try expectEqual([job.state], [.parked], "the state")
        try expectEqual(job.reason, "five times", "the reason")
        let parked = try await store.claim(sample.leaseID(), now: now.advanced(bySeconds: 1_000_000))
        try expectEqual(parked, [], "claims of a parked job")

        let other = sample.waitingEntry()
        _ = try await store.put(other, of: owner)
        let otherID = try expectSome(other.job, "the job").id
        let last = sample.leaseID()
        _ = try await store.claim(last)
        _ = try await store.settle(otherID, last, .skipped, of: owner)
        try expectEqual(try await store.entry(.id(other.id), of: owner)?.analysis, .done, "a skipped entry has its score")
        try expectEqual(try await store.job(otherID, of: owner), nil, "the skipped job")
    }

    private static func revisions(_ store: any StoragePlugin) async throws {
        var sample = SampleJournal(1)
        try await store.add(sample)
        let owner = sample.user.id
        let new = sample.waitingEntry()
        var entry = try await store.put(new, of: owner)
        let id = try expectSome(new.job, "the job").id
        let lease = sample.leaseID()
        _ = try await store.claim(lease)
        var revision = sample.revision(of: entry, keepsHistory: false)
        revision.job = .keep
        _ = try await store.apply(.revise(revision), of: owner)
        try expectEqual(try await store.job(id, of: owner)?.revision, 2, "the revision of a job that was kept")
        try expectEqual(try await store.jobs(heldBy: lease).count, 1, "it is still held")
        entry.revision = 2
        let fresh = sample.job()
        revision = sample.revision(of: entry)
        revision.job = .replace(fresh)
        _ = try await store.apply(.revise(revision), of: owner)
        try expectEqual(try await store.job(id, of: owner), nil, "the job of the old text")
        let score = sample.modelScore()
        try await expectThrows(StorageError.notFound, "a score of the old text") {
            _ = try await store.settle(id, lease, .scored(score), of: owner)
        }
        try expectEqual(try await store.job(fresh.id, of: owner)?.revision, 3, "the revision of the new job")
        _ = try await store.apply(.purge(entry.id), of: owner)
        try expectEqual(try await store.job(fresh.id, of: owner), nil, "the job of a purged entry")
        try expectEqual(try await store.jobCounts(of: "model"), JobCounts(), "counts")
        let last = sample.waitingEntry()
        let second = try await store.put(last, of: owner)
        revision = sample.revision(of: second)
        revision.job = .drop
        _ = try await store.apply(.revise(revision), of: owner)
        try expectEqual(try await store.jobCounts(of: "model"), JobCounts(), "a dropped job")
    }
}
