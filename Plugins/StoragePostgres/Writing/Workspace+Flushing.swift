import PluginAPI

// Writing what changed: one statement a table, all of them sent together with COMMIT. What goes is removed first, so that
// the same id or name may come anew.
extension Workspace {
    func changes() -> [Query] {
        removals() + history() + filing() + texts() + sums() + months() + jobChanges() + providerChanges() + counters()
    }

    private func sums() -> [Query] { deltas.queries { journals[$0]?.columnsBefore ?? .min } }

    private func months() -> [Query] { MonthDeltas(deltas) { journals[$0]?.summedBefore ?? .min }.queries }

    private static func pairs<ID>(_ sql: String, _ names: [Owned<Identifier<ID>>]) -> Query {
        Query(sql) {
            $0.addArray(names.lazy.map(\.owner))
            $0.addArray(names.lazy.map(\.id))
        }
    }

    private func removals() -> [Query] {
        let gone = Array(Set(purged))
        guard !gone.isEmpty else { return [] }
        let rest = "USING unnest($1::uuid[], $2::uuid[]) AS n (user_id, id) WHERE t.user_id = n.user_id AND t."
        return [
            Self.pairs("DELETE FROM history t \(rest)entry = n.id", gone),
            Self.pairs("DELETE FROM contents t \(rest)id = n.id", gone),
            Self.pairs("DELETE FROM entries t \(rest)id = n.id", gone),
        ]
    }

    /// Texts that were not read are copied where they lie, before they are rewritten.
    private func history() -> [Query] {
        var queries: [Query] = []
        let stored = newHistory.filter { if case .stored = $0.text { true } else { false } }
        if !stored.isEmpty {
            let sql = """
                INSERT INTO history (user_id, entry, revision, saved_at, title, body)
                SELECT c.user_id, c.id, n.revision, n.saved_at, c.title, c.body
                FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[]) AS n (user_id, id, revision, saved_at)
                JOIN contents c ON c.user_id = n.user_id AND c.id = n.id
                """
            queries.append(
                Query(sql) {
                    $0.addArray(stored.map(\.name.owner))
                    $0.addArray(stored.map(\.name.id))
                    $0.addArray(stored.map { Int64($0.revision) })
                    $0.addArray(stored.map(\.savedAt.microseconds))
                })
        }
        var texts: [(row: HistoryRow, title: SealedBytes?, body: SealedBytes)] = []
        for row in newHistory {
            if case .new(let title, let body, _) = row.text { texts.append((row, title, body)) }
        }
        if !texts.isEmpty {
            let sql = """
                INSERT INTO history (user_id, entry, revision, saved_at, title, body)
                SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[], $5::bytea[], $6::bytea[])
                """
            queries.append(
                Query(sql) {
                    $0.addArray(texts.map(\.row.name.owner))
                    $0.addArray(texts.map(\.row.name.id))
                    $0.addArray(texts.map { Int64($0.row.revision) })
                    $0.addArray(texts.map(\.row.savedAt.microseconds))
                    $0.addArray(texts.map { $0.title?.bytes })
                    $0.addArray(texts.map(\.body.bytes))
                })
        }
        return queries
    }

    private func filing() -> [Query] {
        var queries: [Query] = []
        if !newCategories.isEmpty { queries.append(CategoryRow.insert(newCategories)) }
        let changed = entries.filter(\.value.isChanged).map { (owner: $0.key.owner, state: $0.value) }
        let (old, new) = (changed.filter(\.state.isStored), changed.filter { !$0.state.isStored })
        if !new.isEmpty { queries.append(EntryRow.insert(new.map { ($0.owner, $0.state.entry) })) }
        if !old.isEmpty { queries.append(EntryRow.update(old.map { ($0.owner, $0.state.entry) })) }
        return queries
    }

