/// A client's own name for a request, so that sending it twice does it once.
public struct IdempotencyKey: Hashable, Sendable {
    /// Keyed hash of the client's key, 16 bytes.
    public let key: [UInt8]
    /// Keyed hash of the request's content, 16 bytes: the same key with another content is a conflict.
    public let fingerprint: [UInt8]

    public init(key: [UInt8], fingerprint: [UInt8]) {
        self.key = key
        self.fingerprint = fingerprint
    }
}

/// An entry to be added.
public struct NewEntry: Sendable {
    public let id: EntryID
    public var content: EntryContent
    /// At least one. A draft whose name is known stands for the category that already has it.
    public var categories: [CategoryDraft]
    public var sentiment: StoredSentiment?
    public var analysis: AnalysisState
    /// Hashed search terms, distinct, ascending.
    public var terms: [TermHash]
    public var createdAt: Instant
    public var idempotency: IdempotencyKey?
    /// The analysis that waits for it from now on.
    public var job: NewJob?

    public init(
        id: EntryID, content: EntryContent, categories: [CategoryDraft], sentiment: StoredSentiment?,
        analysis: AnalysisState, terms: [TermHash], createdAt: Instant, idempotency: IdempotencyKey? = nil,
        job: NewJob? = nil
    ) {
        self.id = id
        self.content = content
        self.categories = categories
        self.sentiment = sentiment
        self.analysis = analysis
        self.terms = terms
        self.createdAt = createdAt
        self.idempotency = idempotency
        self.job = job
    }
}

/// The whole new content of an entry.
public struct EntryRevision: Sendable {
    public let id: EntryID
    /// The revision that the writer saw; any other one there is a conflict.
    public var expectedRevision: Int32
    public var content: EntryContent
    public var categories: [CategoryDraft]
    public var sentiment: StoredSentiment?
    public var analysis: AnalysisState
    public var terms: [TermHash]
    public var updatedAt: Instant
    /// Whether the text before this change is kept in the entry's history.
    public var keepsHistory: Bool
    /// What becomes of the analysis that waits for it.
    public var job: JobChange

    public init(
        id: EntryID, expectedRevision: Int32, content: EntryContent, categories: [CategoryDraft],
        sentiment: StoredSentiment?, analysis: AnalysisState, terms: [TermHash], updatedAt: Instant, keepsHistory: Bool,
        job: JobChange = .drop
    ) {
        self.id = id
        self.expectedRevision = expectedRevision
        self.content = content
        self.categories = categories
        self.sentiment = sentiment
        self.analysis = analysis
        self.terms = terms
        self.updatedAt = updatedAt
        self.keepsHistory = keepsHistory
        self.job = job
    }
}

/// One change to the entries of one user.
public enum EntryMutation: Sendable {
    /// Adds an entry.
    case create(NewEntry)
    /// Replaces content, categories and sentiment of an entry that is not in the trash.
    /// Fails with `.notFound`, `.trashed` or `.revisionConflict`.
    case revise(EntryRevision)
    /// Moves an entry to the trash: it leaves lists, searches, counts and rollups. Doing it twice changes nothing.
    case trash(EntryID, at: Instant)
    /// Takes an entry out of the trash, exactly as it was. Doing it twice changes nothing.
    case restore(EntryID, at: Instant)
    /// Removes an entry, its history, its job and its other scores for good, from the trash or not.
    case purge(EntryID)
    /// Sets the sentiment of an entry, if it still has that revision; otherwise fails with `.revisionConflict`.
    case analyse(EntryID, revision: Int32, StoredSentiment?, AnalysisState)
    /// Ends a claim on an analysis of this user, if the lease still holds it and the entry still has the revision that it is
    /// for; a score that it replaces stays among the entry's other scores if it is another provider's. A parked or skipped
    /// analysis leaves the entry's score as it is.
    /// Fails with `.notFound` when the lease does not hold that job (any more).
    case settle(JobSettlement)
}

/// What a mutation did.
public struct EntryReceipt: Hashable, Sendable {
    public let id: EntryID
    public let number: Int64
    /// The revision after the mutation.
    public let revision: Int32
    /// The categories after the mutation, in order; empty after a purge.
    public let categories: [CategoryID]
    /// The idempotency key was known: nothing was changed, the other fields are those of the entry made then.
    public let replayed: Bool
    /// Whether anything changed (false for a second trash, restore, or a replay).
    public let changed: Bool

    public init(
        id: EntryID, number: Int64, revision: Int32, categories: [CategoryID], replayed: Bool, changed: Bool
    ) {
        self.id = id
        self.number = number
        self.revision = revision
        self.categories = categories
        self.replayed = replayed
        self.changed = changed
    }
}
