import PluginAPI

extension Reader {
    /// - Parameter clause: what follows the tables, a constant of the code.
    private func ownedJobs(_ clause: String, _ bind: (inout Binding) -> Void) throws -> [OwnedJob] {
        var found: [OwnedJob] = []
        try db.raw("\(JobRow.select) \(clause)").each(bind) { row in
            found.append(try JobRow.owned(row))
            return true
        }
        return found
    }

    func unexpandedReanalyses(of provider: String, limit: Int) throws -> [OwnedJob] {
        try ownedJobs(
            "WHERE j.kind = 1 AND j.isExpanded = 0 AND j.state IN (0, 1) AND j.provider = ? ORDER BY j.id LIMIT ?"
        ) {
            $0.add(provider)
            $0.add(Int64(max(0, limit)))
        }
    }

    func jobs(heldBy lease: LeaseID) throws -> [OwnedJob] {
        try ownedJobs("WHERE j.lease = ? AND j.state = 1 ORDER BY j.id") { $0.add(lease) }
    }

    func jobs(answerableBy lease: LeaseID) throws -> [OwnedJob] {
        try ownedJobs("WHERE j.lease = ? ORDER BY j.id") { $0.add(lease) }
    }

    func asideCost(of provider: String, of user: UserID?) throws -> Int64 {
        var owner: Int64?
        if let user {
            guard let known = try self.owner(user) else { return 0 }
            owner = known
        }
        return try db.raw(JobRow.asideCost).first({ $0.add(provider); $0.add(owner); $0.add(owner) }) { $0.int(0) } ?? 0
    }

    func bulkReanalysis(of provider: String, least: Int, now: Instant) throws -> OwnedJob? {
        let sql = """
            SELECT j.owner, j.parent FROM jobs j
            WHERE j.provider = ? AND j.dueAt <= ? AND j.parent IS NOT NULL AND \(BatchRow.mayGo)
            GROUP BY j.owner, j.parent HAVING count(*) >= ? ORDER BY j.parent
            """
        var found: [(owner: Int64, parent: JobID)] = []
        try db.raw(sql).each({
            $0.add(provider)
            $0.add(now.microseconds)
            $0.add(Int64(least))
        }) { row in
            found.append((row.int(0), try row.id(1)))
            return true
        }
        // Those of deleted users wait for their removal.
        for (owner, parent) in found {
            let job = try ownedJobs("WHERE j.owner = ? AND j.id = ?") { $0.add(owner); $0.add(parent) }.first
            if let job { return job }
        }
        return nil
    }

    func batch(_ id: LeaseID) throws -> StoredBatch? {
        try db.raw(BatchRow.select + " FROM batches WHERE id = ?").first({ $0.add(id) }, BatchRow.batch)
    }

    func batches(of provider: String) throws -> [StoredBatch] {
        var found: [StoredBatch] = []
        try db.raw(BatchRow.select + " FROM batches WHERE provider = ? ORDER BY id").each({ $0.add(provider) }) { row in
            found.append(try BatchRow.batch(row))
            return true
        }
        return found
    }

    /// Whether taking a batch would find one.
    func hasDueBatch(of provider: String, now: Instant) throws -> Bool {
        try db.raw("SELECT 1 FROM batches WHERE provider = ? AND dueAt <= ? LIMIT 1").first({
            $0.add(provider)
            $0.add(now.microseconds)
        }) { _ in true } ?? false
    }

    func job(_ id: JobID, of user: UserID) throws -> StoredJob? {
        guard let owner = try owner(user) else { return nil }
        return try ownedJobs("WHERE j.owner = ? AND j.id = ?") { $0.add(owner); $0.add(id) }.first?.job
    }

    func jobs(of user: UserID, parent: JobID?, before: JobID?, limit: Int) throws -> [StoredJob] {
        guard let owner = try owner(user) else { return [] }
        let place = before == nil ? "" : " AND j.id < ?"
        return try ownedJobs("WHERE j.owner = ? AND j.parent IS ?\(place) ORDER BY j.id DESC LIMIT ?") {
            $0.add(owner)
            $0.add(parent?.bytes)
            if let before { $0.add(before) }
            $0.add(Int64(max(0, limit)))
        }.map(\.job)
    }

    /// Whether a claim would find anything, so that an idle queue costs no transaction.
    func hasDueJobs(of provider: String, now: Instant) throws -> Bool {
        let sql = """
            SELECT 1 FROM jobs WHERE state = 0 AND kind = 0 AND provider = ? AND dueAt <= ?
            UNION ALL SELECT 1 FROM jobs WHERE state = 1 AND kind = 0 AND leaseUntil <= ? LIMIT 1
            """
        return try db.raw(sql).first({
            $0.add(provider)
            $0.add(now.microseconds)
            $0.add(now.microseconds)
        }) { _ in true } ?? false
    }

