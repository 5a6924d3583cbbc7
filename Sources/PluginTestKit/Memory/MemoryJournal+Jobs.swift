import PluginAPI

// The analysis of an entry.
extension MemoryJournal {
    func job(of entry: EntryID) -> StoredJob? { jobs.values.first { $0.entry == entry } }

    mutating func put(_ new: NewJob, for entry: StoredEntry) {
        jobs[new.id] = StoredJob(
            id: new.id, kind: .analysis, provider: new.provider, entry: entry.id, revision: entry.revision,
            createdAt: new.createdAt)
    }

    /// What a revision does with the job of its entry.
    mutating func change(_ change: JobChange, of entry: StoredEntry, at: Instant) {
        if case .keep = change {
            if let job = job(of: entry.id) { jobs[job.id]?.revision = entry.revision }
            return
        }
        if let job = job(of: entry.id) { end(job, as: \.skipped) }
        if case .replace(let new) = change { put(new, for: entry) }
    }

    /// Removes an analysis and tells its reanalysis, which has counted a parked one before.
    mutating func end(_ job: StoredJob, as outcome: WritableKeyPath<JobProgress, Int64>) {
        jobs[job.id] = nil
        if job.state != .parked { count(job, as: outcome) }
    }

    private mutating func count(_ job: StoredJob, as outcome: WritableKeyPath<JobProgress, Int64>) {
        guard let parent = job.parent else { return }
        jobs[parent]?.progress[keyPath: outcome] += 1
        finishIfOver(parent)
    }

    mutating func finishIfOver(_ id: JobID) {
        guard let job = jobs[id], job.state == .running, job.isExpanded, job.progress.isOver else { return }
        jobs[id]?.state = .done
    }

    /// An entry that waited for a provider in vain shows what it has.
    mutating func stopWaiting(_ entry: EntryID) {
        guard let record = records[entry], record.entry.analysis == .pending else { return }
        records[entry]?.entry.analysis = record.entry.sentiment == nil ? .failed : .done
    }
}

// Ends of claims.
extension MemoryJournal {
    mutating func settle(_ settlement: JobSettlement) -> Result<EntryReceipt, StorageError> {
        guard var job = jobs[settlement.job], job.state == .running || job.state == .waiting,
            job.lease == settlement.lease, let id = job.entry, let entry = records[id]?.entry
        else { return .failure(.notFound) }
        guard entry.revision == job.revision else { return .failure(.revisionConflict(current: entry.revision)) }
        if let used = settlement.usage {
            usage[UsageMonth(of: settlement.at), default: [:]][job.provider, default: SentimentUsage.none] += used
            if job.place != nil { batchUse[settlement.lease, default: SentimentUsage.none] += used }
        }
        if let answer = settlement.answer { answers[answer.key] = answer.answer }
        job.lease = nil
        job.leaseUntil = nil
        job.aside = 0
        job.place = nil
        job.updatedAt = settlement.at
        switch settlement.outcome {
        case .scored(let sentiment):
            give(sentiment, to: entry)
            end(job, as: \.done)
        case .skipped:
            stopWaiting(id)
            end(job, as: \.skipped)
        case .retry(let at, let reason):
            (job.state, job.tries, job.dueAt, job.reason) = (.waiting, job.tries + 1, at, reason)
            jobs[job.id] = job
        case .postponed(let until, let reason):
            (job.state, job.returns, job.dueAt, job.reason) = (.waiting, job.returns + 1, until, reason)
            jobs[job.id] = job
        case .parked(let reason):
            (job.state, job.tries, job.reason) = (.parked, job.tries + 1, reason)
            jobs[job.id] = job
            if records[id]?.entry.analysis == .pending { records[id]?.entry.analysis = .failed }
            count(job, as: \.failed)
        }
        return .success(receipt(entry, changed: true))
    }

    private mutating func give(_ sentiment: StoredSentiment, to entry: StoredEntry) {
        if let old = entry.sentiment, old.provider != sentiment.provider {
            otherScores[entry.id, default: [:]][old.provider] = old
        }
        otherScores[entry.id]?[sentiment.provider] = nil
        records[entry.id]?.entry.sentiment = sentiment
        records[entry.id]?.entry.analysis = .done
    }
}

// Reanalyses.
extension MemoryJournal {
    mutating func expand(
        _ id: JobID, from: PagePosition?, with seeds: [JobSeed], next: PagePosition?, at: Instant
    ) -> Result<StoredJob, StorageError> {
        guard var parent = jobs[id], parent.kind == .reanalysis, parent.state == .waiting || parent.state == .running
        else { return .failure(.notFound) }
        guard !parent.isExpanded, parent.position == from else { return .success(parent) }
        for seed in seeds {
            guard let entry = records[seed.entry]?.entry, entry.trashedAt == nil else { continue }
            if let job = job(of: entry.id) {
                if job.provider == parent.provider, job.state != .parked {
                    guard job.parent == nil else { continue }
                    jobs[job.id]?.parent = id
                    parent.progress.total += 1
                    continue
                }
                end(job, as: \.skipped)
            }
            jobs[seed.id] = StoredJob(
                id: seed.id, kind: .analysis, provider: parent.provider, entry: entry.id, revision: entry.revision,
                parent: id, createdAt: at)
            parent.progress.total += 1
        }
        parent.state = .running
        parent.position = next
        parent.isExpanded = next == nil
        parent.updatedAt = at
        jobs[id] = parent
        finishIfOver(id)
        return .success(jobs[id] ?? parent)
    }

    mutating func retry(_ id: JobID?, at: Instant) -> Result<[StoredJob], StorageError> {
        if let id, jobs[id] == nil { return .failure(.notFound) }
        let parked = jobs.values.filter { $0.state == .parked && (id == nil || $0.id == id) }
        for job in parked {
            var fresh = job
            (fresh.state, fresh.tries, fresh.returns, fresh.reason) = (.waiting, 0, 0, nil)
            (fresh.dueAt, fresh.updatedAt) = (at, at)
            jobs[job.id] = fresh
            if let entry = job.entry, records[entry]?.entry.analysis == .failed { records[entry]?.entry.analysis = .pending }
            guard let parent = job.parent, var reanalysis = jobs[parent] else { continue }
            reanalysis.progress.failed -= 1
            if reanalysis.state == .done { reanalysis.state = .running }
            jobs[parent] = reanalysis
        }
        return .success(parked.compactMap { jobs[$0.id] }.sorted { $0.id < $1.id })
    }

    mutating func cancel(_ id: JobID, at: Instant) -> Result<StoredJob, StorageError> {
        guard var job = jobs[id] else { return .failure(.notFound) }
        guard job.state == .waiting || job.state == .running || job.kind == .analysis else { return .success(job) }
        if let entry = job.entry {
            stopWaiting(entry)
            end(job, as: \.skipped)
        }
        job.state = .cancelled
        job.updatedAt = at
        (job.lease, job.leaseUntil) = (nil, nil)
        guard job.kind == .reanalysis else { return .success(job) }
        jobs[id] = job
        for child in jobs.values where child.parent == id {
            jobs[child.id] = nil
            if let entry = child.entry { stopWaiting(entry) }
        }
        return .success(job)
    }
}
