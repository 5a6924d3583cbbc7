import PluginAPI

/// Something of one user, by id.
struct Owned<ID: Hashable & Sendable>: Hashable, Sendable {
    let owner: UserID
    let id: ID

    init(_ owner: UserID, _ id: ID) {
        self.owner = owner
        self.id = id
    }
}

/// What a group of commits decides on, and what it changes.
///
/// The rows that the mutations name are read first, under the locks of their owners' journals. The mutations are then
/// applied here, in order and in plain code, each wholly or not at all; what changed is written at the end, one statement
/// a table. One that is refused has changed nothing, so it does not disturb the others.
final class Workspace {
    /// A text: as it is stored, where nobody needs to read it, or a new one.
    enum Text {
        case stored
        case new(title: SealedBytes?, body: SealedBytes, terms: [TermHash])
    }

    struct EntryState {
        /// Title and body are in `text`.
        var entry: StoredEntry
        var text = Text.stored
        /// Whether its row is in the database.
        let isStored: Bool
        var isChanged = false
    }

    struct JobState {
        var job: StoredJob
        let isStored: Bool
        var isChanged = false
    }

    struct JournalState {
        var lastNumber: Int64
        var entries: Int64
        /// The number up to which entries are in the index of terms.
        let indexed: Int64
        /// The first day that is in no sum of a month (see `Schema.months`).
        let summedBefore: Int64
        /// The first day that is not in columns (see `Schema.columns`).
        let columnsBefore: Int64
        var isChanged = false
    }

    /// What an idempotency key stands for.
    struct Remembered {
        let fingerprint: [UInt8]
        let id: EntryID
        let number: Int64
        /// As it was when the group began; nil when the entry is gone.
        let revision: Int32?
        let categories: [CategoryID]
    }

    struct HistoryRow {
        let name: Owned<EntryID>
        let revision: Int32
        let savedAt: Instant
        let text: Text
    }

    /// What happens to an entry's scores by other providers.
    struct OtherScores {
        var dropsAll = false
        /// Nil removes one.
        var changes: [String: StoredSentiment?] = [:]
    }

    let layout: TableLayout
    var journals: [UserID: JournalState] = [:]
    /// Users whose journals cannot be written now.
    var moving: Set<UserID> = []
    var entries: [Owned<EntryID>: EntryState] = [:]
    var requests: [Owned<[UInt8]>: Remembered] = [:]
    var names: [Owned<NameHash>: CategoryID] = [:]
    var categoryIDs: Set<Owned<CategoryID>> = []
    var jobs: [Owned<JobID>: JobState] = [:]
    var jobsByEntry: [Owned<EntryID>: JobID] = [:]

    var deltas: RollupDeltas
    var newCategories: [(owner: UserID, draft: CategoryDraft)] = []
    var newRequests: [(owner: UserID, request: IdempotencyKey, id: EntryID, number: Int64)] = []
    var newHistory: [HistoryRow] = []
    /// Entries in the index of terms whose terms changed, by number.
    var termEdits: Set<Owned<Int64>> = []
    /// Entries in the index of terms that were removed, by number.
    var termRemovals: Set<Owned<Int64>> = []
    var purged: [Owned<EntryID>] = []
    var removedJobs: [Owned<JobID>] = []
    /// What the ends of analyses add to their reanalyses: done, failed, skipped.
    var progress: [Owned<JobID>: JobProgress] = [:]
    var otherScores: [Owned<EntryID>: OtherScores] = [:]
    var usage: [UsageKey: SentimentUsage] = [:]
    /// What settled analyses of batches took.
    var batchUse: [Owned<LeaseID>: SentimentUsage] = [:]
    var answers: [(owner: UserID, answer: CachedAnswer, at: Instant)] = []

    struct UsageKey: Hashable {
        let owner: UserID
        let month: Int64
        let provider: String
    }

    /// - Parameter mainProvider: nil where it is not known yet; it is then read with the rest.
    init(mainProvider: String?, layout: TableLayout) {
        self.layout = layout
        deltas = RollupDeltas(mainProvider: mainProvider)
    }

    /// What an index of terms is to know of a journal that was changed.
    struct Unindexed {
        let owner: UserID
        /// Entries that are not in it.
        let waiting: Int64
        /// Entries in it that were edited.
        let edits: Int
        /// Entries that were made, by number.
        let created: [IndexedEntry]
    }

    var unindexed: [Unindexed] {
        let edits = Dictionary(grouping: termEdits, by: \.owner)
        var created: [UserID: [IndexedEntry]] = [:]
        for (name, state) in entries where !state.isStored {
            guard case .new(_, _, let terms) = state.text else { continue }
            let entry = IndexedEntry(number: state.entry.number, terms: terms, revision: Int64(state.entry.revision))
            created[name.owner, default: []].append(entry)
        }
        return journals.map { owner, journal in
            Unindexed(
                owner: owner, waiting: journal.lastNumber - journal.indexed, edits: edits[owner]?.count ?? 0,
                created: (created[owner] ?? []).sorted { $0.number < $1.number })
        }
    }

    /// Applies the mutations of one call, in order.
    func apply(_ call: CommitCall) -> Result<[Result<EntryReceipt, StorageError>], StorageError> {
        guard journals[call.owner] != nil else {
            return .failure(moving.contains(call.owner) ? Journal.isMoving : .notFound)
        }
        return .success(
            call.mutations.map { mutation in
                do throws(StorageError) {
                    return .success(try apply(mutation, of: call.owner))
                } catch {
                    return .failure(error)
                }
            })
    }

    private func apply(_ mutation: EntryMutation, of owner: UserID) throws(StorageError) -> EntryReceipt {
        switch mutation {
        case .create(let new): try create(new, of: owner)
        case .revise(let revision): try revise(revision, of: owner)
        case .trash(let id, let at): try setTrashed(Owned(owner, id), at: at)
        case .restore(let id, _): try setTrashed(Owned(owner, id), at: nil)
        case .purge(let id): try purge(Owned(owner, id))
        case .analyse(let id, let revision, let sentiment, let state):
            try analyse(Owned(owner, id), revision: revision, sentiment: sentiment, state: state)
        case .settle(let settlement): try settle(settlement, of: owner)
        }
    }
}

extension EntryReceipt {
    /// The receipt of a mutation after which the entry is like this.
    init(of entry: StoredEntry, changed: Bool) {
        self.init(
            id: entry.id, number: entry.number, revision: entry.revision, categories: entry.categories,
            replayed: false, changed: changed)
    }
}
