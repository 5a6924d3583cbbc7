/// Analyses that are handed to a provider in bulk, all of one reanalysis, and answered hours later.
///
/// A batch is a lease that no connection and no worker holds: its id is the lease of its analyses. Who looks after it at the
/// moment has a hold on it, which ends like a lease, so that another worker goes on where a killed one was.
public struct StoredBatch: Hashable, Sendable {
    /// Also the lease of its analyses, and the key under which the provider finds the submission again.
    public let id: LeaseID
    /// The reanalysis.
    public let parent: JobID
    public let provider: String
    /// What answers are filed under, whatever the settings are when they come.
    public let model: String
    public let promptVersion: String
    public let createdAt: Instant
    /// Places given out: 0 ..< count.
    public var count: Int
    /// The provider's, once the texts were handed over.
    public var ticket: String?
    /// Whether it has ended: only its texts are still to be deleted at the server.
    public var isOver: Bool
    /// The hold of the worker that looks after it; nil while nobody does.
    public var holder: LeaseID?
    /// When the hold ends, or when it is to be looked at next.
    public var dueAt: Instant

    /// A batch without analyses.
    public init(
        id: LeaseID, parent: JobID, provider: String, model: String, promptVersion: String, createdAt: Instant,
        holder: LeaseID, dueAt: Instant
    ) {
        self.id = id
        self.parent = parent
        self.provider = provider
        self.model = model
        self.promptVersion = promptVersion
        self.createdAt = createdAt
        self.holder = holder
        self.dueAt = dueAt
        count = 0
        isOver = false
    }
}

/// Analyses that are handed over in bulk. Every change is durable when the call returns.
///
/// Analyses of a batch run: they are settled by `EntryMutation.settle` under the batch's id like those of any lease, they
/// are dropped by changes of their entries like any other, and wait again when their time under `claimJobs(forBatch:)` or
/// `keepTicket` is over.
public protocol BatchStore: Sendable {
    /// The oldest reanalysis of a provider that has at least so many analyses that may be handed over in bulk: they wait, are
    /// due, never went wrong, and came back fewer than three times.
    func bulkReanalysis(of provider: String, least: Int, now: Instant) async throws(StorageError) -> OwnedJob?

    /// Begins a batch.
    /// - Throws: `.alreadyExists`; `.notFound` for an unknown owner or reanalysis.
    func openBatch(_ batch: StoredBatch, of owner: UserID) async throws(StorageError)

    /// Gives a batch that has no ticket more analyses of its reanalysis, those that may be handed over in bulk, the longest
    /// due first. They have no place yet.
    /// - Parameters:
    ///   - limit: 1…1,000.
    ///   - until: when they wait again if nothing else happens.
    /// - Throws: `.notFound` when `holder` does not hold the batch, or it has a ticket or is over.
    func claimJobs(
        forBatch id: LeaseID, holder: LeaseID, limit: Int, now: Instant, until: Instant
    ) async throws(StorageError) -> [OwnedJob]

    /// Gives analyses of the batch the next places, in this order; one that the batch does not hold any more, or that has
    /// one, is passed over.
    /// - Returns: the new places.
    /// - Throws: `.notFound` when `holder` does not hold the batch, or it has a ticket or is over.
    func placeJobs(_ jobs: [JobID], inBatch id: LeaseID, holder: LeaseID) async throws(StorageError) -> [JobID: Int]

    /// Keeps the ticket of a batch. Its analyses are held until `until`.
    /// - Throws: `.notFound` when `holder` does not hold the batch.
    func keepTicket(
        _ ticket: String, ofBatch id: LeaseID, holder: LeaseID, until: Instant
    ) async throws(StorageError)

    /// Gives a worker the hold on the batch of a provider that is due for the longest time; one whose hold ran out before
    /// `now` is due.
    func takeBatch(
        of provider: String, holder: LeaseID, now: Instant, until: Instant
    ) async throws(StorageError) -> StoredBatch?

    /// Lets a hold end at `until`; or gives it back, and the batch is due then.
    /// - Returns: how many analyses the batch holds.
    /// - Throws: `.notFound` when `holder` does not hold the batch.
    func holdBatch(_ id: LeaseID, holder: LeaseID, until: Instant, givesBack: Bool) async throws(StorageError) -> Int

    /// Ends a batch, once. Analyses that it still holds wait again: with a reason as gone wrong once more, without one as come
    /// back. It stays, and is taken like others, until `removeBatch`.
    ///
    /// What settled analyses of the batch took is counted with each of them. The rest of `usage`, which went into texts that
    /// were changed or withdrawn meanwhile, is added here to the owner's use in the month of `at`, if there still is an owner.
    /// - Parameter usage: what the whole batch took.
    /// - Throws: `.notFound` when `holder` does not hold the batch, or it is over.
    func endBatch(
        _ id: LeaseID, holder: LeaseID, usage: SentimentUsage, reason: String?, at: Instant
    ) async throws(StorageError)

    /// Forgets a batch that is over.
    /// - Throws: `.notFound` when `holder` does not hold the batch, or it is not over.
    func removeBatch(_ id: LeaseID, holder: LeaseID) async throws(StorageError)

    /// A batch, or nil.
    func batch(_ id: LeaseID) async throws(StorageError) -> StoredBatch?

    /// The batches of a provider, the oldest first; those of deleted accounts too, whose texts are still to be deleted at the
    /// server.
    func batches(of provider: String) async throws(StorageError) -> [StoredBatch]
}
