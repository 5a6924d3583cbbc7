/// What a row of a transfer holds in one column. The same in every store, whatever its own types are.
public enum TransferValue: Hashable, Sendable {
    case null
    case integer(Int64)
    /// Compared byte for byte, like `bytes`.
    case text(String)
    case bytes([UInt8])
}

/// One row on its way from one store to another: the key first, then the rest, in the order of `TransferSection.columns`.
public struct TransferRow: Hashable, Sendable {
    public let values: [TransferValue]

    public init(_ values: [TransferValue]) {
        self.values = values
    }
}

/// What one kind of row is. Sections are moved in this order, so that a row comes after what it belongs to.
///
/// Rows of a section ascend by their key, whose first column is the id of the owner: sixteen bytes, or none for what belongs to
/// nobody. Derived data (sums, indexes) is not moved: the store that receives makes its own.
public enum TransferSection: String, Sendable, CaseIterable {
    case keyShares, users, linkedUIDs, credentials, recoveryCodes, sessions, usedRefreshTokens, apiTokens, audit, categories, entries,
        revisions, requests, jobs, batches, otherScores, answers, providerUse, consents, choices

    /// The columns of the key; rows ascend by them.
    public var key: [String] {
        switch self {
        case .keyShares, .users, .credentials, .consents: ["user"]
        case .linkedUIDs: ["user", "uid"]
        case .recoveryCodes: ["user", "hash"]
        case .sessions, .apiTokens, .audit, .categories, .jobs, .batches: ["user", "id"]
        case .usedRefreshTokens: ["user", "session", "serial"]
        case .entries: ["user", "number"]
        case .revisions: ["user", "entry", "revision"]
        case .requests, .answers: ["user", "key"]
        case .otherScores: ["user", "entry", "provider"]
        case .providerUse: ["user", "month", "provider"]
        case .choices: ["user", "name"]
        }
    }

    /// The columns behind the key. Instants are microseconds, days are `LocalDay.number`, scores ten-thousandths, flags 0 or 1;
    /// labels, states and kinds are their words.
    public var columns: [String] {
        switch self {
        case .keyShares: ["share"]
        case .users:
            [
                "uid", "login", "role", "isDisabled", "zone", "locale", "dayEndHour", "weekStart", "createdAt", "wrappedKey",
                "lastNumber", "lastSeenAt",
            ]
        case .linkedUIDs: ["at"]
        case .credentials: ["passwordHash", "seed", "lastStep", "pendingSeed", "initialUntil"]
        case .recoveryCodes: []
        case .sessions:
            ["uid", "label", "secondFactor", "createdAt", "usedAt", "idleUntil", "expiresAt", "refresh"]
        case .usedRefreshTokens: ["hash"]
        case .apiTokens: ["label", "hash", "scopes", "createdAt", "expiresAt", "usedAt", "usedBy"]
        case .audit: ["at", "account", "actor", "uid", "kind", "outcome", "method", "subject"]
        case .categories: ["nameHash", "sealedName", "colour", "createdAt"]
        case .entries: TransferRow.entryColumns
        case .revisions: ["savedAt", "title", "body"]
        case .requests: ["fingerprint", "id", "number"]
        case .jobs: TransferRow.jobColumns
        case .batches:
            [
                "parent", "provider", "model", "promptVersion", "createdAt", "count", "ticket", "isOver", "holder", "dueAt",
                "calls", "inputTokens", "outputTokens", "cost",
            ]
        case .otherScores: TransferRow.scoreColumns
        case .answers: ["answer"]
        case .providerUse: ["calls", "inputTokens", "outputTokens", "cost"]
        case .consents: ["isGiven", "masks", "monthlyMicros"]
        case .choices: ["value"]
        }
    }

    /// The key of a row of this section.
    public func key(of row: TransferRow) -> [TransferValue] { Array(row.values.prefix(key.count)) }
}

/// How far a store has received a section.
public struct TransferProgress: Hashable, Sendable {
    /// The key of the last row; nil before the first.
    public var position: [TransferValue]?
    public var rows: Int64

    public init(position: [TransferValue]? = nil, rows: Int64 = 0) {
        self.position = position
        self.rows = rows
    }
}

/// A store whose whole content can move to another store, and that can be moved to.
///
/// A store that is being moved to is in use for nothing else: `start()` refuses it until `finishReceiving()`, so that no daemon
/// serves half of a journal. Nothing is opened on the way: sealed bytes move as they are.
public protocol TransferringStorage: StoragePlugin {
    /// Opens the store, in place of `start()`, to be moved from. A store that is not there is not made.
    /// - Throws: `PluginStartError`.
    func startGiving() async throws

    /// Opens the store, in place of `start()`, to receive what `transfer` names, or to go on with it.
    /// - Throws: `PluginStartError` when it holds users already or another transfer has begun.
    func start(receiving transfer: [UInt8]) async throws

    /// How far each section came; empty at the beginning.
    func receivingProgress() async throws(StorageError) -> [TransferSection: TransferProgress]

    /// Adds the next rows of a section and remembers the last one's key, in one transaction that is durable when the call returns.
    /// - Throws: `.corrupt` for a row that is there already, that belongs to nothing, or that is not as its section says; then nothing
    ///   of the page is stored.
    func receive(_ rows: [TransferRow], of section: TransferSection) async throws(StorageError)

    /// Ends the transfer: from now on `start()` opens the store.
    func finishReceiving() async throws(StorageError)

    /// The next rows of a section in order of their keys, at most so many; none at its end.
    func transferRows(
        of section: TransferSection, after key: [TransferValue]?, limit: Int
    ) async throws(StorageError) -> [TransferRow]

    /// How many rows a section has.
    func transferCount(of section: TransferSection) async throws(StorageError) -> Int64
}
