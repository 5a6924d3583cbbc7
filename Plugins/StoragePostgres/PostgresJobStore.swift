public import PluginAPI

extension PostgresStorage {
    public func addReanalysis(_ job: StoredJob, of owner: UserID) async throws(StorageError) {
        try await changeJournal(of: owner) { try Reanalyses.add(job, of: owner, $0) }
    }

    public func unexpandedReanalyses(of provider: String, limit: Int) async throws(StorageError) -> [OwnedJob] {
        let sql = JobRow.select + """
             WHERE j.kind = 1 AND NOT j.is_expanded AND j.state IN (0, 1) AND j.provider = $1 ORDER BY j.id LIMIT $2
            """
        let query = Query(sql) {
            $0.add(provider)
            $0.add(Int64(max(0, limit)))
        }
        return try await read(query, JobRow.owned)
    }

    public func expandReanalysis(
        _ id: JobID, from: PagePosition?, with seeds: [JobSeed], next: PagePosition?, at: Instant, of owner: UserID
    ) async throws(StorageError) -> StoredJob {
        let step = Reanalyses.Step(from: from, seeds: seeds, next: next, at: at)
        return try await changeJournal(of: owner) { try Reanalyses.expand(id, step, of: owner, $0) }
    }

    public func claimJobs(
        of provider: String, limit: Int, lease: LeaseID, now: Instant, until: Instant
    ) async throws(StorageError) -> [OwnedJob] {
        guard try await !read(Claims.isDue(of: provider, now: now), { _ in true }).isEmpty else { return [] }
        let layout = try store().layout
        return try await change { transaction in
            let claimed = try Claims.claim(of: provider, limit: limit, lease: lease, now: now, until: until, transaction)
            return layout == .citus ? try ClusterClaims.keepVisible(claimed, transaction) : claimed
        }
    }

    public func jobs(heldBy lease: LeaseID) async throws(StorageError) -> [OwnedJob] {
        try await read(Query(JobRow.select + " WHERE j.lease = $1 AND j.state = 1 ORDER BY j.id") { $0.add(lease) }, JobRow.owned)
    }

    public func jobs(answerableBy lease: LeaseID) async throws(StorageError) -> [OwnedJob] {
        try await read(Query(JobRow.select + " WHERE j.lease = $1 ORDER BY j.id") { $0.add(lease) }, JobRow.owned)
    }

    public func setAside(
        _ costs: [JobCost], lease: LeaseID, provider: String, within limits: CostLimits, of owner: UserID
    ) async throws(StorageError) -> Set<JobID> {
        try await change {
            try Aside.set(costs, lease: lease, provider: provider, within: limits, of: owner, $0)
        }
    }

    public func asideCost(of provider: String, of owner: UserID?) async throws(StorageError) -> Int64 {
        try await read(Aside.cost(of: provider, of: owner)) { $0.int(0) }.first ?? 0
    }

    public func extendLease(_ lease: LeaseID, until: Instant) async throws(StorageError) -> Int {
        try await change { try $0.run(Claims.extend(lease, until: until)).changes }
    }

    public func releaseLease(_ lease: LeaseID, at: Instant) async throws(StorageError) -> Int {
        try await change { try $0.run(Claims.release(lease, at: at)).changes }
    }

    public func releaseLeases(at: Instant) async throws(StorageError) -> Int {
        try await change { try $0.run(Claims.releaseAll(at: at))[0].changes }
    }

    public func retryJobs(_ id: JobID?, at: Instant, of owner: UserID) async throws(StorageError) -> [StoredJob] {
        try await change { try Retries.retry(id, at: at, of: owner, $0) }
    }

    public func job(_ id: JobID, of owner: UserID) async throws(StorageError) -> StoredJob? {
        try await read(.of(owner, id, JobRow.select + " WHERE j.user_id = $1 AND j.id = $2"), JobRow.job).first
    }

    public func jobs(
        of owner: UserID, parent: JobID?, before: JobID?, limit: Int
    ) async throws(StorageError) -> [StoredJob] {
        let family = parent == nil ? "j.parent IS NULL" : "j.parent = $3"
        let place = before == nil ? "" : parent == nil ? "AND j.id < $3" : "AND j.id < $4"
        let query = Query(JobRow.select + " WHERE j.user_id = $1 AND \(family) \(place) ORDER BY j.id DESC LIMIT $2") {
            $0.add(owner)
            $0.add(Int64(max(0, limit)))
            if let parent { $0.add(parent) }
            if let before { $0.add(before) }
        }
        return try await read(query, JobRow.job)
    }

    public func cancelJob(_ id: JobID, at: Instant, of owner: UserID) async throws(StorageError) -> StoredJob {
        try await changeJournal(of: owner) { try Reanalyses.cancel(id, at: at, of: owner, $0) }
    }

    public func cancelJobs(at: Instant, of owner: UserID) async throws(StorageError) -> Int {
        try await changeJournal(of: owner) { try Reanalyses.cancelAll(at: at, of: owner, $0) }
    }

    public func hastenJobs(at: Instant, of owner: UserID) async throws(StorageError) {
        let hasten = Query("UPDATE jobs SET due_at = $2 WHERE user_id = $1 AND kind = 0 AND state = 0 AND due_at > $2") {
            $0.add(owner)
            $0.add(at)
        }
        try await change { transaction in
            try Journal.lock(owner, transaction)
            _ = try transaction.run(hasten)
        }
    }

    public func jobCounts(of provider: String) async throws(StorageError) -> JobCounts {
        try await read(Claims.counts(of: provider)) { Claims.counts($0) }.first ?? JobCounts()
    }
}
