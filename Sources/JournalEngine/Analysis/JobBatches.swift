import JournalRPC
import PluginAPI

/// Gives texts to workers in bulk, and keeps track of what was handed over.
struct JobBatches: Sendable {
    /// How long texts are held for a batch: a day, by the published terms, and some time to bring the answers home.
    private static let longest: Int64 = 26 * 3_600
    /// Jobs that one look takes.
    private static let step = 200
    /// Reanalyses that are expanded by one call, at most so many steps.
    private static let rounds = 16

    let store: any StoragePlugin
    let sentiment: SentimentService
    let giver: TextGiver
    let expansion: JobExpansion
    let answers: JobAnswers
    let bell: WorkerBell
    let ids: IdentifierSource
    let time: any TimeSource
    let least: Int
    let leaseSeconds: Int
    let lookSeconds: Int

    /// A batch that is due, or a new one.
    func take(_ params: Jobs.Batches.Take.Params) async throws(ServiceError) -> Jobs.Batches.Take.Result {
        let provider = params.provider
        guard sentiment.active.id.utf8.elementsEqual(provider.utf8) else {
            return .init(retryAfterMs: JobClaims.idleWait)
        }
        let holder = ids.next(LeaseSubject.self)
        let (now, until) = (time.now(), holdEnd)
        let due = try await storing { () async throws(StorageError) in
            try await store.takeBatch(of: provider, holder: holder, now: now, until: until)
        }
        if let due { return Self.result(due, isNew: false) }
        if params.opens, let owned = try await candidate(provider) {
            let batch = StoredBatch(
                id: ids.next(LeaseSubject.self), parent: owned.job.id, provider: provider, model: params.model,
                promptVersion: params.promptVersion, createdAt: now, holder: holder, dueAt: until)
            do {
                try await store.openBatch(batch, of: owned.owner)
                return Self.result(batch, isNew: true)
            } catch .notFound {
                // The reanalysis was cancelled or its owner is gone.
            } catch {
                throw ServiceError(error)
            }
        }
        return .init(retryAfterMs: try await wait(provider))
    }

    /// A reanalysis with enough texts. It is expanded as far as that takes.
    private func candidate(_ provider: String) async throws(ServiceError) -> OwnedJob? {
        for _ in 0..<Self.rounds {
            let now = time.now()
            let found = try await storing { () async throws(StorageError) in
                try await store.bulkReanalysis(of: provider, least: least, now: now)
            }
            if let found { return found }
            guard try await expansion.next(of: provider) else { return nil }
        }
        return nil
    }

    private func wait(_ provider: String) async throws(ServiceError) -> Int64 {
        let batches = try await storing { () async throws(StorageError) in try await store.batches(of: provider) }
        guard let due = batches.map(\.dueAt).min() else { return JobClaims.idleWait }
        return min(max((due.microseconds - time.now().microseconds) / 1_000, 200), JobClaims.idleWait)
    }

    private var holdEnd: Instant { time.now().advanced(bySeconds: Int64(leaseSeconds)) }

    /// The next texts, which have their places for good.
    func fill(_ params: Jobs.Batches.Fill.Params) async throws(ServiceError) -> Jobs.Batches.Fill.Result {
        let (batch, holder) = try await held(params.batch, params.hold)
        let active = sentiment.active
        let plugin = active.plugin
        guard active.id.utf8.elementsEqual(batch.provider.utf8) else { throw .notFound("batch") }
        let asker = TextGiver.Asker(
            provider: batch.provider, model: batch.model, promptVersion: batch.promptVersion, lease: batch.id,
            isDeferred: true, known: plugin.known(_:)
        ) { plugin.bulk?.costLimit(of: $0) ?? plugin.costLimit(of: $0) }
        var room = TextGiver.Room(JobClaims.claimBytes)
        var items: [Jobs.Batches.Fill.Item] = []
        while batch.count + items.count < params.limit, !room.isFull {
            let count = min(Self.step, params.limit - batch.count - items.count)
            let jobs = try await next(count, of: batch, holder)
            guard !jobs.isEmpty else { return .init(items: items, isFull: true) }
            for (owner, jobs) in JobClaims.byOwner(jobs) {
                let texts = try await giver.give(jobs, of: owner, to: asker, room: &room).texts
                let placed = try await storing { () async throws(StorageError) in
                    try await store.placeJobs(texts.map(\.job.id), inBatch: batch.id, holder: holder)
                }
                items += texts.compactMap { item in
                    placed[item.job.id].map { .init(place: $0, text: item.text.text) }
                }
            }
        }
        return .init(items: items.sorted { $0.place < $1.place }, isFull: batch.count + items.count >= params.limit)
    }

