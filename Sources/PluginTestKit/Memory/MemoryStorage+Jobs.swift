public import PluginAPI
import Synchronization

extension MemoryStorage {
    public func addReanalysis(_ job: StoredJob, of owner: UserID) async throws(StorageError) {
        try change(owner) { journal -> Result<Void, StorageError> in
            guard journal.jobs[job.id] == nil else { return .failure(.alreadyExists) }
            journal.jobs[job.id] = job
            return .success(())
        }
    }

    public func unexpandedReanalyses(of provider: String, limit: Int) async throws(StorageError) -> [OwnedJob] {
        let found = allJobs { job in
            job.kind == .reanalysis && job.provider == provider && !job.isExpanded
                && (job.state == .waiting || job.state == .running)
        }
        return Array(found.sorted { $0.job.id < $1.job.id }.prefix(max(0, limit)))
    }

    public func expandReanalysis(
        _ id: JobID, from: PagePosition?, with seeds: [JobSeed], next: PagePosition?, at: Instant, of owner: UserID
    ) async throws(StorageError) -> StoredJob {
        try change(owner) { $0.expand(id, from: from, with: seeds, next: next, at: at) }
    }

    public func claimJobs(
        of provider: String, limit: Int, lease: LeaseID, now: Instant, until: Instant
    ) async throws(StorageError) -> [OwnedJob] {
        withJournals { journals in
            var due: [OwnedJob] = []
            for (owner, var journal) in journals {
                journal.release(at: now) { ($0.leaseUntil ?? now) <= now }
                journals[owner] = journal
                due += journal.jobs.values.filter { job in
                    job.kind == .analysis && job.state == .waiting && job.provider == provider && job.dueAt <= now
                }.map { OwnedJob(owner: owner, job: $0) }
            }
            due.sort { ($0.job.dueAt, $0.job.id) < ($1.job.dueAt, $1.job.id) }
            return due.prefix(min(max(limit, 1), 1_000)).map { owned in
                var owned = owned
                owned.job.state = .running
                owned.job.lease = lease
                owned.job.leaseUntil = until
                owned.job.aside = 0
                owned.job.place = nil
                journals[owned.owner]?.jobs[owned.job.id] = owned.job
                return owned
            }
        }
    }

    public func jobs(heldBy lease: LeaseID) async throws(StorageError) -> [OwnedJob] {
        allJobs { $0.lease == lease && $0.state == .running }.sorted { $0.job.id < $1.job.id }
    }

    public func jobs(answerableBy lease: LeaseID) async throws(StorageError) -> [OwnedJob] {
        allJobs { $0.lease == lease }.sorted { $0.job.id < $1.job.id }
    }

    public func setAside(
        _ costs: [JobCost], lease: LeaseID, provider: String, within limits: CostLimits, of owner: UserID
    ) async throws(StorageError) -> Set<JobID> {
        withJournals { journals in
            var granted: Set<JobID> = []
            for item in costs {
                func left(_ limit: Int64, _ wanted: (UserID) -> Bool) -> Int64 {
                    journals.filter { wanted($0.key) }.values.reduce(limit) { left, journal in
                        left - (journal.usage[limits.month]?[provider]?.cost ?? 0) - journal.aside(provider)
                    }
                }
                guard let job = journals[owner]?.jobs[item.job], job.state == .running, job.lease == lease,
                    item.cost <= left(limits.ofOwner, { $0 == owner }), item.cost <= left(limits.ofAll, { _ in true })
                else { continue }
                journals[owner]?.jobs[item.job]?.aside = item.cost
                granted.insert(item.job)
            }
            return granted
        }
    }

    public func asideCost(of provider: String, of owner: UserID?) async throws(StorageError) -> Int64 {
        withJournals { journals in
            journals.filter { owner == nil || $0.key == owner }.values.reduce(0) { $0 + $1.aside(provider) }
        }
    }

    public func extendLease(_ lease: LeaseID, until: Instant) async throws(StorageError) -> Int {
        withJournals { journals in
            var count = 0
            for (owner, journal) in journals {
                for job in journal.jobs.values where job.lease == lease && job.state == .running {
                    journals[owner]?.jobs[job.id]?.leaseUntil = until
                    count += 1
                }
            }
            return count
        }
    }

    public func releaseLease(_ lease: LeaseID, at: Instant) async throws(StorageError) -> Int {
        withJournals { journals in
            var count = 0
            for (owner, var journal) in journals {
                count += journal.release(at: at) { $0.lease == lease }
                journals[owner] = journal
            }
            return count
        }
    }

    public func releaseLeases(at: Instant) async throws(StorageError) -> Int {
        withJournals { journals in
            let held = batches.withLock { batches in
                for (id, owned) in batches where owned.batch.ticket != nil && owned.batch.holder != nil {
                    batches[id]?.batch.holder = nil
                    batches[id]?.batch.dueAt = at
                }
                return Set(batches.keys)
            }
            var count = 0
            for (owner, var journal) in journals {
                count += journal.release(at: at) { job in job.lease.map { !held.contains($0) } ?? true }
                journals[owner] = journal
            }
            return count
        }
    }

    public func retryJobs(_ id: JobID?, at: Instant, of owner: UserID) async throws(StorageError) -> [StoredJob] {
        try change(owner) { $0.retry(id, at: at) }
    }

