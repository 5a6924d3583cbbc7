/// Whether an entry's sentiment is there.
public enum AnalysisState: String, Sendable, CaseIterable {
    case done, pending, failed
}

/// The current sentiment of an entry as it is stored: numbers in the open, words sealed.
public struct StoredSentiment: Hashable, Sendable {
    public var score: Score
    public var label: SentimentLabel
    public var positive: Score
    public var neutral: Score
    public var negative: Score
    public var confidence: Score
    /// Sentence scores and the words that drove them, sealed by the vault; opaque here.
    public var detail: SealedBytes
    /// The id of the plugin that said so.
    public var provider: String
    /// The model or lexicon version.
    public var model: String
    public var analysedAt: Instant

    public init(
        score: Score, label: SentimentLabel, positive: Score, neutral: Score, negative: Score, confidence: Score,
        detail: SealedBytes, provider: String, model: String, analysedAt: Instant
    ) {
        self.score = score
        self.label = label
        self.positive = positive
        self.neutral = neutral
        self.negative = negative
        self.confidence = confidence
        self.detail = detail
        self.provider = provider
        self.model = model
        self.analysedAt = analysedAt
    }
}

/// What the writer decides about an entry: everything that an update may replace.
public struct EntryContent: Hashable, Sendable {
    public var at: Instant
    /// IANA time zone of the writer at that instant.
    public var zone: String
    /// The writer's day, with their day-end hour applied.
    public var day: LocalDay
    /// The local hour of the clock at `at`, 0–23.
    public var hour: Int
    public var title: SealedBytes?
    public var body: SealedBytes
    public var mood: Mood?
    public var starred: Bool
    /// Words in title and body.
    public var words: Int

    public init(
        at: Instant, zone: String, day: LocalDay, hour: Int, title: SealedBytes?, body: SealedBytes, mood: Mood?,
        starred: Bool, words: Int
    ) {
        self.at = at
        self.zone = zone
        self.day = day
        self.hour = hour
        self.title = title
        self.body = body
        self.mood = mood
        self.starred = starred
        self.words = words
    }
}

/// An entry as the store gives it back.
public struct StoredEntry: Hashable, Sendable {
    public let id: EntryID
    /// The entry's own number: 1, 2, 3 … per user in order of commit, never used again.
    public let number: Int64
    public var content: EntryContent
    /// At least one, in the order the writer gave them.
    public var categories: [CategoryID]
    public var sentiment: StoredSentiment?
    public var analysis: AnalysisState
    /// 1 for a new entry; every change of content adds one.
    public var revision: Int32
    public let createdAt: Instant
    public var updatedAt: Instant
    /// When it was moved to the trash, or nil.
    public var trashedAt: Instant?

    public init(
        id: EntryID, number: Int64, content: EntryContent, categories: [CategoryID], sentiment: StoredSentiment?,
        analysis: AnalysisState, revision: Int32, createdAt: Instant, updatedAt: Instant, trashedAt: Instant?
    ) {
        self.id = id
        self.number = number
        self.content = content
        self.categories = categories
        self.sentiment = sentiment
        self.analysis = analysis
        self.revision = revision
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.trashedAt = trashedAt
    }
}

/// An earlier text of an entry.
public struct StoredRevision: Hashable, Sendable {
    public let revision: Int32
    /// When that text was saved.
    public let savedAt: Instant
    public let title: SealedBytes?
    public let body: SealedBytes

    public init(revision: Int32, savedAt: Instant, title: SealedBytes?, body: SealedBytes) {
        self.revision = revision
        self.savedAt = savedAt
        self.title = title
        self.body = body
    }
}

/// An entry named by its id or by its number.
public enum EntryReference: Hashable, Sendable {
    case id(EntryID)
    case number(Int64)
}