    /// Jobs without a place: those for which there was no room before, else further ones of the reanalysis.
    private func next(_ count: Int, of batch: StoredBatch, _ holder: LeaseID) async throws(ServiceError) -> [OwnedJob] {
        let left = try await storing { () async throws(StorageError) in try await store.jobs(heldBy: batch.id) }
            .filter { $0.job.place == nil }
        if !left.isEmpty { return Array(left.prefix(count)) }
        while true {
            let now = time.now()
            let until = now.advanced(bySeconds: Self.longest)
            let claimed = try await storing { () async throws(StorageError) in
                try await store.claimJobs(forBatch: batch.id, holder: holder, limit: count, now: now, until: until)
            }
            if !claimed.isEmpty { return claimed }
            guard try await expansion.next(of: batch.parent, by: batch.provider) else { return [] }
        }
    }

    func submit(_ params: Jobs.Batches.Submit.Params) async throws(ServiceError) {
        let (batch, holder) = try await held(params.batch, params.hold)
        let until = time.now().advanced(bySeconds: Self.longest)
        try await storing { () async throws(StorageError) in
            try await store.keepTicket(params.ticket, ofBatch: batch.id, holder: holder, until: until)
        }
    }

    func hold(_ params: Jobs.Batches.Hold.Params) async throws(ServiceError) -> Int {
        let (id, holder) = try Self.ids(params.batch, params.hold)
        let until = params.lookAgain ? time.now().advanced(bySeconds: Int64(lookSeconds)) : holdEnd
        return try await storing { () async throws(StorageError) in
            try await store.holdBatch(id, holder: holder, until: until, givesBack: params.lookAgain)
        }
    }

    func settle(_ params: Jobs.Batches.Settle.Params) async throws(ServiceError) -> Jobs.Settled {
        try await answers.settle(params, of: try await held(params.batch, params.hold).batch)
    }

    func end(_ params: Jobs.Batches.End.Params) async throws(ServiceError) {
        let (batch, holder) = try await held(params.batch, params.hold)
        let reason = params.reason.map { TextSanitizer.name($0) ?? "no reason was given" }
        let now = time.now()
        try await storing { () async throws(StorageError) in
            try await store.endBatch(
                batch.id, holder: holder, usage: SentimentUsage(params.usage), reason: reason, at: now)
        }
        bell.ring(batch.provider)
    }

    func remove(_ params: Jobs.Batches.Held) async throws(ServiceError) {
        let (id, holder) = try Self.ids(params.batch, params.hold)
        try await storing { () async throws(StorageError) in try await store.removeBatch(id, holder: holder) }
    }

    // MARK: - Holds

    private static func ids(_ batch: String, _ hold: String) throws(ServiceError) -> (LeaseID, LeaseID) {
        guard let id = LeaseID(batch), let holder = LeaseID(hold) else { throw .notFound("batch") }
        return (id, holder)
    }

    /// The batch, whose hold lasts from now on as long as a lease.
    private func held(_ batch: String, _ hold: String) async throws(ServiceError) -> (batch: StoredBatch, holder: LeaseID) {
        let (id, holder) = try Self.ids(batch, hold)
        let until = holdEnd
        _ = try await storing { () async throws(StorageError) in
            try await store.holdBatch(id, holder: holder, until: until, givesBack: false)
        }
        let batch = try await storing { () async throws(StorageError) in try await store.batch(id) }
        guard let batch else { throw .notFound("batch") }
        return (batch, holder)
    }

    private static func result(_ batch: StoredBatch, isNew: Bool) -> Jobs.Batches.Take.Result {
        var result = Jobs.Batches.Take.Result(retryAfterMs: 0)
        result.batch = batch.id.description
        result.hold = batch.holder?.description
        result.model = batch.model
        result.ticket = batch.ticket
        result.count = batch.count
        result.isNew = isNew
        result.isOver = batch.isOver
        result.createdAt = InstantText.format(batch.createdAt)
        return result
    }
}
