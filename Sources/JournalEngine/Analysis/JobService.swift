import JournalRPC
import PluginAPI

/// What people see of their jobs, and what they may do about them.
struct JobService: Sendable {
    /// Reanalyses of one user that may be open at a time.
    static let mostOpen = 4
    /// Jobs that one answer names.
    private static let mostTold = 500

    let store: any StoragePlugin
    let accounts: AccountDirectory
    let queries: EntryQueries
    let sentiment: SentimentService
    let watchers: JobWatchService
    let bell: WorkerBell
    let ids: IdentifierSource
    let time: any TimeSource

    func list(_ params: Jobs.List.Params, by principal: Principal) async throws(ServiceError) -> ItemList<Jobs.Job> {
        let limit = params.limit ?? 50
        let parent = try params.job.map { text throws(ServiceError) in try Self.id(text) }
        if let parent { _ = try await find(parent, principal) }
        let before = try params.cursor.map { text throws(ServiceError) in try Self.id(text) }
        let found = try await storing { () async throws(StorageError) in
            try await store.jobs(of: principal.user, parent: parent, before: before, limit: limit + 1)
        }
        let items = try await wire(Array(found.prefix(limit)))
        return ItemList(items: items, next: found.count > limit ? items.last?.id : nil)
    }

    func get(_ job: String, by principal: Principal) async throws(ServiceError) -> Jobs.Job {
        let found = try await find(try Self.id(job), principal)
        return try await wire([found]).first ?? Self.wire(found)
    }

    /// Jobs with what the model's server has of them in bulk.
    private func wire(_ jobs: [StoredJob]) async throws(ServiceError) -> [Jobs.Job] {
        var counts: [JobID: Int] = [:]
        for provider in Set(jobs.filter { $0.kind == .reanalysis && $0.state == .running }.map(\.provider)) {
            let batches = try await storing { () async throws(StorageError) in try await store.batches(of: provider) }
            for batch in batches where batch.ticket != nil && !batch.isOver { counts[batch.parent, default: 0] += batch.count }
        }
        return jobs.map { job in
            var wire = Self.wire(job)
            wire.inBulk = counts[job.id].map(Int64.init)
            return wire
        }
    }

    func cancel(_ job: String, by principal: Principal) async throws(ServiceError) -> Jobs.Job {
        let id = try Self.id(job)
        let now = time.now()
        do {
            let cancelled = try await store.cancelJob(id, at: now, of: principal.user)
            watchers.announce(cancelled, of: principal.user)
            if let parent = cancelled.parent, let left = try? await store.job(parent, of: principal.user) {
                watchers.announce(left, of: principal.user)
            }
            return Self.wire(cancelled)
        } catch .notFound {
            throw .notFound("job")
        } catch {
            throw ServiceError(error)
        }
    }

    /// Has what is parked tried again.
    func retry(_ params: Jobs.Retry.Params, by principal: Principal) async throws(ServiceError) -> ItemList<Jobs.Job> {
        let id = try params.job.map { text throws(ServiceError) in try Self.id(text) }
        let now = time.now()
        let retried: [StoredJob]
        do {
            retried = try await store.retryJobs(id, at: now, of: principal.user)
        } catch .notFound {
            throw .notFound("job")
        } catch {
            throw ServiceError(error)
        }
        guard id == nil || !retried.isEmpty else {
            throw .conflict("the job is not parked", hint: "jobs.list says what each is")
        }
        for job in retried.prefix(Self.mostTold) { watchers.announce(job, of: principal.user) }
        for parent in Set(retried.compactMap(\.parent)) {
            if let job = try? await store.job(parent, of: principal.user) { watchers.announce(job, of: principal.user) }
        }
        for provider in Set(retried.map(\.provider)) { bell.ring(provider) }
        return ItemList(items: retried.prefix(Self.mostTold).map(Self.wire))
    }

    /// Makes a job over the entries of a span. Which of them are read is decided when each has its turn.
    func reanalyze(
        _ params: SentimentMethods.Reanalyze.Params, by principal: Principal
    ) async throws(ServiceError) -> SentimentMethods.Reanalyze.Result {
        let account = try await accounts.account(principal.user)
        let provider = try sentiment.provider(params.provider)
        var selection = EntrySelection()
        selection.since = params.since
        selection.until = params.until
        guard let filter = try await queries.filter(selection, account) else { throw .notFound("entry") }
        let open = try await storing { () async throws(StorageError) in
            try await store.jobs(of: account.id, parent: nil, before: nil, limit: 500)
        }.count { $0.kind == .reanalysis && ($0.state == .waiting || $0.state == .running) }
        guard open < Self.mostOpen else {
            throw .conflict("\(Self.mostOpen) reanalyses are under way already", hint: "wait for one, or cancel it")
        }
        let job = StoredJob(
            id: ids.next(JobSubject.self), kind: .reanalysis, provider: provider.id, createdAt: time.now(),
            span: JobSpan(
                since: filter.since, before: filter.before, firstDay: filter.firstDay, lastDay: filter.lastDay))
        let entries = try await storing { () async throws(StorageError) in
            try await store.addReanalysis(job, of: account.id)
            return try await store.countEntries(matching: filter, of: account.id)
        }
        bell.ring(provider.id)
        return .init(job: job.id.description, entries: entries)
    }

    private func find(_ id: JobID, _ principal: Principal) async throws(ServiceError) -> StoredJob {
        let job = try await storing { () async throws(StorageError) in try await store.job(id, of: principal.user) }
        guard let job else { throw .notFound("job") }
        return job
    }

    private static func id(_ text: String) throws(ServiceError) -> JobID {
        guard let id = JobID(text) else { throw .notFound("job") }
        return id
    }

    static func wire(_ job: StoredJob) -> Jobs.Job {
        var wire = Jobs.Job(
            id: job.id.description, kind: job.kind.rawValue, state: job.state.rawValue, provider: job.provider,
            createdAt: InstantText.format(job.createdAt), updatedAt: InstantText.format(job.updatedAt))
        wire.entry = job.entry?.description
        wire.parent = job.parent?.description
        wire.reason = job.reason
        switch job.kind {
        case .analysis:
            wire.tries = job.tries
            if job.state == .waiting { wire.dueAt = InstantText.format(job.dueAt) }
        case .reanalysis:
            wire.total = job.progress.total
            wire.done = job.progress.done
            wire.failed = job.progress.failed
            wire.skipped = job.progress.skipped
        }
        return wire
    }
}

extension JobService {
    func register(in table: inout MethodTable.Builder) {
        table.register(Jobs.List.self) { try await list($0, by: $1.requirePrincipal()) }
        table.register(Jobs.Get.self) { try await get($0.job, by: $1.requirePrincipal()) }
        table.register(Jobs.Cancel.self) { try await cancel($0.job, by: $1.requirePrincipal()) }
        table.register(Jobs.Retry.self) { try await retry($0, by: $1.requirePrincipal()) }
        table.register(SentimentMethods.Reanalyze.self) { try await reanalyze($0, by: $1.requirePrincipal()) }
        table.register(Jobs.Watch.self) { _, context in
            let id = ids.next(JobSubject.self).description
            try watchers.add(id, user: context.requirePrincipal().user, connection: context.connection)
            return .init(subscription: id)
        }
        table.register(Jobs.Unwatch.self) { params, context in
            try watchers.remove(
                params.subscription, user: context.requirePrincipal().user, connection: context.connection)
            return .init()
        }
    }
}
