import GRDBSQLite
import PluginAPI

// Ends of claims: everything is checked first, as for every mutation.
extension Writer {
    /// Answers that are kept, of all users; the oldest go first.
    private static let answerLimit: Int64 = 200_000

    func settle(_ settlement: JobSettlement, of user: UserID) throws -> EntryReceipt {
        let owner = try account(of: user).owner
        guard var before = try job(settlement.job, owner: owner), before.job.lease == settlement.lease,
            before.job.state == .running || before.job.state == .waiting, let key = before.entry, let id = before.job.entry
        else { throw StorageError.notFound }
        let entry = try entryBefore(id, owner: owner)
        guard entry.entry.revision == before.job.revision else {
            throw StorageError.revisionConflict(current: entry.entry.revision)
        }
        if let usage = settlement.usage {
            try addUsage(usage, by: before.job.provider, at: settlement.at, owner: owner)
            if before.job.place != nil { try addBatchUse(usage, settlement.lease) }
        }
        if let answer = settlement.answer { try keepAnswer(answer, owner: owner) }
        switch settlement.outcome {
        case .scored(let sentiment):
            try give(sentiment, to: entry, of: user)
            try endJob(before, as: .done)
        case .skipped:
            try stopWaiting(key)
            try endJob(before, as: .skipped)
        case .retry(let at, let reason):
            before.job.tries += 1
            try wait(before, until: at, reason: reason, at: settlement.at)
        case .postponed(let until, let reason):
            before.job.returns += 1
            try wait(before, until: until, reason: reason, at: settlement.at)
        case .parked(let reason):
            before.job.tries += 1
            try park(before, key, reason: reason, at: settlement.at)
        }
        return EntryReceipt(of: entry.entry, changed: true)
    }

    private func give(_ sentiment: StoredSentiment, to before: EntryBefore, of user: UserID) throws {
        if let old = before.entry.sentiment, old.provider != sentiment.provider {
            try keepOtherScore(old, of: before.key)
        }
        try prepared("DELETE FROM otherScores WHERE entry = ? AND provider = ?").run {
            $0.add(before.key.value)
            $0.add(sentiment.provider)
        }
        _ = try analyse(
            before.entry.id, revision: before.entry.revision, sentiment: sentiment, state: .done, of: user)
    }

    func keepOtherScore(_ old: StoredSentiment, of key: EntryKey) throws {
        let sql: StaticString = """
            INSERT OR REPLACE INTO otherScores (
                entry, provider, label, score, positive, neutral, negative, confidence, analysedAt, model, detail)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        try prepared(sql).run {
            $0.add(key.value)
            $0.add(old.provider)
            $0.add(Int64(old.label.index))
            for score in [old.score, old.positive, old.neutral, old.negative, old.confidence] {
                $0.add(Int64(score.tenThousandths))
            }
            $0.add(old.analysedAt.microseconds)
            $0.add(old.model)
            $0.add(old.detail.bytes)
        }
    }

    private func wait(_ before: JobBefore, until: Instant, reason: String?, at: Instant) throws {
        var job = before.job
        job.state = .waiting
        job.dueAt = until
        job.reason = reason
        job.updatedAt = at
        job.letGo()
        try rewriteJob(job, owner: before.owner)
    }

    private func park(_ before: JobBefore, _ key: EntryKey, reason: String, at: Instant) throws {
        var job = before.job
        job.state = .parked
        job.reason = reason
        job.updatedAt = at
        job.letGo()
        try rewriteJob(job, owner: before.owner)
        try prepared("UPDATE entries SET analysis = 2 WHERE key = ? AND analysis = 1").run { $0.add(key.value) }
        try countJob(before, as: .failed)
    }

    func addUsage(_ usage: SentimentUsage, by provider: String, at: Instant, owner: Int64) throws {
        let sql: StaticString = """
            INSERT INTO providerUse (owner, month, provider, calls, inputTokens, outputTokens, cost)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (owner, month, provider) DO UPDATE SET
                calls = calls + excluded.calls, inputTokens = inputTokens + excluded.inputTokens,
                outputTokens = outputTokens + excluded.outputTokens, cost = cost + excluded.cost
            """
        try prepared(sql).run {
            $0.add(owner)
            $0.add(UsageMonth(of: at).number)
            $0.add(provider)
            for count in [usage.calls, usage.inputTokens, usage.outputTokens, usage.cost] { $0.add(count) }
        }
    }

    private func keepAnswer(_ answer: CachedAnswer, owner: Int64) throws {
        try prepared("INSERT OR REPLACE INTO answers (owner, key, answer) VALUES (?, ?, ?)").run {
            $0.add(owner)
            $0.add(answer.key)
            $0.add(answer.answer.bytes)
        }
        let newest = sqlite3_last_insert_rowid(connection)
        try prepared("DELETE FROM answers WHERE serial <= ?").run { $0.add(newest - Self.answerLimit) }
    }
}

// Decisions.
extension Writer {
    func setRemoteConsent(_ consent: RemoteConsent, of user: UserID) throws {
        let owner = try account(of: user).owner
        let sql: StaticString = """
            INSERT OR REPLACE INTO remoteConsents (owner, isGiven, masks, monthlyMicros) VALUES (?, ?, ?, ?)
            """
        try prepared(sql).run {
            $0.add(owner)
            $0.add(Int64(consent.isGiven ? 1 : 0))
            $0.add(Int64(consent.masks ? 1 : 0))
            $0.add(consent.monthlyMicros)
        }
    }

    func setChoice(_ name: String, _ value: String?) throws {
        guard let value else {
            try prepared("DELETE FROM choices WHERE name = ?").run { $0.add(name) }
            return
        }
        try prepared("INSERT OR REPLACE INTO choices (name, value) VALUES (?, ?)").run { $0.add(name); $0.add(value) }
    }

    /// Removes what a deleted user left here.
    func removeJobs(of owner: Int64) throws {
        for sql: StaticString in [
            "DELETE FROM jobs WHERE owner = ?", "DELETE FROM answers WHERE owner = ?",
            "DELETE FROM providerUse WHERE owner = ?", "DELETE FROM remoteConsents WHERE owner = ?",
            "DELETE FROM providerDays WHERE owner = ?",
        ] {
            try prepared(sql).run { $0.add(owner) }
        }
        let keys = EntryKey.all(of: owner)
        try prepared("DELETE FROM otherScores WHERE entry BETWEEN ? AND ?").run {
            $0.add(keys.lowerBound)
            $0.add(keys.upperBound)
        }
    }
}
