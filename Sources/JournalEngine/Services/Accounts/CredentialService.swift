import JournalRPC
import PluginAPI

/// The password, the second factor and the recovery codes of the caller's own account.
struct CredentialService: Sendable {
    let rooms: AccountRooms
    let check: PasswordCheck

    /// How long a new key waits for its first code, in seconds.
    static let confirmationSeconds: Int64 = 600

    init(rooms: AccountRooms) {
        self.rooms = rooms
        check = PasswordCheck(rooms: rooms)
    }

    // MARK: Password

    /// Sets or changes the password, and with it the login; all other sessions end.
    func setPassword(
        _ params: Account.SetPassword.Params, by principal: Principal, on connection: ConnectionHandle
    ) async throws(ServiceError) -> Account.SetPassword.Result {
        let account = try await rooms.accounts.account(principal.user)
        let credentials = try await rooms.credentials(of: principal.user)
        if credentials.totp != nil { try await rooms.gate.requireFresh(principal, on: connection) }
        try await checkCurrent(params.current, principal, credentials)
        let login = try wantedLogin(params.login, account)
        let bytes = try PasswordRules.newPassword(params.password.revealed, login: login)
        if credentials.initialUntil != nil, params.current.map({ PasswordRules.bytes($0.revealed) == bytes }) ?? false {
            throw .invalid(path: "/password", rule: "same", message: "is the one that somebody else chose; choose another")
        }
        let hash = try await rooms.hasher.hash(bytes)
        // Only now: a password that is refused must not leave the name behind.
        try await keep(login, account, principal)
        let sessions = try await sessionCount(principal)
        let event = rooms.audit.event(.passwordChanged, by: principal, Account.SetPassword.self)
        try await rooms.apply(.password(hash, keeping: principal.session), of: principal.user, noting: event)
        rooms.sessionsEnded(.all(but: principal.session), of: principal.user)
        return .init(login: login, ended: sessions)
    }

    private func checkCurrent(
        _ current: SecretString?, _ principal: Principal, _ credentials: StoredCredentials
    ) async throws(ServiceError) {
        guard credentials.passwordHash != nil else { return }
        guard let current else {
            throw .invalid(path: "/current", rule: "required", message: "is needed: the account has a password")
        }
        do throws(ServiceError) {
            try await check.check(current.revealed, of: principal.user, credentials, source: principal.uid)
        } catch {
            if error == .unauthenticated {
                try await rooms.note(
                    rooms.audit.event(.passwordChanged, .failure, by: principal, Account.SetPassword.self))
            }
            throw error
        }
    }

    /// The login that the account is to have from now on.
    private func wantedLogin(_ wanted: String?, _ account: OpenAccount) throws(ServiceError) -> String {
        guard let wanted else {
            if let current = account.user.login { return current }
            throw .invalid(path: "/login", rule: "required", message: "is needed: the account has no login name yet")
        }
        guard let login = LoginName.folded(wanted) else {
            throw .invalid(path: "/login", rule: "name", message: "must be one line of text, and no UUID")
        }
        return login
    }

    private func keep(_ login: String, _ account: OpenAccount, _ principal: Principal) async throws(ServiceError) {
        guard login != account.user.login else { return }
        do throws(ServiceError) {
            try await rooms.apply(.login(login), of: principal.user, noting: nil)
        } catch {
            guard error.code == .conflict else { throw error }
            throw .conflict("the login name is taken")
        }
        account.change { $0.login = login }
    }

    private func sessionCount(_ principal: Principal) async throws(ServiceError) -> Int {
        let store = rooms.store
        return try await storing { () async throws(StorageError) in try await store.sessions(of: principal.user) }
            .count { $0.id != principal.session && $0.isAlive(at: rooms.time.now()) }
    }

    // MARK: Second factor