    func jobCounts(of provider: String) throws -> JobCounts {
        let sql = """
            SELECT count(*) FILTER (WHERE state = 0), count(*) FILTER (WHERE state = 1),
                count(*) FILTER (WHERE state = 2), min(dueAt) FILTER (WHERE state = 0)
            FROM jobs WHERE kind = 0 AND provider = ? AND owner IN (SELECT owner FROM users)
            """
        return try db.raw(sql).first({ $0.add(provider) }) { row in
            JobCounts(
                waiting: row.int(0), running: row.int(1), parked: row.int(2),
                nextDue: row.optionalInt(3).map(Instant.init(microseconds:)))
        } ?? JobCounts()
    }
}

// What providers answered, and what users decided about them.
extension Reader {
    func answers(for keys: [[UInt8]], of user: UserID) throws -> [CachedAnswer] {
        guard let owner = try owner(user) else { return [] }
        let statement = try db.raw("SELECT answer FROM answers WHERE owner = ? AND key = ?")
        return try Set(keys.prefix(1_000)).compactMap { key in
            try statement.first({ $0.add(owner); $0.add(key) }) {
                CachedAnswer(key: key, answer: SealedBytes($0.bytes(0)))
            }
        }
    }

    func usage(in month: UsageMonth, of user: UserID?) throws -> [String: SentimentUsage] {
        let sums = "sum(calls), sum(inputTokens), sum(outputTokens), sum(cost)"
        var found: [String: SentimentUsage] = [:]
        var clause = "month = ?"
        var owner: Int64?
        if let user {
            guard let known = try self.owner(user) else { return [:] }
            owner = known
            clause = "owner = ? AND month = ?"
        }
        try db.raw("SELECT provider, \(sums) FROM providerUse WHERE \(clause) GROUP BY provider").each({
            if let owner { $0.add(owner) }
            $0.add(month.number)
        }) { row in
            found[row.text(0)] = SentimentUsage(
                calls: row.int(1), inputTokens: row.int(2), outputTokens: row.int(3), cost: row.int(4))
            return true
        }
        return found
    }

    func otherScores(of entry: EntryID, owner user: UserID) throws -> [StoredSentiment] {
        guard let owner = try owner(user) else { return [] }
        let sql = """
            SELECT o.provider, o.label, o.score, o.positive, o.neutral, o.negative, o.confidence, o.analysedAt, o.model,
                o.detail
            FROM entries e JOIN otherScores o ON o.entry = e.key WHERE e.owner = ? AND e.id = ? ORDER BY o.provider
            """
        var found: [StoredSentiment] = []
        try db.raw(sql).each({ $0.add(owner); $0.add(entry) }) { row in
            found.append(
                StoredSentiment(
                    score: Score(clamping: row.int(2)), label: SentimentLabel(index: row.int(1)),
                    positive: Score(clamping: row.int(3)), neutral: Score(clamping: row.int(4)),
                    negative: Score(clamping: row.int(5)), confidence: Score(clamping: row.int(6)),
                    detail: SealedBytes(row.bytes(9)), provider: row.text(0), model: row.text(8),
                    analysedAt: Instant(microseconds: row.int(7))))
            return true
        }
        return found
    }

    /// What the other providers have is counted; the rest of what has a label is the main one's.
    func scoredEntries(in span: DaySpan, of user: UserID) throws -> [String: Int64] {
        guard let owner = try owner(user), span.count > 0 else { return [:] }
        var found: [String: Int64] = [:]
        let sql = """
            SELECT provider, sum(entries) FROM providerDays WHERE owner = ? AND day BETWEEN ? AND ? GROUP BY provider
            """
        try db.raw(sql).each({
            $0.add(owner)
            $0.add(Int64(span.first.number))
            $0.add(Int64(span.last.number))
        }) { row in
            if row.int(1) > 0 { found[row.text(0)] = row.int(1) }
            return true
        }
        let labelled = try dayRollups(in: span, of: user).reduce(Int64(0)) { $0 + $1.tally.labels.reduce(0, +) }
        let rest = labelled - found.values.reduce(0, +)
        let main = try db.raw("SELECT provider FROM mainProvider LIMIT 1").first({ _ in }) { $0.text(0) }
        if let main, rest > 0 { found[main] = rest }
        return found
    }

    func remoteConsent(of user: UserID) throws -> RemoteConsent {
        guard let owner = try owner(user) else { return RemoteConsent() }
        return try db.raw("SELECT isGiven, masks, monthlyMicros FROM remoteConsents WHERE owner = ?")
            .first({ $0.add(owner) }) { row in
                RemoteConsent(isGiven: row.int(0) != 0, masks: row.int(1) != 0, monthlyMicros: row.optionalInt(2))
            } ?? RemoteConsent()
    }

    func choice(_ name: String) throws -> String? {
        try db.raw("SELECT value FROM choices WHERE name = ?").first({ $0.add(name) }) { $0.text(0) }
    }
}
