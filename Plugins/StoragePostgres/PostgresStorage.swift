import Logging
public import PluginAPI
import Synchronization

/// Journals in a PostgreSQL database, which several daemons may share: the storage of those that outgrew one machine.
///
/// See docs/decisions/0021. `PostgresStorage.factory` is what an executable lists.
public final class PostgresStorage: Sendable {
    private enum Phase {
        case idle
        case starting
        case open(OpenStore)
        case closed
    }

    let options: PostgresOptions
    private let logger: Logger
    private let phase = Mutex(Phase.idle)
    /// Word between the daemons on the database.
    let wire: ChangeWire

    init(options: PostgresOptions, logger: Logger) {
        self.options = options
        wire = ChangeWire(options.connection)
        self.logger = logger
    }

    /// Connects, checks the server and migrates the database.
    /// - Throws: `PluginStartError`.
    public func start() async throws { try await open(.serving) }

    func open(_ purpose: Purpose) async throws {
        let mayStart = phase.withLock { phase in
            guard case .idle = phase else { return false }
            phase = .starting
            return true
        }
        guard mayStart else { throw PluginStartError("the PostgreSQL store was started already.") }
        do {
            var creates = true
            if case .giving = purpose { creates = false }
            let store = try await OpenStore.open(options, creates: creates, logger: logger)
            let isWanted = phase.withLock { phase in
                guard case .starting = phase else { return false }
                phase = .open(store)
                return true
            }
            if !isWanted {
                await store.close()
                throw PluginStartError("the PostgreSQL store was stopped while it started.")
            }
            try await check(purpose)
        } catch {
            await stop()
            throw error
        }
    }

    public func stop() async {
        let open = phase.withLock { phase -> OpenStore? in
            defer { phase = .closed }
            if case .open(let store) = phase { return store }
            return nil
        }
        await wire.stop()
        await open?.close()
    }

    public func health() async -> PluginHealth {
        guard let store = try? store() else { return PluginHealth(.failing, detail: "not open") }
        do {
            try await store.reads.run { _ = try $0.run(Query("SELECT 1")) }
            if let complaint = store.replicas?.complaint { return PluginHealth(.degraded, detail: complaint) }
            return PluginHealth(.ok)
        } catch {
            return PluginHealth(.failing, detail: "the database \(options.connection.target) does not answer: \(error)")
        }
    }
}

extension PostgresStorage {
    func store() throws(StorageError) -> OpenStore {
        let open = phase.withLock { phase -> OpenStore? in
            if case .open(let store) = phase { return store }
            return nil
        }
        guard let open else { throw .unavailable(reason: "the store is not open") }
        return open
    }

    /// Runs `body` with a connection for reading, on its own thread (see `OpenStore`).
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Connection) throws -> Value
    ) async throws(StorageError) -> Value {
        try await store().reads.run(body)
    }

    /// Runs one statement and reads every row.
    func read<Value: Sendable>(
        _ query: Query, _ value: @escaping @Sendable (Row) throws -> Value
    ) async throws(StorageError) -> [Value] {
        try await store().reads.run { try $0.run(query).map(value) }
    }

    /// Reads what a user sees of their own journal, from a replica where there is one that has it (see `ReplicaSet`). Not for
    /// what a write or anybody's rights are decided on.
    func readJournal<Value: Sendable>(
        of owner: UserID, _ body: @escaping @Sendable (Connection) throws -> Value
    ) async throws(StorageError) -> Value {
        let store = try store()
        if let replicas = store.replicas, let value = try await replicas.read(of: owner, body) { return value }
        return try await store.reads.run(body)
    }

    /// Runs one statement and reads every row, like the above.
    func readJournal<Value: Sendable>(
        of owner: UserID, _ query: Query, _ value: @escaping @Sendable (Row) throws -> Value
    ) async throws(StorageError) -> [Value] {
        try await readJournal(of: owner) { try $0.run(query).map(value) }
    }

    /// Changes a user's journal: like `change`, and what the user reads afterwards shows it.
    func changeJournal<Value: Sendable>(
        of owner: UserID, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws(StorageError) -> Value {
        let store = try store()
        // Also where it fails: it may not be known what became of it.
        defer { store.replicas?.noteWrite(owner) }
        return try await store.changes.run { try $0.transaction(body) }
    }

    /// Runs `body` in a transaction and returns its value when that is on disk. `body` may run again (see `OpenStore`).
    func change<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws(StorageError) -> Value {
        try await store().changes.run { try $0.transaction(body) }
    }
}

/// The row that stands for all of a user's journal: whoever has locked it is the only one that changes it. Locking it counts as a
/// change, which `reportStamp` tells.
enum Journal {
    /// Whether it can be written here.
    enum State: Int64 {
        case open = 0
        /// It is being moved to another region: what is here is all there is, and does not change.
        case moving = 1
        /// It is in another region; only the account is here.
        case elsewhere = 2
    }

    static let isMoving = StorageError.unavailable(reason: "the journal is being moved to another region")

    /// - Throws: `.notFound` for an unknown user.
    static func lock(_ owner: UserID, _ transaction: Transaction) throws {
        let sql = "UPDATE journals SET changes = changes + 1 WHERE user_id = $1 RETURNING closed"
        let row = try transaction.run(Query(sql) { $0.add(owner) }).first
        guard let row, let state = State(rawValue: row.int(0)), state != .elsewhere else { throw StorageError.notFound }
        guard state == .open else { throw isMoving }
    }
}