    private func texts() -> [Query] {
        var (old, new): ([ContentRow], [ContentRow]) = ([], [])
        for (name, state) in entries {
            guard case .new(let title, let body, let terms) = state.text else { continue }
            let row = ContentRow(name: name, title: title, body: body, terms: terms)
            if state.isStored { old.append(row) } else { new.append(row) }
        }
        return (new.isEmpty ? [] : [ContentRow.insert(new)]) + (old.isEmpty ? [] : [ContentRow.update(old)])
            + (termEdits.isEmpty ? [] : [TermIndex.noteEdits(Array(termEdits), arePending: true)])
            + (termRemovals.isEmpty ? [] : [TermIndex.noteEdits(Array(termRemovals), arePending: false)])
    }

    private func counters() -> [Query] {
        var queries: [Query] = []
        if !newRequests.isEmpty {
            let sql = """
                INSERT INTO requests (user_id, key, fingerprint, id, number)
                SELECT * FROM unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::uuid[], $5::bigint[])
                """
            queries.append(
                Query(sql) {
                    $0.addArray(newRequests.map(\.owner))
                    $0.addArray(newRequests.map(\.request.key))
                    $0.addArray(newRequests.map(\.request.fingerprint))
                    $0.addArray(newRequests.map(\.id))
                    $0.addArray(newRequests.map(\.number))
                })
        }
        let touched = Set(entries.lazy.filter(\.value.isChanged).map(\.key.owner))
        let changed = journals.filter { $0.value.isChanged || touched.contains($0.key) }
        if !changed.isEmpty {
            // A join alone does not tell Citus whose rows they are: it would ask every shard, and with it every node to commit.
            let sql = """
                UPDATE journals j SET last_number = n.last_number, entries = n.entries, changes = j.changes + 1
                FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS n (user_id, last_number, entries)
                WHERE j.user_id = n.user_id\(layout == .citus ? " AND j.user_id = ANY ($1::uuid[])" : "")
                """
            queries.append(
                Query(sql) {
                    $0.addArray(changed.keys.map { $0 })
                    $0.addArray(changed.values.map(\.lastNumber))
                    $0.addArray(changed.values.map(\.entries))
                })
        }
        return queries
    }
}

// Jobs, and what providers said.
extension Workspace {
    private func jobChanges() -> [Query] {
        var queries: [Query] = []
        if !removedJobs.isEmpty { queries.append(JobRow.delete(removedJobs.map { ($0.owner, $0.id) })) }
        let changed = jobs.filter(\.value.isChanged)
        let new = changed.filter { !$0.value.isStored }.map { OwnedJob(owner: $0.key.owner, job: $0.value.job) }
        let old = changed.filter(\.value.isStored).map { OwnedJob(owner: $0.key.owner, job: $0.value.job) }
        if !new.isEmpty { queries.append(JobRow.insert(new)) }
        if !old.isEmpty { queries.append(JobRow.update(old)) }
        if !progress.isEmpty { queries.append(progressed()) }
        return queries
    }

    /// Adds to the counts of reanalyses; one that is expanded and has nothing left is done.
    private func progressed() -> Query {
        let sql = """
            UPDATE jobs j SET done = j.done + n.done, failed = j.failed + n.failed, skipped = j.skipped + n.skipped,
                state = CASE WHEN j.state = 1 AND j.is_expanded
                    AND j.done + n.done + j.failed + n.failed + j.skipped + n.skipped >= j.total THEN 3 ELSE j.state END
            FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[])
                AS n (user_id, id, done, failed, skipped)
            WHERE j.user_id = n.user_id AND j.id = n.id
            """
        let names = Array(progress.keys)
        let counts = names.map { progress[$0] ?? JobProgress() }
        return Query(sql) {
            $0.addArray(names.map(\.owner))
            $0.addArray(names.map(\.id))
            $0.addArray(counts.map(\.done))
            $0.addArray(counts.map(\.failed))
            $0.addArray(counts.map(\.skipped))
        }
    }

    private func providerChanges() -> [Query] {
        otherScoreChanges() + usageChanges() + batchChanges() + answerChanges()
    }

