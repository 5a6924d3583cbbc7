/// What may be claimed of a provider's jobs.
public struct JobCounts: Hashable, Sendable {
    /// Analyses that wait, due or not.
    public var waiting: Int64
    /// Analyses that a worker holds.
    public var running: Int64
    public var parked: Int64
    /// When the first of those that wait may be claimed.
    public var nextDue: Instant?

    public init(waiting: Int64 = 0, running: Int64 = 0, parked: Int64 = 0, nextDue: Instant? = nil) {
        self.waiting = waiting
        self.running = running
        self.parked = parked
        self.nextDue = nextDue
    }
}

/// What an analysis may cost at most, in millionths of its provider's currency.
public struct JobCost: Hashable, Sendable {
    public let job: JobID
    public let cost: Int64

    public init(job: JobID, cost: Int64) {
        self.job = job
        self.cost = cost
    }
}

/// What may be used up in a month, in millionths of the provider's currency.
public struct CostLimits: Hashable, Sendable {
    public var month: UsageMonth
    public var ofOwner: Int64
    public var ofAll: Int64

    public init(month: UsageMonth, ofOwner: Int64, ofAll: Int64) {
        self.month = month
        self.ofOwner = ofOwner
        self.ofAll = ofAll
    }
}

/// An analysis that an expansion makes.
public struct JobSeed: Hashable, Sendable {
    public let id: JobID
    public let entry: EntryID

    public init(id: JobID, entry: EntryID) {
        self.id = id
        self.entry = entry
    }
}

/// The queue of work that is done later. An entry has at most one analysis at a time.
///
/// Jobs come in with entries (`NewEntry.job`, `EntryRevision.job`) and go out by `EntryMutation.settle`, so that an entry
/// and its job change in one transaction. Every change here is durable when the call returns.
public protocol JobStore: Sendable {
    /// Adds a reanalysis that has made no analyses yet.
    /// - Throws: `.alreadyExists`; `.notFound` for an unknown owner.
    func addReanalysis(_ job: StoredJob, of owner: UserID) async throws(StorageError)

    /// Reanalyses of a provider that are not expanded, of all users, the oldest first.
    func unexpandedReanalyses(of provider: String, limit: Int) async throws(StorageError) -> [OwnedJob]

    /// Makes the next analyses of a reanalysis, if it is still at `from`, and moves it on: to `next`, or to its end.
    ///
    /// An entry that is gone or in the trash is passed over. One that has an analysis by the same provider already keeps
    /// it, and it counts for this reanalysis if it counts for none; any other analysis of the entry is replaced.
    /// - Returns: the reanalysis after it; unchanged when somebody else was faster.
    /// - Throws: `.notFound` when it is not there or over.
    func expandReanalysis(
        _ id: JobID, from: PagePosition?, with seeds: [JobSeed], next: PagePosition?, at: Instant, of owner: UserID
    ) async throws(StorageError) -> StoredJob

    /// Gives a worker the sole right to analyses of a provider that are due, of all users, the longest due first. One whose
    /// lease ran out before `now` is given again, and counts as returned.
    /// - Parameter limit: 1…1,000.
    func claimJobs(
        of provider: String, limit: Int, lease: LeaseID, now: Instant, until: Instant
    ) async throws(StorageError) -> [OwnedJob]

    /// The analyses that a lease or a batch holds.
    func jobs(heldBy lease: LeaseID) async throws(StorageError) -> [OwnedJob]

    /// The analyses whose answer by this lease counts: those that it holds, and those that came back from it and that
    /// nobody was given since.
    func jobs(answerableBy lease: LeaseID) async throws(StorageError) -> [OwnedJob]

    /// Sets money aside for analyses that a lease holds, one after the other, as long as what its provider used up in the
    /// month and what is set aside for its running analyses, with it, keep within both limits. It stays set aside until the
    /// analysis stops running. One call after the other sees what the one before set aside.
    /// - Returns: those for which it was.
    func setAside(
        _ costs: [JobCost], lease: LeaseID, provider: String, within limits: CostLimits, of owner: UserID
    ) async throws(StorageError) -> Set<JobID>

    /// What is set aside for running analyses of a provider, in millionths of its currency: of one user, or of all.
    func asideCost(of provider: String, of owner: UserID?) async throws(StorageError) -> Int64

    /// Lets a lease end later.
    /// - Returns: how many analyses it holds.
    func extendLease(_ lease: LeaseID, until: Instant) async throws(StorageError) -> Int

    /// Ends a lease without answers: its analyses wait again, behind those that wait already, and count as returned.
    /// - Returns: how many there were.
    func releaseLease(_ lease: LeaseID, at: Instant) async throws(StorageError) -> Int

    /// Ends every lease that is no batch's in the same way, and every hold on a batch that has a ticket, which is due then.
    /// For a daemon that starts, and knows that all workers are gone; one of them may just have handed over a batch without
    /// a ticket, so that its hold ends with its time.
    /// - Returns: how many analyses there were.
    func releaseLeases(at: Instant) async throws(StorageError) -> Int