    public func job(_ id: JobID, of owner: UserID) async throws(StorageError) -> StoredJob? {
        read(owner) { $0.jobs[id] } ?? nil
    }

    public func jobs(
        of owner: UserID, parent: JobID?, before: JobID?, limit: Int
    ) async throws(StorageError) -> [StoredJob] {
        let found = read(owner) { journal in
            journal.jobs.values.filter { job in job.parent == parent && (before.map { job.id < $0 } ?? true) }
        }
        return Array((found ?? []).sorted { $0.id > $1.id }.prefix(max(0, limit)))
    }

    public func cancelJob(_ id: JobID, at: Instant, of owner: UserID) async throws(StorageError) -> StoredJob {
        try change(owner) { $0.cancel(id, at: at) }
    }

    public func cancelJobs(at: Instant, of owner: UserID) async throws(StorageError) -> Int {
        try change(owner) { journal in
            let open = journal.jobs.values.filter { $0.state == .waiting || $0.state == .running }
            for job in open.sorted(by: { $0.kind == .reanalysis && $1.kind != .reanalysis }) {
                _ = journal.cancel(job.id, at: at)
            }
            return .success(open.count)
        }
    }

    public func hastenJobs(at: Instant, of owner: UserID) async throws(StorageError) {
        try change(owner) { journal in
            for job in journal.jobs.values where job.kind == .analysis && job.state == .waiting && job.dueAt > at {
                journal.jobs[job.id]?.dueAt = at
            }
            return .success(())
        }
    }

    public func jobCounts(of provider: String) async throws(StorageError) -> JobCounts {
        let jobs = allJobs { $0.kind == .analysis && $0.provider == provider }.map(\.job)
        func count(_ state: JobState) -> Int64 { Int64(jobs.count { $0.state == state }) }
        return JobCounts(
            waiting: count(.waiting), running: count(.running), parked: count(.parked),
            nextDue: jobs.filter { $0.state == .waiting }.map(\.dueAt).min())
    }

    private func allJobs(_ isWanted: (StoredJob) -> Bool) -> [OwnedJob] {
        withJournals { journals in
            journals.flatMap { owner, journal in
                journal.jobs.values.filter(isWanted).map { OwnedJob(owner: owner, job: $0) }
            }
        }
    }
}

extension MemoryJournal {
    /// Lets jobs that a worker holds wait again.
    @discardableResult
    mutating func release(at: Instant, _ isMeant: (StoredJob) -> Bool) -> Int {
        var count = 0
        for job in jobs.values where job.state == .running && job.kind == .analysis && isMeant(job) {
            jobs[job.id]?.state = .waiting
            jobs[job.id]?.dueAt = at
            jobs[job.id]?.returns += 1
            jobs[job.id]?.aside = 0
            // Who it was given to stays known: their answer counts until somebody else is given it.
            jobs[job.id]?.leaseUntil = nil
            count += 1
        }
        return count
    }

    /// What is set aside for running analyses of a provider.
    func aside(_ provider: String) -> Int64 {
        jobs.values.reduce(0) { $1.state == .running && $1.provider == provider ? $0 + $1.aside : $0 }
    }
}

extension MemoryStorage {
    public func answers(for keys: [[UInt8]], of owner: UserID) async throws(StorageError) -> [CachedAnswer] {
        read(owner) { journal in
            Set(keys).compactMap { key in journal.answers[key].map { CachedAnswer(key: key, answer: $0) } }
        } ?? []
    }

    public func addUsage(
        _ usage: SentimentUsage, by provider: String, at: Instant, of owner: UserID
    ) async throws(StorageError) {
        try change(owner) { journal in
            journal.usage[UsageMonth(of: at), default: [:]][provider, default: SentimentUsage.none] += usage
            return .success(())
        }
    }

    public func usage(in month: UsageMonth, of owner: UserID?) async throws(StorageError) -> [String: SentimentUsage] {
        withJournals { journals in
            var sum: [String: SentimentUsage] = [:]
            for (id, journal) in journals where owner == nil || id == owner {
                for (provider, usage) in journal.usage[month] ?? [:] { sum[provider, default: SentimentUsage.none] += usage }
            }
            return sum
        }
    }

    public func otherScores(of entry: EntryID, owner: UserID) async throws(StorageError) -> [StoredSentiment] {
        let scores = read(owner) { Array(($0.otherScores[entry] ?? [:]).values) } ?? []
        return scores.sorted { $0.provider < $1.provider }
    }

    public func scoredEntries(in span: DaySpan, of owner: UserID) async throws(StorageError) -> [String: Int64] {
        read(owner) { journal in
            journal.live { span.contains($0.content.day) }.compactMap { $0.sentiment?.provider }
                .reduce(into: [:]) { $0[$1, default: 0] += 1 }
        } ?? [:]
    }

    public func remoteConsent(of owner: UserID) async throws(StorageError) -> RemoteConsent {
        read(owner) { $0.consent } ?? RemoteConsent()
    }

    public func setRemoteConsent(_ consent: RemoteConsent, of owner: UserID) async throws(StorageError) {
        try change(owner) { journal in
            journal.consent = consent
            return .success(())
        }
    }

    public func choice(_ name: String) async throws(StorageError) -> String? { choices.withLock { $0[name] } }

    public func setChoice(_ name: String, _ value: String?) async throws(StorageError) {
        choices.withLock { $0[name] = value }
    }
}
