/// SHA-256 of a secret of at least 128 random bits: a token or a recovery code. Such a secret needs no salt and no slow
/// hash, because it cannot be guessed. Never the hash of a password.
public struct SecretHash: Hashable, Sendable, CustomStringConvertible {
    /// Thirty-two bytes.
    public let bytes: [UInt8]

    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    public var description: String { "<hash>" }
}

/// A second factor that is in use.
public struct StoredTOTP: Hashable, Sendable {
    /// The shared secret, sealed.
    public let seed: SealedBytes
    /// The last time step (RFC 6238) for which a code was taken. A code of this step or an earlier one is used up.
    public let lastStep: Int64

    public init(seed: SealedBytes, lastStep: Int64) {
        self.seed = seed
        self.lastStep = lastStep
    }
}

/// A password as a store keeps it.
public struct StoredPassword: Hashable, Sendable, CustomStringConvertible {
    /// A PHC string of argon2id.
    public var hash: String
    /// When somebody else chose it: until when it is good, and then only for choosing another. Nil for one's own.
    public var initialUntil: Instant?

    public init(hash: String, initialUntil: Instant? = nil) {
        self.hash = hash
        self.initialUntil = initialUntil
    }

    public var description: String { "<hash>" }
}

/// What an account proves itself with.
public struct StoredCredentials: Hashable, Sendable {
    /// A PHC string of argon2id, or nil when the account has no password.
    public var passwordHash: String?
    /// Until when the password, which somebody else chose, is good for choosing another; nil when it is the owner's own.
    public var initialUntil: Instant?
    public var totp: StoredTOTP?
    /// A seed that was shown and not confirmed yet.
    public var pendingSeed: SealedBytes?
    /// Recovery codes that were not used.
    public var recoveryCodes: Int

    public init(
        passwordHash: String? = nil, initialUntil: Instant? = nil, totp: StoredTOTP? = nil,
        pendingSeed: SealedBytes? = nil, recoveryCodes: Int = 0
    ) {
        self.passwordHash = passwordHash
        self.initialUntil = initialUntil
        self.totp = totp
        self.pendingSeed = pendingSeed
        self.recoveryCodes = recoveryCodes
    }
}

/// One change of an account or its credentials. Each is a compare-and-set where two callers could race: of those that
/// race, one takes effect.
public enum CredentialChange: Hashable, Sendable {
    /// The name it signs in with.
    case login(String?)
    /// Lets one more operating-system user in. `givingUp` is the account that this uid has until now: it is deleted in the
    /// same transaction if it never held an entry, a category, a password or a token, and `.alreadyExists` is thrown otherwise.
    case linkUID(UInt32, at: Instant, givingUp: UserID?)
    /// Takes a uid away; it has no effect when the account does not have it.
    case unlinkUID(UInt32)
    /// It has no effect when the last enabled admin would be one no more.
    case role(UserRole)
    /// Lets nobody in any more (true), or again. Disabling ends every session; it has no effect on the last enabled admin.
    case disabled(Bool)
    /// Replaces the password by one of the owner's own and ends every session but one.
    case password(String, keeping: SessionID?)
    /// Replaces the password by one that somebody else chose, good until then for choosing another, and ends every session.
    case initialPassword(String, until: Instant)
    /// Replaces a hash of the same password by a better one, if `old` is still there; whose choice it was stays as it is.
    case rehash(old: String, new: String)
    /// A seed to be confirmed; it replaces one that was not.
    case beginTOTP(SealedBytes)
    /// Puts the seed in use if it is still the one to be confirmed, with `step` used up, replaces the recovery codes, and
    /// ends every session but one.
    case confirmTOTP(SealedBytes, step: Int64, recoveryCodes: [SecretHash], keeping: SessionID?)
    /// Uses up a time step, if it is later than every one used before.
    case useTOTPStep(Int64)
    /// Removes the second factor, what was to be confirmed, and the recovery codes.
    case removeTOTP
    /// Replaces the recovery codes, if there is a second factor.
    case recoveryCodes([SecretHash])
    /// Uses up a recovery code, if it is there.
    case useRecoveryCode(SecretHash)
}

/// An operating-system user that an account answers to.
public struct LinkedUID: Hashable, Sendable {
    public let uid: UInt32
    public let at: Instant

    public init(uid: UInt32, at: Instant) {
        self.uid = uid
        self.at = at
    }
}

/// Passwords, second factors, recovery codes, and what an account may do. Every change is durable when the call returns.
public protocol CredentialStore: Sendable {
    /// Adds an account with a password in one transaction.
    /// - Throws: `.alreadyExists` when the id, the uid or the login is taken; nothing is changed then.
    func createUser(_ user: User, password: StoredPassword?, noting event: AuditEvent?) async throws(StorageError)
    /// The account that signs in with this name, compared byte for byte, or nil.
    func user(login: String) async throws(StorageError) -> User?
    /// What the account proves itself with, or nil for an unknown user.
    func credentials(of owner: UserID) async throws(StorageError) -> StoredCredentials?
    /// The operating-system users that the account answers to, by number: the one it was made for and those linked later.
    func uids(of owner: UserID) async throws(StorageError) -> [LinkedUID]
    /// Applies one change, and notes the event in the same transaction if the change took effect.
    /// - Returns: whether it took effect; false when a compare-and-set found something else.
    /// - Throws: `.notFound` for an unknown user, `.alreadyExists` when a login or uid is another account's.
    func apply(
        _ change: CredentialChange, of owner: UserID, noting event: AuditEvent?
    ) async throws(StorageError) -> Bool
}
