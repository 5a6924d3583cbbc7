public import PluginAPI

// What providers answered, and what that used up.
extension PostgresStorage {
    public func answers(for keys: [[UInt8]], of owner: UserID) async throws(StorageError) -> [CachedAnswer] {
        let query = Query("SELECT key, answer FROM answers WHERE user_id = $1 AND key = ANY ($2::bytea[])") {
            $0.add(owner)
            $0.addArray(keys.prefix(1_000))
        }
        return try await read(query) { CachedAnswer(key: $0.bytes(0), answer: SealedBytes($0.bytes(1))) }
    }

    public func addUsage(
        _ usage: SentimentUsage, by provider: String, at: Instant, of owner: UserID
    ) async throws(StorageError) {
        try await change { transaction in
            try Journal.lock(owner, transaction)
            _ = try transaction.run(Aside.addUsage(usage, by: provider, at: at, of: owner))
        }
    }

    public func usage(in month: UsageMonth, of owner: UserID?) async throws(StorageError) -> [String: SentimentUsage] {
        // Sums of bigint are numeric; they are held to bigint again.
        let sums = ["calls", "input_tokens", "output_tokens", "cost"].map { "sum(\($0))::bigint" }.joined(separator: ", ")
        let clause = owner == nil ? "" : "AND user_id = $2"
        let query = Query("SELECT provider, \(sums) FROM provider_use WHERE month = $1 \(clause) GROUP BY provider") {
            $0.add(month.number)
            if let owner { $0.add(owner) }
        }
        let found = try await read(query) { row in
            (row.text(0), SentimentUsage(calls: row.int(1), inputTokens: row.int(2), outputTokens: row.int(3), cost: row.int(4)))
        }
        return Dictionary(found) { first, _ in first }
    }

    public func otherScores(of entry: EntryID, owner: UserID) async throws(StorageError) -> [StoredSentiment] {
        let sql = """
            SELECT provider, label, score, positive, neutral, negative, confidence, analysed_at, model, detail
            FROM other_scores WHERE user_id = $1 AND entry = $2 ORDER BY provider
            """
        return try await readJournal(of: owner, .of(owner, entry, sql)) { row in
            StoredSentiment(
                score: Score(clamping: row.int(2)), label: SentimentLabel(index: row.int(1)),
                positive: Score(clamping: row.int(3)), neutral: Score(clamping: row.int(4)),
                negative: Score(clamping: row.int(5)), confidence: Score(clamping: row.int(6)),
                detail: SealedBytes(row.bytes(9)), provider: row.text(0), model: row.text(8), analysedAt: row.instant(7))
        }
    }

    /// What the other providers have is counted; the rest of what has a label is the main one's.
    public func scoredEntries(in span: DaySpan, of owner: UserID) async throws(StorageError) -> [String: Int64] {
        guard span.count > 0 else { return [:] }
        let labels = "positive + neutral + negative + mixed + unknown"
        let reading = SumReading(layout: options.layout, owner: owner, first: span.first)
        return try await readJournal(of: owner) { connection in
            let rows = try reading.run(connection, isSnapshot: true) { layout in
                [
                    "SELECT provider, sum(entries)::bigint FROM \(DaySums.providers.source(layout)) WHERE user_id = $1 AND day BETWEEN $2::bigint AND $3::bigint GROUP BY provider",
                    "SELECT coalesce(sum(\(labels)), 0)::bigint FROM \(DaySums.days.source(layout)) WHERE user_id = $1 AND day BETWEEN $2::bigint AND $3::bigint",
                ].map { RollupQueries.query($0, span, owner) } + [MainProvider.select]
            }
            var found: [String: Int64] = [:]
            rows[0].forEach { if $0.int(1) > 0 { found[$0.text(0)] = $0.int(1) } }
            let rest = (rows[1].first?.int(0) ?? 0) - found.values.reduce(0, +)
            if let main = rows[2].first?.text(0), rest > 0 { found[main] = rest }
            return found
        }
    }
}

// Decisions that outlive a restart.
extension PostgresStorage {
    public func remoteConsent(of owner: UserID) async throws(StorageError) -> RemoteConsent {
        let sql = "SELECT is_given, masks, monthly_micros FROM remote_consents WHERE user_id = $1"
        return try await read(.of(owner, sql)) {
            RemoteConsent(isGiven: $0.bool(0), masks: $0.bool(1), monthlyMicros: $0.optionalInt(2))
        }.first ?? RemoteConsent()
    }

    public func setRemoteConsent(_ consent: RemoteConsent, of owner: UserID) async throws(StorageError) {
        let sql = """
            INSERT INTO remote_consents (user_id, is_given, masks, monthly_micros) VALUES ($1, $2, $3, $4)
            ON CONFLICT (user_id) DO UPDATE SET
                is_given = excluded.is_given, masks = excluded.masks, monthly_micros = excluded.monthly_micros
            """
        let query = Query(sql) {
            $0.add(owner)
            $0.add(consent.isGiven)
            $0.add(consent.masks)
            $0.add(consent.monthlyMicros)
        }
        try await change { transaction in
            try Journal.lock(owner, transaction)
            _ = try transaction.run(query)
        }
    }

    public func choice(_ name: String) async throws(StorageError) -> String? {
        try await read(Query("SELECT value FROM choices WHERE name = $1") { $0.add(name) }) { $0.text(0) }.first
    }

    public func setChoice(_ name: String, _ value: String?) async throws(StorageError) {
        let query =
            if let value {
                Query("INSERT INTO choices (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value") {
                    $0.add(name)
                    $0.add(value)
                }
            } else {
                Query("DELETE FROM choices WHERE name = $1") { $0.add(name) }
            }
        try await change { transaction in _ = try transaction.run(query) }
    }
}
