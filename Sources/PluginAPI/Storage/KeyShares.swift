/// Half of what opens a user's data key; the other half is the master key. Alone it is of no use.
///
/// Without its share a wrapped key never opens again, whatever copies of it there are: destroying the share is what
/// destroys a journal.
public struct KeyShare: Hashable, Sendable, CustomStringConvertible {
    /// How many bytes a share has.
    public static let length = 32

    public let user: UserID
    /// Random; `length` of them.
    public let bytes: [UInt8]

    /// - Returns: nil for another number of bytes.
    public init?(user: UserID, bytes: [UInt8]) {
        guard bytes.count == Self.length else { return nil }
        self.user = user
        self.bytes = bytes
    }

    public var description: String { "<redacted>" }
}

/// The key shares of users, kept apart from everything else, so that an old copy of the database comes without them.
///
/// A share is there before its user is, and ends with its user: `deleteUser` and a `linkUID` that gives an account up
/// destroy it, at once where that can be done, and otherwise as soon as it can (a store writes down, in the transaction that
/// removes the user, which share is to go). A share is never removed because its user is not found: the database may be
/// an older copy that will be replaced again. Several daemons may share one store.
public protocol KeyShareStore: Sendable {
    /// Where the shares are, in words for the operator: a path, or the name of a table.
    var keySharePlace: String { get }
    /// Keeps shares. A user who has one keeps it: of those that race, the first wins. Durable when the call returns.
    /// - Returns: the shares that are kept now, in the order asked for.
    func addKeyShares(_ shares: [KeyShare]) async throws(StorageError) -> [KeyShare]
    /// The shares of these users; one who has none is left out.
    func keyShares(of users: [UserID]) async throws(StorageError) -> [UserID: KeyShare]
    /// Destroys shares whose users were never made; one that is not there is passed over. When the call returns, their bytes
    /// are in none of the store's live files, as far as the engine and the file system allow.
    func destroyKeyShares(of users: [UserID]) async throws(StorageError)
}
