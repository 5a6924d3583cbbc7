import JournalRPC
import PluginAPI

/// The caller's own account.
struct AccountService: Sendable {
    let rooms: AccountRooms
    let users: UserService
    let zones: ZoneCalendar
    let remote: RemoteAnalysis

    func get(by principal: Principal) async throws(ServiceError) -> Account.Info {
        let user = try await rooms.accounts.account(principal.user).user
        return try await wire(user, principal, try await remote.consent(of: user.id))
    }

    func update(_ params: Account.Update.Params, by principal: Principal) async throws(ServiceError) -> Account.Info {
        let account = try await rooms.accounts.account(principal.user)
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
        let (changed, store) = (preferences, rooms.store)
        try await storing { () async throws(StorageError) in try await store.setPreferences(changed, of: account.id) }
        account.setPreferences(changed)
        rooms.outlet.tell(.account, of: account.id)
        return try await wire(account.user, principal, try await consent(params, account))
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
        let event = rooms.audit.event(.userDeleted, by: principal, Account.Delete.self)
        try await users.destroy(principal.user, noting: event)
        return .init(account: principal.user.description)
    }

    private func wire(
        _ user: User, _ principal: Principal, _ consent: RemoteConsent
    ) async throws(ServiceError) -> Account.Info {
        let credentials = try await rooms.credentials(of: user.id)
        var info = Account.Info(
            id: user.id.description, uid: user.uid, role: principal.role.rawValue, zone: user.preferences.zone,
            locale: user.preferences.locale, dayEndHour: user.preferences.dayEndHour,
            weekStart: user.preferences.weekStart, createdAt: InstantText.format(user.createdAt), login: user.login,
            hasPassword: credentials.passwordHash != nil, totp: credentials.totp != nil,
            recoveryCodesLeft: credentials.totp == nil ? nil : credentials.recoveryCodes, session: principal.session?.description)
        switch principal.credential {
        case .peer: info.via = "uid"
        case .session: info.via = "session"
        case .token(_, let scopes, _):
            info.via = "token"
            info.scopes = RPCScope.grantable.filter(scopes.contains).map(\.rawValue)
        }
        if principal.mustChangePassword { info.mustChangePassword = true }
        info.remoteAnalysis = consent.isGiven
        info.maskRemote = consent.masks
        info.monthlyCents = consent.monthlyMicros.map { $0 / 10_000 }
        return info
    }
}
