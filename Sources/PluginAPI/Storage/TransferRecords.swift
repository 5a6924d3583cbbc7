// Rows of entries, scores and jobs, from and to the values that a store has of them anyway.

/// An entry with its search terms, as it moves.
public struct TransferEntry: Hashable, Sendable {
    public let owner: UserID
    public let entry: StoredEntry
    /// Distinct and ascending.
    public let terms: [TermHash]

    public init(owner: UserID, entry: StoredEntry, terms: [TermHash]) {
        self.owner = owner
        self.entry = entry
        self.terms = terms
    }
}

extension TransferRow {
    static let scoreColumns = [
        "label", "score", "positive", "neutral", "negative", "confidence", "analysedAt", "model", "detail",
    ]
    static let entryColumns =
        [
            "id", "at", "zone", "day", "hour", "mood", "starred", "words", "revision", "createdAt", "updatedAt", "trashedAt",
            "categories", "title", "body", "terms", "analysis", "scoredBy",
        ] + scoreColumns
    static let jobColumns = [
        "kind", "state", "provider", "entry", "revision", "parent", "createdAt", "updatedAt", "dueAt", "tries", "returns",
        "lease", "leaseUntil", "reason", "total", "done", "failed", "skipped", "since", "before", "firstDay", "lastDay",
        "position", "isExpanded", "aside", "place",
    ]

    private static func scoreValues(_ score: StoredSentiment) -> [TransferValue] {
        let scores = [score.score, score.positive, score.neutral, score.negative, score.confidence]
        return [.text(score.label.rawValue)] + scores.map { .integer(Int64($0.tenThousandths)) } + [
            .integer(score.analysedAt.microseconds), .text(score.model), .bytes(score.detail.bytes),
        ]
    }

    /// The row of an entry. Categories are their ids, terms big-endian words of 64 bits, one behind the other.
    public init(_ item: TransferEntry) {
        let (entry, content) = (item.entry, item.entry.content)
        var values: [TransferValue] = [
            .bytes(item.owner.bytes), .integer(entry.number), .bytes(entry.id.bytes), .integer(content.at.microseconds),
            .text(content.zone), .integer(Int64(content.day.number)), .integer(Int64(content.hour)),
            TransferValue(content.mood.map { Int64($0.value) }), TransferValue(content.starred), .integer(Int64(content.words)),
            .integer(Int64(entry.revision)), .integer(entry.createdAt.microseconds), .integer(entry.updatedAt.microseconds),
            TransferValue(entry.trashedAt), .bytes(entry.categories.flatMap(\.bytes)),
            TransferValue(content.title?.bytes), .bytes(content.body.bytes), .bytes(item.terms.flatMap(Self.bigEndian)),
            .text(entry.analysis.rawValue), TransferValue(entry.sentiment?.provider),
        ]
        values += entry.sentiment.map(Self.scoreValues) ?? Self.scoreColumns.map { _ in .null }
        self.init(values)
    }

    private static func bigEndian(_ term: TermHash) -> [UInt8] {
        stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: term.value >> UInt64($0)) }
    }

    /// The row of a score that is not an entry's current one.
    public init(owner: UserID, entry: EntryID, score: StoredSentiment) {
        self.init([.bytes(owner.bytes), .bytes(entry.bytes), .text(score.provider)] + Self.scoreValues(score))
    }

    /// The row of a job.
    public init(owner: UserID, job: StoredJob) {
        let (progress, span) = (job.progress, job.span)
        self.init([
            .bytes(owner.bytes), .bytes(job.id.bytes), .text(job.kind.rawValue), .text(job.state.rawValue),
            .text(job.provider), TransferValue(job.entry), .integer(Int64(job.revision)), TransferValue(job.parent),
            .integer(job.createdAt.microseconds), .integer(job.updatedAt.microseconds), .integer(job.dueAt.microseconds),
            .integer(Int64(job.tries)), .integer(Int64(job.returns)), TransferValue(job.lease),
            TransferValue(job.leaseUntil), TransferValue(job.reason), .integer(progress.total), .integer(progress.done),
            .integer(progress.failed), .integer(progress.skipped), TransferValue(span?.since), TransferValue(span?.before),
            TransferValue(span?.firstDay.map { Int64($0.number) }), TransferValue(span?.lastDay.map { Int64($0.number) }),
            TransferValue(job.position?.bytes), TransferValue(job.isExpanded), .integer(job.aside),
            TransferValue(job.place.map { Int64($0) }),
        ])
    }
}