    /// A job, or nil.
    func job(_ id: JobID, of owner: UserID) async throws(StorageError) -> StoredJob?

    /// Jobs of a user, the newest first: the analyses of a reanalysis, or with nil every job that no reanalysis made.
    func jobs(
        of owner: UserID, parent: JobID?, before: JobID?, limit: Int
    ) async throws(StorageError) -> [StoredJob]

    /// Ends a job that is not over: an analysis is removed, a reanalysis with what is left of its analyses.
    /// - Returns: the job after it.
    /// - Throws: `.notFound` when there is no such job.
    func cancelJob(_ id: JobID, at: Instant, of owner: UserID) async throws(StorageError) -> StoredJob

    /// Ends every job of a user that is not over.
    /// - Returns: how many.
    func cancelJobs(at: Instant, of owner: UserID) async throws(StorageError) -> Int

    /// Lets a parked analysis, or with nil every one of the user, be tried again as if it were new: it waits, its entry is
    /// pending, and a reanalysis that counted it as failed goes on.
    /// - Returns: those that wait now; none for a job that is not parked.
    /// - Throws: `.notFound` when there is no such job.
    func retryJobs(_ id: JobID?, at: Instant, of owner: UserID) async throws(StorageError) -> [StoredJob]

    /// Lets every analysis of a user that waits for its time be claimed now.
    func hastenJobs(at: Instant, of owner: UserID) async throws(StorageError)

    /// Over all users.
    func jobCounts(of provider: String) async throws(StorageError) -> JobCounts
}

/// What providers were asked before, and what that used up.
public protocol AnswerStore: Sendable {
    /// Answers under these keys, as far as there are any. At most 1,000 keys.
    func answers(for keys: [[UInt8]], of owner: UserID) async throws(StorageError) -> [CachedAnswer]

    /// Adds to a user's use of a provider in the month of `at` (UTC) what no job stands for any more.
    /// - Throws: `.notFound` for an unknown user.
    func addUsage(_ usage: SentimentUsage, by provider: String, at: Instant, of owner: UserID) async throws(StorageError)

    /// The use of providers in a month, by their ids; of one user, or of all.
    func usage(in month: UsageMonth, of owner: UserID?) async throws(StorageError) -> [String: SentimentUsage]

    /// Scores of an entry by providers whose score is not its current one, each the newest of that provider.
    func otherScores(of entry: EntryID, owner: UserID) async throws(StorageError) -> [StoredSentiment]

    /// How many entries of these days, outside the trash, have their current score from which provider; the cost grows with
    /// days, not entries. Providers without any are left out.
    func scoredEntries(in span: DaySpan, of owner: UserID) async throws(StorageError) -> [String: Int64]
}

/// A month of the calendar in UTC.
public struct UsageMonth: Hashable, Sendable {
    /// Months since the year 0.
    public let number: Int64

    public init(number: Int64) {
        self.number = number
    }

    /// The month of an instant.
    public init(of instant: Instant) {
        let (days, rest) = instant.microseconds.quotientAndRemainder(dividingBy: 86_400_000_000)
        let civil = LocalDay(clamping: rest < 0 ? days - 1 : days).civil
        number = Int64(civil.year * 12 + civil.month - 1)
    }

    /// Its first instant.
    public var start: Instant {
        let day = LocalDay(year: Int(number / 12), month: Int(number % 12) + 1, day: 1) ?? .distantPast
        return Instant(microseconds: Int64(day.number) &* 86_400_000_000)
    }

    public var next: UsageMonth { UsageMonth(number: number &+ 1) }
}

/// What a user decided about texts that leave the machine.
public struct RemoteConsent: Hashable, Sendable {
    /// Whether any may.
    public var isGiven: Bool
    /// Whether e-mail addresses, phone numbers and URLs are masked before.
    public var masks: Bool
    /// What it may cost in a month, in millionths; nil for the operator's default.
    public var monthlyMicros: Int64?

    public init(isGiven: Bool = false, masks: Bool = true, monthlyMicros: Int64? = nil) {
        self.isGiven = isGiven
        self.masks = masks
        self.monthlyMicros = monthlyMicros
    }
}

/// Decisions that outlive a restart.
public protocol ChoiceStore: Sendable {
    /// What the user decided; without a decision, nothing may leave.
    func remoteConsent(of owner: UserID) async throws(StorageError) -> RemoteConsent
    /// - Throws: `.notFound` for an unknown user.
    func setRemoteConsent(_ consent: RemoteConsent, of owner: UserID) async throws(StorageError)
    /// What the operator chose at run time under this name, or nil.
    func choice(_ name: String) async throws(StorageError) -> String?
    /// Nil takes the choice back.
    func setChoice(_ name: String, _ value: String?) async throws(StorageError)
}
