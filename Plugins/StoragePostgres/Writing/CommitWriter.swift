import Logging
import PluginAPI
import Synchronization

/// Writes a group of calls in one transaction of two round trips: one locks and reads all that they name, the other writes
/// all that they change and commits. Used by every lane.
final class CommitWriter: Sendable {
    private let layout: TableLayout
    private let indexer: TermIndexer
    private let logger: Logger
    private let main = Mutex<String?>(nil)

    init(layout: TableLayout, indexer: TermIndexer, logger: Logger) {
        self.layout = layout
        self.indexer = indexer
        self.logger = logger
    }

    /// Ends every call's wait.
    func write(_ calls: [CommitCall], _ connection: Connection) {
        do {
            let results = try attempt(calls, connection)
            for (call, result) in zip(calls, results) { call.finish(result) }
        } catch let failure as PostgresFailure where failure.state != nil && !failure.isCollision && calls.count > 1 {
            // One of them has what the server refuses: each on its own, so that it fails alone.
            logger.warning("a group of changes was refused and is tried one by one", metadata: ["reason": "\(failure.message)"])
            for call in calls { write([call], connection) }
        } catch {
            let failure = StorageError(from: error)
            for call in calls { call.finish(.failure(failure)) }
        }
    }

    private func attempt(
        _ calls: [CommitCall], _ connection: Connection
    ) throws -> [Result<[Result<EntryReceipt, StorageError>], StorageError>] {
        try connection.ensureOpen()
        let provider = try mainProvider(calls, connection)
        let (results, unindexed) = try connection.transaction(closing: { transaction in
            let workspace = Workspace(mainProvider: provider, layout: layout)
            try workspace.fetch(calls, transaction)
            let results = calls.map { workspace.apply($0) }
            return ((results, workspace.unindexed), workspace.changes())
        })
        for journal in unindexed {
            indexer.note(journal.owner, waiting: journal.waiting, edits: journal.edits, created: journal.created)
        }
        return results
    }

    private func mainProvider(_ calls: [CommitCall], _ connection: Connection) throws -> String? {
        if let known = main.withLock({ $0 }) { return known }
        guard let first = calls.lazy.flatMap(\.mutations).compactMap(\.provider).first else { return nil }
        guard let provider = try connection.run([MainProvider.insert(first), MainProvider.select])[1].first?.text(0) else {
            return nil
        }
        main.withLock { $0 = provider }
        return provider
    }
}

/// The provider whose scores are not counted apart: the first that scored anything in this database. Nearly all scores are
/// its, and it has what the day's sums have and the others have not. It never changes.
enum MainProvider {
    static let select = Query("SELECT value FROM facts WHERE name = 'mainProvider'")

    static func insert(_ provider: String) -> Query {
        Query("INSERT INTO facts (name, value) VALUES ('mainProvider', $1) ON CONFLICT DO NOTHING") { $0.add(provider) }
    }
}

extension EntryMutation {
    /// Who says what the entry's score will be, if it gets one.
    fileprivate var provider: String? {
        switch self {
        case .create(let new): new.sentiment?.provider
        case .revise(let revision): revision.sentiment?.provider
        case .analyse(_, _, let sentiment, _): sentiment?.provider
        case .settle(let settlement):
            if case .scored(let sentiment) = settlement.outcome { sentiment.provider } else { nil }
        case .trash, .restore, .purge: nil
        }
    }
}
