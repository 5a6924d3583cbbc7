public import PluginAPI

// Queues of all users: every region has its own, and what is asked of all is asked of each.
extension RegionalStorage {
    public func unexpandedReanalyses(of provider: String, limit: Int) async throws(StorageError) -> [OwnedJob] {
        let found = try await gather { store throws(StorageError) in
            try await store.unexpandedReanalyses(of: provider, limit: limit)
        }
        return Array(found.joined().sorted { $0.job.id < $1.job.id }.prefix(max(0, limit)))
    }

    /// One region after the other, the next one first each time, so that none has to wait for another to be empty.
    public func claimJobs(
        of provider: String, limit: Int, lease: LeaseID, now: Instant, until: Instant
    ) async throws(StorageError) -> [OwnedJob] {
        let limit = min(max(limit, 1), 1_000)
        var (claimed, failure): ([OwnedJob], StorageError?) = ([], nil)
        for name in names(from: lease) where claimed.count < limit {
            do {
                claimed += try await store(of: name).claimJobs(
                    of: provider, limit: limit - claimed.count, lease: lease, now: now, until: until)
            } catch {
                failure = error
            }
        }
        if claimed.isEmpty, let failure, await all(isAway: failure) { throw failure }
        return claimed.sorted { ($0.job.dueAt, $0.job.id) < ($1.job.dueAt, $1.job.id) }
    }

    /// The regions in an order that an id decides.
    private func names(from lease: LeaseID) -> [String] {
        let names = [RegionOptions.home] + regions.keys.sorted()
        let first = Int(lease.low % UInt64(names.count))
        return Array(names[first...] + names[..<first])
    }

    /// Whether a failure is more than one region that is away.
    private func all(isAway failure: StorageError) async -> Bool {
        guard case .unavailable = failure else { return true }
        return (try? await gather { store throws(StorageError) in try await store.choice("") }) == nil
    }

    public func jobs(heldBy lease: LeaseID) async throws(StorageError) -> [OwnedJob] {
        try await gather { store throws(StorageError) in try await store.jobs(heldBy: lease) }
            .joined().sorted { $0.job.id < $1.job.id }
    }

    public func jobs(answerableBy lease: LeaseID) async throws(StorageError) -> [OwnedJob] {
        try await gather { store throws(StorageError) in try await store.jobs(answerableBy: lease) }
            .joined().sorted { $0.job.id < $1.job.id }
    }

    /// The limit of all is lowered by what the other regions used and set aside. Two regions that do so at the same moment do not
    /// see each other: together they may pass the limit by what they set aside then.
    public func setAside(
        _ costs: [JobCost], lease: LeaseID, provider: String, within limits: CostLimits, of owner: UserID
    ) async throws(StorageError) -> Set<JobID> {
        let place = try await home.place(of: owner)
        let own = try await store(of: place.region)
        let month = limits.month
        let spent: @Sendable (PostgresStorage) async throws(StorageError) -> Int64 = { store throws(StorageError) in
            let used = try await store.usage(in: month, of: nil)[provider]?.cost ?? 0
            return used + (try await store.asideCost(of: provider, of: nil))
        }
        let all = try await sum(spent).reduce(0, +)
        let others = all - (try await spent(own))
        var rest = limits
        rest.ofAll = limits.ofAll - max(0, others)
        return try await own.setAside(costs, lease: lease, provider: provider, within: rest, of: owner)
    }

    public func asideCost(of provider: String, of owner: UserID?) async throws(StorageError) -> Int64 {
        if let owner {
            return try await read(of: owner) { store throws(StorageError) in
                try await store.asideCost(of: provider, of: owner)
            }
        }
        return try await sum { store throws(StorageError) in try await store.asideCost(of: provider, of: nil) }.reduce(0, +)
    }

    public func extendLease(_ lease: LeaseID, until: Instant) async throws(StorageError) -> Int {
        try await gather { store throws(StorageError) in try await store.extendLease(lease, until: until) }.reduce(0, +)
    }

    public func releaseLease(_ lease: LeaseID, at: Instant) async throws(StorageError) -> Int {
        try await gather { store throws(StorageError) in try await store.releaseLease(lease, at: at) }.reduce(0, +)
    }

    /// In a region that is away leases end by their time.
    public func releaseLeases(at: Instant) async throws(StorageError) -> Int {
        try await gather { store throws(StorageError) in try await store.releaseLeases(at: at) }.reduce(0, +)
    }

    /// Of the regions that can be reached.
    public func jobCounts(of provider: String) async throws(StorageError) -> JobCounts {
        let parts = try await gather { store throws(StorageError) in try await store.jobCounts(of: provider) }
        return JobCounts(
            waiting: parts.reduce(0) { $0 + $1.waiting }, running: parts.reduce(0) { $0 + $1.running },
            parked: parts.reduce(0) { $0 + $1.parked }, nextDue: parts.compactMap(\.nextDue).min())
    }

    /// Limits are decided by it, so every region must answer.
    public func usage(in month: UsageMonth, of owner: UserID?) async throws(StorageError) -> [String: SentimentUsage] {
        if let owner {
            return try await read(of: owner) { store throws(StorageError) in try await store.usage(in: month, of: owner) }
        }
        var total: [String: SentimentUsage] = [:]
        for part in try await sum({ store throws(StorageError) in try await store.usage(in: month, of: nil) }) {
            for (provider, usage) in part {
                let before = total[provider] ?? SentimentUsage(calls: 0, inputTokens: 0, outputTokens: 0, cost: 0)
                total[provider] = SentimentUsage(
                    calls: before.calls + usage.calls, inputTokens: before.inputTokens + usage.inputTokens,
                    outputTokens: before.outputTokens + usage.outputTokens, cost: before.cost + usage.cost)
            }
        }
        return total
    }
}

// Batches.
extension RegionalStorage {
    public func bulkReanalysis(of provider: String, least: Int, now: Instant) async throws(StorageError) -> OwnedJob? {
        try await gather { store throws(StorageError) in
            try await store.bulkReanalysis(of: provider, least: least, now: now)
        }.compactMap { $0 }.min { $0.job.id < $1.job.id }
    }

    public func openBatch(_ batch: StoredBatch, of owner: UserID) async throws(StorageError) {
        try await change(of: owner) { store throws(StorageError) in try await store.openBatch(batch, of: owner) }
    }

    public func claimJobs(
        forBatch id: LeaseID, holder: LeaseID, limit: Int, now: Instant, until: Instant
    ) async throws(StorageError) -> [OwnedJob] {
        try await first { store throws(StorageError) in
            try await store.claimJobs(forBatch: id, holder: holder, limit: limit, now: now, until: until)
        }
    }

    public func takeBatch(
        of provider: String, holder: LeaseID, now: Instant, until: Instant
    ) async throws(StorageError) -> StoredBatch? {
        var failure: StorageError?
        for name in names(from: holder) {
            do {
                let store = try await store(of: name)
                if let batch = try await store.takeBatch(of: provider, holder: holder, now: now, until: until) { return batch }
            } catch {
                failure = error
            }
        }
        if let failure, await all(isAway: failure) { throw failure }
        return nil
    }

    public func batch(_ id: LeaseID) async throws(StorageError) -> StoredBatch? {
        try await gather { store throws(StorageError) in try await store.batch(id) }.compactMap { $0 }.first
    }

    public func batches(of provider: String) async throws(StorageError) -> [StoredBatch] {
        try await gather { store throws(StorageError) in try await store.batches(of: provider) }
            .joined().sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
    }
}
