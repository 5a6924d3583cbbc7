import Logging
import PluginAPI
import Synchronization

/// Keeps the indexes of search terms up in the background.
///
/// Any number of daemons may work on one journal: its rows' locks let one at a time, and the others find nothing left to do.
/// What is not indexed yet is found all the same, only more slowly.
final class TermIndexer: Sendable {
    /// Journals that may wait; a further one is noticed at its next commit.
    private static let capacity = 10_000
    /// Journals whose edits are counted at once.
    private static let countedJournals = 100_000

    /// Of an entry of a page; with it the terms of a whole segment find room in memory, 5 MB.
    private static let usualTerms = 160

    private let queue: JournalQueue<Void>
    let indexing: TermIndexing
    private let fresh: FreshTerms
    /// Edits since an entry's terms were last indexed, by journal.
    private let edits = Mutex<[UserID: Int]>([:])

    init(_ options: ConnectionOptions, gate: ReconnectGate, layout: TableLayout, indexing: TermIndexing, logger: Logger) {
        self.indexing = indexing
        let fresh = FreshTerms(capacity: indexing.most * Self.usualTerms)
        self.fresh = fresh
        queue = JournalQueue(options, gate: gate, name: "terms", capacity: Self.capacity, logger: logger) {
            owner, _, connection, isClosed in
            let index = TermIndex(owner: owner, indexing: indexing, layout: layout)
            var isExtended = false
            while !isClosed(), case .done = try Self.extend(index, fresh, connection) { isExtended = true }
            guard isExtended else { return }
            while !isClosed(), case .done = try connection.transaction({ try index.merge($0) }) {}
        }
    }

    private static func extend(_ index: TermIndex, _ fresh: FreshTerms, _ connection: Connection) throws -> TermIndex.Step {
        do {
            return try connection.transaction { try index.extend(from: .memory(fresh), $0) }
        } catch is TermIndex.Overtaken {
            // What is remembered of this journal is not what there is.
            fresh.forget(index.owner, through: .max)
        }
        do {
            return try connection.transaction { try index.extend(from: .database, $0) }
        } catch is TermIndex.Overtaken {
            return try connection.transaction { try index.extend(from: .lockedDatabase, $0) }
        }
    }

    /// Looks for journals that were left behind, such as by a move from another store.
    func start() {
        queue.run { [self] connection in
            for owner in try behind(connection) { queue.add(owner, ()) }
        }
    }

    /// Tells of a commit.
    /// - Parameters:
    ///   - waiting: entries of the journal that are not in its index.
    ///   - edits: entries in the index whose terms were changed by it.
    ///   - created: entries that it made, by number.
    func note(_ owner: UserID, waiting: Int64, edits: Int, created: [IndexedEntry]) {
        if !created.isEmpty { fresh.note(created, of: owner) }
        guard waiting < indexing.least else { return queue.add(owner, ()) }
        guard edits > 0 else { return }
        let isDue = self.edits.withLock { counts in
            guard counts[owner] != nil || counts.count < Self.countedJournals else { return false }
            counts[owner, default: 0] += edits
            guard counts[owner, default: 0] >= indexing.leastEdits else { return false }
            counts[owner] = nil
            return true
        }
        if isDue { queue.add(owner, ()) }
    }

    /// Every journal is looked at, so this is asked once, at the start.
    private func behind(_ connection: Connection) throws -> [UserID] {
        let sql = """
            SELECT user_id FROM journals WHERE last_number - indexed >= $1 AND closed = 0
            UNION SELECT user_id FROM (
                SELECT user_id FROM term_edits WHERE pending GROUP BY user_id HAVING count(*) >= $2) e
            LIMIT $3
            """
        let query = Query(sql, isKept: false) {
            $0.add(Int64(indexing.least))
            $0.add(Int64(indexing.leastEdits))
            $0.add(Int64(Self.capacity))
        }
        return try connection.run(query).map { try $0.id(0) }
    }

    /// Ends after the step that is under way.
    func close() async { await queue.close() }
}