extension TransferReader {
    /// The entry of a row.
    public static func entry(_ row: TransferRow) throws(StorageError) -> TransferEntry {
        var reader = TransferReader(row)
        let owner: UserID = try reader.id()
        let number = try reader.integer()
        let id: EntryID = try reader.id()
        let (at, zone, day) = (try reader.instant(), try reader.text(), LocalDay(clamping: try reader.integer()))
        let hour = Int(clamping: try reader.integer())
        let mood = try reader.optionalInteger().flatMap { Mood(Int(clamping: $0)) }
        let (starred, words) = (try reader.flag(), Int(clamping: try reader.integer()))
        let revision = Int32(clamping: try reader.integer())
        let (createdAt, updatedAt) = (try reader.instant(), try reader.instant())
        let trashedAt = try reader.optionalInstant()
        let categories = try categories(try reader.bytes())
        let title = try reader.optionalBytes().map(SealedBytes.init)
        let body = SealedBytes(try reader.bytes())
        let terms = try terms(try reader.bytes())
        let analysis: AnalysisState = try reader.word()
        let provider = try reader.optionalText()
        let sentiment: StoredSentiment? = if let provider { try reader.score(by: provider) } else { nil }
        let content = EntryContent(
            at: at, zone: zone, day: day, hour: hour, title: title, body: body, mood: mood, starred: starred, words: words)
        let entry = StoredEntry(
            id: id, number: number, content: content, categories: categories, sentiment: sentiment, analysis: analysis,
            revision: revision, createdAt: createdAt, updatedAt: updatedAt, trashedAt: trashedAt)
        return TransferEntry(owner: owner, entry: entry, terms: terms)
    }

    private static func categories(_ bytes: [UInt8]) throws(StorageError) -> [CategoryID] {
        guard bytes.count % 16 == 0 else { throw .corrupt(reason: "a transfer: categories of \(bytes.count) bytes") }
        return stride(from: 0, to: bytes.count, by: 16).compactMap { CategoryID(bytes: bytes[$0..<$0 + 16]) }
    }

    private static func terms(_ bytes: [UInt8]) throws(StorageError) -> [TermHash] {
        guard bytes.count % 8 == 0 else { throw .corrupt(reason: "a transfer: terms of \(bytes.count) bytes") }
        return stride(from: 0, to: bytes.count, by: 8).map { place in
            TermHash(bytes[place..<place + 8].reduce(0) { $0 << 8 | UInt64($1) })
        }
    }

    /// A score, read behind the key or the entry that it belongs to.
    public mutating func score(by provider: String) throws(StorageError) -> StoredSentiment {
        let label: SentimentLabel = try word()
        let (score, positive, neutral) = (try score(), try score(), try score())
        let (negative, confidence) = (try self.score(), try self.score())
        let (analysedAt, model) = (try instant(), try text())
        return StoredSentiment(
            score: score, label: label, positive: positive, neutral: neutral, negative: negative, confidence: confidence,
            detail: SealedBytes(try bytes()), provider: provider, model: model, analysedAt: analysedAt)
    }

    /// The job of a row and whose it is.
    public static func job(_ row: TransferRow) throws(StorageError) -> OwnedJob {
        var reader = TransferReader(row)
        let owner: UserID = try reader.id()
        let id: JobID = try reader.id()
        let (kind, state): (JobKind, JobState) = (try reader.word(), try reader.word())
        let (provider, entry): (String, EntryID?) = (try reader.text(), try reader.optionalID())
        let (revision, parent): (Int64, JobID?) = (try reader.integer(), try reader.optionalID())
        let createdAt = try reader.instant()
        var job = StoredJob(
            id: id, kind: kind, state: state, provider: provider, entry: entry, revision: Int32(clamping: revision),
            parent: parent, createdAt: createdAt)
        (job.updatedAt, job.dueAt) = (try reader.instant(), try reader.instant())
        (job.tries, job.returns) = (Int(clamping: try reader.integer()), Int(clamping: try reader.integer()))
        (job.lease, job.leaseUntil) = (try reader.optionalID(), try reader.optionalInstant())
        job.reason = try reader.optionalText()
        let (total, done) = (try reader.integer(), try reader.integer())
        job.progress = JobProgress(
            total: total, done: done, failed: try reader.integer(), skipped: try reader.integer())
        let span = JobSpan(
            since: try reader.optionalInstant(), before: try reader.optionalInstant(),
            firstDay: try reader.optionalInteger().map(LocalDay.init(clamping:)),
            lastDay: try reader.optionalInteger().map(LocalDay.init(clamping:)))
        if kind == .reanalysis { job.span = span }
        job.position = try reader.optionalBytes().map(PagePosition.init)
        job.isExpanded = try reader.flag()
        job.aside = try reader.integer()
        job.place = try reader.optionalInteger().map { Int(clamping: $0) }
        return OwnedJob(owner: owner, job: job)
    }
}
