import PluginAPI

// The analysis of an entry.
extension Workspace {
    func add(_ new: NewJob, for entry: Owned<EntryID>, revision: Int32) {
        let job = StoredJob(
            id: new.id, kind: .analysis, provider: new.provider, entry: entry.id, revision: revision,
            createdAt: new.createdAt)
        jobs[Owned(entry.owner, new.id)] = JobState(job: job, isStored: false, isChanged: true)
        jobsByEntry[entry] = new.id
    }

    /// What a revision does with the job of its entry.
    func change(_ change: JobChange, of entry: Owned<EntryID>, revision: Int32) {
        let known = jobsByEntry[entry].map { Owned(entry.owner, $0) }
        if case .keep = change {
            guard let known else { return }
            jobs[known]?.job.revision = revision
            jobs[known]?.isChanged = true
            return
        }
        if let known { end(known, as: \.skipped) }
        if case .replace(let new) = change { add(new, for: entry, revision: revision) }
    }

    /// Removes an analysis and tells its reanalysis, which has counted a parked one before.
    func end(_ name: Owned<JobID>, as outcome: WritableKeyPath<JobProgress, Int64>) {
        guard let state = jobs.removeValue(forKey: name) else { return }
        if let entry = state.job.entry { jobsByEntry[Owned(name.owner, entry)] = nil }
        if state.isStored { removedJobs.append(name) }
        if state.job.state != .parked { count(state.job, of: name.owner, as: outcome) }
    }

    private func count(_ job: StoredJob, of owner: UserID, as outcome: WritableKeyPath<JobProgress, Int64>) {
        guard let parent = job.parent else { return }
        progress[Owned(owner, parent), default: JobProgress()][keyPath: outcome] += 1
    }

    /// An entry that waited for a provider in vain shows what it has.
    private func stopWaiting(_ name: Owned<EntryID>) {
        guard let state = entries[name], state.entry.analysis == .pending else { return }
        entries[name]?.entry.analysis = state.entry.sentiment == nil ? .failed : .done
        entries[name]?.isChanged = true
    }
}

// Ends of claims: everything is checked first, as for every mutation.
extension Workspace {
    func settle(_ settlement: JobSettlement, of owner: UserID) throws(StorageError) -> EntryReceipt {
        let name = Owned(owner, settlement.job)
        guard let job = jobs[name]?.job, job.state == .running || job.state == .waiting,
            job.lease == settlement.lease, let id = job.entry, let entry = entries[Owned(owner, id)]?.entry
        else { throw .notFound }
        guard entry.revision == job.revision else { throw .revisionConflict(current: entry.revision) }
        if let used = settlement.usage {
            let key = UsageKey(owner: owner, month: UsageMonth(of: settlement.at).number, provider: job.provider)
            usage[key, default: SentimentUsage.none] += used
            if job.place != nil { batchUse[Owned(owner, settlement.lease), default: SentimentUsage.none] += used }
        }
        if let answer = settlement.answer { answers.append((owner, answer, settlement.at)) }
        let entryName = Owned(owner, id)
        switch settlement.outcome {
        case .scored(let sentiment):
            try give(sentiment, to: entryName)
            end(name, as: \.done)
        case .skipped:
            stopWaiting(entryName)
            end(name, as: \.skipped)
        case .retry(let at, let reason):
            release(name, at: settlement.at) { ($0.state, $0.tries, $0.dueAt, $0.reason) = (.waiting, $0.tries + 1, at, reason) }
        case .postponed(let until, let reason):
            release(name, at: settlement.at) {
                ($0.state, $0.returns, $0.dueAt, $0.reason) = (.waiting, $0.returns + 1, until, reason)
            }
        case .parked(let reason):
            release(name, at: settlement.at) { ($0.state, $0.tries, $0.reason) = (.parked, $0.tries + 1, reason) }
            if entry.analysis == .pending {
                entries[entryName]?.entry.analysis = .failed
                entries[entryName]?.isChanged = true
            }
            count(job, of: owner, as: \.failed)
        }
        return EntryReceipt(of: entry, changed: true)
    }

    private func release(_ name: Owned<JobID>, at: Instant, _ change: (inout StoredJob) -> Void) {
        guard var state = jobs[name] else { return }
        state.job.lease = nil
        state.job.leaseUntil = nil
        state.job.aside = 0
        state.job.place = nil
        state.job.updatedAt = at
        change(&state.job)
        state.isChanged = true
        jobs[name] = state
    }

    private func give(_ sentiment: StoredSentiment, to name: Owned<EntryID>) throws(StorageError) {
        let before = try state(name).entry
        var others = otherScores[name] ?? OtherScores()
        if let old = before.sentiment, old.provider != sentiment.provider { others.changes[old.provider] = old }
        others.changes[sentiment.provider] = .some(nil)
        otherScores[name] = others
        _ = try analyse(name, revision: before.revision, sentiment: sentiment, state: .done)
    }
}
