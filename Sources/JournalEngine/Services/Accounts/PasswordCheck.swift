import Crypto
import JournalRPC
import PluginAPI

/// Compares passwords and codes with what an account has, slowed down for whoever guesses.
struct PasswordCheck: Sendable {
    let rooms: AccountRooms

    /// Whom a right password belongs to.
    struct Proved: Sendable {
        let user: User
        let credentials: StoredCredentials
    }

    // MARK: Passwords

    /// The account of a login and password. An unknown name, a wrong password, an account without one and a disabled account take
    /// the same steps, the same time, and have the same answer.
    /// - Throws: `.unauthenticated`, `.rateLimited`, `.unavailable`.
    func account(login: String, password: String, source: UInt32) async throws(ServiceError) -> Proved {
        let name = LoginName.folded(login) ?? ""
        let pair = GuessThrottle.Pair(target: SecretHash(of: Array("login \(name)".utf8)), source: source)
        try admit(pair)
        let store = rooms.store
        let user = try await storing { () async throws(StorageError) in try await store.user(login: name) }
        let asked = user?.id ?? UserID(high: 0, low: 0)
        let credentials = try await storing { () async throws(StorageError) in try await store.credentials(of: asked) }
        let bytes = PasswordRules.bytes(password)
        let isRight = try await compare(bytes, credentials?.passwordHash, pair)
        guard isRight, let user, let credentials, !user.isDisabled, try await isGood(credentials, of: user, from: source) else {
            try await rooms.note(
                rooms.audit.event(.login, .failure, account: user?.id, uid: source, method: Sessions.Login.name))
            throw .unauthenticated
        }
        rooms.throttle.succeeded(pair)
        try await rehash(bytes, credentials, user.id)
        return Proved(user: user, credentials: credentials)
    }

    /// The password of an account that is known already.
    /// - Throws: `.unauthenticated` when it is wrong, `.rateLimited`, `.unavailable`.
    func check(
        _ password: String, of user: UserID, _ credentials: StoredCredentials, source: UInt32
    ) async throws(ServiceError) {
        let pair = GuessThrottle.Pair(target: SecretHash(of: Array("password".utf8) + user.bytes), source: source)
        try admit(pair)
        let bytes = PasswordRules.bytes(password)
        guard try await compare(bytes, credentials.passwordHash, pair),
            credentials.initialUntil.map({ rooms.time.now() < $0 }) ?? true
        else { throw .unauthenticated }
        rooms.throttle.succeeded(pair)
        try await rehash(bytes, credentials, user)
    }

    /// Whether a right password may be used. One that somebody else chose is good for a time, and where the account has uids of its
    /// own only from those: whoever chose it must not come in.
    private func isGood(
        _ credentials: StoredCredentials, of user: User, from source: UInt32
    ) async throws(ServiceError) -> Bool {
        guard let until = credentials.initialUntil else { return true }
        let store = rooms.store
        let uids = try await storing { () async throws(StorageError) in try await store.uids(of: user.id) }
        return rooms.time.now() < until && (uids.isEmpty || uids.contains { $0.uid == source })
    }

    /// A password that was not looked at, because too many wait, was no guess.
    private func compare(
        _ bytes: [UInt8], _ encoded: String?, _ pair: GuessThrottle.Pair
    ) async throws(ServiceError) -> Bool {
        do throws(ServiceError) {
            return try await rooms.hasher.verify(bytes, encoded)
        } catch {
            rooms.throttle.giveBack(pair)
            throw error
        }
    }

    private func admit(_ pair: GuessThrottle.Pair) throws(ServiceError) {
        if let wait = rooms.throttle.begin(pair) { throw .rateLimited(retryAfter: wait) }
    }

    /// Hashes the password anew when that is stronger now than when it was set. Two at once: one takes effect.
    private func rehash(_ bytes: [UInt8], _ credentials: StoredCredentials, _ user: UserID) async throws(ServiceError) {
        guard let old = credentials.passwordHash, rooms.hasher.isWeak(old) else { return }
        let new = try await rooms.hasher.hash(bytes)
        try await rooms.apply(.rehash(old: old, new: new), of: user, noting: nil)
    }

    // MARK: Second factors

    /// Uses up a one-time code or a recovery code: of those that show the same one at once, one gets through.
    /// - Throws: `.unauthenticated` when it is wrong or used up, `.rateLimited`.
    func useCode(
        _ code: String, of user: UserID, _ credentials: StoredCredentials, source: UInt32, method: String
    ) async throws(ServiceError) {
        let pair = GuessThrottle.Pair(target: SecretHash(of: Array("code".utf8) + user.bytes), source: source)
        try admit(pair)
        let change: CredentialChange?
        var event: AuditEvent?
        if OneTimePassword.isCode(code) {
            change = try await step(of: code, user, credentials).map(CredentialChange.useTOTPStep)
        } else {
            change = RecoveryCode.hash(of: code).map(CredentialChange.useRecoveryCode)
            event = rooms.audit.event(.recoveryCodeUsed, account: user, uid: source, method: method)
        }
        guard let change, try await rooms.apply(change, of: user, noting: event) else {
            try await rooms.note(
                rooms.audit.event(.secondFactor, .failure, account: user, uid: source, method: method))
            throw .unauthenticated
        }
        rooms.throttle.succeeded(pair)
    }

    private func step(
        of code: String, _ user: UserID, _ credentials: StoredCredentials
    ) async throws(ServiceError) -> Int64? {
        guard let totp = credentials.totp else { return nil }
        let keys = try await rooms.accounts.account(user).keys
        let stamped = try sealing { () throws(SealError) in try Sealing.open(totp.seed, at: .totpSeed(user), keys: keys) }
        // In front of the seed stands when it was made, eight bytes.
        return OneTimePassword.step(of: code, seed: Array(stamped.dropFirst(8)), atSeconds: rooms.time.now().seconds)
    }
}
