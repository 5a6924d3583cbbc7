/// How a claimed job came out.
public enum JobOutcome: Hashable, Sendable {
    /// The provider answered: the entry gets this score, the job is over.
    case scored(StoredSentiment)
    /// It went wrong and is tried again; counts as a try.
    case retry(at: Instant, reason: String)
    /// It could not be tried and waits; counts as a return, not as a try.
    case postponed(until: Instant, reason: String?)
    /// It is not claimed again.
    case parked(reason: String)
    /// The entry is not to be read by a provider: what it has stands, the job is over.
    case skipped
}

/// A provider's answer, sealed, under a keyed hash of what was asked.
public struct CachedAnswer: Hashable, Sendable {
    /// Sixteen bytes.
    public let key: [UInt8]
    public let answer: SealedBytes

    public init(key: [UInt8], answer: SealedBytes) {
        self.key = key
        self.answer = answer
    }
}

/// The end of a claim on one job, with everything that must become true together with it.
public struct JobSettlement: Sendable {
    public let job: JobID
    /// The claim that must still hold the job.
    public let lease: LeaseID
    public var outcome: JobOutcome
    public var at: Instant
    /// Added to the owner's use of the job's provider in the month of `at` (UTC).
    public var usage: SentimentUsage?
    /// Kept for the next time the same is asked.
    public var answer: CachedAnswer?

    public init(
        job: JobID, lease: LeaseID, outcome: JobOutcome, at: Instant, usage: SentimentUsage? = nil,
        answer: CachedAnswer? = nil
    ) {
        self.job = job
        self.lease = lease
        self.outcome = outcome
        self.at = at
        self.usage = usage
        self.answer = answer
    }
}
