import Glibc
import JournalRPC
import PluginAPI

/// Who may use the socket by their uid alone.
enum PeerPolicy: String, Sendable {
    /// Anybody; an account is made on first contact.
    case create
    /// Those who have an account.
    case known
    /// Nobody.
    case off
}

/// The caller's own account, and which account a peer has.
struct AccountService: PrincipalResolver {
    let store: any StoragePlugin
    let accounts: AccountDirectory
    let vault: Vault
    let ids: IdentifierSource
    let zones: ZoneCalendar
    let time: any TimeSource
    let policy: PeerPolicy
    let remote: RemoteAnalysis

    func principal(for peer: PeerCredentials) async throws(ServiceError) -> Principal {
        guard policy != .off, peer.isIdentity else { throw .unauthenticated }
        var user = try await storing { () async throws(StorageError) in try await store.user(uid: peer.uid) }
        if user == nil, policy == .create { user = try await make(peer) }
        guard let user else { throw .unauthenticated }
        _ = try accounts.adopt(user)
        return Principal(user: user.id, role: Self.isOperator(peer.uid) ? .admin : user.role, uid: peer.uid)
    }

    /// Root and the daemon's own user look after it; what they may do never includes reading another's text.
    private static func isOperator(_ uid: UInt32) -> Bool { uid == 0 || uid == geteuid() }

    private func make(_ peer: PeerCredentials) async throws(ServiceError) -> User {
        let id = ids.next(UserSubject.self)
        let wrapped = try sealing { () throws(SealError) in try vault.makeWrappedKey(for: id) }
        let user = User(
            id: id, uid: peer.uid, role: .user, preferences: UserPreferences(zone: ZoneCalendar.systemZone),
            wrappedKey: wrapped, createdAt: time.now())
        do {
            try await store.createUser(user)
            return user
        } catch .alreadyExists {
            // Another connection of the same person was faster.
            let first = try await storing { () async throws(StorageError) in try await store.user(uid: peer.uid) }
            guard let first else { throw .internal(cause: "a uid is taken by no account") }
            return first
        } catch {
            throw ServiceError(error)
        }
    }

    func get(by principal: Principal) async throws(ServiceError) -> Account.Info {
        let user = try await accounts.account(principal.user).user
        return Self.wire(user, role: principal.role, try await remote.consent(of: user.id))
    }

    func update(_ params: Account.Update.Params, by principal: Principal) async throws(ServiceError) -> Account.Info {
        let account = try await accounts.account(principal.user)
        var preferences = account.preferences
        if let zone = params.zone {
            guard zones.isKnown(zone) else {
                throw .invalid(
                    path: "/zone", rule: "zone", message: "is no known time zone; use an IANA name such as Europe/Madrid")
            }
            preferences.zone = zone
        }
        if let locale = params.locale { preferences.locale = locale }
        if let hour = params.dayEndHour { preferences.dayEndHour = hour }
        if let day = params.weekStart { preferences.weekStart = day }
        let changed = preferences
        try await storing { () async throws(StorageError) in try await store.setPreferences(changed, of: account.id) }
        account.setPreferences(changed)
        return Self.wire(account.user, role: principal.role, try await consent(params, account))
    }

    /// What may leave the machine, after the change that is asked for.
    private func consent(
        _ params: Account.Update.Params, _ account: OpenAccount
    ) async throws(ServiceError) -> RemoteConsent {
        var consent = try await remote.consent(of: account.id)
        let old = consent
        if let isGiven = params.remoteAnalysis { consent.isGiven = isGiven }
        if let masks = params.maskRemote { consent.masks = masks }
        if let cents = params.monthlyCents { consent.monthlyMicros = cents * 10_000 }
        if consent != old { try await remote.setConsent(consent, of: account.id) }
        return consent
    }

    /// Destroys the account. `confirm` must be its id.
    func delete(_ params: Account.Delete.Params, by principal: Principal) async throws(ServiceError) -> Account.Delete.Result {
        guard UserID(params.confirm) == principal.user else {
            throw .invalid(path: "/confirm", rule: "enum", message: "must be the id that account.get shows")
        }
        accounts.close(principal.user)
        try await storing { () async throws(StorageError) in try await store.deleteUser(principal.user) }
        accounts.close(principal.user)
        return .init(account: principal.user.description)
    }

    private static func wire(_ user: User, role: UserRole, _ consent: RemoteConsent) -> Account.Info {
        var info = Account.Info(
            id: user.id.description, uid: user.uid, role: role.rawValue, zone: user.preferences.zone,
            locale: user.preferences.locale, dayEndHour: user.preferences.dayEndHour,
            weekStart: user.preferences.weekStart, createdAt: InstantText.format(user.createdAt))
        info.remoteAnalysis = consent.isGiven
        info.maskRemote = consent.masks
        info.monthlyCents = consent.monthlyMicros.map { $0 / 10_000 }
        return info
    }
}