    /// A new key, which counts once it is confirmed. Sealed with it is when it was made.
    func beginTOTP(by principal: Principal) async throws(ServiceError) -> Account.TOTP.Begin.Result {
        let credentials = try await rooms.credentials(of: principal.user)
        guard credentials.passwordHash != nil else { throw .conflict("the account has no password", hint: "set one first") }
        guard credentials.totp == nil else { throw .conflict("the account has a second factor", hint: "disable it first") }
        let account = try await rooms.accounts.account(principal.user)
        var generator = SystemRandomNumberGenerator()
        let seed = (0..<OneTimePassword.seedBytes).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
        let madeAt = rooms.time.now().seconds
        let stamp = (0..<8).map { UInt8(truncatingIfNeeded: madeAt >> (56 - 8 * Int64($0))) }
        let sealed = try sealing { () throws(SealError) in
            try Sealing.seal(stamp + seed, at: .totpSeed(principal.user), keys: account.keys)
        }
        try await rooms.apply(.beginTOTP(sealed), of: principal.user, noting: nil)
        let secret = Base32.encode(seed)
        let name = account.user.login ?? principal.user.description
        return .init(
            secret: SecretString(secret), uri: SecretString(OneTimePassword.uri(secret: secret, account: name)),
            expiresAt: rooms.text(in: Self.confirmationSeconds))
    }

    /// Turns the second factor on with a code of the new key; other sessions end.
    func confirmTOTP(
        _ params: Account.TOTP.Confirm.Params, by principal: Principal
    ) async throws(ServiceError) -> Account.RecoveryCodeList {
        let credentials = try await rooms.credentials(of: principal.user)
        let account = try await rooms.accounts.account(principal.user)
        guard let pending = credentials.pendingSeed, credentials.totp == nil else {
            throw .conflict("there is no key to be confirmed", hint: "begin with account.totp.begin")
        }
        let pair = GuessThrottle.Pair(
            target: SecretHash(of: Array("confirm".utf8) + principal.user.bytes), source: principal.uid)
        if let wait = rooms.throttle.begin(pair) { throw .rateLimited(retryAfter: wait) }
        let stamped = try sealing { () throws(SealError) in
            try Sealing.open(pending, at: .totpSeed(principal.user), keys: account.keys)
        }
        let madeAt = stamped.prefix(8).reduce(Int64(0)) { $0 << 8 | Int64($1) }
        let now = rooms.time.now().seconds
        guard now - madeAt <= Self.confirmationSeconds else {
            throw .conflict("the key was not confirmed in time", hint: "begin again with account.totp.begin")
        }
        guard let step = OneTimePassword.step(of: params.code.revealed, seed: Array(stamped.dropFirst(8)), atSeconds: now)
        else {
            try await rooms.note(rooms.audit.event(.totpEnabled, .failure, by: principal, Account.TOTP.Confirm.self))
            throw .invalid(path: "/code", rule: "code", message: "is not the key's code of now; is your clock right?")
        }
        rooms.throttle.succeeded(pair)
        let codes = RecoveryCode.makeSet()
        let event = rooms.audit.event(.totpEnabled, by: principal, Account.TOTP.Confirm.self)
        let change = CredentialChange.confirmTOTP(
            pending, step: step, recoveryCodes: codes.hashes, keeping: principal.session)
        guard try await rooms.apply(change, of: principal.user, noting: event) else {
            throw .conflict("there is no key to be confirmed", hint: "begin with account.totp.begin")
        }
        rooms.sessionsEnded(.all(but: principal.session), of: principal.user)
        return .init(recoveryCodes: codes.shown.map(SecretString.init))
    }

    func disableTOTP(by principal: Principal) async throws(ServiceError) -> Account.TOTP.Disable.Result {
        let credentials = try await rooms.credentials(of: principal.user)
        let had = credentials.totp != nil
        let event = had ? rooms.audit.event(.totpDisabled, by: principal, Account.TOTP.Disable.self) : nil
        try await rooms.apply(.removeTOTP, of: principal.user, noting: event)
        return .init(disabled: had)
    }

    func renewRecoveryCodes(by principal: Principal) async throws(ServiceError) -> Account.RecoveryCodeList {
        let codes = RecoveryCode.makeSet()
        let event = rooms.audit.event(.recoveryCodesRenewed, by: principal, Account.RecoveryCodes.Renew.self)
        guard try await rooms.apply(.recoveryCodes(codes.hashes), of: principal.user, noting: event) else {
            throw .conflict("the account has no second factor", hint: "account.totp.begin")
        }
        return .init(recoveryCodes: codes.shown.map(SecretString.init))
    }
}
