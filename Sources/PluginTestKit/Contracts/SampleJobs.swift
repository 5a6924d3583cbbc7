import PluginAPI

extension SampleJournal {
    mutating func jobID() -> JobID {
        let id = entryID()
        return JobID(high: id.high, low: id.low)
    }

    mutating func leaseID() -> LeaseID {
        let id = entryID()
        return LeaseID(high: id.high, low: id.low)
    }

    mutating func job(provider: String = "model", at: Instant = start) -> NewJob {
        NewJob(id: jobID(), provider: provider, createdAt: at)
    }

    /// An entry that has the lexicon's score and waits for the model's.
    mutating func waitingEntry(provider: String = "model", at: Instant = start) -> NewEntry {
        var new = entry(at: at)
        new.analysis = .pending
        new.job = job(provider: provider, at: at)
        return new
    }

    /// A score as the model would give it.
    mutating func modelScore(_ score: Int64 = -4_000) -> StoredSentiment {
        var sentiment = sentiment(score, score < 0 ? .negative : .positive)
        sentiment.provider = "model"
        sentiment.model = "m-1"
        return sentiment
    }
}

extension StoragePlugin {
    /// What a new lease gets of the model's jobs.
    func claim(
        _ lease: LeaseID, provider: String = "model", limit: Int = 100, now: Instant = SampleJournal.start,
        seconds: Int64 = 60
    ) async throws -> [OwnedJob] {
        try await claimJobs(
            of: provider, limit: limit, lease: lease, now: now, until: now.advanced(bySeconds: seconds))
    }

    func settle(
        _ job: JobID, _ lease: LeaseID, _ outcome: JobOutcome, at: Instant = SampleJournal.start,
        usage: SentimentUsage? = nil, answer: CachedAnswer? = nil, of owner: UserID
    ) async throws -> EntryReceipt {
        let settlement = JobSettlement(
            job: job, lease: lease, outcome: outcome, at: at, usage: usage, answer: answer)
        return try await apply(.settle(settlement), of: owner)
    }
}
