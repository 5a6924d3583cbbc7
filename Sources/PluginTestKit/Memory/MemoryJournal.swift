import PluginAPI

/// Everything one user owns.
struct MemoryJournal: Sendable {
    /// How often it was changed, or tried to.
    var changes: Int64 = 0

    /// An entry and what the store keeps beside it.
    struct Record: Sendable {
        var entry: StoredEntry
        var terms: Set<TermHash>
        /// Newest first.
        var history: [StoredRevision] = []
    }

    /// What an idempotency key stands for.
    struct Remembered: Sendable {
        let fingerprint: [UInt8]
        let id: EntryID
        let number: Int64
    }

    var user: User
    var records: [EntryID: Record] = [:]
    var lastNumber: Int64 = 0
    var categories: [CategoryID: CategoryDraft] = [:]
    var remembered: [[UInt8]: Remembered] = [:]
    var access = MemoryAccess()
    var jobs: [JobID: StoredJob] = [:]
    /// Scores of entries by providers that are not the current one's, by provider.
    var otherScores: [EntryID: [String: StoredSentiment]] = [:]
    var answers: [[UInt8]: SealedBytes] = [:]
    var usage: [UsageMonth: [String: SentimentUsage]] = [:]
    /// What settled analyses of batches took.
    var batchUse: [LeaseID: SentimentUsage] = [:]
    var consent = RemoteConsent()

    init(user: User) {
        self.user = user
    }

    mutating func apply(_ mutation: EntryMutation) -> Result<EntryReceipt, StorageError> {
        switch mutation {
        case .create(let new): create(new)
        case .revise(let revision): revise(revision)
        case .trash(let id, let at): setTrashed(id, at: at)
        case .restore(let id, _): setTrashed(id, at: nil)
        case .purge(let id): purge(id)
        case .analyse(let id, let revision, let sentiment, let state):
            analyse(id, revision: revision, sentiment: sentiment, state: state)
        case .settle(let settlement): settle(settlement)
        }
    }

    private mutating func create(_ new: NewEntry) -> Result<EntryReceipt, StorageError> {
        if let key = new.idempotency, let known = remembered[key.key] {
            guard known.fingerprint == key.fingerprint else { return .failure(.idempotencyConflict) }
            let entry = records[known.id]?.entry
            return .success(
                EntryReceipt(
                    id: known.id, number: known.number, revision: entry?.revision ?? 1,
                    categories: entry?.categories ?? [], replayed: true, changed: false))
        }
        guard records[new.id] == nil else { return .failure(.alreadyExists) }
        guard let filed = resolve(new.categories) else { return .failure(.alreadyExists) }
        guard !filed.isEmpty else { return .failure(.failed(reason: "an entry needs a category")) }
        lastNumber += 1
        let entry = StoredEntry(
            id: new.id, number: lastNumber, content: new.content, categories: filed, sentiment: new.sentiment,
            analysis: new.analysis, revision: 1, createdAt: new.createdAt, updatedAt: new.createdAt, trashedAt: nil)
        records[new.id] = Record(entry: entry, terms: Set(new.terms))
        if let job = new.job { put(job, for: entry) }
        if let key = new.idempotency {
            remembered[key.key] = Remembered(fingerprint: key.fingerprint, id: entry.id, number: entry.number)
        }
        return .success(receipt(entry, changed: true))
    }

    private mutating func revise(_ revision: EntryRevision) -> Result<EntryReceipt, StorageError> {
        guard var record = records[revision.id] else { return .failure(.notFound) }
        let old = record.entry
        guard old.trashedAt == nil else { return .failure(.trashed) }
        guard old.revision == revision.expectedRevision else {
            return .failure(.revisionConflict(current: old.revision))
        }
        guard let filed = resolve(revision.categories) else { return .failure(.alreadyExists) }
        guard !filed.isEmpty else { return .failure(.failed(reason: "an entry needs a category")) }
        if revision.keepsHistory {
            let kept = StoredRevision(
                revision: old.revision, savedAt: old.updatedAt, title: old.content.title, body: old.content.body)
            record.history.insert(kept, at: 0)
        }
        record.entry.content = revision.content
        record.entry.categories = filed
        record.entry.sentiment = revision.sentiment
        record.entry.analysis = revision.analysis
        record.entry.revision += 1
        record.entry.updatedAt = revision.updatedAt
        record.terms = Set(revision.terms)
        records[revision.id] = record
        change(revision.job, of: record.entry, at: revision.updatedAt)
        if revision.keepsHistory { otherScores[revision.id] = nil }
        return .success(receipt(record.entry, changed: true))
    }

    private mutating func setTrashed(_ id: EntryID, at: Instant?) -> Result<EntryReceipt, StorageError> {
        guard var record = records[id] else { return .failure(.notFound) }
        let changes = (record.entry.trashedAt != nil) != (at != nil)
        if changes { record.entry.trashedAt = at }
        records[id] = record
        return .success(receipt(record.entry, changed: changes))
    }

    private mutating func purge(_ id: EntryID) -> Result<EntryReceipt, StorageError> {
        guard let record = records.removeValue(forKey: id) else { return .failure(.notFound) }
        if let job = job(of: id) { end(job, as: \.skipped) }
        otherScores[id] = nil
        return .success(
            EntryReceipt(
                id: id, number: record.entry.number, revision: record.entry.revision, categories: [], replayed: false,
                changed: true))
    }

    private mutating func analyse(
        _ id: EntryID, revision: Int32, sentiment: StoredSentiment?, state: AnalysisState
    ) -> Result<EntryReceipt, StorageError> {
        guard var record = records[id] else { return .failure(.notFound) }
        guard record.entry.revision == revision else {
            return .failure(.revisionConflict(current: record.entry.revision))
        }
        record.entry.sentiment = sentiment
        record.entry.analysis = state
        records[id] = record
        return .success(receipt(record.entry, changed: true))
    }

    func receipt(_ entry: StoredEntry, changed: Bool) -> EntryReceipt {
        EntryReceipt(
            id: entry.id, number: entry.number, revision: entry.revision, categories: entry.categories,
            replayed: false, changed: changed)
    }
}