    private func batchChanges() -> [Query] {
        guard !batchUse.isEmpty else { return [] }
        let sql = """
            UPDATE batches b SET calls = b.calls + n.calls, input_tokens = b.input_tokens + n.input_tokens,
                output_tokens = b.output_tokens + n.output_tokens, cost = b.cost + n.cost
            FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[])
                AS n (user_id, id, calls, input_tokens, output_tokens, cost)
            WHERE b.user_id = n.user_id AND b.id = n.id
            """
        let (keys, values) = (Array(batchUse.keys), Array(batchUse.values))
        return [
            Query(sql) {
                $0.addArray(keys.map(\.owner))
                $0.addArray(keys.map(\.id))
                $0.addArray(values.map(\.calls))
                $0.addArray(values.map(\.inputTokens))
                $0.addArray(values.map(\.outputTokens))
                $0.addArray(values.map(\.cost))
            }
        ]
    }

    private func otherScoreChanges() -> [Query] {
        var queries: [Query] = []
        let dropped = otherScores.filter(\.value.dropsAll).map(\.key)
        if !dropped.isEmpty {
            queries.append(
                Self.pairs(
                    """
                    DELETE FROM other_scores t USING unnest($1::uuid[], $2::uuid[]) AS n (user_id, id)
                    WHERE t.user_id = n.user_id AND t.entry = n.id
                    """, dropped))
        }
        var removed: [(name: Owned<EntryID>, provider: String)] = []
        var kept: [(name: Owned<EntryID>, score: StoredSentiment)] = []
        for (name, others) in otherScores {
            for (provider, score) in others.changes {
                if let score { kept.append((name, score)) } else { removed.append((name, provider)) }
            }
        }
        if !removed.isEmpty {
            let sql = """
                DELETE FROM other_scores t USING unnest($1::uuid[], $2::uuid[], $3::text[]) AS n (user_id, id, provider)
                WHERE t.user_id = n.user_id AND t.entry = n.id AND t.provider = n.provider
                """
            queries.append(
                Query(sql) {
                    $0.addArray(removed.map(\.name.owner))
                    $0.addArray(removed.map(\.name.id))
                    $0.addArray(removed.map(\.provider))
                })
        }
        if !kept.isEmpty { queries.append(OtherScoreRow.keep(kept)) }
        return queries
    }

    private func usageChanges() -> [Query] {
        guard !usage.isEmpty else { return [] }
        let sql = """
            INSERT INTO provider_use AS u (user_id, month, provider, calls, input_tokens, output_tokens, cost)
            SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[])
            ON CONFLICT (user_id, month, provider) DO UPDATE SET calls = u.calls + excluded.calls,
                input_tokens = u.input_tokens + excluded.input_tokens,
                output_tokens = u.output_tokens + excluded.output_tokens, cost = u.cost + excluded.cost
            """
        let (keys, values) = (Array(usage.keys), Array(usage.values))
        return [
            Query(sql) {
                $0.addArray(keys.map(\.owner))
                $0.addArray(keys.map(\.month))
                $0.addArray(keys.map(\.provider))
                $0.addArray(values.map(\.calls))
                $0.addArray(values.map(\.inputTokens))
                $0.addArray(values.map(\.outputTokens))
                $0.addArray(values.map(\.cost))
            }
        ]
    }

    /// Of two answers to the same question in one group the later one is kept.
    private func answerChanges() -> [Query] {
        guard !answers.isEmpty else { return [] }
        var last: [Owned<[UInt8]>: (answer: CachedAnswer, at: Instant)] = [:]
        for (owner, answer, at) in answers { last[Owned(owner, answer.key)] = (answer, at) }
        let sql = """
            INSERT INTO answers (user_id, key, answer, kept_at)
            SELECT * FROM unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::bigint[])
            ON CONFLICT (user_id, key) DO UPDATE SET answer = excluded.answer, kept_at = excluded.kept_at
            """
        let (keys, values) = (Array(last.keys), Array(last.values))
        return [
            Query(sql) {
                $0.addArray(keys.map(\.owner))
                $0.addArray(keys.map(\.id))
                $0.addArray(values.map(\.answer.answer.bytes))
                $0.addArray(values.map(\.at.microseconds))
            }
        ]
    }
}
