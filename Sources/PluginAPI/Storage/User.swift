/// What a user may do beyond their own journal. Neither role reads another user's text.
public enum UserRole: String, Sendable, CaseIterable {
    case user, admin
}

/// What a user chose about days and language.
public struct UserPreferences: Hashable, Sendable {
    /// IANA time zone name for new entries and for days without an entry's own zone.
    public var zone: String
    /// BCP 47 language tag.
    public var locale: String
    /// The hour (0–11) at which the writer's day ends: 4 means that 03:59 still belongs to the day before.
    public var dayEndHour: Int
    /// ISO 8601 day on which a week starts: 1 Monday … 7 Sunday.
    public var weekStart: Int

    public init(zone: String, locale: String = "en", dayEndHour: Int = 0, weekStart: Int = 1) {
        self.zone = zone
        self.locale = locale
        self.dayEndHour = dayEndHour
        self.weekStart = weekStart
    }
}

/// An account.
public struct User: Hashable, Sendable {
    public let id: UserID
    /// The operating-system user that this account was made for and answers to on the socket, or nil. More can be linked.
    public var uid: UInt32?
    /// The name it signs in with, or nil. Unique; compared byte for byte.
    public var login: String?
    public var role: UserRole
    /// Whether nobody may use it now.
    public var isDisabled: Bool
    public var preferences: UserPreferences
    /// The user's data key, wrapped by the master key and the user's key share (see `KeyShareStore`).
    public var wrappedKey: SealedBytes
    public let createdAt: Instant
    /// When it was last used, to within some minutes; nil until then.
    public var lastSeenAt: Instant?

    public init(
        id: UserID, uid: UInt32?, login: String? = nil, role: UserRole, isDisabled: Bool = false,
        preferences: UserPreferences, wrappedKey: SealedBytes, createdAt: Instant, lastSeenAt: Instant? = nil
    ) {
        self.id = id
        self.uid = uid
        self.login = login
        self.role = role
        self.isDisabled = isDisabled
        self.preferences = preferences
        self.wrappedKey = wrappedKey
        self.createdAt = createdAt
        self.lastSeenAt = lastSeenAt
    }
}

/// When an account was last used.
public struct UserSighting: Hashable, Sendable {
    public let user: UserID
    public let at: Instant

    public init(user: UserID, at: Instant) {
        self.user = user
        self.at = at
    }
}

/// One re-wrapped data key.
public struct KeyReplacement: Hashable, Sendable {
    public let user: UserID
    /// The wrapped key that must still be there.
    public let old: SealedBytes
    public let new: SealedBytes

    public init(user: UserID, old: SealedBytes, new: SealedBytes) {
        self.user = user
        self.old = old
        self.new = new
    }
}

/// Accounts and their wrapped keys. Every change is durable when the call returns.
public protocol UserStore: Sendable {
    /// Adds an account.
    /// - Throws: `.alreadyExists` when the id, the uid or the login is taken; nothing is changed then.
    func createUser(_ user: User) async throws(StorageError)
    /// The account with this id, or nil.
    func user(_ id: UserID) async throws(StorageError) -> User?
    /// The account that answers to this operating-system user, or nil.
    func user(uid: UInt32) async throws(StorageError) -> User?
    /// Accounts in order of id, after the given one.
    func users(after: UserID?, limit: Int) async throws(StorageError) -> [User]
    /// Replaces the preferences of an account.
    /// - Throws: `.notFound` when there is no such account.
    func setPreferences(_ preferences: UserPreferences, of id: UserID) async throws(StorageError)
    /// Removes the account, its wrapped key and everything it owns, in one transaction, and makes the bytes of the
    /// wrapped key unrecoverable from the live store as far as the engine allows (overwriting freed pages). Then its
    /// key share goes; a store that cannot do that now does it later and says so by `health`.
    /// - Throws: `.notFound` when there is no such account.
    func deleteUser(_ id: UserID) async throws(StorageError)
    /// Replaces wrapped keys in one transaction; a replacement whose `old` is no longer there is passed over.
    /// - Returns: how many were replaced.
    func replaceWrappedKeys(_ replacements: [KeyReplacement]) async throws(StorageError) -> Int
    /// Notes when accounts were last used; one that is earlier than what is there, or of an account that is gone, is passed over.
    /// Derived data: it may be written behind.
    func noteSightings(_ sightings: [UserSighting]) async throws(StorageError)
}
