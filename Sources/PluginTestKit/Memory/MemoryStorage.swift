public import PluginAPI
import Synchronization

/// A storage plugin in memory: the whole storage protocol in its plainest form.
///
/// It passes `StorageContract`, so a test that uses it can be believed. Nothing is indexed: every answer is computed
/// from the entries themselves, which also makes it the yardstick for backends that keep running sums.
public final class MemoryStorage: StoragePlugin {
    let journals = Mutex<[UserID: MemoryJournal]>([:])
    /// Audit events of no account.
    let unownedEvents = Mutex<[AuditEvent]>([])
    let choices = Mutex<[String: String]>([:])
    let shares = Mutex<[UserID: KeyShare]>([:])
    /// Batches with their owners, who may be gone. Locked after `journals`.
    let batches = Mutex<[LeaseID: OwnedBatch]>([:])

    struct OwnedBatch {
        let owner: UserID
        var batch: StoredBatch
    }

    public var isExclusive: Bool { true }

    public init() {}

    /// A factory for places that choose a store by its id, `memory`.
    public static let factory = PluginFactory<any StoragePlugin>(
        id: "memory", version: "1", summary: "Keeps everything in memory; for tests.", settings: [],
        make: { _ throws(PluginConfigurationError) in MemoryStorage() })

    public func statistics() async throws(StorageError) -> StorageStatistics {
        journals.withLock { journals in
            StorageStatistics(
                entries: Int64(journals.values.reduce(0) { $0 + $1.records.count }), users: Int64(journals.count),
                bytes: 0, unindexed: 0, queued: 0)
        }
    }

    /// Reads a user's journal; nil for an unknown user.
    func read<Value: Sendable>(_ owner: UserID, _ body: (MemoryJournal) -> Value) -> Value? {
        journals.withLock { $0[owner].map(body) }
    }

    /// Reads or changes the journals of all users at once.
    func withJournals<Value: Sendable>(_ body: (inout [UserID: MemoryJournal]) -> Value) -> Value {
        journals.withLock { journals in body(&journals) }
    }

    /// Changes a user's journal, wholly or not at all.
    func change<Value: Sendable>(
        _ owner: UserID, _ body: (inout MemoryJournal) -> Result<Value, StorageError>
    ) throws(StorageError) -> Value {
        try journals.withLock { journals -> Result<Value, StorageError> in
            guard var journal = journals[owner] else { return .failure(.notFound) }
            let result = body(&journal)
            journal.changes += 1
            if case .success = result { journals[owner] = journal }
            return result
        }.get()
    }
}

extension MemoryStorage {
    public func createUser(_ user: User) async throws(StorageError) {
        try await createUser(user, password: nil, noting: nil)
    }

    public func user(_ id: UserID) async throws(StorageError) -> User? { read(id) { $0.user } }

    public func user(uid: UInt32) async throws(StorageError) -> User? {
        journals.withLock { $0.values.first { $0.answers(to: uid) }?.user }
    }

    public func users(after: UserID?, limit: Int) async throws(StorageError) -> [User] {
        journals.withLock { journals in
            let ids = journals.keys.filter { id in after.map { id > $0 } ?? true }.sorted()
            return ids.prefix(max(0, limit)).compactMap { journals[$0]?.user }
        }
    }

    public func setPreferences(_ preferences: UserPreferences, of id: UserID) async throws(StorageError) {
        try change(id) { journal in
            journal.user.preferences = preferences
            return .success(())
        }
    }

    public func deleteUser(_ id: UserID) async throws(StorageError) {
        guard journals.withLock({ $0.removeValue(forKey: id) }) != nil else { throw .notFound }
        try await destroyKeyShares(of: [id])
    }

    public func replaceWrappedKeys(_ replacements: [KeyReplacement]) async throws(StorageError) -> Int {
        journals.withLock { journals in
            var replaced = 0
            for replacement in replacements where journals[replacement.user]?.user.wrappedKey == replacement.old {
                journals[replacement.user]?.user.wrappedKey = replacement.new
                replaced += 1
            }
            return replaced
        }
    }

    public func noteSightings(_ sightings: [UserSighting]) async throws(StorageError) {
        journals.withLock { journals in
            for sighting in sightings {
                guard let user = journals[sighting.user]?.user, user.lastSeenAt.map({ $0 < sighting.at }) ?? true else { continue }
                journals[sighting.user]?.user.lastSeenAt = sighting.at
            }
        }
    }
}

// Key shares.
extension MemoryStorage {
    public var keySharePlace: String { "memory" }

    /// How many shares there are, for tests.
    public var shareCount: Int { shares.withLock { $0.count } }

    public func addKeyShares(_ new: [KeyShare]) async throws(StorageError) -> [KeyShare] {
        shares.withLock { shares in
            new.map { share in
                let kept = shares[share.user] ?? share
                shares[share.user] = kept
                return kept
            }
        }
    }

    public func keyShares(of users: [UserID]) async throws(StorageError) -> [UserID: KeyShare] {
        shares.withLock { shares in
            users.reduce(into: [:]) { found, user in found[user] = shares[user] }
        }
    }

    public func destroyKeyShares(of users: [UserID]) async throws(StorageError) {
        shares.withLock { shares in for user in users { shares[user] = nil } }
    }
}
