/// What a store says of itself, for `system.status` and metrics.
public struct StorageStatistics: Hashable, Sendable {
    /// Entries of all users, trash included; an estimate where counting is dear.
    public var entries: Int64
    public var users: Int64
    /// Bytes on disk.
    public var bytes: Int64
    /// Entries that the search index does not hold yet.
    public var unindexed: Int64
    /// Calls that wait for the writer.
    public var queued: Int

    public init(entries: Int64, users: Int64, bytes: Int64, unindexed: Int64, queued: Int) {
        self.entries = entries
        self.users = users
        self.bytes = bytes
        self.unindexed = unindexed
        self.queued = queued
    }
}

/// A place where journals are kept. It sees ciphertext, numbers, days and hashes, never text.
///
/// The definition of a backend is `StorageContract` of PluginTestKit: a backend is right when it passes that suite.
public protocol StoragePlugin: Plugin, UserStore, KeyShareStore, EntryStore, CategoryStore, RollupStore, CredentialStore,
    SessionStore, APITokenStore, AuditStore, JobStore, BatchStore, AnswerStore, ChoiceStore
{
    /// Whether no other daemon can use the same journals while this one does.
    var isExclusive: Bool { get }

    func statistics() async throws(StorageError) -> StorageStatistics
}

extension StoragePlugin {
    public var isExclusive: Bool { false }
}
