/// Names the subject of a `JobID`.
public enum JobSubject {}
/// Names the subject of a `LeaseID`.
public enum LeaseSubject {}

/// A piece of work that is done later.
public typealias JobID = Identifier<JobSubject>
/// The right of one worker to the jobs of one claim, until it ends. Never given twice.
public typealias LeaseID = Identifier<LeaseSubject>

/// What a job does. The raw value is the word on the wire.
public enum JobKind: String, Sendable, CaseIterable {
    /// One entry is read by a provider.
    case analysis
    /// Every entry of a span is: it only makes analyses and counts what becomes of them.
    case reanalysis
}

/// How far a job is. The raw value is the word on the wire.
public enum JobState: String, Sendable, CaseIterable {
    /// For a worker, or for its time.
    case waiting
    /// A worker holds it (an analysis), or some of its analyses are not over (a reanalysis).
    case running
    /// It was tried often enough; the reason says what went wrong.
    case parked
    /// Over. An analysis that is over is not kept.
    case done
    /// The owner ended it.
    case cancelled
}

/// What became of the analyses of a reanalysis.
public struct JobProgress: Hashable, Sendable {
    /// Analyses made so far; all there will be once the job is expanded.
    public var total: Int64
    /// Entries that have their new score.
    public var done: Int64
    /// Entries whose analysis is parked.
    public var failed: Int64
    /// Entries that were passed over: private, in the trash, changed or gone meanwhile.
    public var skipped: Int64

    public init(total: Int64 = 0, done: Int64 = 0, failed: Int64 = 0, skipped: Int64 = 0) {
        self.total = total
        self.done = done
        self.failed = failed
        self.skipped = skipped
    }

    /// Whether nothing is left of what was made so far.
    public var isOver: Bool { done &+ failed &+ skipped >= total }
}

/// An analysis to be added together with the entry it is for.
public struct NewJob: Hashable, Sendable {
    public let id: JobID
    /// The id of the sentiment plugin that shall do it.
    public var provider: String
    public var createdAt: Instant

    public init(id: JobID, provider: String, createdAt: Instant) {
        self.id = id
        self.provider = provider
        self.createdAt = createdAt
    }
}

/// What a revision does with the analysis that waits for the entry.
public enum JobChange: Hashable, Sendable {
    /// The text is the same: a job that is there goes on, with the new revision.
    case keep
    /// A job that is there is dropped, with its lease.
    case drop
    /// The text is another one: a job that is there is dropped, this one is added.
    case replace(NewJob)
}

/// Which entries a reanalysis is about; an absent bound does not restrict. The trash is left out.
public struct JobSpan: Hashable, Sendable {
    public var since: Instant?
    /// Exclusive.
    public var before: Instant?
    public var firstDay: LocalDay?
    public var lastDay: LocalDay?

    public init(since: Instant? = nil, before: Instant? = nil, firstDay: LocalDay? = nil, lastDay: LocalDay? = nil) {
        self.since = since
        self.before = before
        self.firstDay = firstDay
        self.lastDay = lastDay
    }

    /// The same as a filter of entries.
    public var filter: EntryFilter {
        var filter = EntryFilter()
        filter.since = since
        filter.before = before
        filter.firstDay = firstDay
        filter.lastDay = lastDay
        return filter
    }
}

/// A job as the store gives it back.
public struct StoredJob: Hashable, Sendable {
    public let id: JobID
    public let kind: JobKind
    public var state: JobState
    public var provider: String
    /// The entry of an analysis.
    public var entry: EntryID?
    /// The revision of the entry that it is for; always the entry's own.
    public var revision: Int32
    /// The reanalysis that made it.
    public var parent: JobID?
    public let createdAt: Instant
    public var updatedAt: Instant
    /// When it may be claimed.
    public var dueAt: Instant
    /// How often it went wrong.
    public var tries: Int
    /// How often it came back without an answer: its worker was lost, or the provider was not there.
    public var returns: Int
    /// The claim, or the batch, that holds it while it runs; once it came back, the one that it was given to last, whose
    /// answer still counts as long as nobody else was given it.
    public var lease: LeaseID?
    public var leaseUntil: Instant?
    /// What was set aside for it from the budgets, in millionths of the provider's currency, while it runs.
    public var aside: Int64
    /// Its place among the texts of the batch that holds it.
    public var place: Int?
    /// Why it is parked or waits; no text of a user.
    public var reason: String?
    /// Of a reanalysis.
    public var progress: JobProgress
    /// Of a reanalysis.
    public var span: JobSpan?
    /// Where the next analyses of a reanalysis are made; nil at the beginning and at the end.
    public var position: PagePosition?
    /// Whether all analyses of a reanalysis were made.
    public var isExpanded: Bool

    public init(
        id: JobID, kind: JobKind, state: JobState = .waiting, provider: String, entry: EntryID? = nil,
        revision: Int32 = 0, parent: JobID? = nil, createdAt: Instant, span: JobSpan? = nil
    ) {
        self.id = id
        self.kind = kind
        self.state = state
        self.provider = provider
        self.entry = entry
        self.revision = revision
        self.parent = parent
        self.createdAt = createdAt
        self.span = span
        updatedAt = createdAt
        dueAt = createdAt
        tries = 0
        returns = 0
        aside = 0
        progress = JobProgress()
        isExpanded = false
    }
}

/// A job with its owner, as claims give it. Only the engine sees both.
public struct OwnedJob: Hashable, Sendable {
    public let owner: UserID
    public var job: StoredJob

    public init(owner: UserID, job: StoredJob) {
        self.owner = owner
        self.job = job
    }
}
